"""Brings running text to the form in which it is searched; costs little where little is to do.

Full compatibility form and conversion to simplified characters take ten times as long as all that
reading does with a sentence, and most text needs neither: cheap tests find out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from etl.transform.character_forms import RADICALS, TAGS, TRADITIONAL_SHARE, converter

# A figure set off in Markdown: 公开信息**243**条.
SET_OFF = re.compile(r"(?<![\d*])(\*{1,3})\s*(\d[\d.,]*)\s*\1(?![\d*])")
PUNCTUATION = tuple(zip("，；：（）", ",;:()", strict=True))


@cache
def to_convert() -> re.Pattern[str]:
    """Return the pattern of any character that is traditional, or a radical printed for one."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    converted = converter().convert("\n".join(characters)).split("\n")
    changed = [a for a, b in zip(characters, converted, strict=True) if a != b]
    radicals = [chr(code) for code in RADICALS]
    return re.compile(f"[{''.join(changed + radicals)}]")


def normal(text: str) -> str:
    """Return text in compatibility form and simplified characters, without tags and spaces."""
    for wide, narrow in PUNCTUATION:
        if wide in text:
            text = text.replace(wide, narrow)
    if "*" in text:
        text = SET_OFF.sub(r"\2", text)
    if "<" in text or "&" in text:
        text = TAGS.sub(" ", text)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if to_convert().search(text):
        text = in_simplified(text)
    return "".join(text.split())


def in_simplified(text: str) -> str:
    """Return traditional text in simplified characters; one stray character changes nothing."""
    text = text.translate(RADICALS)
    if len(to_convert().findall(text)) > max(1, TRADITIONAL_SHARE * len(text)):
        return str(converter().convert(text))
    return text
