"""Turns a table back whose rows are printed as columns.

A block of rows of one width is turned where every label in it is the form's, and all rows and
columns of one table are among them only once it is turned back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.character_forms import label_key
from etl.transform.tables.form_labels.labels import Kind, labels_of, meaning_of
from etl.transform.tables.layout.headings import column_of
from etl.transform.tables.layout.row_labels import Labelled, labelled
from etl.transform.tables.row_uses import is_known
from etl.transform.tables.rows import Row

NARROWEST = 3
FEWEST_LINES = 12
FIGURES = (Kind.VALUE, Kind.BLANK)
FEWEST_LABELS = 3
Grid = tuple[tuple[str, ...], ...]
Block = tuple[int, int]
Cells = dict[str, str]


class Turned(NamedTuple):
    """Rows that print a table of the form with its rows as columns, and the table as it is.

    `cells` gives what stands at each address, by the labels in line with it. `may_have_moved`
    where signs part several figures of a row, of which one lost and one added move others.
    """

    start: int
    end: int
    table: str
    upright: Grid
    cells: Cells
    may_have_moved: bool


def squared(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows with a cell for each column of their grid; merged ones are blank further on."""
    return tuple(
        row._replace(cells=tuple(spread(row)), at=()) if len(row.at) == len(row.cells) + 1 else row
        for row in rows
    )


def spread(row: Row) -> Iterator[str]:
    """Yield what stands at each column of a row's grid."""
    texts = dict(zip(row.at, row.cells, strict=False))
    yield from (texts.get(column, "") for column in range(row.at[-1]))


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
            cells = cells_of(table, upright, edition)
            if cells:
                may_move = not table.one_line and any(row.signed for row in rows[start:end])
                if not may_move or table.parts_of_total or not any(map(may_be_split, printed)):
                    found.append(Turned(start, end, table.id, upright, cells, may_move))
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


def may_be_split(cells: tuple[str, ...]) -> bool:
    """Return whether two figures side by side may be one that a sign has split: none begins with 0.

    Another that was lost would then stand in no cell, and nothing in the row would tell.
    """
    return any(a.isdecimal() and b.isdecimal() and a.strip("0") for a, b in pairwise(cells))


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


def cells_of(table: Table, upright: Grid, edition: str) -> Cells | None:
    """Return what a grid prints of a table, None where it holds anything else, or not all of it."""
    labels = [cell for row in upright for cell in row if is_label(cell, edition)]
    if not all(map(is_known, labels)):
        return None
    if table.one_line:
        return cells_in_line(table, upright, edition)
    cells: Cells = {}
    heads: dict[int, str] = {}
    items = {label_key(block.item) for block in table.blocks if block.item}
    for printed in upright:
        label = labelled(edition, printed)
        if label.row < 0:
            named = {at: column_of(edition, cell) for at, cell in enumerate(printed)}
            heads |= {at: name for at, name in named.items() if name}
            if any(named.values()) and not items.isdisjoint(map(label_key, printed)):
                return None
            continue
        own = cells_beside(table, printed, label, (heads, edition))
        if own is None or not own.keys().isdisjoint(cells):
            return None
        cells |= own
    return cells if cells.keys() == set(table.addresses()) else None


def is_label(text: str, edition: str) -> bool:
    """Return whether a cell is neither blank nor a figure."""
    return meaning_of(edition, text).kind not in FIGURES


def cells_beside(
    table: Table, printed: tuple[str, ...], label: Labelled, known: tuple[dict[int, str], str]
) -> Cells | None:
    """Return the cells of a row, each in line with its heading above, None for another row.

    `known` are the headings by their places, and the edition.
    """
    heads, edition = known
    row = labels_of(edition).rows[label.row]
    places = sorted(at for at, head in heads.items() if head in row.columns)
    filled = {at for at, cell in enumerate(printed) if at > label.end and cell.strip()}
    is_laid = tuple(heads[at] for at in places) == row.columns
    if not (label.sure and row.table == table.id and is_laid and filled.issubset(places)):
        return None
    if any(is_label(printed[at], edition) for at in places):
        return None
    pairs = zip(row.columns, places, strict=True)
    return {f"{row.table}.{row.row}.{name}": printed[at].strip() for name, at in pairs}


def cells_in_line(table: Table, upright: Grid, edition: str) -> Cells | None:
    """Return the cells of a table of one line, each below its heading and those of its row."""
    *above, figures = upright
    if any(not is_label(cell, edition) and cell.strip() for row in above for cell in row):
        return None
    columns = {label_key(n): c.id for c in table.columns for n in (c.label, *c.aliases)}
    wanted = [(row, column.id) for row in table.rows for column in table.columns]
    cells: Cells = {}
    for at, figure in enumerate(figures):
        keys = [label_key(row[at]) for row in above if row[at].strip()]
        named = [columns[key] for key in keys if key in columns]
        if not named and not figure.strip():
            continue
        if is_label(figure, edition) or len(cells) == len(wanted):
            return None
        row, column = wanted[len(cells)]
        others = {key for key in keys if key not in columns}
        if named != [column] or not others.issubset(map(label_key, (row.label, row.group or ""))):
            return None
        cells[f"{table.id}.{row.id}.{column}"] = figure.strip()
    return cells if len(cells) == len(wanted) else None


def turned_back(rows: Sequence[Row], found: Sequence[Turned]) -> tuple[Row, ...]:
    """Return rows with turned tables as they are; all rows of one stand where it begins."""
    changed = list(rows)
    for turned in reversed(found):
        place = rows[turned.start].place
        upright = [Row(cells, place, exact=True) for cells in turned.upright]
        changed[turned.start : turned.end] = upright
    return tuple(changed)
