"""What the properties of a binary Word document say of a paragraph: its tables, cells and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.extract.binary_word.parts import Parts
from etl.extract.binary_word.properties import (
    DEFINE_TABLE,
    DEFINE_TABLE_OLD,
    Runs,
    operations,
    paragraph_runs,
)
from etl.extract.binary_word.text import Text
from etl.extract.word_files.assembly import CellShape

IN_TABLE, ROW_END, INNER_CELL_END, INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
DEPTH = 0x6649
ELSEWHERE = (0x6646, 0x6645, 0x646B)
MERGE_ACROSS, MERGE_DOWN = 0x5624, 0xD62B
TELLING = frozenset(
    (IN_TABLE, ROW_END, INNER_CELL_END, INNER_ROW_END, DEPTH, MERGE_ACROSS, MERGE_DOWN,
     DEFINE_TABLE, DEFINE_TABLE_OLD)
)  # fmt: skip
ACROSS, DOWN, RESTARTS = 0x0003, 0x0020, 0x0040
DESCRIPTORS = {DEFINE_TABLE: 20, DEFINE_TABLE_OLD: 10}
MOST_NESTED = 4
MOST_CELLS = 256


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What matters of a paragraph: in how many tables it stands, what it ends, merged cells."""

    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    cells: tuple[CellShape, ...] = ()


@dataclass(slots=True)
class Paragraphs:
    """Tells what the paragraph that ends at a character is; equal properties are read once."""

    text: Text
    data: bytes
    runs: Runs
    known: dict[bytes, Paragraph] = field(default_factory=dict)

    def ending_at(self, number: int) -> Paragraph:
        """Return what is known of the paragraph whose mark is the given character."""
        properties = self.runs.at(self.text.offset(number)) + self.text.piece_at(number).properties
        if properties not in self.known:
            self.known[properties] = paragraph_of(dict(told(properties, self.data, 0)))
        return self.known[properties]


def paragraphs_of(parts: Parts, text: Text) -> Paragraphs:
    """Return what tells of the paragraphs of a document."""
    return Paragraphs(text, parts.data, paragraph_runs(parts))


def told(properties: bytes, data: bytes, nested: int) -> Iterator[tuple[int, bytes]]:
    """Yield the properties that tell of tables; large lists of them lie in the data stream."""
    for code, operand in operations(properties):
        if code in ELSEWHERE and nested < MOST_NESTED and len(operand) == 4:
            start = int.from_bytes(operand, "little")
            length = int.from_bytes(data[start : start + 2], "little")
            yield from told(data[start + 2 : start + 2 + length], data, nested + 1)
        elif code in TELLING:
            yield code, operand


def paragraph_of(properties: dict[int, bytes]) -> Paragraph:
    """Return what properties, the last of each kind, say of a paragraph."""
    depth = int.from_bytes(properties.get(DEPTH, b""), "little", signed=True)
    if is_on(properties, IN_TABLE):
        depth = max(depth, 1)
    inner_row = is_on(properties, INNER_ROW_END)
    ends_row = is_on(properties, ROW_END) or inner_row
    shapes = row_shapes(properties) if ends_row else ()
    return Paragraph(
        max(depth, 0), is_on(properties, INNER_CELL_END) and not inner_row, ends_row, shapes
    )


def is_on(properties: dict[int, bytes], code: int) -> bool:
    """Return whether a property is set."""
    return properties.get(code, b"\0")[:1] == b"\1"


def row_shapes(properties: dict[int, bytes]) -> tuple[CellShape, ...]:
    """Return how the cells of a row are merged."""
    code = DEFINE_TABLE if DEFINE_TABLE in properties else DEFINE_TABLE_OLD
    flags = cell_flags(properties.get(code, b""), DESCRIPTORS[code])
    across = properties.get(MERGE_ACROSS, b"")
    if len(across) == 2:
        for number in range(across[0], min(across[1], len(flags))):
            flags[number] = flags[number] & ~ACROSS | (1 if number == across[0] else 2)
    down = properties.get(MERGE_DOWN, b"")
    if len(down) == 3 and down[1] < len(flags):
        flags[down[1]] = flags[down[1]] & ~(DOWN | RESTARTS) | (down[2] & 3) << 5
    return tuple(shapes_of(flags))


def cell_flags(operand: bytes, width: int) -> list[int]:
    """Return the flags of each cell's descriptor; those left out are zero."""
    count = min(operand[2], MOST_CELLS) if len(operand) > 2 else 0
    first = 3 + 2 * (count + 1)
    starts = range(first, first + width * count, width)
    return [int.from_bytes(operand[start : start + 2], "little") for start in starts]


def shapes_of(flags: list[int]) -> Iterator[CellShape]:
    """Yield the merges of cells; of cells merged across, the leftmost is the one that is shown."""
    leads = 0
    for flag in flags:
        across = flag & ACROSS
        is_merged = bool(across) and leads not in (0, across)
        leads = leads if is_merged else across
        yield CellShape(is_merged, bool(flag & DOWN) and not flag & RESTARTS)
