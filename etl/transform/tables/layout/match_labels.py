"""Walks the printed rows once and notes, for each label of the form, what stands beside or below.

Nothing is decided here: where the figures belong is for the shape of the whole table to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.transform.tables.form_labels.labels import FormLabels, Kind, Meaning, labels_of, meaning_of
from etl.transform.tables.layout.broken_rows import joined_rows
from etl.transform.tables.layout.row_labels import (
    ROWS,
    Header,
    Labelled,
    header_below,
    header_of,
    labelled,
    run_on,
)
from etl.transform.tables.rows import Row, is_value

LONGEST_RUN = 40
# A figure or a sign for none before a label, which may belong to the row above; not its number.
STUCK = re.compile(r"\s*(?:[/／\\—－_-]|\d+(?![\d.．、])(?:\s+\d+(?![\d.．、]))*)")
# More than the number of an item or a page.
SEVERAL = re.compile(r"\d{3}|\d\s+\d")
UNDAMAGED = (Kind.ROW, Kind.LABEL, Kind.LINE_LABEL)


@dataclass(slots=True)
class Entry:
    """One printed label of a row with the cells after it; `width` is 0 below a label.

    `sure` says whether the label stands undamaged, `ended` whether what follows does; `glued` is
    what may hold a figure that is not among the cells: a label it is stuck to, or a line below.
    `before` are figures that stand in front of the label in its own cell, of a row above it.
    `indexes` are those of the printed rows that it takes, the label's first.
    """

    row: int
    sure: bool
    cells: tuple[str, ...]
    place: str
    exact: bool
    indexes: list[int]
    end: int = 0
    width: int = 0
    barred: bool = False
    broken: bool = False
    glued: str = ""
    before: str = ""
    ended: bool = True
    is_last: bool = False
    run: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class TableScan:
    """What has been found while the rows go by; `lines` are the headers of one-line tables.

    `full` is a row with a figure for every column behind which words stand, and maybe more figures.
    """

    labels: FormLabels
    edition: str
    entries: list[Entry] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    current: Entry | None = None
    full: Entry | None = None
    lines: list[int] = field(default_factory=list)
    previous: tuple[int, Row] | None = None
    above: tuple[str, ...] = ()
    in_table: bool = False


def scan(rows: tuple[Row, ...], edition: str) -> TableScan:
    """Return every label of the form that the rows print, in printed order."""
    found = TableScan(labels_of(edition), edition)
    for index, row in enumerate(rows):
        if len(row.cells) > 1:
            several(found, index, row)
            continue
        kind, position = meaning_of(edition, row.first)
        if kind is not Kind.VALUE and kind is not Kind.BLANK:
            single(found, index, row, Meaning(kind, position))
        elif found.current is not None:
            found.current.run.append(row)
            found.current.indexes.append(index)
        elif found.full is not None and kind is Kind.VALUE:
            overfill(found.full, index, row)
        elif kind is Kind.VALUE and index and is_torn(rows[index - 1]):
            tear_off(found, index, row)
    if found.current is not None:
        found.current.is_last = True
        close(found, ended=False)
    return found


def is_torn(row: Row) -> bool:
    """Return whether a figure on the next line may be what the last sign of a row waits for."""
    return row.barred and len(row.cells) > 1 and not row.cells[-1]


def tear_off(found: TableScan, index: int, row: Row) -> None:
    """Note that a figure which may be the last of the row above stands on a line of its own."""
    if found.entries and found.entries[-1].indexes[-1] == index - 1:
        found.entries[-1].glued = row.first
        found.entries[-1].indexes.append(index)


def close(found: TableScan, *, ended: bool) -> None:
    """End the run of cells below a label; `ended` says whether by an undamaged label."""
    entry = found.current
    if entry is not None:
        entry.cells = tuple(row.first for row in entry.run)
        entry.exact = entry.exact and all(row.exact for row in entry.run)
        entry.broken = entry.broken or len(entry.run) > LONGEST_RUN
        entry.ended = ended
        found.current = None


def single(found: TableScan, index: int, row: Row, meaning: Meaning) -> None:
    """Take a text that has a line of its own: a label, or words that stand where figures do."""
    kind = meaning.kind
    entry = found.current
    if kind is Kind.UNKNOWN_SIGN or kind is Kind.WORDS:
        if entry is not None and is_full(found, entry):
            close(found, ended=False)
            found.full = entry
        elif entry is not None:
            entry.run.append(row)
            entry.indexes.append(index)
            entry.broken = entry.broken or kind is Kind.WORDS
        return
    found.full = None
    stuck = STUCK.match(row.first)
    if stuck is not None and kind in ROWS:
        leave_behind(found, row, stuck.group().strip())
    close(found, ended=kind in UNDAMAGED and stuck is None)
    if kind in ROWS:
        if found.in_table:
            found.current = Entry(meaning.row, kind is Kind.ROW, (), row.place, row.exact, [index])
            found.current.glued = row.first if kind is Kind.GLUED_ROW else ""
            found.entries.append(found.current)
        return
    found.in_table = found.in_table or kind is not Kind.PROSE
    if kind is Kind.LINE_LABEL:
        found.lines.append(index)


def is_full(found: TableScan, entry: Entry) -> bool:
    """Return whether a run holds just one figure for every column of its row."""
    figures = [row.first for row in entry.run if row.first.strip()]
    wanted = len(found.labels.rows[entry.row].columns)
    return len(figures) == wanted and not entry.broken and all(map(is_value, figures))


def overfill(entry: Entry, index: int, row: Row) -> None:
    """Add a figure that stands behind words after a full row: one of them is another's."""
    entry.cells = (*entry.cells, row.first)
    entry.indexes.append(index)
    entry.broken = True


