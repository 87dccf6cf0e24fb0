"""Reads a table that is printed as one line of figures under a header of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.tables.cells import PrintedRow, TableReading, amounts
from etl.transform.tables.columns.align_columns import Shape, is_whole_run, whole
from etl.transform.tables.columns.line_headers import (
    FARTHEST_FIGURES,
    after_header,
    below_torn_header,
    header_pieces,
)
from etl.transform.tables.columns.line_labels import beside, own_line, under
from etl.transform.tables.columns.review_parts import read_parts
from etl.transform.tables.form_labels.labels import Kind, labels_of, meaning_of
from etl.transform.tables.layout.match_labels import LONGEST_RUN, TableScan, is_torn
from etl.transform.tables.layout.printed_key import any_label, printed_key
from etl.transform.tables.layout.run_together import LEAST_LABELS, LONGEST_SHOWN, is_paragraph
from etl.transform.tables.rows import CHINESE, Row, is_value

Layout = tuple[dict[str, Shape], int, int | None]


def read_lines(
    seen: TableScan, rows: tuple[Row, ...], edition: str, layout: Layout
) -> TableReading:
    """Return the rows of the table whose figures stand in one line under their header.

    An office may print it as several small tables, one for each row of the form. The layout is
    that of each table, of figures one a line, and the report's year.
    """
    tables = [table for table in load().forms[edition].grids if table.one_line]
    if not tables:
        return TableReading()
    table = tables[0]
    parts = read_parts(rows, table)
    if parts.found:
        return parts
    if seen.lines:
        wanted = len(table.rows) * len(table.columns)
        starts = dict.fromkeys(after_header(rows, line, edition, wanted) for line in seen.lines)
        readings = [from_line(rows, at, table, edition, layout) for at in starts]
        if not any(p.values or any(p.printed) for p in readings[-1].found.values()):
            below_it = far_below(rows, [*starts][-1], table, wanted)
            readings[-1] = below_it if below_it.found else readings[-1]
        return told_once([reading for reading in readings if reading.found] or readings)
    start = below_torn_header(rows, table, edition)
    if start is None:
        return run_together(rows, table, edition)
    reading = from_line(rows, start, table, edition, layout)
    return reading if is_adding_up(table, reading) else reading.unplaced()


def run_together(rows: tuple[Row, ...], table: Table, edition: str) -> TableReading:
    """Return, unreadable, the table whose figures follow its header in a paragraph of one piece."""
    own = any_label(labels_of(edition).line_only)
    for index, row in enumerate(rows):
        if not own or not is_paragraph(row):
            continue
        printed = printed_key(row.first)
        header = re.search(rf"(?:{own})(?:{header_pieces().pattern})?(?=\d)", printed.key)
        if header is not None and len(re.findall(own, header.group())) >= LEAST_LABELS:
            shown = printed.behind(header.end(), LONGEST_SHOWN)
            return shared_out(table, None, (shown,), (row.place, range(index, index + 1)))
    return TableReading()


def far_below(rows: tuple[Row, ...], start: int, table: Table, wanted: int) -> TableReading:
    """Return, unreadable, the figures of a line between which and its header other texts stand."""
    for at in range(start, min(start + FARTHEST_FIGURES, len(rows))):
        if sum(map(is_value, rows[at].cells)) == wanted:
            return shared_out(table, None, rows[at].cells, (rows[at].place, range(at, at + 1)))
    return TableReading()


def told_once(readings: list[TableReading]) -> TableReading:
    """Return the table that stands in a document; unplaced where two tell different figures.

    They are of two reports or two years, and nothing tells which of them is meant.
    """
    *others, last = readings
    values = {key: printed.values for key, printed in last.found.items()}
    if all({k: p.values for k, p in other.found.items()} == values for other in others):
        return last
    used = last.used.union(*(other.used for other in others))
    return last.unplaced()._replace(used=used)


def from_line(
    rows: tuple[Row, ...],
    start: int,
    table: Table,
    edition: str,
    layout: Layout,
) -> TableReading:
    """Return the table whose line of figures begins at a row, with the rows that it takes."""
    if start >= len(rows):
        return TableReading()
    shapes, run_excess, year = layout
    wanted = len(table.rows) * len(table.columns)
    row = rows[start]
    if len(row.cells) > 1:
        excess = [shape.excess for shape in shapes.values() if shape.excess is not None]
        extra = max(excess[-1], 0) if excess else 0
        below_it = rows[start + 1].first if start + 1 < len(rows) else ""
        is_cut = is_torn(row) and meaning_of(edition, below_it).kind is Kind.VALUE
        own = None if is_cut else own_line(rows, start, year)
        at = start if own is None else own
        values = None if own is None else beside(rows[at], wanted, extra)
        if own is not None and values is None and at:
            values = under(rows[at - 1], rows[at], wanted)
        where = rows[at].place, range(at, at + 1 + is_cut)
        if own is not None and values is None:
            values = spread_out(table, rows[at].cells)
        return shared_out(table, values, rows[at].cells, where)
    printed = tuple(run(rows, start, edition))
    exact = all(below.exact for below in rows[start : start + len(printed)])
    values = below(printed, wanted, run_excess) if exact else whole_line(printed, wanted)
    if not any(map(has_sign, printed)) and (any(printed) or not exact):
        return TableReading()
    used = range(start, start + len(printed))
    return shared_out(table, values, printed, (rows[start - 1].place, used))


def spread_out(table: Table, cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the figures of a line in a grid finer than the form, where they add up as one does."""
    values = tuple(cell.strip() for cell in cells if cell.strip())
    wanted = len(table.rows) * len(table.columns)
    if not is_whole_run(values, wanted):
        return None
    reading = shared_out(table, values, cells, ("", range(0)))
    return values if is_adding_up(table, reading) else None


