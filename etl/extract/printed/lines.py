"""Turns the paragraphs and table rows that a format holds into printed lines.

A cell keeps its paragraphs apart by line breaks, so that two figures in it are never one. A row
that only frames running text, as in reports laid out in a table, is that text and no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from etl.domain.report import Line

Block = tuple[str, ...]


class Placed(tuple[str, ...]):
    """The cells of a row with their columns in the grid of its table, and the one behind them."""

    at: tuple[int, ...] = ()


UNREAD_PICTURE = "〔图片〕"
PICTURE = "\ufffc"  # a line that is a picture as large as a table
RUNNING = 40
LONGEST_LABEL = 45
VERY_LONG = 90
MOST_FRAMED = 2
COUNTED = re.compile(r"(?<![第\d])\d+(?:余|多)?(?:条|件|篇|次)(?!第)")
# The tables of the form have more rows than these, or fewer cells in each of them.
FEWEST_ROWS, MOST_ROWS, WIDEST_FORM = 3, 20, 12
HAN = re.compile("[\u4e00-\u9fff]")
COUNT = re.compile(r"[\d０-９/／](?![\d０-９]{0,3}\s*年)")


def numbered_lines(blocks: Iterable[Block], place: str = "第{}段") -> tuple[Line, ...]:
    """Return printed lines, each placed by its number; `place` has room for it."""
    return tuple(
        line_of(place.format(number), cells) for number, cells in enumerate(unframed(blocks), 1)
    )


def line_of(place: str, cells: Block) -> Line:
    """Return a row of cells or a single text as a line; a picture is a line that is not read."""
    if len(cells) > 1:
        at = cells.at if isinstance(cells, Placed) else ()
        return Line(place, " ".join(filter(None, cells)), tuple(cells), at=at)
    text = "".join(cells)
    return Line(place, "", confidence=0.0) if text == PICTURE else Line(place, text)


def unframed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield single lines for running text, also where a table frames it, and rows as they are."""
    for cells in blocks:
        if not cells or (len(cells) == 1 and "\n" not in cells[0]):
            yield cells or ("",)
        elif len(cells) == 1 or is_frame(cells):
            yield from single_lines(cells)
        else:
            yield cells


def single_lines(cells: Block) -> Iterator[Block]:
    """Yield each line of text in cells."""
    for text in cells:
        if "\n" not in text:
            yield from [(text,)] if text or len(cells) == 1 else []
            continue
        for part in text.split("\n"):
            if part.strip():
                yield (part,)


def is_frame(cells: Block) -> bool:
    """Return whether a row holds running text and, at most, what heads it."""
    filled = [text for text in cells if text]
    if not 1 <= len(filled) <= MOST_FRAMED:
        return False
    *before, last = filled
    if not before and (last.endswith("。") or len(last) > LONGEST_LABEL or COUNTED.search(last)):
        return True
    return is_running(last) and not any(map(is_running, before))


def placed(cells: Block, at: tuple[int, ...]) -> Block:
    """Return a row with the columns at which its cells stand, as it is where these are unknown."""
    if not at:
        return cells
    row = Placed(cells)
    row.at = at
    return row


def may_be_turned(widths: Sequence[int]) -> bool:
    """Return whether a table of rows of so many cells may have the form's rows as its columns."""
    return len(widths) >= FEWEST_ROWS and (len(widths) <= MOST_ROWS or max(widths) >= WIDEST_FORM)


def is_bare(text: str) -> bool:
    """Return whether a cell holds no words; one merged with others is no cell of the form."""
    return bool(text.strip()) and not HAN.search(text)


def is_running(text: str) -> bool:
    """Return whether a text is prose rather than a label, a figure or a figure with its note."""
    if len(text) < RUNNING or COUNT.match(text):
        return False
    return "。" in text or len(text) > VERY_LONG
