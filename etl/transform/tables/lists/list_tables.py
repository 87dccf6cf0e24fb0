"""Reads the statistics tables of the free years: an indicator, its unit and its figures a row.

A list has cells only for the rows that it prints, for every office prints a part of it. What its
header does not place is unreadable, and what is no row of it stays unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.definitions import load
from etl.definitions.schema import Row as FormRow
from etl.definitions.schema import Table
from etl.domain.report import Cell, Figure, Issue, Mark
from etl.transform.tables.cells import MONEY, POSITION_LOST, PrintedRow, cell_of
from etl.transform.tables.lists.list_headers import Header, headers_of
from etl.transform.tables.lists.list_rows import Record, aligned, known_rows, records_of
from etl.transform.tables.lists.lists_in_lines import Inside, run_together_lists
from etl.transform.tables.rows import Row

FROM_TABLE = "statistics_table"
LEAST_ROWS = 3
SUMS_OF_MONEY = ("元", MONEY)
NOT_OF_A_YEAR = "cumulative"


@dataclass(slots=True)
class ListReading:
    """What the lists of one report print, and the indexes of the printed rows that they take.

    `figures` are those of the narrative that a row of a list counts alike.
    """

    cells: list[Cell] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def read_lists(rows: Sequence[Row], year: int | None) -> ListReading:
    """Return what every list of the report of a year prints; nothing without header and rows."""
    reading = ListReading()
    headers = list(headers_of(rows, year))
    ends = [*(header.indexes.start for header in headers[1:]), len(rows)]
    for header, end in zip(headers, ends, strict=False):
        table = table_of(rows[header.indexes.stop : end], header)
        if table is None:
            continue
        records = list(records_of(rows, header.indexes.stop, end, table))
        take(reading, table, header, records)
        reading.used.update(header.indexes)
    for index, inside in run_together_lists(rows, year):
        reading.cells += unread_cells(inside, rows[index].place)
        reading.issues.append(run_together(inside, rows[index].place))
        reading.used.add(index)
    return reading


def unread_cells(inside: Inside, place: str) -> Iterator[Cell]:
    """Yield the cells of a list whose figures nothing parts, all of them unreadable."""
    for row, shown in inside.rows:
        for column in inside.columns:
            where = (inside.table.id, row.id, column)
            yield Cell(*where, shown, None, Mark.UNREADABLE, place, POSITION_LOST)


def run_together(inside: Inside, place: str) -> Issue:
    """Return the issue that tells of a list whose figures nothing parts."""
    row, shown = inside.rows[0]
    message = (
        f"统计表印成一行，各数字之间没有间隔，“{row.label}”等{len(inside.rows)}行未能读入：{shown}"
    )
    return Issue(POSITION_LOST, message, place, inside.table.id)


def table_of(rows: Sequence[Row], header: Header) -> Table | None:
    """Return the list that most of the labels below a header are of, None where few are."""
    lists = [table for form in load().forms.values() for table in form.lists]
    counted = [
        (len({known for row in rows for cell in row.cells for known in known_rows(table, cell)}), n)
        for n, table in enumerate(lists)
        if header.figures_in(table)
    ]
    most, number = max(counted, default=(0, 0))
    return lists[number] if most >= LEAST_ROWS else None


def take(reading: ListReading, table: Table, header: Header, records: list[Record]) -> None:
    """Add the cells of a list's rows; a row printed twice with other figures is unreadable."""
    found: dict[int, tuple[FormRow, PrintedRow]] = {}
    for record in records:
        unit, values = aligned(record, header)
        shown = tuple(cell for cell in record.behind if cell.strip())
        row = record.known.row
        if {unit, row.unit} == set(SUMS_OF_MONEY):
            values = None
        printed = PrintedRow(values, shown, record.place)
        _, known = found.get(record.known.position, (row, printed))
        if known.values != values:
            printed = PrintedRow(None, (*known.printed, ";", *shown), record.place)
        found[record.known.position] = (row, printed)
        reading.used.update(record.indexes)
    for row, printed in found.values():
        add_row(reading, table.id, header.figures_in(table), row, printed)


def add_row(
    reading: ListReading,
    table_id: str,
    columns: tuple[str, ...],
    row: FormRow,
    printed: PrintedRow,
) -> None:
    """Add the cells of one row, what is doubtful in them, and the figure that it counts alike."""
    for at, column in enumerate(columns):
        if printed.values is None:
            raw, mark = printed.shown, Mark.UNREADABLE
            cell = Cell(table_id, row.id, column, raw, None, mark, printed.place, POSITION_LOST)
        else:
            where = (table_id, row.id, column, True, False, row.unit or "")
            cell = cell_of(where, printed.values[at], printed.place, printed.reading)
        reading.cells.append(cell)
        if cell.mark is Mark.UNREADABLE:
            message = f"“{row.label}”一行的“{cell.raw}”不是数字，或无法确定属于哪一列"
            reading.issues.append(Issue("unreadable_cell", message, cell.place, cell.address))
        if row.figure and column != NOT_OF_A_YEAR and cell.mark is Mark.NUMBER:
            evidence = f"{row.label} {printed.shown}"
            reading.figures.append(
                Figure(
                    row.figure, cell.raw, cell.value,
                    evidence=evidence, place=cell.place, reading=FROM_TABLE,
                )
            )  # fmt: skip


def with_lists(
    prose: tuple[Figure, ...], lists: tuple[Figure, ...]
) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """Return the figures of the prose, those of statistics tables where it has none, and doubts.

    Where both tell a figure the sentence is kept, and an issue says that the table has another.
    """
    known = {figure.figure: figure for figure in prose if figure.mark is not Mark.ABSENT}
    added: list[Figure] = []
    issues: list[Issue] = []
    for figure in lists:
        other = known.setdefault(figure.figure, figure)
        if other is figure:
            added.append(figure)
        elif other.value != figure.value:
            message = f"正文与统计表的数字不同：正文{other.raw}，统计表{figure.raw}"
            issues.append(Issue("text_and_table_differ", message, figure.place, figure.address))
    told = {figure.figure for figure in added}
    return (*(f for f in prose if f.figure not in told), *added), tuple(issues)
