"""Finds where the cells of a Word table stand in its grid where some span several of its places."""

from __future__ import annotations

from lxml import etree

from etl.extract.printed.lines import is_bare
from etl.extract.word_files.looks import number
from etl.extract.word_files.names import VALUE, WORD

PROPERTIES, SPAN = f"{WORD}tcPr", f"{WORD}gridSpan"
MERGED = (f"{WORD}vMerge", f"{WORD}vmerge")
MOST_SPANNED = 60
Cells = list[etree._Element]
Text = tuple[str, ...]


def places_in(rows: list[Cells], texts: list[Text]) -> list[tuple[int, ...]]:
    """Return for each row the columns of its cells and the one behind them.

    A table in which a figure spans several places has no grid that would give it one.
    """
    for cells, said in zip(rows, texts, strict=True):
        if any(is_bare(text) and is_merged(c) for c, text in zip(cells, said, strict=True)):
            return [()] * len(rows)
    return [columns_of(row) for row in rows]


def columns_of(cells: Cells) -> tuple[int, ...]:
    """Return the columns of the cells of a row, and the one behind its last."""
    starts = [0]
    for cell in cells:
        starts.append(starts[-1] + width_of(cell))
    return tuple(starts)


def width_of(cell: etree._Element) -> int:
    """Return how many columns a cell spans, bounded."""
    said = cell.find(f"{PROPERTIES}/{SPAN}")
    return 1 if said is None else max(1, min(MOST_SPANNED, number(said.get(VALUE))))


def is_merged(cell: etree._Element) -> bool:
    """Return whether a cell spans several columns or goes on below."""
    own = cell.find(PROPERTIES)
    return own is not None and (width_of(cell) > 1 or any(own.find(m) is not None for m in MERGED))


def emptied(cell: etree._Element) -> None:
    """Take all out of a cell but how many columns it spans."""
    span = cell.find(f"{PROPERTIES}/{SPAN}")
    cell.clear()
    if span is not None:
        etree.SubElement(cell, PROPERTIES).append(span)
