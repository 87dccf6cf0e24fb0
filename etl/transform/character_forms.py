"""Brings printed Chinese to one form before anything is matched; never changes what is kept."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

NOT_LABEL = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]+")
SPACES = re.compile(r"\s+")
TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|&nbsp;?")
MEMORY = 1 << 15
# Share of characters that conversion changes above which a text is held to be traditional.
TRADITIONAL_SHARE = 0.02
# The radicals that PDF programs print for whole characters and that have no compatibility form.
RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)


@cache
def converter() -> OpenCC:
    """Return the traditional to simplified converter, made once."""
    return OpenCC("t2s")


def plain(text: str) -> str:
    """Return text in compatibility form (full-width, radicals, ㈠), without tags."""
    if not text:
        return text
    return unicodedata.normalize("NFKC", TAGS.sub(" ", text)).translate(RADICALS)


def simplified(text: str) -> str:
    """Return traditional text in simplified characters, and simplified text unchanged."""
    converted: str = converter().convert(text)
    if len(converted) != len(text):
        return converted
    changed = sum(a != b for a, b in zip(text, converted, strict=True))
    return converted if changed > TRADITIONAL_SHARE * len(text) else text


def squeezed(text: str) -> str:
    """Return text without any white space."""
    return SPACES.sub("", text)


@lru_cache(maxsize=MEMORY)
def label_key(text: str) -> str:
    """Return what of a label counts for matching: its characters and digits, simplified."""
    key = NOT_LABEL.sub("", plain(text))
    return str(converter().convert(key))
