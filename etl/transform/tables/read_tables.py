"""Finds the official tables in printed rows and says what stands in each cell of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.definitions import load
from etl.domain.report import Cell, Issue
from etl.transform.tables import detect_edition as editions
from etl.transform.tables.align_columns import (
    Shape,
    placed,
    placed_run,
    run_excess,
    shape_of,
    whole,
)
from etl.transform.tables.cells import PrintedRow, readings_of
from etl.transform.tables.headers import Block, foreign_blocks
from etl.transform.tables.infer_columns import differing, placed_by_sums
from etl.transform.tables.match_labels import Entry, Walk, walk
from etl.transform.tables.one_line_table import read_lines
from etl.transform.tables.rows import Row
from etl.transform.tables.two_year_tables import for_year
from etl.transform.tables.wrapped_labels import unwrapped

SHORTEST_UNIQUE = 12
MOSTLY_UNIQUE = 0.95
Keyed = dict[tuple[str, str], PrintedRow]


@dataclass(frozen=True, slots=True)
class Tables:
    """The official tables of one report as read."""

    edition: str | None
    cells: tuple[Cell, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document prints its tables: the shape of each, and of runs of single cells."""

    shapes: dict[str, Shape]
    run_excess: int
    is_unique: bool


def read_tables(rows: tuple[Row, ...], year: int | None = None) -> Tables:
    """Return every cell of the form that the rows print, and `absent` for those they do not.

    A report without any row of the form has no cells at all: its figures are in the narrative.
    `year` is the report's, for tables that print two years side by side.
    """
    edition = editions.edition_of(rows)
    used = edition or editions.NEWEST
    rows = for_year(unwrapped(rows, edition), used, year)
    seen = walk(rows, used)
    layout = layout_of(seen, rows)
    found = settled(seen, layout)
    found |= read_lines(seen, rows, used, layout.shapes, layout.run_excess)
    for key in foreign_rows(found, foreign_blocks(rows, used), used):
        found[key] = found[key]._replace(values=None)
    issues = [] if edition else list(without_edition(found))
    if not found:
        return Tables(None, (), tuple(issues))
    is_lost = any(printed.values is None for printed in found.values())
    for table in load().forms[used].tables:
        if is_lost:
            found |= placed_by_sums(table, found)
        issues += differing(table, found)
    cells, doubts = readings_of(used, found)
    return Tables(edition, cells, (*doubts, *issues))


def foreign_rows(found: Keyed, blocks: set[Block], edition: str) -> list[tuple[str, str]]:
    """Return the rows that were found below a header that is not the form's."""
    form = load().forms[edition]
    return [key for key in found if (key[0], form.table(key[0]).columns_of(key[1])) in blocks]


def without_edition(found: Keyed) -> Iterator[Issue]:
    """Take out, and yield as issues, the rows whose columns differ from edition to edition."""
    forms = [form for form in load().forms.values() if form.tables]
    for table in forms[0].tables:
        columns = {tuple(c.id for c in form.table(table.id).columns) for form in forms}
        own = [key for key in found if key[0] == table.id] if len(columns) > 1 else []
        printed = [found.pop(key) for key in own]
        if shown := [row for row in printed if row.shown]:
            message = f"“{table.title}”的表头无法辨认，不知是哪一版表格，各数字未读入"
            yield Issue("unknown_edition", message, shown[0].place, table.id)


def layout_of(seen: Walk, rows: tuple[Row, ...]) -> Layout:
    """Return the layout in which most of the rows that were found are printed."""
    form_rows = seen.labels.rows
    tables: dict[str, list[Entry]] = {}
    for entry in seen.entries:
        if entry.width:
            tables.setdefault(form_rows[entry.row].table, []).append(entry)
    headers = tuple(seen.headers)
    barred = [row.cells for row in rows if row.barred]
    is_closed = len(barred) > 1 and not any(cells[-1] for cells in barred)
    shapes = {
        table: shape_of(entries, [form_rows[e.row].columns for e in entries], headers)
        for table, entries in tables.items()
    }
    if is_closed:
        shapes = {table: shape._replace(is_closed=True) for table, shape in shapes.items()}
    runs = [(e, len(form_rows[e.row].columns)) for e in seen.entries if not e.width]
    unique = any(not entry.exact for entry, _ in runs) and is_unique(rows)
    return Layout(shapes, run_excess(runs), unique)


