"""Finds the lines that call themselves a report: its title, and a site's links to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.definitions.offices import title_words
from etl.transform.document.identity.dates import DATE, NUMERAL
from etl.transform.document.identity.office_names import (
    Office,
    any_of,
    heading_office,
    office_of,
)
from etl.transform.narrative.wording.normalize import normal

TITLE = re.compile(any_of(title_words().titles))
MAY_BE_TITLE = re.compile(r"[报報总總]|公开年度|年度公开")
OF_PAGE = re.compile(any_of(title_words().not_titles))
NO_TITLE = re.compile(f"{OF_PAGE.pattern}|[。!?]")
# What a row of an index calls the document: its title where no line is one that says as much.
NAMED_IN_INDEX = re.compile(f"^(?:{any_of(title_words().index_heads)}):")
# The head of an index and what it heads, which only white space parts in a PDF or a sheet.
INDEX_CELL = re.compile(rf"^\s*({any_of(title_words().index_heads)})\s+(?=[\u4e00-\u9fff])")
YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?")
CHINESE_YEAR = re.compile(r"二[〇○零O0]([〇○零一二三四五六七八九]{2})年?度?")
# A heading that closes the preamble.
FIRST_SECTION = re.compile(r"[#*\s(（]*[一㈠][、)）.．]")
PINYIN = re.compile(r"\([a-zü\u00e0-\u01dc]{1,6}\)")
# The day beside a link or a title, which is no part of it.
DAY_BEHIND = re.compile(rf"(?<![-—~至到])[\[(]?{DATE.pattern}[\])]?(?:~?\d?\d:\d\d(?::\d\d)?)?$")
IN_SENTENCE = re.compile(r"[,;:、《》〈〉]")
BEFORE_NAME = re.compile(r"(?:关于|20\d\d年?度?|\d{1,2}[.、]|[\u4e00-\u9fff]+[省市县区州旗盟])*")
TITLE_LINES = 16
LONGEST_TITLE = 60
LONGEST_FRAGMENT = 30
# What is left of a title for its second line: …公开工作年|度报告.
LONGEST_REST = 6
MOST_ABOVE = 2


class Title(NamedTuple):
    """The title of a report and the number of its last line; `rivals` are others like it.

    They stand above it or below, of another office or year, and nothing tells which is the title.
    `listed` are the numbers of lines that are titles of other offices.
    """

    number: int = -1
    text: str = ""
    rivals: tuple[str, ...] = ()
    listed: tuple[int, ...] = ()


class Candidate(NamedTuple):
    """A line that calls itself a report; `office` is set where it is nothing but such a title."""

    number: int
    text: str
    worth: int
    office: str
    year: int | None


def candidates(lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield the lines that call themselves a report.

    A title that is broken begins with the line of the office or the year above it.
    """
    for number, line in enumerate(lines):
        if len(line) > 2 * LONGEST_TITLE or not MAY_BE_TITLE.search(line):
            continue
        text = heading_text(line)
        if number and not TITLE.search(text) and len(text) <= LONGEST_REST:
            text = heading_text(lines[number - 1][: 2 * LONGEST_TITLE]) + text
        bare = DAY_BEHIND.sub("", NAMED_IN_INDEX.sub("", text))
        if not TITLE.search(bare) or len(bare) >= LONGEST_TITLE or NO_TITLE.search(bare):
            continue
        whole = bare if bare != text else with_lines_above(lines[:number], bare)
        office, year = heading_office(whole), year_in(whole)
        worth = 2 * (office is not None) + (year is not None)
        in_index = NAMED_IN_INDEX.match(text) is not None
        yield Candidate(number, whole, 2 * worth - in_index, only_title(whole, office, year), year)


def only_title(text: str, office: Office | None, year: int | None) -> str:
    """Return the office of a line that is nothing but the title of its report, else nothing."""
    name = (office.township or office.other) if office is not None else ""
    if not name or IN_SENTENCE.search(text) or (year is None and above_county(name)):
        return ""
    ends = list(TITLE.finditer(text))[-1].end() == len(re.sub(r"\([^()]*\)$", "", text))
    return name if ends and BEFORE_NAME.fullmatch(text[: max(0, text.find(name))]) else ""


def heading_text(line: str) -> str:
    """Return a line in normal form without marks of headings, borders of cells and pinyin."""
    return without_pinyin(normal(INDEX_CELL.sub(r"\1:", line))).strip("#*|")


def without_pinyin(text: str) -> str:
    """Return a text without the pronunciation that some mirrors print behind a character."""
    return PINYIN.sub("", text) if "(" in text else text


def with_lines_above(above: Sequence[str], text: str) -> str:
    """Return a title with the office and the year that stand broken off above it."""
    for line in list(reversed(above))[:MOST_ABOVE]:
        fragment = heading_text(line[:LONGEST_TITLE])
        if len(fragment) >= LONGEST_FRAGMENT or NO_TITLE.search(fragment) or "," in fragment:
            break
        if TITLE.search(fragment) and year_in(fragment):
            break
        office = None if heading_office(text) else own_office(fragment)
        year = None if year_in(text) else YEAR.search(fragment)
        if office is None and year is None:
            break
        if office is None and year is not None and year.end() != len(fragment):
            break
        text = fragment + text
    return text


def own_office(fragment: str) -> Office | None:
    """Return the office in a line above a title, but none that a site names above every page."""
    found = heading_office(fragment)
    return (
        found if found is not None and (found.township or not above_county(found.other)) else None
    )


def above_county(office: str) -> bool:
    """Return whether an office is the government of a county or above."""
    return bool(re.search(r"(?:[县区市旗州省盟]|政府|政府办公[室厅]|行政公署)$", office))


def year_in(title: str) -> int | None:
    """Return the year that a title names, in digits or in Chinese numerals."""
    if match := YEAR.search(title):
        return int(match[1])
    if match := CHINESE_YEAR.search(title):
        return int("20" + "".join(NUMERAL[character] for character in match[1]))
    return None


def standing_alone(line: str) -> Office | None:
    """Return the office that is all a line says, seal and brackets left out."""
    bare = re.sub(r"\((?:公章|盖章|印章|章|签章)\)|[()《》]", "", line)
    if not 2 <= len(bare) <= LONGEST_FRAGMENT or not re.fullmatch(r"[\u4e00-\u9fff]+", bare):
        return None
    return office_of(bare)
