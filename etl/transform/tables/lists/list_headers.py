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


class Column(StrEnum):
    """What a column of a list holds that holds no figure of the form."""

    NAME = "name"
    UNIT = "unit"
    IGNORED = "ignored"


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
    run: list[str] = []
    for index, row in enumerate(rows):
        if len(row.cells) == 1 and column_named(row.first, year) is not None:
            run.append(row.first)
            continue
        for cells in filter(None, (tuple(run), row.cells)):
            if columns := columns_in(cells, year):
                first, end = (index, index + 1) if cells is row.cells else (index - len(run), index)
                yield Header(columns, range(first, end))
        run = []


@lru_cache(maxsize=MEMORY)
def columns_in(cells: tuple[str, ...], year: int | None) -> tuple[str, ...]:
    """Return the columns of a header: an indicator, columns of figures, nothing unknown."""
    texts = tuple(cells[0].split()) if len(cells) == 1 else cells
    printed = [text for text in texts if text.strip()]
    if len(printed) < 2 or any(column_named(text, year) is None for text in printed):
        return ()
    columns = tuple(column_named(text, year) or Column.IGNORED for text in texts)
    figures = [name for name in columns if not isinstance(name, Column)]
    is_one_each = len(set(figures)) == len(figures) > 0
    return columns if columns.count(Column.NAME) == 1 and is_one_each else ()


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
