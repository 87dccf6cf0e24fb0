"""Reads who signed a report and when, and the day that a site says it was published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from etl.definitions.offices import title_words
from etl.transform.character_forms import converter
from etl.transform.document.identity.dates import CHINESE_DATE, DATE, date_in
from etl.transform.document.identity.office_names import Office, any_of
from etl.transform.document.identity.page import Page
from etl.transform.document.identity.titles import TITLE, above_county, standing_alone
from etl.transform.narrative.wording.normalize import to_convert

# Attachments, the foot of a page and links may stand below a signature.
SEARCHED_LINES = 400
LAST_LINES = 8
LATE_LINES = 40
BELOW_TITLE = 3
STAMPED_LINES = 30
LONGEST_LABEL = 20
# A figure of a table that is printed one cell a line, and the longest unit that stands so.
FIGURE, LONGEST_UNIT = re.compile(r"[\d.,%/-]+"), 2
YEAR_ALONE = re.compile(
    r"(?:20\d\d|[二〇○零一三四五六七八九]{4})年?|.*(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2}|元)月"
)
# The beginning of a date that is broken anywhere behind its year, and what may be left of it.
BEGUN = re.compile(r".*20\d\d年(?:(?:1[0-2]|0?[1-9])(?:月\d{0,2})?)?")
REST = re.compile(r"(?:\d{0,2}月)?\d{0,2}[日号]")
MAY_BE_DATED = re.compile(r"20\d\d|２０|二\s*[〇○零ＯO0]")
SEAL = re.compile(r"\((?:公章|盖章|印章|章|签章)\)")
DAY = r"(20\d\d)[年./-](1[0-2]|0?[1-9])[月./-](3[01]|[12]\d|0?[1-9])"
LABEL = (
    f"(?:{any_of(title_words().stamps)}"
    rf"|(?<![\u4e00-\u9fff])(?:{any_of(title_words().bare_stamps)}))"
)
STAMP = re.compile(rf"{LABEL}[\s:|,\]】]{{0,12}}{DAY}")
LABEL_ALONE = re.compile(rf".*{LABEL}[:|]?")
SITE = f"[\u4e00-\u9fff]{{0,20}}(?:{any_of(title_words().sites)})"
SITE_STAMP = re.compile(
    rf"^\s*{SITE}[\s:：|]{{0,4}}{DAY}日?(?:\s*\d\d?:\d\d(?::\d\d)?)?\s*$", re.MULTILINE
)
OWN_DAY = re.compile(rf"(?:{any_of(title_words().own_days)})[:|]?{DATE.pattern}")
BARE_STAMP = re.compile(rf"^\s*{DAY}日?(?:\s*\d\d?:\d\d|\s*来源)", re.MULTILINE)


class Signature(NamedTuple):
    """Who signed and when; either may be missing."""

    office: Office | None = None
    text: str = ""
    day: date | None = None


class DatedLine(NamedTuple):
    """A line that is a date, or an office with a date behind it, and nothing else."""

    number: int
    day: date
    office: Office | None
    text: str


def signature_of(page: Page) -> Signature:
    """Return the signature: the last office with a date beside it, else what stands at the end.

    A date in a sentence is none, nor is one with words that say that a site published the page.
    """
    dates = list(dated_lines(page))
    for found in reversed(dates):
        signed = (found.office, found.text) if found.office else beside(found.number, page)
        if signed[0] is not None and found.number > BELOW_TITLE:
            return Signature(*signed, found.day)
    bare = [d for d in dates if d.number > BELOW_TITLE and is_late(d.number, page)]
    day = bare[-1].day if bare else under_title(page, dates) or on_cover(page)
    for number in range(len(page.lines) - 1, max(BELOW_TITLE, len(page.lines) - LAST_LINES), -1):
        text = page.short(number)
        office = signing(text)
        if office is not None and (office.township or not above_county(office.other)):
            return Signature(office, text, day)
    return Signature(day=day)


def is_late(number: int, page: Page) -> bool:
    """Return whether few lines stand below one; the short cells of an attached table are none."""
    below = page.lines[number:]
    return len(below) <= LATE_LINES or sum(map(is_told, below)) <= LATE_LINES


def is_told(line: str) -> bool:
    """Return whether a line says more than a figure or the unit of one."""
    return len(line.strip()) > LONGEST_UNIT and FIGURE.fullmatch(line.strip()) is None


def dated_lines(page: Page) -> Iterator[DatedLine]:
    """Yield the lines that consist of a date, in the order of the page."""
    for number in range(max(0, len(page.lines) - SEARCHED_LINES), len(page.lines)):
        line = page.lines[number]
        if ("20" in line or "二" in line or "２０" in line) and MAY_BE_DATED.search(line):
            found = dated_line(number, page)
            if found is not None:
                yield found


def dated_line(number: int, page: Page) -> DatedLine | None:
    """Return the date that a line consists of; one broken in two goes on in the next line."""
    line = SEAL.sub("", page.short(number))
    found = whole_date(line)
    rest = SEAL.sub("", page.short(number + 1))
    if (BEGUN.fullmatch(line) and REST.fullmatch(rest)) or (
        found is None and YEAR_ALONE.fullmatch(line)
    ):
        found = whole_date(line + rest)
    if found is None or LABEL_ALONE.fullmatch(page.short(number - 1)):
        return None
    day, before = found
    if re.fullmatch(SITE, before):
        return None
    office = signing(before) if before else None
    return DatedLine(number, day, office, line) if office or not before else None


def whole_date(line: str) -> tuple[date, str] | None:
    """Return the date at the end of a line and what stands before it."""
    bare = line.strip("()。. ")
    for pattern in (DATE, CHINESE_DATE):
        matches = list(pattern.finditer(bare))
        if matches and matches[-1].end() == len(bare) and (day := date_in(matches[-1][0])):
            return day, bare[: matches[-1].start()].rstrip("(:,")
    return None


def beside(number: int, page: Page) -> tuple[Office | None, str]:
    """Return the office that stands alone up to two lines above a date, or in the line below it."""
    for near in (number - 1, number - 2, number + 1):
        text = page.short(near)
        office = signing(text)
        if office is not None:
            return office, text
    return None, ""


def signing(text: str) -> Office | None:
    """Return the office that is all a line says; a link to its report does not sign."""
    return None if TITLE.search(text) else standing_alone(text)


def under_title(page: Page, dates: list[DatedLine]) -> date | None:
    """Return the date that stands alone below the title, or where a title would in brackets."""
    title = page.found_title.number
    near = (
        found.day for found in dates
        if (0 < found.number - title <= BELOW_TITLE)
        and (page.title or re.fullmatch(r"\(.*\)", page.short(found.number)))
    )  # fmt: skip
    return next(near, None)


def on_cover(page: Page) -> date | None:
    """Return the day on which an opening says that the office made the report."""
    found = (OWN_DAY.fullmatch(line) for line in page.opening)
    return next((date_in(match[0]) for match in found if match is not None), None)


def published_on(page: Page) -> date | None:
    """Return the day on which a site says that it published the page, the earliest of several."""
    count = len(page.lines)
    for numbers in (range(min(STAMPED_LINES, count)), range(max(0, count - LAST_LINES), count)):
        found = sorted(stamps_in(page, numbers))
        if found:
            return found[0]
    return None


def simplified(text: str) -> str:
    """Return a text in simplified characters, be it only one that is traditional."""
    return str(converter().convert(text)) if to_convert().search(text) else text


def stamps_in(page: Page, numbers: Iterable[int]) -> Iterator[date]:
    """Yield the days behind words such as 发布日期, in the same cell, the next or the next line."""
    for number in numbers:
        line = page.lines[number]
        if "20" not in line and "２０" not in line:
            continue
        above = page.lines[number - 1][-LONGEST_LABEL:] if number else ""
        plain = simplified(unicodedata.normalize("NFKC", f"{above}\n{line}"))
        for pattern in (STAMP, BARE_STAMP, SITE_STAMP):
            for match in pattern.finditer(plain):
                if day := date_in("-".join(match.groups())):
                    yield day
