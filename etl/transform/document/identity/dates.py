"""Reads dates and periods as reports print them, separators lost and numerals in Chinese too."""

from __future__ import annotations

import re
from datetime import date

from etl.transform.numbers import chinese_number

MONTH = "1[0-2]|0?[1-9]|元(?=月)"
DATE = re.compile(rf"(20\d\d)[年./-]({MONTH})[月./-](3[01]|[12]\d|0?[1-9])(?:日|号)?(?!\d)")
CHINESE_DATE = re.compile(
    r"([二〇○零一三四五六七八九]{4})年([一二三四五六七八九十]{1,2}|元)月([一二三四五六七八九十]{1,3})日"
)
# Signs between year, month and day are lost in some conversions: 202311日至20231231日.
PERIOD = re.compile(
    rf"(20\d\d)年?[.-]?({MONTH})月?[.-]?(3[01]|[12]\d|0?[1-9])日?起?,?(?:至|到|—|–|-|~)+"
    r"(20\d\d)?年?[.-]?(1[0-2]|0?[1-9])月?[.-]?(3[01]|[12]\d|0?[1-9])(?:日|号|止|\)|$|(?=[。,;、的期]))"
)
NUMERAL = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")}
NUMERAL |= {"零": "0", "○": "0"}
FIRST_MONTH = "元"


def whole(printed: str) -> int:
    """Return the year, month or day that digits or 元 say."""
    return 1 if printed == FIRST_MONTH else int(printed)


def date_in(text: str) -> date | None:
    """Return the last date of a line, None where it has none that the calendar knows."""
    found = [tuple(map(whole, match)) for match in DATE.findall(text)]
    found += [in_digits(match) for match in CHINESE_DATE.findall(text)]
    return real_date(found[-1]) if found else None


def period_in(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a period of a year or less, None where none is printed."""
    match = PERIOD.search(text)
    if match is None:
        return None
    first = real_date(tuple(map(whole, match.group(1, 2, 3))))
    last = real_date((int(match[4] or match[1]), int(match[5]), int(match[6])))
    if first is None or last is None or not first < last or (last - first).days > 366:
        return None
    return first, last


def in_digits(parts: tuple[str, str, str]) -> tuple[int, ...]:
    """Return year, month and day of a date written in Chinese numerals."""
    year = int("".join(NUMERAL[character] for character in parts[0]))
    month = 1 if parts[1] == FIRST_MONTH else int(chinese_number(parts[1]) or 0)
    return year, month, int(chinese_number(parts[2]) or 0)


def real_date(parts: tuple[int, ...]) -> date | None:
    """Return the date, or None for one that the calendar does not have."""
    try:
        return date(*parts)
    except ValueError:
        return None
