"""Brings running text to the form in which it is searched; costs little where little is to do.

Full compatibility form and conversion to simplified characters take ten times as long as all that
reading does with a sentence, and most text needs neither: cheap tests find out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from etl.transform.character_forms import RADICALS, TAGS, TRADITIONAL_SHARE, converter
from etl.transform.numbers import chinese_number

# A figure set off in Markdown: 公开信息**243**条.
SET_OFF = re.compile(r"(?<![\d*])(\*{1,3})\s*(\d[\d.,]*)\s*\1(?![\d*])")
PERCENT = re.compile(
    "百分之((?:一?百|[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九])"
    "(?:点[一二三四五六七八九零]+)?)(?![一二三四五六七八九十百零])"
)
# A year without its word: 2025以来.
BARE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=以来)")
# What a site prints for a character that it does not know: 信息?1340条?，.
STRAY = re.compile(r"\?(?=\d(?![.、]))|(?<=[\u4e00-\u9fff])\?(?=[,;。、)])")
# White space, and such between two figures as 1.; a year or a figure in groups of three is one.
BLANKS = re.compile(r"((?<=\d)\s+(?=\d))|\s+")
APART = re.compile(r"\d\s+\d")
ONE_FIGURE = re.compile(
    r"(?<![\d.])(?<!\d\s)(?:2\s*0\s*\d\s*\d(?=\s*年)|[1-9]\d{0,2}(?: \d{3})+(?!\s*\d))"
)
# The number of an entry, which is no figure: 公开信息①政策类20条②财政类30条.
CIRCLED = re.compile(r"(?P<before>.{0,3})[①-⑳]\s*", re.DOTALL)
ENCLOSED = re.compile("[①-⑳]")
SIGNS = tuple(":;,、。(")
HAN_WORDS = re.compile(r"[\u4e00-\u9fff]+")
FEWEST_LETTERS, LONGEST_LETTERS = 6, 1.2
# What parts figures that blanks part, as in 3~5: neither is a count.
PARTING = "~"
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
    if ENCLOSED.search(text):
        text = CIRCLED.sub(without_circle, text)
    if "<" in text or "&" in text:
        text = TAGS.sub(" ", text)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if to_convert().search(text):
        text = in_simplified(text)
    return in_digits(without_blanks(text, PARTING))


def in_digits(text: str) -> str:
    """Return text with its shares in digits, its years by their word, and no stray sign."""
    if "百分之" in text:
        text = PERCENT.sub(percent, text)
    if "?" in text:
        text = STRAY.sub("", text)
    return BARE_YEAR.sub(r"\1年", text) if "以来" in text else text


def percent(share: re.Match[str]) -> str:
    """Return a share in numerals as one in digits: 百分之九十八点五."""
    whole, _, decimals = share[1].partition("点")
    digits = "".join(f"{chinese_number(digit)}" for digit in decimals)
    return f"{chinese_number(whole)}{'.' if digits else ''}{digits}%"


def without_circle(entry: re.Match[str]) -> str:
    """Return a sign in the place of a circled number: behind a count the next entry begins."""
    before = entry["before"]
    if not before.strip() or before.rstrip().endswith(SIGNS):
        return before
    return f"{before}、" if any(map(str.isdigit, before)) else f"{before}:"


def without_blanks(text: str, parting: str = " ") -> str:
    """Return text without white space, but for a sign between figures that blanks part.

    1 0 4 is no 104, unless the whole text is printed with blanks between its letters.
    """
    if APART.search(text) is None or is_letter_spaced(text):
        return "".join(text.split())
    text = ONE_FIGURE.sub(lambda found: "".join(found[0].split()), text)
    return BLANKS.sub(lambda found: parting if found[1] else "", text.strip())


def is_letter_spaced(text: str) -> bool:
    """Return whether blanks stand between the letters of a text rather than between its words."""
    words = HAN_WORDS.findall(text)
    return len(words) >= FEWEST_LETTERS and sum(map(len, words)) <= LONGEST_LETTERS * len(words)


def in_simplified(text: str) -> str:
    """Return traditional text in simplified characters; one stray character changes nothing."""
    text = text.translate(RADICALS)
    if len(to_convert().findall(text)) > max(1, TRADITIONAL_SHARE * len(text)):
        return str(converter().convert(text))
    return text
