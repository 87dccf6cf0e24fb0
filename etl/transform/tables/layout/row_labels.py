"""Says what a printed row of several cells is: a label with its figures, several, or a header."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from etl.definitions import load
from etl.transform.character_forms import MEMORY
from etl.transform.tables.form_labels.labels import Kind, label_keys, labels_of, meaning_of
from etl.transform.tables.rows import CHINESE, is_value

ROWS = (Kind.ROW, Kind.DAMAGED_ROW, Kind.GLUED_ROW)


class Header(NamedTuple):
    """Where the columns of a block stand in a header row of this many cells."""

    columns: tuple[str, ...]
    indexes: tuple[int, ...]
    width: int


class Labelled(NamedTuple):
    """What a row of several cells is: its label with the label's last cell, or a header."""

    row: int = -1
    end: int = -1
    sure: bool = False
    glued: str = ""
    is_line_header: bool = False


@lru_cache(maxsize=MEMORY)
def run_on(edition: str, cells: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the rows that were printed as one, each a label with a figure for every column.

    Nothing where it is one row, or where a part has other figures than its row of the form. A
    part that is a heading, as of a table that stands beside this one, is no row.
    """
    starts = [
        at
        for at, cell in enumerate(cells)
        if meaning_of(edition, cell).kind in (Kind.ROW, Kind.LABEL)
        and (at == 0 or is_value(cells[at - 1]) or not cells[at - 1].strip())
    ]
    if len(starts) < 2:
        return ()
    found, headings = [], 0
    for part in (cells[a:b] for a, b in pairwise([0, *starts[1:], len(cells)])):
        label = labelled(edition, part)
        columns = labels_of(edition).rows[label.row].columns if label.row >= 0 else ()
        figures = tuple(cell for cell in part[label.end + 1 :] if cell.strip())
        if columns and (len(figures) != len(columns) or not all(map(is_value, figures))):
            return ()
        if not columns and any(map(is_value, part)):
            return ()
        if columns:
            found.append((*filter(str.strip, part[: label.end + 1]), *figures))
        headings += not columns and not found
    # The labels of its groups stand before one row, a column of the grid between them.
    return () if len(found) == 1 and headings == len(starts) - 1 else tuple(found)


@lru_cache(maxsize=MEMORY)
def labelled(edition: str, cells: tuple[str, ...]) -> Labelled:
    """Return the label of a row of cells: the last whole one before the first figure.

    A label may be broken over several cells; then what stands before the first figure is joined.
    Words that name several rows, and no figure behind them, head columns.
    """
    found, is_line, others, last = Labelled(), False, False, -1
    named: list[int] = []
    for index, cell in enumerate(cells):
        kind, position = meaning_of(edition, cell)
        if kind is Kind.VALUE:
            break
        if kind is Kind.ROW:
            found = Labelled(position, index, sure=True)
            named.append(position)
        is_line = is_line or kind is Kind.LINE_LABEL
        others = others or kind is Kind.LABEL
        last = last if kind is Kind.BLANK else index
    else:
        if len(named) > 1 and names_several(edition, named):
            return Labelled()
    if found.row >= 0 or is_line:
        return found if found.row >= 0 else Labelled(is_line_header=True)
    if last < 0 or (last + 1 == len(cells) and others):
        return found
    kind, position = meaning_of(edition, "".join(cells[: last + 1])[-90:])
    if kind in ROWS:
        # Figures that a stray sign parts stand in several cells, the first behind the label.
        behind = cells[last] if CHINESE.search(cells[last]) else " ".join(cells[: last + 1])
        glued = behind if kind is Kind.GLUED_ROW else ""
        return Labelled(position, last, kind is Kind.ROW, glued)
    return found


def names_several(edition: str, positions: Sequence[int]) -> bool:
    """Return whether labels are those of different rows, and none of a row and its part."""
    rows = [labels_of(edition).rows[position] for position in positions]
    return len({row.row for row in rows}) > 1 and not any(
        part.row in row.replaces for row in rows for part in rows
    )


@lru_cache(maxsize=MEMORY)
def figures_of(cells: tuple[str, ...], edition: str) -> tuple[int, int]:
    """Return where the figures of a row begin and how many the form has; 0 where it has no label.

    A row without one counts as the line of a table that is printed as one line.
    """
    label = labelled(edition, cells)
    if label.row >= 0:
        return label.end + 1, len(labels_of(edition).rows[label.row].columns)
    return 0, sum(len(t.rows) * len(t.columns) for t in load().forms[edition].grids if t.one_line)


@lru_cache(maxsize=MEMORY)
def header_of(edition: str, cells: tuple[str, ...]) -> Header | None:
    """Return where the columns of a block of the form stand in its header row, if it is one."""
    labels = labels_of(edition)
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        keys = label_keys(cell) if cell and not cell.isdigit() else ()
        column = next((labels.columns[key] for key in keys if key in labels.columns), None)
        if column is not None:
            found.setdefault(column, index)
    if not found:
        return None
    blocks = {row.columns for row in labels.rows if all(c in found for c in row.columns)}
    if not blocks:
        return None
    columns = max(blocks, key=len)
    indexes = tuple(found[column] for column in columns)
    is_ordered = indexes[0] > 0 and list(indexes) == sorted(indexes)
    return Header(columns, indexes, len(cells)) if is_ordered else None


def header_below(edition: str, above: tuple[str, ...], cells: tuple[str, ...]) -> Header | None:
    """Return where columns stand whose headings are printed in this row and in the one above."""
    if not above:
        return None
    both = zip(cells, above, strict=True)
    return header_of(edition, tuple(own if own.strip() else over for own, over in both))
