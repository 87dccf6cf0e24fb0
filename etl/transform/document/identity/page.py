"""The printed lines of a document as its office and year are looked for in them, and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from etl.definitions import page_furniture
from etl.definitions.offices import title_words
from etl.domain.report import Document, Line
from etl.transform.character_forms import squeezed
from etl.transform.document.identity.own_title import title_of
from etl.transform.document.identity.surroundings import path_in, without_links
from etl.transform.document.identity.titles import (
    FIRST_SECTION,
    LONGEST_FRAGMENT,
    LONGEST_TITLE,
    MAY_BE_TITLE,
    TITLE,
    TITLE_LINES,
    Title,
    heading_text,
    without_pinyin,
    year_in,
)
from etl.transform.narrative.wording.normalize import normal

OPENING_LINES = 16
LONGEST_LINE = 2_000
LONGEST_OPENING = 3_000
CELL_ENDS = re.compile(r"[\t|｜]")
MOST_IN_INDEX = 8
# How a sentence goes on behind the title of a report that it names.
GOES_ON = ("的", "，", ",", "、", "》", "（", "(")
RUN_ON_LINES, MOST_BEFORE_TITLE = 4, 6
INDEX_HEADS = frozenset(title_words().index_heads)


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
        return self.found_title.text

    @cached_property
    def found_title(self) -> Title:
        """Return the title, where it stands, and others that it may be instead."""
        return title_of(self.lines)

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
        below = self.opening[self.found_title.number + 1 if self.title else 0 :]
        return "".join(line + ("|" if len(line) < LONGEST_FRAGMENT else "") for line in below)[
            :LONGEST_OPENING
        ]

    def preamble(self) -> Iterator[str]:
        """Yield the lines about the report itself between the title and the first section."""
        listed = self.found_title.listed
        for number, raw in enumerate(self.lines[:TITLE_LINES]):
            line = self.opening[number]
            if FIRST_SECTION.match(raw):
                return
            if MAY_BE_TITLE.search(line) and line not in self.title and number not in listed:
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


def page_of(document: Document) -> Page:
    """Return the lines of a document that are not blank, without a site's links to other pages."""
    lines = tuple(
        text[:LONGEST_LINE]
        for line in document.lines
        if line.text and not line.text.isspace()
        for text in index_apart(line)
    )
    opening = [part for text in lines[:RUN_ON_LINES] for part in title_apart(text)]
    return Page(without_links((*opening, *lines[RUN_ON_LINES:])), document.name)


def title_apart(text: str) -> tuple[str, ...]:
    """Return a line in parts where its title runs on into the text: number, office, title, text."""
    parts = text.split() if len(text) > LONGEST_TITLE else []
    for at, part in enumerate(parts[:MOST_BEFORE_TITLE]):
        rest = " ".join(parts[at + 1 :])
        is_above = all(len(before) <= LONGEST_FRAGMENT for before in parts[:at])
        if is_above and is_title(part) and not rest.startswith(GOES_ON):
            return tuple(filter(None, (*parts[: at + 1], rest)))
    return (text,)


def is_title(text: str) -> bool:
    """Return whether a text ends as titles do and is no part of a sentence."""
    if len(text) >= LONGEST_TITLE or not MAY_BE_TITLE.search(text):
        return False
    plain = heading_text(text)
    return year_in(plain) is not None and re.search(f"(?:{TITLE.pattern})$", plain) is not None


def index_apart(line: Line) -> tuple[str, ...]:
    """Return the text of a line; of a row of an index the title apart, each head with its colon."""
    if line.cells is None and not CELL_ENDS.search(line.text):
        return (line.text,)
    cells = line.cells or tuple(CELL_ENDS.split(line.text))
    keys = {squeezed(cell) for cell in cells}
    if len(cells) > MOST_IN_INDEX or keys.isdisjoint(INDEX_HEADS):
        return (line.text,)
    pairs = [""]
    for cell in cells:
        if squeezed(cell) in page_furniture() | INDEX_HEADS:
            pairs.append(f"{cell.strip()}：")
        else:
            pairs[-1] += f"{cell} "
    title = [pair for pair in pairs if squeezed(pair.partition("：")[0]) in INDEX_HEADS]
    other = " ".join(pair for pair in pairs if pair.strip() and pair not in title)
    return tuple(filter(None, (other, *title)))
