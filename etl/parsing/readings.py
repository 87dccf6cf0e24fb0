"""What has been read of the official tables, and the cells and doubts that follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from etl.definitions import load
from etl.definitions.schema import Table
from etl.model import Cell, Issue, Mark
from etl.parsing.numbers import read_cell
from etl.parsing.wording import MEMORY

POSITION_LOST = "position_lost"
PRINTED = "printed"
BY_ARITHMETIC = "by_arithmetic"
MESSAGES = {
    POSITION_LOST: "“{label}”一行的单元格数与表头不符，无法确定各数字属于哪一列：{shown}",
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


def cells_of(edition: str, found: Found) -> Iterator[Cell]:
    """Yield every cell of the form in printed order; what was not found is `absent`."""
    for table_id, row_id, replacing in order_of(edition):
        printed = found.get((table_id, row_id))
        if printed is None and replacing is None:
            continue
        if replacing is not None and any((table_id, other) in found for other in replacing):
            continue
        yield from row_cells(edition, table_id, row_id, printed)


@lru_cache
def order_of(edition: str) -> tuple[tuple[str, str, tuple[str, ...] | None], ...]:
    """Return (table, row, optional rows in whose place it stands), None for an optional row."""
    order: list[tuple[str, str, tuple[str, ...] | None]] = []
    for table in load().forms[edition].tables:
        order += [(table.id, row.id, replacing(table, row.id)) for row in table.rows]
        order += [(table.id, row.id, None) for row in table.optional_rows]
    return tuple(order)


def replacing(table: Table, row_id: str) -> tuple[str, ...]:
    """Return the optional rows that are printed in place of a row."""
    return tuple(other.id for other in table.optional_rows if row_id in other.replaces)


@lru_cache(maxsize=MEMORY)
def row_cells(
    edition: str, table_id: str, row_id: str, printed: PrintedRow | None
) -> tuple[Cell, ...]:
    """Return the cells of one row of the form."""
    return tuple(made_cells(load().forms[edition].table(table_id), row_id, printed))


def made_cells(table: Table, row_id: str, printed: PrintedRow | None) -> Iterator[Cell]:
    """Yield the cells of one row as they are read from its printed values."""
    columns = [table.column(column_id) for column_id in table.columns_of(row_id)]
    if printed is None:
        yield from (Cell(table.id, row_id, c.id, "", None, Mark.ABSENT) for c in columns)
        return
    if printed.values is None:
        raw = printed.shown
        mark = Mark.UNREADABLE if raw else Mark.ABSENT
        for column in columns:
            yield Cell(table.id, row_id, column.id, raw, None, mark, printed.place, POSITION_LOST)
        return
    for position, column in enumerate(columns):
        if position >= len(printed.values):
            yield Cell(table.id, row_id, column.id, "", None, Mark.ABSENT, printed.place)
            continue
        raw = printed.values[position]
        value, mark = read_cell(raw, decimal=column.decimal, signed=column.signed)
        yield Cell(table.id, row_id, column.id, raw, value, mark, printed.place, printed.reading)


def issues_of(edition: str, found: Found) -> Iterator[Issue]:
    """Yield what a person should look at: rows whose positions are lost, cells not readable."""
    for (table_id, row_id), printed in found.items():
        yield from row_issues(edition, table_id, row_id, printed)


@lru_cache(maxsize=MEMORY)
def row_issues(edition: str, table_id: str, row_id: str, printed: PrintedRow) -> tuple[Issue, ...]:
    """Return what a person should look at in one row."""
    label = load().forms[edition].table(table_id).row(row_id).label
    kind = POSITION_LOST if printed.values is None else printed.reading
    issues = []
    if kind in MESSAGES and printed.shown:
        message = MESSAGES[kind].format(label=label, shown=printed.shown)
        named = "placed_by_arithmetic" if kind == BY_ARITHMETIC else kind
        issues.append(Issue(named, message, printed.place, f"{table_id}.{row_id}"))
    for cell in row_cells(edition, table_id, row_id, printed):
        if cell.mark is Mark.UNREADABLE and cell.reading != POSITION_LOST:
            message = f"“{label}”一行中的“{cell.raw}”不是数字"
            issues.append(Issue("unreadable_cell", message, cell.place, cell.address))
    return tuple(issues)
