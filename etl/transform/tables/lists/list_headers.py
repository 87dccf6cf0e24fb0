"""Finds the headers of tables that print an indicator, its unit and its figures a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from etl.definitions import list_words, load
from etl.definitions.schema import Table
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.rows import Row

YEAR = re.compile(r"(20\d\d)年?度?(?:数|数据|统计数)?")
THIS_YEAR = "this_year"
SHORTEST_PIECE = 2
MOST_JOINED, MOST_PIECES = 3, 12


class Column(StrEnum):
    """What a column of a list holds that holds no figure of the form."""

    NAME = "name"
    UNIT = "unit"
    IGNORED = "ignored"
    BLANK = "blank"


class Header(NamedTuple):
    """The columns of a list as printed, each a `Column` or the id of a column of the form.

    `indexes` are those of the printed rows that make it up.
    """

    columns: tuple[str, ...]
    indexes: range

    @property
    def figures(self) -> tuple[str, ...]:
        """Return the columns that hold figures of the form."""
        return tuple(name for name in self.columns if not isinstance(name, Column))

    def figures_in(self, table: Table) -> tuple[str, ...]:
        """Return the columns of a list by the header's figures, nothing where it is another's.

        A single column of figures is the list's first, whatever it is called.
        """
        if len(self.figures) == 1:
            return (table.columns[0].id,)
        return self.figures if set(self.figures) <= {c.id for c in table.columns} else ()


def headers_of(rows: Sequence[Row], year: int | None) -> Iterator[Header]:
    """Yield the headers of lists; one may be printed one cell a line.

    `year` is the report's: of two columns that are named by years only its own is read.
    """
    run: list[tuple[str, ...]] = []
    for index, row in enumerate(rows):
        columns = columns_in(row.cells, year)
        if not columns and is_part_of_header(row.cells, year):
            run.append(row.cells)
            continue
        yield from header_above(run, index, year)
        if columns:
            yield Header(columns, range(index, index + 1))
        run = []


def header_above(run: Sequence[tuple[str, ...]], end: int, year: int | None) -> Iterator[Header]:
    """Yield the header that rows of headings, and pieces of them, make up which end at an index."""
    for start in range(len(run)):
        if columns := columns_in(tuple(cell for cells in run[start:] for cell in cells), year):
            yield Header(columns, range(end - len(run) + start, end))
            return


def is_part_of_header(cells: tuple[str, ...], year: int | None) -> bool:
    """Return whether all that a row prints are headings, or pieces of broken ones."""
    printed = [cell for cell in cells if cell.strip()]
    return bool(printed) and all(is_heading_or_piece(cell, year) for cell in printed)


@lru_cache(maxsize=MEMORY)
def columns_in(cells: tuple[str, ...], year: int | None) -> tuple[str, ...]:
    """Return the columns of a header: an indicator, columns of figures, nothing unknown."""
    texts = tuple(cells[0].split()) if len(cells) == 1 else cells
    if found := columns_of(texts, year):
        return found
    printed = tuple(text for text in texts if text.strip())
    if not 2 < len(printed) <= MOST_PIECES or not is_part_of_header(printed, year):
        return ()
    whole = {columns_of(joined, year) for joined in joinings(printed, year)} - {()}
    return whole.pop() if len(whole) == 1 else ()


def columns_of(texts: tuple[str, ...], year: int | None) -> tuple[str, ...]:
    """Return the columns that headings name, nothing where one is unknown or two are alike."""
    printed = [text for text in texts if text.strip()]
    if len(printed) < 2 or any(column_named(text, year) is None for text in printed):
        return ()
    columns = tuple(column_named(text, year) or Column.BLANK for text in texts)
    figures = [name for name in columns if not isinstance(name, Column)]
    is_one_each = len(set(figures)) == len(figures) > 0
    return columns if columns.count(Column.NAME) == 1 and is_one_each else ()


def joinings(texts: tuple[str, ...], year: int | None) -> Iterator[tuple[str, ...]]:
    """Yield each way in which texts, one behind another joined, are all headings: 计量 单位."""
    if not texts:
        yield ()
    for count in range(1, min(MOST_JOINED, len(texts)) + 1):
        first = "".join(texts[:count])
        if column_named(first, year) is not None:
            yield from ((first, *rest) for rest in joinings(texts[count:], year))


@lru_cache(maxsize=MEMORY)
def is_heading_or_piece(text: str, year: int | None) -> bool:
    """Return whether a text is a heading of a list, or one begins or ends with it."""
    if column_named(text, year) is not None:
        return True
    key = label_key(text)
    return len(key) >= SHORTEST_PIECE and any(
        heading.startswith(key) or heading.endswith(key) for heading in headings()
    )


@lru_cache(maxsize=MEMORY)
def column_named(text: str, year: int | None) -> str | None:
    """Return what a heading says of its column, None for a text that is no heading of a list."""
    key = label_key(text)
    match = YEAR.fullmatch(key)
    if match is None:
        return headings().get(key)
    return THIS_YEAR if year is None or int(match[1]) == year else Column.IGNORED


@cache
def headings() -> dict[str, str]:
    """Return what each heading of a list's columns means."""
    words = list_words()
    found: dict[str, str] = {}
    for column, texts in (
        (Column.IGNORED, words.ignored),
        (Column.NAME, words.names),
        (Column.UNIT, words.units),
    ):
        found |= {label_key(text): column for text in texts}
    for form in load().forms.values():
        for column in (column for table in form.lists for column in table.columns):
            found |= {label_key(name): column.id for name in (column.label, *column.aliases)}
    return found
