"""Turns a table back whose rows are printed as columns.

A block of rows of one width is turned where every label in it is the form's, and all rows and
columns of one table are among them only once it is turned back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.character_forms import label_key
from etl.transform.tables.form_labels.labels import Kind, labels_of, meaning_of
from etl.transform.tables.layout.row_labels import labelled
from etl.transform.tables.row_uses import is_known
from etl.transform.tables.rows import Row

NARROWEST = 3
FEWEST_LINES = 12
FIGURES = (Kind.VALUE, Kind.BLANK)
FEWEST_LABELS = 3
Grid = tuple[tuple[str, ...], ...]
Block = tuple[int, int]


class Turned(NamedTuple):
    """Rows that print a table of the form with its rows as columns, and the table as it is."""

    start: int
    end: int
    table: str
    upright: Grid

    def texts(self, edition: str) -> list[str]:
        """Return all that is printed beside the labels, in no order."""
        texts = [cell.strip() for row in self.upright for cell in row if cell.strip()]
        return sorted(t for t in texts if meaning_of(edition, t).kind is Kind.VALUE)


def turned_in(rows: Sequence[Row], blocks: Sequence[Block], edition: str) -> list[Turned]:
    """Return the tables of an edition that blocks of rows print turned by a quarter."""
    found = []
    for start, end in blocks:
        printed = tuple(row.cells for row in rows[start:end])
        if not may_be_turned(printed, edition):
            continue
        columns = zip(*printed, strict=True)
        upright = tuple(cells for cells in columns if any(map(str.strip, cells)))
        for table in load().forms[edition].grids:
            if is_whole(table, upright, edition):
                found.append(Turned(start, end, table.id, upright))
    return found


def blocks_of(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield where runs of rows of one width begin and end; a title across them parts two."""
    start = 0
    for (width, is_row), run in groupby(rows, key=lambda row: (len(row.cells), is_in_grid(row))):
        end = start + sum(1 for _ in run)
        if is_row and width >= NARROWEST and end - start >= NARROWEST:
            yield start, end
        start = end


def is_in_grid(row: Row) -> bool:
    """Return whether a row has cells beside its first."""
    return row.exact and any(map(str.strip, row.cells[1:]))


def may_be_turned(printed: Grid, edition: str) -> bool:
    """Return whether several rows of the form are named in one row, or the columns in one column.

    The table of one line has its columns below each other in place of its rows.
    """
    if any(several(row, Kind.ROW, edition) for row in printed):
        return True
    return len(printed) >= FEWEST_LINES and any(
        several(column, Kind.LINE_LABEL, edition) for column in zip(*printed, strict=True)
    )


def several(cells: tuple[str, ...], kind: Kind, edition: str) -> bool:
    """Return whether some cells are labels of a kind."""
    labels = [cell for cell in cells if len(cell) > 1 and not cell.isdecimal()]
    if len(labels) < FEWEST_LABELS:
        return False
    return sum(meaning_of(edition, cell).kind is kind for cell in labels) >= FEWEST_LABELS


def is_whole(table: Table, upright: Grid, edition: str) -> bool:
    """Return whether a grid holds labels of the form alone, and all of one table's."""
    texts = [cell for row in upright for cell in row]
    kinds = [meaning_of(edition, cell).kind for cell in texts]
    labels = [text for text, kind in zip(texts, kinds, strict=True) if kind not in FIGURES]
    if not all(map(is_known, labels)):
        return False
    keys = list(map(label_key, labels))
    if table.one_line:
        wanted = len(table.rows)
        return all(
            sum(keys.count(key) for key in (label_key(n) for n in (c.label, *c.aliases))) == wanted
            for c in table.columns
        )
    rows = [labelled(edition, row) for row in upright]
    named = [labels_of(edition).rows[label.row] for label in rows if label.row >= 0]
    own = {row.row for row in named if row.table == table.id}
    is_own = len(own) == len(named) and own >= {row.id for row in table.rows}
    return is_own and all(
        any(label_key(name) in keys for name in (column.label, *column.aliases))
        for column in table.columns
    )


def turned_back(rows: Sequence[Row], found: Sequence[Turned]) -> tuple[Row, ...]:
    """Return rows with turned tables as they are; all rows of one stand where it begins."""
    changed = list(rows)
    for turned in reversed(found):
        place = rows[turned.start].place
        upright = [Row(cells, place, exact=True) for cells in turned.upright]
        changed[turned.start : turned.end] = upright
    return tuple(changed)
