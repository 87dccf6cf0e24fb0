"""Reads a table that is printed as one line of figures under a header of its own."""

from __future__ import annotations

from collections.abc import Iterator

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.tables.align_columns import Shape, is_whole_run, whole
from etl.transform.tables.cells import PrintedRow
from etl.transform.tables.labels import Kind, meaning_of
from etl.transform.tables.match_labels import LONGEST_RUN, Walk, is_torn
from etl.transform.tables.rows import CHINESE, Row

LABELS = (Kind.LABEL, Kind.LINE_LABEL)


def read_lines(
    seen: Walk, rows: tuple[Row, ...], edition: str, shapes: dict[str, Shape], run_excess: int
) -> dict[tuple[str, str], PrintedRow]:
    """Return the rows of the tables whose figures stand in one line under their header."""
    if seen.line < 0:
        return {}
    start = after_header(rows, seen.line, edition)
    tables = [table for table in load().forms[edition].tables if table.one_line]
    if start == len(rows) or not tables:
        return {}
    wanted = len(tables[0].rows) * len(tables[0].columns)
    row = rows[start]
    if len(row.cells) > 1:
        excess = [shape.excess for shape in shapes.values() if shape.excess is not None]
        extra = max(excess[-1], 0) if excess else 0
        below_it = rows[start + 1].first if start + 1 < len(rows) else ""
        is_cut = is_torn(row) and meaning_of(edition, below_it).kind is Kind.VALUE
        values, printed = None if is_cut else beside(row, wanted, extra), row.cells
    else:
        printed = tuple(run(rows, start, edition))
        exact = all(below.exact for below in rows[start : start + len(printed)])
        values = below(printed, wanted, run_excess) if exact else whole_line(printed, wanted)
        if not any(printed) and not exact:
            return {}
    place = row.place if len(row.cells) > 1 else rows[start - 1].place
    return shared_out(tables[0], values, printed, place)


def after_header(rows: tuple[Row, ...], line: int, edition: str) -> int:
    """Return the index of the first row below the header that starts at `line`."""
    below = line + 1
    while below < len(rows) and is_header(rows[below], edition):
        below += 1
    return below


def is_header(row: Row, edition: str) -> bool:
    """Return whether a row holds labels and no figure."""
    kinds = [meaning_of(edition, cell).kind for cell in row.cells]
    return any(kind in LABELS for kind in kinds) and Kind.VALUE not in kinds


def beside(row: Row, wanted: int, extra: int) -> tuple[str, ...] | None:
    """Return the figures of a row, None where it has not one cell for each."""
    values = whole(row.cells, wanted)
    if values is not None or not row.exact:
        return values
    if len(row.cells) >= wanted and not any(map(str.strip, row.cells)):
        return ("",) * wanted
    if len(row.cells) != wanted + extra or any(row.cells[wanted:]):
        return None
    return tuple(cell.strip() for cell in row.cells[:wanted])


def run(rows: tuple[Row, ...], start: int, edition: str) -> Iterator[str]:
    """Yield the single cells below a header up to the next label or running text."""
    for row in rows[start : start + LONGEST_RUN]:
        kind = meaning_of(edition, row.first).kind
        if len(row.cells) > 1 or kind not in (Kind.VALUE, Kind.BLANK, Kind.ODD, Kind.WORDS):
            return
        yield row.first


def below(cells: tuple[str, ...], wanted: int, extra: int) -> tuple[str, ...] | None:
    """Return the figures printed one a line with blank cells kept.

    Where a sign of its own opens each row (`extra`), one stands before the first figure.
    """
    values = whole(cells, wanted)
    if values is not None:
        return values
    inner = cells[extra:] if not any(cells[:extra]) else ()
    if inner and CHINESE.search(inner[0]):
        return None
    return inner[:wanted] if len(inner) == wanted or full_then_blank(inner, wanted) else None


def full_then_blank(cells: tuple[str, ...], wanted: int) -> bool:
    """Return whether only the sign that opens another row follows the last figure."""
    return len(cells) == wanted + 1 and not cells[-1] and bool(cells[wanted - 1])


def whole_line(cells: tuple[str, ...], wanted: int) -> tuple[str, ...] | None:
    """Return the figures of a layout that drops blank cells when none is missing."""
    return cells if is_whole_run(cells, wanted) else None


def shared_out(
    table: Table, values: tuple[str, ...] | None, printed: tuple[str, ...], place: str
) -> dict[tuple[str, str], PrintedRow]:
    """Return the figures of one line by the rows of the form."""
    width = len(table.columns)
    shared = {}
    for position, row in enumerate(table.rows):
        part = slice(position * width, (position + 1) * width)
        shared[table.id, row.id] = PrintedRow(values[part] if values else None, printed, place)
    return shared
