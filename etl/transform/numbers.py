"""What one printed cell or count means: a number, a slash, a blank, or nothing readable."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache

from etl.definitions import cell_words, load
from etl.domain.report import Mark

WHOLE = r"(?:0|[1-9]\d{0,11}|[1-9]\d{0,2}(?:,\d{3})+)"
COUNT = re.compile(rf"{WHOLE}(?:\.0+)?", re.ASCII)
MOST_DECIMALS = 10
MOST_DIGITS = 12
AMOUNT = re.compile(rf"{WHOLE}(?:\.\d{{1,{MOST_DECIMALS}}})?", re.ASCII)
UNIT = re.compile(r"(?:件次|人次|件|条|项|个|份|次|宗|篇|人)$")
MONEY = re.compile(r"(?:万元|元|件次|人次|件|条|项|个|份|次|宗|篇|人)$")
NOTED = re.compile(r"(?P<figure>[^(),;]*[^(),;\s])\s*\((?P<note>[^()]+)\)")
NOTED_BEHIND_COMMA = re.compile(r"(?P<figure>[^(),;]*[^(),;\s])\s*[,;]\s*(?P<note>[^()]+)")
NOTE_MARK = re.compile(r"(?<=[^\s\[【〔])\s*[\[【〔(]\s*注释?\s*\d{0,2}\s*[\]】〕)]")
WORDED = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
LARGEST_UNIT = {"万": 10_000, "千": 1_000, "百": 100, "十": 10}
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": 0, "两": 2, "○": 0}
# One numeral as a cell prints it; 一 and 十 alone may be a dash and a plus, 三百二 is 320.
TENS = "[二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十"
HUNDREDS = f"[一二两三四五六七八九]百(?:零[一二三四五六七八九]|一十|一?{TENS})?"
NUMERAL = re.compile(f"[零〇二两三四五六七八九]|{TENS}|{HUNDREDS}")
TOGETHER = re.compile(r"\s*共计?\s*(\S.*[件条项个份次宗篇人])\s*")
# A minus that is no hyphen: the sign itself, the hyphen of typesetting, the short dash.
MINUS = re.compile("^[\u2212\u2010\u2013](?=\\s?\\d)")
# Digits set apart to fill a cell, and groups of three of which one begins with a zero.
SPREAD = re.compile(r"[０-９](?:[ \u3000][０-９])+")
GROUPED = re.compile(r"[1-9]\d{0,2}(?: \d{3})*? 0\d{2}(?: \d{3})*", re.ASCII)


@cache
def printed_nils() -> frozenset[str]:
    """Return every way an office prints that there is nothing to report, in compatibility form."""
    printed = load().marks[Mark.NIL].printed
    return frozenset(unicodedata.normalize("NFKC", text) for text in printed)


@lru_cache(maxsize=1 << 14)
def read_cell(
    raw: str, *, decimal: bool = False, signed: bool = False
) -> tuple[Decimal | None, Mark]:
    """Return the value and mark of a printed cell; a value only where the mark is `number`.

    `decimal` allows a fraction (amounts), `signed` a leading + or - (changes on last year).
    A number may carry its unit, 万 or 亿, and a note such as （其中修订16件） or [注1]; anything
    else beside the digits makes it unreadable, and so do signs that stand for figures, as ② and ².
    """
    text = raw if raw.isascii() else unicodedata.normalize("NFKC", raw)
    text = text.strip("\u200b\ufeff \t\r\n\xa0\u3000")
    if " " in text and (SPREAD.fullmatch(raw.strip()) or GROUPED.fullmatch(text)):
        text = text.replace(" ", "")
    if not text:
        return None, Mark.BLANK
    if text in printed_nils():
        return None, Mark.NIL
    if text == load().marks[Mark.ABSENT].token:
        return None, Mark.ABSENT
    if text is not raw and any(unicodedata.category(sign) == "No" for sign in raw):
        return None, Mark.UNREADABLE
    digits = (MONEY if decimal else UNIT).sub("", without_note(text)).strip()
    digits = with_sign(digits) if signed else digits
    sign = digits[0] if signed and digits[:1] in ("+", "-") else ""
    pattern = AMOUNT if decimal else COUNT
    if pattern.fullmatch(digits.removeprefix(sign)):
        return Decimal(digits.replace(",", "")), Mark.NUMBER
    value = None if decimal or sign else scaled(digits)
    return value, Mark.UNREADABLE if value is None else Mark.NUMBER


def with_sign(text: str) -> str:
    """Return a change with a hyphen for its minus, or in place of the word before it: 减3 is -3."""
    text = MINUS.sub("-", text)
    for word, sign in cell_words().changes.items():
        if text.startswith(word) and text[len(word) :].strip()[:1].isdigit():
            return sign + text[len(word) :].strip()
    return text


def without_note(text: str) -> str:
    """Return a printed figure without the note behind it, the text itself where it has none.

    `text` is in compatibility form. That there is nothing may stand behind a zero.
    """
    text = NOTE_MARK.sub("", text) if "注" in text else text
    noted = NOTED.fullmatch(text)
    if noted is not None:
        is_nil = noted["figure"] == "0" and noted["note"] in printed_nils()
        return noted["figure"] if is_nil or is_sure(noted["note"]) else text
    behind = NOTED_BEHIND_COMMA.fullmatch(text)
    if behind is None or not behind["note"].startswith(cell_words().note_openings):
        return text
    return behind["figure"]


def is_sure(note: str) -> bool:
    """Return whether a note is in words, and none of them puts the figure before it in doubt."""
    if note.strip().startswith(cell_words().note_openings):
        return True
    return WORDED.search(note) is not None and not any(
        word in note for word in cell_words().note_doubts
    )


def scaled(digits: str) -> Decimal | None:
    """Return the value of a count in 万 or 亿, None where it is none or no whole number."""
    scale = cell_words().scales.get(digits[-1:])
    if scale is None or not AMOUNT.fullmatch(digits[:-1].strip()):
        return None
    value = Decimal(digits[:-1].replace(",", "")) * scale
    whole = value.to_integral_value()
    return whole if value == whole and len(whole.as_tuple().digits) <= MOST_DIGITS else None


def cell_numeral(raw: str) -> Decimal | None:
    """Return the value of a cell that is one Chinese numeral below a thousand, else None.

    So is a count that is said to be all there is: 共4件.
    """
    together = TOGETHER.fullmatch(raw)
    if together is not None:
        return read_cell(together[1])[0]
    bare = UNIT.sub("", raw.strip())
    return chinese_number(bare) if NUMERAL.fullmatch(bare) else None


def chinese_number(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral below 100 million (四十, 一千二百零三), else None."""
    total, section, digit = 0, 0, 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        elif character in LARGEST_UNIT:
            section += (digit or 1) * LARGEST_UNIT[character]
            digit = 0
        else:
            return None
    return Decimal(total + section + digit) if text else None


def printed_count(text: str) -> Decimal | None:
    """Return the value of a count in prose: 1,234 · 67.45万 · 四十; None when it is none."""
    digits = text.replace(",", "")
    scale = 10_000 if digits.endswith("万") and digits[:1].isdigit() else 1
    bare = digits.removesuffix("万") if scale > 1 else digits
    if re.fullmatch(r"\d{1,12}(\.\d{1,4})?", bare):
        return (Decimal(bare) * scale).normalize() + 0
    return chinese_number(digits)
