"""Reads a figure with the mark of a note where a note below it bears the same mark.

The mark stays with the figure as printed. Without such a note it may stand for a digit that is
hidden or was not recognized, and the cell is left as it is; so it is where a cell nearby holds the
same figure without a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from etl.definitions import cell_words
from etl.domain.report import Cell
from etl.transform.tables.rows import Row, is_value

WIDE = str.maketrans("＊［］（）：", "*[]():")
BRACKETS = r"\[\^?\d{1,2}\]|【\d{1,2}】|〔\d{1,2}〕|※"
ORDINAL = r"[①-⑳]|\(\d{1,2}\)|注释?\d{1,2}"
MARK = rf"(?P<mark>\*{{1,3}}|{BRACKETS}|{ORDINAL})"
HAN = r"\s*:?\s*\S*[\u4e00-\u9fff]"
MARKED = re.compile(rf"\s*(?P<figure>\d[\d,.]*)\s*{MARK}\s*")
# What opens an item of a list, or a text set off in Markdown, is no note unless it says so.
NOTES = (
    re.compile(rf"\s*(?:备?注|说明|注释)\s*:?\s*{MARK}{HAN}"),
    re.compile(rf"\s*(?P<mark>{BRACKETS}){HAN}"),
    re.compile(rf"\s*(?P<mark>注释?\d{{1,2}})\s*:{HAN}"),
    re.compile(r"\s*(?P<mark>\*{1,3})(?=[\u4e00-\u9fff]|\s*注\s*:)(?!.*\*\s*$)"),
)
SAID = re.compile(rf"\s*备?注\s*:{HAN}")
NEAR = 20  # rows


class Marked(NamedTuple):
    """A figure as it is printed with the mark of a note."""

    row: int
    column: int
    figure: str
    printed: str


def without_marks(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Marked, ...]]:
    """Return rows whose figures stand without the marks of notes, and how those are printed."""
    found = [pair for n, row in enumerate(rows) for pair in marked_in(n, row)]
    if not found:
        return tuple(rows), ()
    noted = {mark: n for n, row in enumerate(rows) for mark in marks_of(row)}
    kept = tuple(
        marked
        for marked, mark in found
        if noted.get(mark, -1) > marked.row and is_alone(marked, rows)
    )
    changed = list(rows)
    for marked in kept:
        cells = list(changed[marked.row].cells)
        cells[marked.column] = marked.figure
        changed[marked.row] = changed[marked.row]._replace(cells=tuple(cells))
    return tuple(changed), kept


def marked_in(index: int, row: Row) -> Iterator[tuple[Marked, str]]:
    """Yield the figures of a row that bear a mark, each with its mark."""
    for column, text in enumerate(row.cells):
        if text.isdecimal() or not text.lstrip()[:1].isdecimal():
            continue
        found = MARKED.fullmatch(text.translate(WIDE))
        if found is not None and is_value(found["figure"]):
            yield Marked(index, column, found["figure"], text.strip()), found["mark"]


def marks_of(row: Row) -> Iterator[str]:
    """Yield the mark that a line of its own bears as a note, none that doubts its figure."""
    if len(row.cells) > 1:
        return
    text = row.first.translate(WIDE)
    if not any(word in text for word in cell_words().note_doubts):
        yield from (found["mark"] for kind in NOTES if (found := kind.match(text)))


def is_note(text: str) -> bool:
    """Return whether a line is a note, with or without a mark."""
    text = text.translate(WIDE)
    return any(kind.match(text) for kind in (SAID, *NOTES))


def is_alone(marked: Marked, rows: Sequence[Row]) -> bool:
    """Return whether no cell of a row, or of lines nearby, holds the same figure without a mark."""
    row = rows[marked.row]
    lines = rows[max(0, marked.row - NEAR) : marked.row + NEAR]
    near = [row] if len(row.cells) > 1 else lines
    texts = (text.translate(WIDE) for other in near for text in other.cells)
    return sum(MARKED.sub(r"\g<figure>", text).strip() == marked.figure for text in texts) == 1


def as_printed(
    cells: Iterable[Cell], rows: Sequence[Row], found: Sequence[Marked]
) -> tuple[Cell, ...]:
    """Return cells whose figures stand as printed, with the marks of notes."""
    cells = list(cells)
    index_of = {row.place: n for n, row in reversed(list(enumerate(rows)))}
    for marked in found:
        own = [
            (index_of.get(cell.place, -NEAR - 1), n)
            for n, cell in enumerate(cells)
            if cell.raw == marked.figure
        ]
        near = [(at, n) for at, n in own if marked.row - NEAR <= at <= marked.row]
        if near:
            _, at = max(near)
            cells[at] = replace(cells[at], raw=marked.printed)
    return tuple(cells)
