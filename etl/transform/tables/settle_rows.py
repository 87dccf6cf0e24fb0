"""Settles what each row of the form prints, out of the labels met and the cells after them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.transform.tables.cells import Keyed, PrintedRow
from etl.transform.tables.columns.align_columns import (
    Shape,
    placed,
    placed_run,
    run_excess,
    shape_of,
    whole,
)
from etl.transform.tables.layout.headers import HeaderGroup, is_foreign
from etl.transform.tables.layout.match_labels import Entry, TableScan
from etl.transform.tables.rows import Row

SHORTEST_UNIQUE = 12
MOSTLY_UNIQUE = 0.95


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document prints its tables: the shape of each, and of runs of single cells."""

    shapes: dict[str, Shape]
    run_excess: int
    is_unique: bool
    headers: tuple[HeaderGroup, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a row of the form, with the entry that it comes from."""

    entry: Entry
    printed: PrintedRow


@dataclass(slots=True)
class Settled:
    """What each row of the form prints, and the printed rows that were taken for it.

    `where` is the index of the label of each row; `used` are the indexes of all printed rows that
    went into one, or into a reading of it that says the same. `in_lines` are the rows whose
    figures stand one a line below their label, each with the index of the last.
    """

    found: Keyed = field(default_factory=dict)
    where: dict[tuple[str, str], int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    in_lines: dict[tuple[str, str], int] = field(default_factory=dict)


def layout_of(seen: TableScan, rows: tuple[Row, ...], headers: tuple[HeaderGroup, ...]) -> Layout:
    """Return the layout in which most of the rows that were found are printed."""
    form_rows = seen.labels.rows
    tables: dict[str, list[Entry]] = {}
    for entry in seen.entries:
        if entry.width:
            tables.setdefault(form_rows[entry.row].table, []).append(entry)
    barred = [row.cells for row in rows if row.barred]
    is_closed = len(barred) > 1 and not any(cells[-1] for cells in barred)
    shapes = {
        table: shape_of(entries, [form_rows[e.row].columns for e in entries], tuple(seen.headers))
        for table, entries in tables.items()
    }
    if is_closed:
        shapes = {table: shape._replace(is_closed=True) for table, shape in shapes.items()}
    runs = [(e, len(form_rows[e.row].columns)) for e in seen.entries if not e.width]
    unique = any(not entry.exact for entry, _ in runs) and is_unique(rows)
    return Layout(shapes, run_excess(runs), unique, headers)


def is_unique(rows: tuple[Row, ...]) -> bool:
    """Return whether each distinct line is printed once, as some sites do."""
    texts = [row.cells[0] for row in rows if len(row.cells) == 1 and row.cells[0]]
    return len(texts) >= SHORTEST_UNIQUE and len(set(texts)) >= MOSTLY_UNIQUE * len(texts)


def settle(seen: TableScan, layout: Layout) -> Settled:
    """Return what each row of the form prints; an undamaged label goes before a damaged one.

    A label that was left out, damaged and out of the form's order, makes a row that is found
    nowhere else unreadable where figures stand behind it.
    """
    candidates = candidates_of(seen, layout)
    settled = Settled()
    for position, kept in candidates.items():
        row = seen.labels.rows[position]
        add(settled, (row.table, row.row), kept)
    for row in seen.labels.optional:
        key = (row.table, row.row)
        parts = ((row.table, part) for part in row.replaces)
        if key in settled.found and (
            any(part in settled.found for part in parts) or is_heading_alone(settled, key)
        ):
            drop(settled, key, candidates)
        elif key in settled.found and not settled.found[key].printed:
            # Its label heads its parts as well, whose rows may be gone.
            settled.found[key] = settled.found[key]._replace(values=None)
    doubt_left_out(settled, seen, candidates)
    return settled


def is_heading_alone(settled: Settled, key: tuple[str, str]) -> bool:
    """Return whether a print ends with the label of an optional row, which may head its parts."""
    own = settled.where.get(key, -1)
    below = (at for other, at in settled.where.items() if other[0] == key[0] and at > own)
    return not settled.found[key].printed and next(below, None) is None


def candidates_of(seen: TableScan, layout: Layout) -> dict[int, list[Candidate]]:
    """Return the readings of each row of the form, in printed order.

    A label alone below a row with too many figures has lost its own: it is not blank.
    """
    candidates: dict[int, list[Candidate]] = {}
    above: Candidate | None = None
    for entry in in_order(seen.entries, len(seen.labels.rows) - 1):
        candidate = Candidate(entry, reading_of(entry, seen, layout, above))
        if above is not None and not entry.cells and is_overfull(above, seen):
            candidate = Candidate(entry, candidate.printed._replace(values=None))
        candidates.setdefault(entry.row, []).append(candidate)
        above = candidate
    return candidates


def doubt_left_out(
    settled: Settled, seen: TableScan, candidates: dict[int, list[Candidate]]
) -> None:
    """Make rows unreadable of which only a label that was left out stands with figures."""
    taken = {id(c.entry) for kept in candidates.values() for c in kept}
    for entry in seen.entries:
        row = seen.labels.rows[entry.row]
        if id(entry) not in taken and any(entry.cells) and not row.replaces:
            lost = PrintedRow(None, entry.cells, entry.place)
            if settled.found.setdefault((row.table, row.row), lost) is lost:
                settled.where[row.table, row.row] = entry.indexes[0]
                settled.used.update(entry.indexes)


def is_overfull(candidate: Candidate, seen: TableScan) -> bool:
    """Return whether more stands behind a label than its row has cells: figures of other rows."""
    filled = sum(1 for cell in candidate.entry.cells if cell.strip())
    wanted = len(seen.labels.rows[candidate.entry.row].columns)
    return candidate.printed.values is None and filled > wanted


def add(settled: Settled, key: tuple[str, str], kept: list[Candidate]) -> None:
    """Settle one row on the best of its readings, and note which printed rows it accounts for."""
    chosen = choice([(c.entry.sure, c.printed) for c in kept])
    settled.found[key] = chosen
    shown = set(chosen.printed)
    for entry in (c.entry for c in kept):
        if entry.cells and not entry.width and not entry.is_last:
            settled.in_lines[key] = entry.indexes[-1]
    for candidate in kept:
        if candidate.printed.values == chosen.values or shown.issuperset(candidate.printed.printed):
            settled.used.update(candidate.entry.indexes)
            settled.where.setdefault(key, candidate.entry.indexes[0])


def drop(settled: Settled, key: tuple[str, str], candidates: dict[int, list[Candidate]]) -> None:
    """Take out an optional row whose parts are printed; its own figures are then not read."""
    del settled.found[key]
    place = settled.where.pop(key, -1)
    for kept in candidates.values():
        for candidate in kept:
            if candidate.entry.indexes[0] == place and any(candidate.entry.cells):
                settled.used.difference_update(candidate.entry.indexes)


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


def reading_of(
    entry: Entry, seen: TableScan, layout: Layout, above: Candidate | None
) -> PrintedRow:
    """Return what one printed label and the cells after it say, nothing below a foreign header.

    A text that breaks off keeps what it printed where the row above was printed in full.
    """
    row, following = seen.labels.rows[entry.row], seen.labels.rows[entry.row + 1 : entry.row + 2]
    is_end = not following or following[0].table != row.table
    printed = read_entry(entry, row.columns, row.table, layout)
    is_regular = above is None or above.printed.values is not None
    if printed.values is None and is_regular and entry.is_last and entry.exact and not is_end:
        printed = printed._replace(values=cut_short(entry, len(row.columns)))
    if is_foreign(layout.headers, entry.indexes[0], (row.table, row.columns)):
        printed = printed._replace(values=None)
    return printed


def read_entry(entry: Entry, columns: tuple[str, ...], table: str, layout: Layout) -> PrintedRow:
    """Return what one printed label and the cells after it say."""
    if entry.before:
        return PrintedRow(None, (entry.glued or entry.before, *entry.cells), entry.place)
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