def leave_behind(found: TableScan, row: Row, text: str) -> None:
    """Keep a figure that is stuck to the front of a label: the row above may lack it."""
    entry = found.current
    if entry is None or not any(character.isdigit() for character in text):
        return
    filled = sum(1 for printed in entry.run if is_value(printed.first))
    if filled < len(found.labels.rows[entry.row].columns):
        entry.run.append(row._replace(cells=(text,)))
        entry.broken = True


def several(found: TableScan, index: int, row: Row) -> None:
    """Take a row of several cells: a label with its figures, a header, or neither."""
    close(found, ended=False)
    found.full = None
    label = labelled(found.edition, row.cells)
    if label.is_line_header:
        found.lines.append(index)
    is_rest = label.row >= 0 and not label.sure and not any(row.cells[label.end + 1 :])
    if is_rest and joins(found, index, row):
        return
    if label.row < 0:
        unlabelled(found, index, row)
        return
    found.in_table = True
    if row.exact and (parts := run_on(found.edition, row.cells)):
        for part in parts:
            several(found, index, row._replace(cells=part))
        return
    cells = row.cells[label.end + 1 :]
    entry = Entry(label.row, label.sure, cells, row.place, row.exact, [index])
    entry.end, entry.width, entry.barred = label.end, len(row.cells), row.barred
    entry.glued = label.glued
    stuck = STUCK.match(row.cells[label.end])
    entry.before = stuck.group().strip() if stuck and SEVERAL.search(stuck.group()) else ""
    found.entries.append(entry)
    if not entry.cells:
        entry.width = 0
        found.current = entry
    elif not any(entry.cells):
        found.previous = (index, row)


def unlabelled(found: TableScan, index: int, row: Row) -> None:
    """Keep a header's columns, or join a row with the one before, which a page has cut off."""
    above = found.above if len(found.above) == len(row.cells) else ()
    header = header_of(found.edition, row.cells) or header_below(found.edition, above, row.cells)
    found.above = row.cells
    if header is not None:
        found.headers.append(header)
        found.in_table = True
    elif not joins(found, index, row):
        found.previous = (index, row)


def joins(found: TableScan, index: int, row: Row) -> bool:
    """Join a row with the one before where both make up a row of the form, and return whether."""
    before = found.previous
    if before is None or before[0] != index - 1:
        return False
    joined = joined_rows(before[1].cells, row.cells)
    label = labelled(found.edition, joined) if joined else Labelled()
    if label.row < 0 or not label.sure:
        return False
    found.previous = (index, row)
    cells = joined[label.end + 1 :]
    entry = Entry(label.row, label.sure, cells, row.place, row.exact, [before[0], index])
    entry.end, entry.width = label.end, len(joined)
    last = found.entries[-1] if found.entries else None
    if last is not None and last.indexes[-1] == before[0]:
        found.entries.pop()
    found.entries.append(entry)
    return True
