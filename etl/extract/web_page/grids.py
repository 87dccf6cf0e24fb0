"""Finds where the cells of a table stand in its grid where some span several of its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from etl.extract.printed.lines import is_bare, may_be_turned

SPANNING = ("colspan=", "rowspan=")
MOST_SPANNED = 60
MOST_COLUMNS = 120
Places = dict[etree._Element, tuple[int, ...]]
Taken = dict[int, int]


def places_in(page: etree._Element, text_of: Callable[[etree._Element], str]) -> Places:
    """Return by row the columns of its cells and the one behind it, for tables of some shapes.

    A table in which a figure spans several places has no grid that would give it one.
    """
    found: Places = {}
    for table in page.iter("table"):
        rows = list(table.iterdescendants("tr"))
        cells = [list(row.iterchildren("td", "th")) for row in rows]
        if not may_be_turned([len(row) for row in cells]) or holds_table(table):
            continue
        merged = [c for row in cells for c in row if spans(c) != (1, 1)]
        if not merged or any(is_bare(text_of(cell)) for cell in merged):
            continue
        found |= zip(rows, columns_of(cells), strict=True)
    return {row: at for row, at in found.items() if at and at[-1] <= MOST_COLUMNS}


def holds_table(table: etree._Element) -> bool:
    """Return whether a table holds another."""
    return next(table.iterdescendants("table"), None) is not None


def columns_of(rows: list[list[etree._Element]]) -> Iterator[tuple[int, ...]]:
    """Yield the columns of the cells of each row, and the one behind its last place.

    A row that leaves a place free, or takes one twice, has none: its cells may have moved.
    """
    taken: Taken = {}
    for cells in rows:
        column, starts = 0, []
        left = {at: down - 1 for at, down in taken.items() if down > 1}
        filled = list(taken)
        for cell in cells:
            while column in taken:
                column += 1
            across, down = spans(cell)
            starts.append(column)
            own = range(column, column + across)
            left |= dict.fromkeys(own, down - 1)
            filled += own
            column += across
        is_full = sorted(filled) == list(range(len(filled)))
        yield (*starts, len(filled)) if is_full else ()
        taken = {at: down for at, down in left.items() if down}


def spans(cell: etree._Element) -> tuple[int, int]:
    """Return how many columns and rows a cell spans, bounded."""
    across, down = (
        int(said) if (said := cell.get(name, "1").strip()).isdecimal() else 1
        for name in ("colspan", "rowspan")
    )
    return max(1, min(MOST_SPANNED, across)), max(1, min(MOST_SPANNED, down))