def is_adding_up(table: Table, reading: TableReading) -> bool:
    """Return whether every row of a line adds up to its total, which no chance print does."""
    order = [column.id for column in table.columns]
    for printed in reading.found.values():
        added = amounts(printed.values) if printed.values is not None else None
        if added is None:
            return False
        for total, parts in table.parts_of_total.items():
            if added[order.index(total)] != sum(added[order.index(part)] for part in parts):
                return False
    return True


def run(rows: tuple[Row, ...], start: int, edition: str) -> Iterator[str]:
    """Yield the single cells below a header up to the next label or running text."""
    for row in rows[start : start + LONGEST_RUN]:
        kind = meaning_of(edition, row.first).kind
        if len(row.cells) > 1 or kind not in (
            Kind.VALUE,
            Kind.BLANK,
            Kind.UNKNOWN_SIGN,
            Kind.WORDS,
        ):
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


def has_sign(text: str) -> bool:
    """Return whether a cell is more than words: a figure stands in it, or a sign for none."""
    return bool(text.strip()) and (CHINESE.search(text) is None or any(map(str.isdigit, text)))


def full_then_blank(cells: tuple[str, ...], wanted: int) -> bool:
    """Return whether only the sign that opens another row follows the last figure."""
    return len(cells) == wanted + 1 and not cells[-1] and bool(cells[wanted - 1])


def whole_line(cells: tuple[str, ...], wanted: int) -> tuple[str, ...] | None:
    """Return the figures of a layout that drops blank cells when none is missing."""
    values = whole(cells, wanted)
    return values if values is not None and is_whole_run(values, wanted) else None


def shared_out(
    table: Table,
    values: tuple[str, ...] | None,
    printed: tuple[str, ...],
    where: tuple[str, range],
) -> TableReading:
    """Return the figures of one line by the rows of the form."""
    width = len(table.columns)
    place, used = where
    shared = {}
    for position, row in enumerate(table.rows):
        part = slice(position * width, (position + 1) * width)
        shared[table.id, row.id] = PrintedRow(values[part] if values else None, printed, place)
    return TableReading(shared, frozenset(used))
