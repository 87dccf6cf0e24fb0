"""Reads the main text of a binary Word document: paragraphs, and table rows with their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.readers.binary_word.parts import CHARACTERS, PARAGRAPHS, Parts, Piece
from etl.readers.binary_word.properties import Paragraph, is_deleted, paragraph, runs

CELL_END = "\x07"
ENDS = re.compile(r"[\r\x07\x0c]")
FIELD = re.compile(r"\x13[^\x13-\x15]*(?:\x14([^\x13-\x15]*))?\x15")
SIGNS = str.maketrans({"\x0b": "\n", "\x1e": "-", "\x1f": None, "\xa0": " "})
HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1d]")
MOST_FIELDS = 12


def blocks(parts: Parts) -> Iterator[tuple[str, ...]]:
    """Yield each paragraph as one text, each table row as its cells' texts."""
    formats = runs(parts, PARAGRAPHS)
    text = main_text(parts)
    places = offsets(parts.pieces)
    cells: list[str] = []
    cell: list[str] = []
    start = 0
    for end in ENDS.finditer(text):
        said = written(text[start : end.start()])
        start = end.end()
        about = paragraph(formats.at(places[end.start()]), parts.data)
        if about.ends_row:
            yield merged(cells, about)
            cells, cell = [], []
        elif end[0] == CELL_END:
            cells.append("".join([*cell, said]).strip())
            cell = []
        elif about.in_table:
            cell.append(said)
        else:
            yield (said,)
    if start < len(text):
        yield (written(text[start:]),)


def main_text(parts: Parts) -> str:
    """Return the characters of the main text; deleted ones are zeros, so that none moves."""
    text = "".join(piece_text(parts.main, piece) for piece in parts.pieces)
    gone = runs(parts, CHARACTERS)
    if not any(map(is_deleted, gone.properties)):
        return text
    places = offsets(parts.pieces)
    return "".join(
        "\0" if not ENDS.match(c) and is_deleted(gone.at(places[n])) else c
        for n, c in enumerate(text)
    )


def piece_text(main: bytes, piece: Piece) -> str:
    """Return the characters of a piece, exactly as many as it says."""
    raw = main[piece.offset : piece.offset + piece.count * piece.width]
    text = raw.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")
    if len(text) != piece.count:
        units = (raw[n : n + piece.width] for n in range(0, len(raw), piece.width))
        text = "".join(unit_text(unit) for unit in units)
    return text.ljust(piece.count, "\0")[: piece.count]


def unit_text(unit: bytes) -> str:
    """Return the character of two bytes, a question mark for half of a pair."""
    text = unit.decode("utf-16-le", "replace")
    return text if len(text) == 1 else "�"


def offsets(pieces: tuple[Piece, ...]) -> list[int]:
    """Return the byte offset of every character of the main text."""
    found: list[int] = []
    for piece in pieces:
        last = piece.offset + piece.count * piece.width
        found += range(piece.offset, last, piece.width)
    return found


def written(text: str) -> str:
    """Return what a run of characters prints: results of fields, no hidden signs."""
    for _ in range(MOST_FIELDS):
        text, count = FIELD.subn(lambda field: field[1] or "", text)
        if not count:
            break
    return HIDDEN.sub("", text.translate(SIGNS))


def merged(cells: list[str], row: Paragraph) -> tuple[str, ...]:
    """Return the cells of a row; one merged into its neighbor is none, one continued is blank."""
    if len(row.cells) != len(cells):
        return tuple(cells)
    return tuple(
        "" if shape.is_continued else text
        for text, shape in zip(cells, row.cells, strict=True)
        if not shape.is_merged
    )
