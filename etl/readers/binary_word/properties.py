"""What a binary Word document says of its paragraphs and characters: table rows, deleted text.

A property is an operation code of two bytes and its operand; the names are those of the format.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from etl.readers.binary_word.parts import CHARACTERS, PARAGRAPHS, Parts

PAGE = 512
IN_TABLE, ROW_END, HUGE = 0x2416, 0x2417, 0x6646
DEFINE_TABLE, CHANGE_TABS, DELETED = 0xD608, 0xC615, 0x0800
SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
MERGED, CONTINUES, RESTARTS = 0x0002, 0x0020, 0x0040
PAGE_NUMBER = 0x003FFFFF
DESCRIPTOR = 20
NESTED = 8


@dataclass(frozen=True, slots=True)
class CellShape:
    """How a cell of a row is merged: into the one before it, or into the one above it."""

    is_merged: bool
    is_continued: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What matters of a paragraph: whether it is in a table, and the row that it ends."""

    in_table: bool = False
    ends_row: bool = False
    cells: tuple[CellShape, ...] = ()


@dataclass(frozen=True, slots=True)
class Runs:
    """Properties by the byte offset from which they hold, up to the next."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    properties: tuple[bytes, ...]

    def at(self, offset: int) -> bytes:
        """Return the properties that hold at an offset of the main stream."""
        index = bisect_right(self.starts, offset) - 1
        return self.properties[index] if index >= 0 and offset < self.ends[index] else b""


def operations(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (code, operand) of each property; stops where they are cut short."""
    place = 0
    while place + 2 < len(properties):
        code = struct.unpack_from("<H", properties, place)[0]
        place += 2
        size = SIZES.get(code >> 13)
        if size is None and code == DEFINE_TABLE:
            size = 1 + struct.unpack_from("<H", properties + b"\0", place)[0]
        elif size is None:
            size = 1 + properties[place]
        yield code, properties[place : place + size]
        place += size


def runs(parts: Parts, kind: int) -> Runs:
    """Return the properties of all paragraphs or all characters."""
    plc = parts.pair(kind)
    count = max(0, (len(plc) - 4) // 8)
    found: dict[int, tuple[int, bytes]] = {}
    for number in range(count):
        page = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)[0] & PAGE_NUMBER
        for start, end, properties in page_runs(parts.main[PAGE * page : PAGE * (page + 1)], kind):
            found[start] = (end, properties)
    starts = tuple(sorted(found))
    return Runs(starts, tuple(found[s][0] for s in starts), tuple(found[s][1] for s in starts))


def page_runs(page: bytes, kind: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield (start, end, properties) of one page of formatting."""
    if len(page) < PAGE:
        return
    count = page[-1]
    width = 13 if kind == PARAGRAPHS else 1
    if 4 * (count + 1) + width * count >= PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
    for number in range(count):
        at = 2 * page[4 * (count + 1) + width * number]
        yield bounds[number], bounds[number + 1], stored(page, at, kind) if at else b""


def stored(page: bytes, at: int, kind: int) -> bytes:
    """Return the properties stored at a place of a page of formatting."""
    if kind == CHARACTERS:
        return page[at + 1 : at + 1 + page[at]]
    if page[at]:
        return page[at + 3 : at + 2 * page[at]]
    return page[at + 4 : at + 2 + 2 * page[at + 1]] if at + 1 < PAGE else b""


def paragraph(properties: bytes, data: bytes, depth: int = 0) -> Paragraph:
    """Return what properties say of a paragraph; large ones lie in the data stream."""
    in_table = ends_row = False
    cells: tuple[CellShape, ...] = ()
    for code, operand in operations(properties):
        if code == HUGE and depth < NESTED and len(operand) == 4:
            offset = struct.unpack("<I", operand)[0]
            length = int.from_bytes(data[offset : offset + 2], "little")
            return paragraph(data[offset + 2 : offset + 2 + length], data, depth + 1)
        if code == IN_TABLE:
            in_table = operand[:1] == b"\1"
        elif code == ROW_END:
            ends_row = operand[:1] == b"\1"
        elif code == DEFINE_TABLE:
            cells = cell_shapes(operand)
    return Paragraph(in_table, ends_row, cells)


def cell_shapes(operand: bytes) -> tuple[CellShape, ...]:
    """Return how the cells of a row are merged."""
    count = operand[2] if len(operand) > 2 else 0
    first = 3 + 2 * (count + 1)
    shapes = []
    for number in range(count):
        at = first + DESCRIPTOR * number
        flags = int.from_bytes(operand[at : at + 2], "little")
        continues = bool(flags & CONTINUES) and not flags & RESTARTS
        shapes.append(CellShape(bool(flags & MERGED), continues))
    return tuple(shapes)


def is_deleted(properties: bytes) -> bool:
    """Return whether characters are marked as deleted."""
    return any(code == DELETED and operand == b"\1" for code, operand in operations(properties))
