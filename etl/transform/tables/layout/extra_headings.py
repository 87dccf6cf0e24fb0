"""Tells which cells of a header head no figures: units, remarks left blank, and spanning heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from etl.definitions import cell_words, load
from etl.transform.character_forms import MEMORY, squeezed
from etl.transform.tables.layout.block_editions import is_title
from etl.transform.tables.layout.headings import column_of, is_spanning, meant
from etl.transform.tables.rows import Row, is_value

UNIT = re.compile(r"[（(]?(?:单位[:：])?(?P<unit>[^（()）:：]*)[）)]?")
MONEY = "元"
FEWEST_ROWS, FEWEST_COLUMNS = 2, 3
Cells = tuple[str, ...]


def heads_of_figures(rows: Sequence[Row], end: int, cells: Cells, edition: str) -> Cells:
    """Return the cells of a header that ends at a row without those that head no figures.

    The rows below tell: they have as many figures as the form, and none is left for such a cell.
    """
    own = without_span(edition, without_units(cells), inner_heads(rows, end + 1, edition))
    bare = without_tail(edition, own)
    width = width_of(edition, bare)
    if bare == cells or width is None:
        return cells
    below = list(figures_below(rows, end + 1, edition, width))
    if not below or any(len(figures) != width for figures, _ in below):
        return cells
    is_exact = all(row.exact for _, row in below)
    # In a run of text a blank cell is lost, and the figure behind it stands in its place.
    is_known = all(map(is_remark, filter(str.strip, own[len(bare) :])))
    is_sure = len(below) >= FEWEST_ROWS and width >= FEWEST_COLUMNS
    return bare if is_exact or is_known or is_sure else cells


def is_unit(cell: str) -> bool:
    """Return whether a cell holds no more than the unit of the form's figures."""
    match = UNIT.fullmatch(squeezed(cell))
    return match is not None and match["unit"] in cell_words().header_units


def is_remark(cell: str) -> bool:
    """Return whether a cell heads remarks."""
    return squeezed(cell) in cell_words().header_remarks


def without_units(cells: Cells) -> Cells:
    """Return the cells of a header without those that hold no more than a unit."""
    return tuple(cell for cell in cells if not is_unit(cell))


def inner_heads(rows: Sequence[Row], at: int, edition: str) -> Cells:
    """Return the columns that all cells of the row at an index name, nothing where one does not."""
    if at >= len(rows) or len(rows[at].cells) == 1:
        return ()
    named = [column_of(edition, c) for c in without_units(rows[at].cells) if c.strip()]
    return tuple(filter(None, named)) if all(named) else ()


def without_span(edition: str, cells: Cells, inner: Cells) -> Cells:
    """Return a header's cells without the one, however spelled, that spans the heads below it.

    It stands between the first and the last column of a block whose others are all below.
    """
    named = [column_of(edition, cell) for cell in cells]
    for table in load().forms[edition].grids:
        for first, *others, last in (b.columns for b in table.blocks if len(b.columns) > 2):
            if tuple(others) != inner or named[-3:] != [first, None, last]:
                continue
            if cells[-2].strip() and meant(edition, cells[-2]) is None:
                return (*cells[:-2], cells[-1])
    return cells


def without_tail(edition: str, cells: Cells) -> Cells:
    """Return a header's cells without those behind the last column of a header that names all."""
    own = [n for n, cell in enumerate(cells) if column_of(edition, cell)]
    if not own or not is_whole(edition, cells):
        return cells
    tail = [*filter(str.strip, cells[own[-1] + 1 :])]
    if any(MONEY in c or is_spanning(edition, c) for c in tail):
        return cells
    if any(meant(edition, c) and not is_remark(c) for c in tail):
        return cells
    return cells[: own[-1] + 1]


def is_whole(edition: str, cells: Cells) -> bool:
    """Return whether a header names all columns of a block of the form."""
    named = {name for cell in cells if (name := column_of(edition, cell))}
    tables = load().forms[edition].grids
    return any(named == set(block.columns) for table in tables for block in table.blocks)


@lru_cache(maxsize=MEMORY)
def width_of(edition: str, cells: Cells) -> int | None:
    """Return how many columns the block has whose heads, all, inner or outer, cells name."""
    named = {name for cell in cells if (name := column_of(edition, cell))}
    widths = {
        len(columns)
        for table in load().forms[edition].grids
        for columns in (block.columns for block in table.blocks)
        if named in (set(columns), set(columns[1:-1]), {columns[0], columns[-1]})
    }
    return widths.pop() if len(widths) == 1 else None


def figures_below(
    rows: Sequence[Row], start: int, edition: str, width: int
) -> Iterator[tuple[Cells, Row]]:
    """Yield the figures of each row below a header up to the next header or title."""
    is_begun = False
    for row in rows[start:]:
        is_blank = not any(map(is_value, filter(str.strip, row.cells)))
        is_header = (
            is_blank and len(row.cells) > 1 and any(column_of(edition, c) for c in row.cells)
        )
        is_end = len(row.cells) == 1 and (is_title(row.first) or "。" in row.first)
        if is_end or (is_header and is_begun):
            return
        if is_blank:
            continue
        is_begun = True
        cells = without_units(row.cells)
        words = [n for n, c in enumerate(cells) if c.strip() and not is_value(c)]
        figures = cells[words[-1] + 1 :] if words else cells
        while len(figures) > width and not figures[-1].strip():
            figures = figures[:-1]
        yield figures, row
