"""Sets what is recognized on a page into lines of prose and rows of table cells."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image

from etl.domain.report import Line
from etl.extract.ocr.orientation import cut, upright
from etl.extract.ocr.ruling import (
    UNIT,
    Pixels,
    rules,
    sized,
    straightened,
    without_rules,
    without_specks,
)
from etl.extract.ocr.words import Seen, cell_texts, seen_on
from etl.extract.ruled_pages.ruled import Ruled, Span, ruled_tables

INSET = 3
SAME_LINE = 0.5
Block = tuple[float, str | tuple[str, ...], float]


def page_lines(image: Image.Image, page: int) -> tuple[Line, ...]:
    """Return what a page prints from top to bottom; places name the page and the line in it."""
    pieces = [piece for part in cut(np.asarray(image.convert("L"))) for piece in piece_blocks(part)]
    return tuple(
        line_of(f"第{page}页 第{number}行", block, sure)
        for number, (block, sure) in enumerate(pieces, 1)
    )


def line_of(place: str, block: str | tuple[str, ...], sure: float) -> Line:
    """Return a line of prose or a row of cells with its confidence."""
    if isinstance(block, str):
        return Line(place, block, confidence=sure)
    return Line(place, " ".join(filter(None, block)), block, confidence=sure)


def piece_blocks(part: Pixels) -> Iterator[tuple[str | tuple[str, ...], float]]:
    """Yield what a page, or a page's worth of a long picture, prints from top to bottom."""
    gray = straightened(upright(sized(part)))
    tables = [t for t in ruled_tables(*rules(gray)) if t.rows() * t.columns() > 1]
    bare = without_specks(without_rules(gray))
    blocks = [block for table in tables for block in table_blocks(table, bare)]
    for table in tables:
        top, bottom = pixel(-table.top), pixel(-table.bottom)
        left, right = pixel(table.edges_down[0]), pixel(table.edges_down[-1])
        bare[top : bottom + 1, left : right + 1] = 255
    blocks += prose_blocks(seen_on(bare))
    for _, block, sure in sorted(blocks, key=lambda b: b[0]):
        yield block, sure


def table_blocks(table: Ruled, bare: Pixels) -> Iterator[Block]:
    """Yield the rows of a table; a cell that began in a row above is blank where it goes on."""
    starts = sorted(set(table.cells.values()))
    pictures = [picture_of(table, cell, bare) for cell in starts]
    texts = dict(zip(starts, cell_texts(pictures), strict=True))
    for row in range(table.rows()):
        cells: list[Seen] = []
        before: Span | None = None
        for column in range(table.columns()):
            cell = table.cells[row, column]
            if cell != before:
                cells.append(texts[cell] if cell[0] == row else Seen("", 1.0))
            before = cell
        block = tuple(cell.text for cell in cells)
        height = pixel(-table.edges_across[row])
        sure = min(cell.confidence for cell in cells)
        yield height, block if len(block) > 1 else "".join(block), sure


def picture_of(table: Ruled, cell: Span, bare: Pixels) -> Pixels:
    """Return the part of a page that a cell covers, its rules left out."""
    row, column = cell
    last_row = max(r for (r, c), start in table.cells.items() if start == cell)
    last_column = max(c for (r, c), start in table.cells.items() if start == cell)
    top, bottom = pixel(-table.edges_across[row]), pixel(-table.edges_across[last_row + 1])
    left, right = pixel(table.edges_down[column]), pixel(table.edges_down[last_column + 1])
    return bare[top + INSET : bottom - INSET + 1, left + INSET : right - INSET + 1]


def pixel(units: float) -> int:
    """Return the pixel at so many units from the edge of a page."""
    return max(0, round(units * UNIT))


def prose_blocks(found: list[Seen]) -> Iterator[Block]:
    """Yield lines of prose: texts side by side as one."""
    lines: list[list[Seen]] = []
    for text in sorted(found, key=lambda seen: seen.middle):
        near = lines and text.middle - lines[-1][0].middle < SAME_LINE * text.height
        if near:
            lines[-1].append(text)
        else:
            lines.append([text])
    for line in lines:
        ordered = sorted(line, key=lambda seen: seen.left)
        said = " ".join(seen.text for seen in ordered)
        yield line[0].middle, said, min(seen.confidence for seen in line)