def is_unique(rows: tuple[Row, ...]) -> bool:
    """Return whether each distinct line is printed once, as some sites do."""
    texts = [row.cells[0] for row in rows if len(row.cells) == 1 and row.cells[0]]
    return len(texts) >= SHORTEST_UNIQUE and len(set(texts)) >= MOSTLY_UNIQUE * len(texts)


def settled(seen: Walk, layout: Layout) -> Keyed:
    """Return what each row of the form prints; an undamaged label goes before a damaged one."""
    rows = seen.labels.rows
    found: dict[int, list[tuple[bool, PrintedRow]]] = {}
    last = len(rows) - 1
    for entry in in_order(seen.entries, last):
        row = rows[entry.row]
        is_end = entry.row == last or rows[entry.row + 1].table != row.table
        printed = read_entry(entry, row.columns, row.table, layout)
        if printed.values is None and entry.is_last and entry.exact and not is_end:
            printed = printed._replace(values=cut_short(entry, len(row.columns)))
        found.setdefault(entry.row, []).append((entry.sure, printed))
    chosen = {(rows[n].table, rows[n].row): choice(kept) for n, kept in found.items()}
    for row in seen.labels.optional:
        key = (row.table, row.row)
        if key in chosen:
            parts = ((row.table, part) for part in row.replaces)
            if any(part in chosen for part in parts) or not chosen[key].printed:
                del chosen[key]
    return chosen


def in_order(entries: list[Entry], last: int) -> Iterator[Entry]:
    """Yield the entries without those whose damaged label stands out of the form's order."""
    following = [last + 1] * (len(entries) + 1)
    for index in range(len(entries) - 1, -1, -1):
        entry = entries[index]
        following[index] = entry.row if entry.sure else following[index + 1]
    before = -1
    for index, entry in enumerate(entries):
        if entry.sure:
            before = entry.row
            yield entry
        elif before < entry.row < following[index + 1] or following[index + 1] <= before:
            yield entry


def read_entry(entry: Entry, columns: tuple[str, ...], table: str, layout: Layout) -> PrintedRow:
    """Return what one printed label and the cells after it say."""
    if entry.glued:
        values = whole(entry.cells, len(columns))
    elif entry.width:
        shape = layout.shapes[table]
        is_short = shape.is_closed and len(entry.cells) == len(columns) and any(entry.cells)
        values = None if is_short else placed(entry, columns, shape)
    else:
        values = placed_run(entry, len(columns), layout.run_excess, is_unique=layout.is_unique)
    is_stuck = values is None and entry.glued
    return PrintedRow(values, (entry.glued, *entry.cells) if is_stuck else entry.cells, entry.place)


def cut_short(entry: Entry, wanted: int) -> tuple[str, ...] | None:
    """Return the figures that a text prints before it breaks off in the middle of a table."""
    return entry.cells if len(entry.cells) < wanted and not entry.width else None


def choice(kept: list[tuple[bool, PrintedRow]]) -> PrintedRow:
    """Return the one reading of a row that is printed more than once; differing ones are none."""
    if len(kept) == 1:
        return kept[0][1]
    surest = [printed for sure, printed in kept if sure] or [printed for _, printed in kept]
    filled = [printed for printed in surest if any(printed.printed)] or surest
    first = filled[0]
    if all(printed.values == first.values for printed in filled):
        return first
    every = tuple(text for printed in filled for text in (*printed.printed, ";"))
    return PrintedRow(None, every[:-1], first.place)
