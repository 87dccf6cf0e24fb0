"""What a binary Word document says of runs of bytes: the pages of formatting and their lists.

A property is an operation code of two bytes and its operand; the names are those of the format.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from etl.extract.binary_word.parts import PARAGRAPHS, NotBinaryWord, Parts

PAGE = 512
SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
DEFINE_TABLE, DEFINE_TABLE_OLD, CHANGE_TABS = 0xD608, 0xD606, 0xC615
LONG, LONGEST = 255, 2_000
PAGE_NUMBER = 0x003FFFFF
MOST_RUNS = 400_000


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
        code = properties[place] | properties[place + 1] << 8
        place += 2
        size = SIZES.get(code >> 13) or operand_size(code, properties[place : place + LONGEST])
        yield code, properties[place : place + size]
        place += size


def operand_size(code: int, operand: bytes) -> int:
    """Return the bytes of an operand that says its own length."""
    if code in (DEFINE_TABLE, DEFINE_TABLE_OLD):
        return 1 + int.from_bytes(operand[:2], "little")
    if code == CHANGE_TABS and operand[0] == LONG:
        removed = operand[1] if len(operand) > 1 else 0
        added = operand[2 + 4 * removed] if len(operand) > 2 + 4 * removed else 0
        return 3 + 4 * removed + 3 * added
    return 1 + operand[0]


def paragraph_runs(parts: Parts) -> Runs:
    """Return the properties of all paragraphs."""
    return runs_of(found for page in pages(parts, PARAGRAPHS) for found in page_runs(page, 13))


def runs_of(found: Iterator[tuple[int, int, bytes]]) -> Runs:
    """Return runs in the order of the bytes that they are about."""
    by_start: dict[int, tuple[int, bytes]] = {}
    for start, end, properties in found:
        by_start[start] = (end, properties)
        if len(by_start) > MOST_RUNS:
            raise NotBinaryWord("文件已损坏，格式信息过多")
    starts = tuple(sorted(by_start))
    return Runs(
        starts, tuple(by_start[s][0] for s in starts), tuple(by_start[s][1] for s in starts)
    )


def pages(parts: Parts, kind: int) -> Iterator[bytes]:
    """Yield each page of formatting of paragraphs or of characters once."""
    plc = parts.pair(kind)
    count = max(0, (len(plc) - 4) // 8)
    numbers = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    for number in dict.fromkeys(number & PAGE_NUMBER for number in numbers):
        page = parts.main[PAGE * number : PAGE * (number + 1)]
        if len(page) == PAGE:
            yield page


def page_runs(page: bytes, width: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield (start, end, properties) of a page; `width` is that of an entry of its index."""
    count = page[-1]
    index = 4 * (count + 1)
    if index + width * count >= PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
    stored = stored_of_paragraph if width > 1 else stored_of_characters
    for number in range(count):
        at = 2 * page[index + width * number]
        yield bounds[number], bounds[number + 1], stored(page, at) if at else b""


def stored_of_characters(page: bytes, at: int) -> bytes:
    """Return the properties of characters stored at a place of a page."""
    return page[at + 1 : at + 1 + page[at]]


def stored_of_paragraph(page: bytes, at: int) -> bytes:
    """Return the properties of a paragraph stored at a place of a page, behind its style."""
    if page[at]:
        return page[at + 3 : at + 2 * page[at]]
    return page[at + 4 : at + 2 + 2 * page[at + 1]]
