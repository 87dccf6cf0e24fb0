"""Finds the official tables in printed rows and says what stands in each cell of the form."""

from __future__ import annotations

from dataclasses import dataclass

from etl.definitions import load
from etl.model import Cell, Issue, Mark
from etl.parsing import edition as editions
from etl.parsing.labels import labels_of
from etl.parsing.numbers import read_cell
from etl.parsing.placing import aligned, fitted, header_columns
from etl.parsing.readings import PrintedRow, TableReading, cells_of, issues_of
from etl.parsing.rows import Row
from etl.parsing.wording import label_key

LONGEST_VALUE = 12


@dataclass(frozen=True, slots=True)
class Tables:
    """The official tables of one report as read."""

    edition: str | None
    cells: tuple[Cell, ...]
    issues: tuple[Issue, ...]


def read_tables(rows: tuple[Row, ...]) -> Tables:
    """Return every cell of the form that the rows print, and `absent` for those they do not.

    A report without any row of the form has no cells at all: its figures are in the narrative.
    """
    edition = editions.edition_of(rows)
    form = load().forms[edition or editions.NEWEST]
    readings = [TableReading(t, labels_of(form.edition, t.id)) for t in form.tables]
    for reading in readings:
        scan(rows, reading)
    if not any(reading.found for reading in readings):
        return Tables(None, (), ())
    cells = tuple(cell for reading in readings for cell in cells_of(reading))
    issues = tuple(issue for reading in readings for issue in issues_of(reading))
    return Tables(edition, cells, issues)


def scan(rows: tuple[Row, ...], reading: TableReading) -> None:
    """Walk the rows in printed order and keep the values beside or below each label."""
    if reading.table.one_line:
        scan_one_line(rows, reading)
        return
    for index, row in enumerate(rows):
        keys = [label_key(cell) for cell in row.cells]
        keep_headers(row, keys, reading)
        matched = label_in(row, keys, reading)
        if matched is None:
            continue
        row_id, end = matched
        columns = reading.table.columns_of(row_id)
        printed = (
            values_below(rows, index, len(columns))
            if end + 1 >= len(row.cells)
            else values_beside(row, end, len(columns), reading.headers.get(columns, ()))
        )
        if printed.printed or not reading.table.row(row_id).replaces:
            reading.found.setdefault(row_id, printed)


def keep_headers(row: Row, keys: list[str], reading: TableReading) -> None:
    """Keep where the columns of each block stand when a row is its header."""
    for block in reading.table.blocks:
        header = header_columns(row, reading.labels.columns, block.columns, keys)
        if header:
            reading.headers[block.columns] = header


def label_in(row: Row, keys: list[str], reading: TableReading) -> tuple[str, int] | None:
    """Return (row id, index of the label's last cell) of a row of this table, if it is one.

    A label may be broken over several cells; then what stands before the first value is joined.
    """
    labels = reading.labels
    for index in range(len(keys) - 1, -1, -1):
        position = labels.exact(keys[index], 0) if keys[index] else None
        if position is not None:
            return labels.rows[position][1], index
    if reading.table.blocks[0].item is not None:
        return None
    header = reading.headers.get(reading.table.blocks[0].columns)
    end = header[0] if header else first_value(row)
    joined = label_key("".join(row.cells[:end]))
    position = labels.alike(joined) if joined not in labels.columns else None
    if position is None or (row.is_single and is_prose(row.cells[0])):
        return None
    return labels.rows[position][1], end - 1


def is_prose(text: str) -> bool:
    """Return whether a single cell is running text that only mentions a row."""
    return len(text) > 60 or text.rstrip().endswith("。")


def first_value(row: Row) -> int:
    """Return the index of the first cell that holds a number or a slash."""
    for index, cell in enumerate(row.cells):
        if read_cell(cell)[1] in (Mark.NUMBER, Mark.NIL):
            return index
    return len(row.cells)


def values_beside(row: Row, end: int, wanted: int, header: tuple[int, ...]) -> PrintedRow:
    """Return the values that stand right of a label in its own row."""
    under = aligned(row, end, header)
    printed = tuple(row.cells[end + 1 :])
    return PrintedRow(under or fitted(printed, wanted), printed, row.place)


def values_below(rows: tuple[Row, ...], index: int, wanted: int) -> PrintedRow:
    """Return the values printed one a line below a label, up to the next label."""
    run: list[Row] = []
    for row in rows[index + 1 :]:
        if not row.is_single or is_label(row.cells[0]) or len(run) > 3 * wanted:
            break
        run.append(row)
    at_end = index + len(run) + 1 == len(rows)
    printed = tuple(row.cells[0] for row in run)
    exact = all(row.exact for row in run)
    return PrintedRow(
        placed_below(printed, wanted, exact=exact, at_end=at_end), printed, rows[index].place
    )


def placed_below(
    printed: tuple[str, ...], wanted: int, *, exact: bool, at_end: bool
) -> tuple[str, ...] | None:
    """Return the values of a run of single cells when their columns are certain."""
    if not any(printed):
        return ("",) * wanted if not (exact and at_end and len(printed) < wanted) else None
    if exact and len(printed) >= wanted:
        return printed[:wanted]
    if exact and at_end:
        return printed
    return printed if len(printed) == wanted else None


def is_label(text: str) -> bool:
    """Return whether a single cell is no value: a label, a heading or running text."""
    if read_cell(text, decimal=True, signed=True)[1] is not Mark.UNREADABLE:
        return False
    return len(text) > LONGEST_VALUE or label_key(text) in editions.known_keys()


def scan_one_line(rows: tuple[Row, ...], reading: TableReading) -> None:
    """Find the one line of values that stands under the table's own column labels."""
    wanted = len(reading.table.rows) * len(reading.table.columns)
    last = last_header(rows, reading)
    if last is None or last + 1 >= len(rows):
        return
    below = rows[last + 1]
    if below.is_single:
        printed = values_below(rows, last, wanted)
        if not printed.printed:
            return
    else:
        printed = PrintedRow(fitted(below.cells, wanted), below.cells, below.place)
    keep_one_line(reading, printed)


def last_header(rows: tuple[Row, ...], reading: TableReading) -> int | None:
    """Return the index of the last header row of a one-line table."""
    own = {key for key, _ in reading.labels.rows} | set(reading.labels.columns)
    starts = [i for i, row in enumerate(rows) if {label_key(c) for c in row.cells} & rare(reading)]
    if not starts:
        return None
    last = starts[-1]
    while last + 1 < len(rows) and {label_key(c) for c in rows[last + 1].cells} & own:
        last += 1
    return last


def rare(reading: TableReading) -> set[str]:
    """Return the column labels that no other table prints."""
    common = {key for key, count in editions.key_counts().items() if count > 1}
    return set(reading.labels.columns) - common


def keep_one_line(reading: TableReading, printed: PrintedRow) -> None:
    """Share the values of one line out to the rows of the form."""
    width = len(reading.table.columns)
    for position, row in enumerate(reading.table.rows):
        part = slice(position * width, (position + 1) * width)
        values = printed.values[part] if printed.values else None
        reading.found[row.id] = PrintedRow(values, printed.printed, printed.place)
