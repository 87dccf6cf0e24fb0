"""Says of each printed row what became of it: read, known without figures, or not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache

from etl.definitions import load, page_furniture
from etl.transform.character_forms import MEMORY, label_key, plain, squeezed
from etl.transform.document.identity.dates import DATE
from etl.transform.document.identity.surroundings import is_link
from etl.transform.tables.columns.line_headers import is_header_text
from etl.transform.tables.columns.two_year_tables import years_in
from etl.transform.tables.form_labels.detect_edition import CLEARLY_ALIKE, known_keys
from etl.transform.tables.form_labels.labels import LONGEST_LABEL, label_keys
from etl.transform.tables.form_labels.likeness import SHORTEST_DAMAGED, likeness
from etl.transform.tables.lists.list_headers import headings as list_headings
from etl.transform.tables.rows import Row, is_value

LONGEST_PAGE_NUMBER = 3
LONGEST_MENU_WORD = 16
FEWEST_PAGES = 2
SAID_BEHIND = re.compile("[：:].*")


class Use(StrEnum):
    """What became of a printed row; `text` and `not_read` are for the prose to settle."""

    FIGURES = "figures"
    LABEL = "label"
    BLANK = "blank"
    PAGE_NUMBER = "page_number"
    FURNITURE = "furniture"
    PROSE = "prose"
    NOT_READ = "not_read"


def uses_of(rows: Sequence[Row], used: set[int]) -> tuple[Use, ...]:
    """Return the use of each row; `used` are the indexes of those that figures were read from.

    A single cell of words is prose here, whether a sentence of it is read or not.
    """
    pages = page_numbers(rows, used)
    inside = range(min(used), max(used) + 1) if used else range(0)
    return tuple(
        Use.FIGURES
        if index in used
        else Use.PAGE_NUMBER
        if index in pages
        else use_of(row.cells, is_inside=index in inside)
        for index, row in enumerate(rows)
    )


@lru_cache(maxsize=MEMORY)
def use_of(cells: tuple[str, ...], *, is_inside: bool) -> Use:
    """Return what a row that no figure was read from is; `is_inside` between rows that are read."""
    printed = [cell for cell in cells if cell.strip()]
    if not printed:
        return Use.BLANK
    if all(map(is_known, printed)) or (years_in(cells) and "年" in "".join(cells)):
        return Use.LABEL
    if not is_inside and all(DATE.fullmatch(squeezed(cell)) for cell in printed):
        return Use.LABEL
    if len(cells) == 1:
        return use_of_one(printed[0], is_inside=is_inside)
    if SAID_BEHIND.sub("", squeezed(printed[0]).strip("：:【】[]")) in page_furniture():
        return Use.FURNITURE
    is_menu = all(len(cell) <= LONGEST_MENU_WORD and not has_figure(cell) for cell in printed)
    return Use.FURNITURE if is_menu and not is_inside else Use.NOT_READ


def use_of_one(text: str, *, is_inside: bool) -> Use:
    """Return what the one cell of a row that no figure was read from is."""
    if is_link(text) and not is_inside:
        return Use.FURNITURE
    return Use.NOT_READ if is_value(text) else Use.PROSE


def is_known(text: str) -> bool:
    """Return whether a text is a label of some table: of a row, a column, a group or a heading.

    A label may be broken, run together with others or damaged where no figure stands in it.
    """
    if any(key in known_keys() or key in list_headings() for key in label_keys(text)):
        return True
    if is_header_text(text) or is_piece_of_list(label_key(text)):
        return True
    parts = [key for part in plain(text).split() if (key := label_key(part))]
    if has_figure(text) or not parts:
        return not has_figure(text) and len(plain(text).strip()) <= 1
    return all(any(part in known for known in known_keys()) for part in parts) or is_damaged(text)


@cache
def list_labels() -> frozenset[str]:
    """Return the label keys of the rows of every list, and of the groups that they stand in."""
    rows = (row for form in load().forms.values() for table in form.lists for row in table.rows)
    return frozenset(
        label_key(text) for row in rows for text in (row.label, row.group or row.label)
    )


def is_piece_of_list(key: str) -> bool:
    """Return whether a text is a label of a list, or a long piece of one."""
    return len(key) > SHORTEST_DAMAGED and any(key in label for label in list_labels())


def is_damaged(text: str) -> bool:
    """Return whether a text is a damaged label of the form."""
    key = label_key(text)
    return len(key) <= LONGEST_LABEL and any(
        len(known) > SHORTEST_DAMAGED and likeness(known, key) > CLEARLY_ALIKE
        for known in known_keys()
    )


def has_figure(text: str) -> bool:
    """Return whether a text holds a digit or is a sign for none."""
    return is_value(text) or any(character.isdigit() for character in text)


def page_numbers(rows: Sequence[Row], used: set[int]) -> frozenset[int]:
    """Return the indexes of lone numbers that count the pages, one up from each to the next."""
    lone = [
        (index, int(key))
        for index, row in enumerate(rows)
        if len(row.cells) == 1
        and index not in used
        and (key := label_key(row.first)).isdecimal()
        and len(key) <= LONGEST_PAGE_NUMBER
        and key == row.first.strip(" -—–")
    ]
    counted = [number for _, number in lone]
    is_counting = len(counted) >= FEWEST_PAGES and counted == list(
        range(counted[0], counted[0] + len(counted))
    )
    return frozenset(index for index, _ in lone) if is_counting else frozenset()
