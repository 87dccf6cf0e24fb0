"""What has been read of one official table, and the cells and doubts that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.definitions.schema import Table
from etl.model import Cell, Issue, Mark
from etl.parsing.labels import TableLabels
from etl.parsing.numbers import read_cell

POSITION_LOST = "position_lost"


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """The printed values of one row of the form; None where their columns cannot be told."""

    values: tuple[str, ...] | None
    printed: tuple[str, ...]
    place: str


@dataclass(slots=True)
class TableReading:
    """What has been found of one table while its rows go by."""

    table: Table
    labels: TableLabels
    headers: dict[tuple[str, ...], tuple[int, ...]] = field(default_factory=dict)
    found: dict[str, PrintedRow] = field(default_factory=dict)


def cells_of(reading: TableReading) -> Iterator[Cell]:
    """Yield every cell of the table in printed order; what was not found is `absent`."""
    table = reading.table
    optional = {row.id for row in table.optional_rows if row.id in reading.found}
    gone = {old for row in table.optional_rows if row.id in optional for old in row.replaces}
    for row in (*table.rows, *table.optional_rows):
        if row.id in gone or (row in table.optional_rows and row.id not in optional):
            continue
        yield from row_cells(table, row.id, reading.found.get(row.id))


def row_cells(table: Table, row_id: str, printed: PrintedRow | None) -> Iterator[Cell]:
    """Yield the cells of one row of the form."""
    columns = [table.column(column_id) for column_id in table.columns_of(row_id)]
    if printed is None:
        yield from (Cell(table.id, row_id, c.id, "", None, Mark.ABSENT) for c in columns)
        return
    if printed.values is None:
        raw = " ".join(text for text in printed.printed if text)
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
        yield Cell(table.id, row_id, column.id, raw, value, mark, printed.place)


def issues_of(reading: TableReading) -> Iterator[Issue]:
    """Yield what a person should look at: unreadable cells and rows whose positions are lost."""
    for row_id, printed in reading.found.items():
        label = reading.table.row(row_id).label
        if printed.values is None and any(printed.printed):
            shown = " ".join(text for text in printed.printed if text)
            yield Issue(
                POSITION_LOST,
                f"“{label}”一行的单元格数与表头不符，无法确定各数字属于哪一列：{shown}",
                printed.place,
                f"{reading.table.id}.{row_id}",
            )
    for cell in cells_of(reading):
        if cell.mark is Mark.UNREADABLE and cell.reading != POSITION_LOST:
            label = reading.table.row(cell.row).label
            message = f"“{label}”一行中的“{cell.raw}”不是数字"
            yield Issue("unreadable_cell", message, cell.place, cell.address)
