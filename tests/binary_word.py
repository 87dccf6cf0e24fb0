"""Writes binary Word documents byte by byte, for what no program at hand writes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

SECTOR = 512
FREE, CHAIN_END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
LEAST_STREAM = 4096
TEXT_START = 0x800
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)
INNER_CELL = struct.pack("<HB", 0x244B, 1)
INNER_ROW = struct.pack("<HB", 0x244C, 1)
DELETED = struct.pack("<HB", 0x0800, 1)
HIDDEN = struct.pack("<HB", 0x083C, 1)


@dataclass(frozen=True)
class Part:
    """A paragraph with its mark: its properties, the width of its characters, what is gone of it.

    `piece` numbers the list of properties that a fast save gave it as a whole, from 1.
    """

    text: str
    properties: bytes = b""
    width: int = 2
    gone: tuple[int, int, bytes] | None = None
    piece: int = 0


def depth(tables: int) -> bytes:
    return struct.pack("<Hi", 0x6649, tables)


def row(*flags: int) -> bytes:
    """Return the properties that define a row, with the flags of each cell's descriptor."""
    count = len(flags)
    edges = struct.pack(f"<{count + 1}h", *range(0, 1000 * (count + 1), 1000))
    cells = b"".join(struct.pack("<H", flag) + bytes(18) for flag in flags)
    operand = bytes([count]) + edges + cells
    return struct.pack("<HH", 0xD608, len(operand) + 1) + operand


def elsewhere(code: int, properties: bytes) -> tuple[bytes, bytes]:
    """Return a property that points into the data stream, and that stream."""
    data = bytes(16) + struct.pack("<H", len(properties)) + properties
    return struct.pack("<HI", code, 16), data


def document(
    parts: Sequence[Part],
    data: bytes = b"",
    lists: Sequence[bytes] = (),
    boxes: Sequence[Part] = (),
) -> bytes:
    """Return a document; its text lies in the file from the last paragraph to the first."""
    everything = [*parts, *boxes]
    main = bytearray(TEXT_START)
    places = {}
    for number in reversed(range(len(everything))):
        part = everything[number]
        places[number] = len(main)
        main += part.text.encode("cp1252" if part.width == 1 else "utf-16-le")
    paragraphs, characters = pages(main, everything, places)
    tables = [clx(everything, places, lists), plc(paragraphs), plc(characters)]
    table = bytearray(16)
    for index, content in zip((33, 13, 12), tables, strict=True):
        struct.pack_into("<II", main, 0x9A + 8 * index, len(table), len(content))
        table += content
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0200)
    struct.pack_into("<I", main, 0x4C, sum(length(part) for part in parts))
    struct.pack_into("<I", main, 0x64, sum(length(part) for part in boxes))
    return compound({"WordDocument": bytes(main), "1Table": bytes(table), "Data": data})


def length(part: Part) -> int:
    return len(part.text.encode("utf-16-le")) // 2


def pages(
    main: bytearray, parts: Sequence[Part], places: dict[int, int]
) -> tuple[list[int], list[int]]:
    """Add a page of formatting for each paragraph and each run that is gone; return which."""
    main += bytes(-len(main) % SECTOR)
    paragraphs, characters = [], []
    for number, part in enumerate(parts):
        start = places[number]
        paragraphs.append(len(main) // SECTOR)
        main += page(start, start + length(part) * part.width, stored(part.properties), 13)
        if part.gone is not None:
            first, last, why = part.gone
            characters.append(len(main) // SECTOR)
            properties = bytes([len(why)]) + why
            main += page(start + first * part.width, start + last * part.width, properties, 1)
    return paragraphs, characters


def page(start: int, stop: int, properties: bytes, width: int) -> bytes:
    """Return a page with one run; its properties lie at byte 32."""
    content = struct.pack("<II", start, stop) + bytes([16]) + bytes(width - 1)
    content = content.ljust(32, b"\0") + properties
    assert len(content) < SECTOR
    return content.ljust(SECTOR - 1, b"\0") + b"\1"


def stored(properties: bytes) -> bytes:
    """Return a paragraph's properties behind the number of its style."""
    whole = bytes(2) + properties
    if len(whole) % 2:
        return bytes([(len(whole) + 1) // 2]) + whole
    return bytes([0, len(whole) // 2]) + whole


def plc(numbers: Sequence[int]) -> bytes:
    count = len(numbers)
    return struct.pack(f"<{count + 1}I", *range(count + 1)) + struct.pack(f"<{count}I", *numbers)


def clx(parts: Sequence[Part], places: dict[int, int], lists: Sequence[bytes]) -> bytes:
    """Return the lists of properties and the table of pieces, one for each paragraph."""
    before = b"".join(b"\1" + struct.pack("<H", len(found)) + found for found in lists)
    bounds, pieces = [0], b""
    for number, part in enumerate(parts):
        bounds.append(bounds[-1] + length(part))
        place = places[number]
        code = 0x40000000 | 2 * place if part.width == 1 else place
        modifier = 2 * (part.piece - 1) + 1 if part.piece else 0
        pieces += struct.pack("<HIH", 0, code, modifier)
    table = struct.pack(f"<{len(bounds)}I", *bounds) + pieces
    return before + b"\2" + struct.pack("<I", len(table)) + table


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file; every stream is long enough to need no small sectors."""
    chains: list[int] = []
    body = b""
    entries = [entry("Root Entry", 5, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(LEAST_STREAM, b"\0")
        padded += bytes(-len(padded) % SECTOR)
        start, count = len(chains), len(padded) // SECTOR
        chains += [*range(start + 1, start + count), CHAIN_END]
        body += padded
        right = number + 1 if number < len(streams) else FREE
        entries.append(entry(name, 2, right=right, start=start, size=max(len(content), 4096)))
    directory = b"".join(entries)
    directory += bytes(-len(directory) % SECTOR)
    first_directory = len(chains)
    count = len(directory) // SECTOR
    chains += [*range(first_directory + 1, first_directory + count), CHAIN_END]
    first_fat = len(chains)
    fats = -(-(len(chains) + 8) // (SECTOR // 4))
    chains += [FAT_SECTOR] * fats
    chains += [FREE] * (fats * SECTOR // 4 - len(chains))
    fat = struct.pack(f"<{len(chains)}I", *chains)
    return header(first_directory, first_fat, fats) + body + directory + fat


def entry(
    name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int = 0, size: int = 0
) -> bytes:
    text = name.encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text) + 2, kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start if kind == 2 else CHAIN_END, size)
    )


def header(first_directory: int, first_fat: int, fats: int) -> bytes:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    content += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    content += struct.pack("<IIIIIIIIII", 0, fats, first_directory, 0, LEAST_STREAM,
                           CHAIN_END, 0, CHAIN_END, 0, first_fat)  # fmt: skip
    content += struct.pack(f"<{fats - 1}I", *range(first_fat + 1, first_fat + fats))
    return content.ljust(SECTOR, b"\xff")
