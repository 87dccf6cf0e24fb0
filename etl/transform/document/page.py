"""The printed lines of a document as its office and year are looked for in them, and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from etl.definitions.offices import title_words
from etl.domain.report import Document
from etl.transform.document.dates import NUMERAL
from etl.transform.document.office_names import Office, any_of, heading_office, office_of
from etl.transform.document.surroundings import path_in, without_links
from etl.transform.narrative.wording.normalize import normal

TITLE = re.compile(any_of(title_words().titles))
MAY_BE_TITLE = re.compile(r"[报報总總]|公开年度|年度公开")
NO_TITLE = re.compile(f"{any_of(title_words().not_titles)}|[。!?]")
YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?")
CHINESE_YEAR = re.compile(r"二[〇○零O0]([〇○零一二三四五六七八九]{2})年?度?")
# A heading that closes the preamble.
FIRST_SECTION = re.compile(r"[#*\s(（]*[一㈠][、)）.．]")
PINYIN = re.compile(r"\([a-zü\u00e0-\u01dc]{1,6}\)")
OPENING_LINES = 16
TITLE_LINES = 16
LONGEST_TITLE = 60
LONGEST_FRAGMENT = 30
# What is left of a title for its second line: …公开工作年|度报告.
LONGEST_REST = 6
LONGEST_LINE = 2_000
LONGEST_OPENING = 3_000
MOST_ABOVE = 2


@dataclass(frozen=True)
class Page:
    """The lines of a document that are not blank; `name` is that of the file.

    Lines are brought to normal form only where something is looked for in them.
    """

    lines: tuple[str, ...]
    name: str

    @cached_property
    def title(self) -> str:
        """Return the title in normal form, empty where no line is one."""
        return self.found_title[1]

    @cached_property
    def found_title(self) -> tuple[int, str]:
        """Return the number of the title's last line and the title."""
        return title_in(self.lines[:TITLE_LINES])

    @cached_property
    def opening(self) -> tuple[str, ...]:
        """Return the first lines in normal form, marks of headings left out."""
        return tuple(heading_text(line) for line in self.lines[:OPENING_LINES])

    @cached_property
    def path(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the numbers of the lines that are the path through a site, and its steps."""
        return path_in(self.lines[:OPENING_LINES])

    @cached_property
    def opening_text(self) -> str:
        """Return the first lines below the title as one, so that broken lines are whole."""
        below = self.opening[self.found_title[0] + 1 if self.title else 0 :]
        return "".join(line + ("|" if len(line) < LONGEST_FRAGMENT else "") for line in below)[
            :LONGEST_OPENING
        ]

    def preamble(self) -> Iterator[str]:
        """Yield the lines about the report itself between the title and the first section."""
        for raw, line in zip(self.lines[:TITLE_LINES], self.opening, strict=False):
            if FIRST_SECTION.match(raw):
                return
            if MAY_BE_TITLE.search(line) and line not in self.title:
                yield line

    def short(self, number: int) -> str:
        """Return a line that may be a signature or a date in normal form, empty where none is."""
        if not 0 <= number < len(self.lines):
            return ""
        line = self.lines[number]
        return heading_text(line) if len(line) <= 2 * LONGEST_TITLE and "\t" not in line else ""

    def body(self) -> Iterator[str]:
        """Yield every line of prose; dear, so asked only where opening and end are silent."""
        return (
            without_pinyin(normal(line))
            for line in self.lines
            if "\t" not in line and "|" not in line
        )

    def dated(self) -> Iterator[str]:
        """Yield every line in which a year may stand."""
        return (normal(line) for line in self.lines if "20" in line or "２０" in line)


def heading_text(line: str) -> str:
    """Return a line in normal form without marks of headings, borders of cells and pinyin."""
    return without_pinyin(normal(line)).strip("#*|")


def without_pinyin(text: str) -> str:
    """Return a text without the pronunciation that some mirrors print behind a character."""
    return PINYIN.sub("", text) if "(" in text else text


def page_of(document: Document) -> Page:
    """Return the lines of a document that are not blank, without a site's links to other pages."""
    lines = tuple(
        line.text[:LONGEST_LINE] for line in document.lines if line.text and not line.text.isspace()
    )
    return Page(without_links(lines), document.name)


def title_in(opening: Sequence[str]) -> tuple[int, str]:
    """Return the title and the number of its last line: of the lines that call themselves a report
    the one that names an office or a year; the first of several.

    A title that is broken begins with the line of the office or the year above it.
    """
    best, found = -1, (-1, "")
    for number, line in enumerate(opening):
        if len(line) > 2 * LONGEST_TITLE or not MAY_BE_TITLE.search(line):
            continue
        text = heading_text(line)
        if number and not TITLE.search(text) and len(text) <= LONGEST_REST:
            text = heading_text(opening[number - 1][: 2 * LONGEST_TITLE]) + text
        if not TITLE.search(text) or len(text) >= LONGEST_TITLE or NO_TITLE.search(text):
            continue
        whole = with_lines_above(opening[:number], text)
        worth = 2 * (heading_office(whole) is not None) + (year_in(whole) is not None)
        if worth > best:
            best, found = worth, (number, whole)
    return found


def with_lines_above(above: Sequence[str], text: str) -> str:
    """Return a title with the office and the year that stand broken off above it."""
    for line in list(reversed(above))[:MOST_ABOVE]:
        fragment = heading_text(line[:LONGEST_TITLE])
        if len(fragment) >= LONGEST_FRAGMENT or NO_TITLE.search(fragment) or "," in fragment:
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
    return bool(re.search(r"(?:[县区市旗州省盟]|政府|政府办公室|行政公署)$", office))


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
