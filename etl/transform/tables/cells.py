"""What has been read of the official tables, and the cells and doubts that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from etl.definitions import load
from etl.definitions.schema import Table
from etl.domain.report import Cell, Issue, Mark
from etl.transform.character_forms import MEMORY
from etl.transform.numbers import cell_numeral, read_cell, without_note

MONEY = "万元"
TEN_THOUSAND = 10_000
POSITION_LOST = "position_lost"
LABEL_ALONE = "label_alone"
PRINTED = "printed"
BY_ARITHMETIC = "by_arithmetic"
BY_POSITION = "by_position"
ROW_LOST_BELOW = "row_lost_below"
NOT_READ = "not_read"
MESSAGES = {
    POSITION_LOST: "“{label}”一行的单元格数与表头不符，无法确定各数字属于哪一列：{shown}",
    LABEL_ALONE: "“{label}”一行的各数字没有与项目名称印在一起，未能读入",
    ROW_LOST_BELOW: "“{label}”的下一行没有读到，下面的数字可能属于那一行，未能读入：{shown}",
    BY_POSITION: "“{label}”一行没有完整的项目名称，按它在表中的位置读取：{shown}",
    BY_ARITHMETIC: "“{label}”一行的空白单元格没有保留，各数字按勾稽关系确定所属的列：{shown}",
}


class PrintedRow(NamedTuple):
    """The printed values of one row of the form; None where their columns cannot be told."""

    values: tuple[str, ...] | None
    printed: tuple[str, ...]
    place: str
    reading: str = PRINTED

    @property
    def shown(self) -> str:
        """Return what the row prints beside its label, for a person to look at."""
        return " ".join(text for text in self.printed if text)


Found = Mapping[tuple[str, str], PrintedRow]
Keyed = dict[tuple[str, str], PrintedRow]
Vector = tuple[int, ...]


class TableReading(NamedTuple):
    """Rows of the form as printed, and the indexes of the printed rows in which they stand."""

    found: Found = MappingProxyType({})
    used: frozenset[int] = frozenset()

    def unplaced(self) -> TableReading:
        """Return the same rows with figures of which no column is told."""
        found = {key: printed._replace(values=None) for key, printed in self.found.items()}
        return self._replace(found=found)


@lru_cache(maxsize=1 << 14)
def amounts(values: tuple[str, ...]) -> Vector | None:
    """Return what each cell adds to a sum, None where one cannot be read or is missing."""
    read = [read_cell(text) for text in values]
    if any(mark in (Mark.UNREADABLE, Mark.ABSENT) for _, mark in read):
        return None
    return tuple(int(value) if value is not None else 0 for value, _ in read)


class RowReading(NamedTuple):
    """The cells of one row of the form, and what a person should look at in it."""

    cells: tuple[Cell, ...]
    issues: tuple[Issue, ...]


def readings_of(edition: str, found: Found) -> tuple[tuple[Cell, ...], tuple[Issue, ...]]:
    """Return every cell of the form in printed order, and what a person should look at.

    What was not found is `absent`.
    """
    cells: list[Cell] = []
    issues: list[Issue] = []
    for table_id, row_id, replacing in order_of(edition):
        printed = found.get((table_id, row_id))
        if printed is None and (
            replacing is None or any((table_id, other) in found for other in replacing)
        ):
            continue
        reading = row_reading(edition, table_id, row_id, printed)
        cells += reading.cells
        issues += reading.issues
    return tuple(cells), tuple(issues)


@cache
def order_of(edition: str) -> tuple[tuple[str, str, tuple[str, ...] | None], ...]:
    """Return (table, row, optional rows in whose place it stands), None for an optional row."""
    order: list[tuple[str, str, tuple[str, ...] | None]] = []
    for table in load().forms[edition].grids:
        order += [(table.id, row.id, replacing(table, row.id)) for row in table.rows]
        order += [(table.id, row.id, None) for row in table.optional_rows]
    return tuple(order)


def replacing(table: Table, row_id: str) -> tuple[str, ...]:
    """Return the optional rows that are printed in place of a row."""
    return tuple(other.id for other in table.optional_rows if row_id in other.replaces)


@cache
def columns_of(edition: str, table_id: str, row_id: str) -> tuple[tuple[str, bool, bool, str], ...]:
    """Return (column, may hold a fraction, may hold a sign, unit) of the cells of a row."""
    table = load().forms[edition].table(table_id)
    columns = (table.column(column_id) for column_id in table.columns_of(row_id))
    return tuple((column.id, column.decimal, column.signed, column.unit) for column in columns)


@lru_cache(maxsize=MEMORY)
def row_reading(edition: str, table_id: str, row_id: str, printed: PrintedRow | None) -> RowReading:
    """Return the cells of one row of the form, and its issues."""
    columns = columns_of(edition, table_id, row_id)
    if printed is None or printed.values is None:
        cells = unplaced(table_id, row_id, columns, printed)
    else:
        places = zip_longest(columns, printed.values[: len(columns)])
        cells = tuple(
            cell_of((table_id, row_id, *column), raw, printed.place, printed.reading)
            for column, raw in places
        )
    return RowReading(cells, tuple(issues_of(edition, cells, printed)) if printed else ())


def unplaced(
    table_id: str,
    row_id: str,
    columns: tuple[tuple[str, bool, bool, str], ...],
    printed: PrintedRow | None,
) -> tuple[Cell, ...]:
    """Return the cells of a row that is not printed or whose positions are lost."""
    if printed is None:
        return tuple(Cell(table_id, row_id, c, "", None, Mark.ABSENT) for c, *_ in columns)
    raw, mark = printed.shown, Mark.UNREADABLE
    reading = NOT_READ if printed.reading == NOT_READ else POSITION_LOST
    return tuple(
        Cell(table_id, row_id, column, raw, None, mark, printed.place, reading)
        for column, *_ in columns
    )


@lru_cache(maxsize=4 * MEMORY)
def cell_of(
    where: tuple[str, str, str, bool, bool, str], raw: str | None, place: str, reading: str
) -> Cell:
    """Return one cell as read from its print, `absent` where the text ended before it."""
    table_id, row_id, column, decimal, signed, unit = where
    if raw is None:
        return Cell(table_id, row_id, column, "", None, Mark.ABSENT, place)
    value, mark = read_cell(raw, decimal=decimal, signed=signed)
    if decimal and mark is Mark.NUMBER and is_other_money(raw, unit):
        value, mark = None, Mark.UNREADABLE
    if mark is Mark.UNREADABLE:
        value = hundred_millions(raw) if unit == MONEY else cell_numeral(raw)
        mark = mark if value is None else Mark.NUMBER
    return Cell(table_id, row_id, column, raw, value, mark, place, reading)


def issues_of(edition: str, cells: tuple[Cell, ...], printed: PrintedRow) -> Iterator[Issue]:
    """Yield what a person should look at in one row: lost positions, cells not readable."""
    kind = printed.reading
    if kind == NOT_READ:
        return
    if printed.values is None and kind != ROW_LOST_BELOW:
        kind = POSITION_LOST if printed.shown else LABEL_ALONE
    unreadable = [cell for cell in cells if cell.mark is Mark.UNREADABLE]
    if kind not in MESSAGES and not unreadable:
        return
    first = cells[0]
    label = load().forms[edition].table(first.table).row(first.row).label
    if kind in MESSAGES and (printed.shown or kind == LABEL_ALONE):
        message = MESSAGES[kind].format(label=label, shown=printed.shown)
        named = f"placed_{kind}" if kind in (BY_ARITHMETIC, BY_POSITION) else kind
        yield Issue(named, message, printed.place, f"{first.table}.{first.row}")
    for cell in unreadable:
        if cell.reading not in (POSITION_LOST, NOT_READ):
            message = f"“{label}”一行中的“{cell.raw}”不是数字"
            yield Issue("unreadable_cell", message, cell.place, cell.address)


def is_other_money(raw: str, unit: str) -> bool:
    """Return whether an amount is printed in 元 where the form asks for 万元."""
    printed = without_note(normalize("NFKC", raw).strip()).rstrip()
    return unit == MONEY and printed.endswith("元") and not printed.endswith("万元")


def hundred_millions(raw: str) -> Decimal | None:
    """Return an amount that is printed in 亿元 in the form's 万元, None for any other text."""
    amount = re.fullmatch(r"\s*(.*\d)\s*亿元\s*", raw)
    value = read_cell(amount[1], decimal=True)[0] if amount else None
    return None if value is None else value * TEN_THOUSAND
