"""Opens the compound file of a binary Word document, and finds the parts that its header names.

Offsets and flags are those of the published format, part FIB (file information block).
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import olefile

MAGIC = 0xA5EC
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
FLAGS, MAIN_LENGTH, PAIRS = 0x0A, 0x4C, 0x9A
CHARACTERS, PARAGRAPHS, PIECES = 12, 13, 33
OLDEST = 0xC1
COMPRESSED = 0x40000000
MOST_PIECES = 100_000
MOST_CHARACTERS = 4_000_000


class NotBinaryWord(ValueError):
    """The bytes are not a binary Word document that can be read here; says why in Chinese."""


class HasPassword(NotBinaryWord):
    """The document is encrypted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its first character's number, where its bytes are, and their width."""

    first: int
    count: int
    offset: int
    width: int


@dataclass(frozen=True, slots=True)
class Parts:
    """The streams of a document and the pieces of its main text."""

    main: bytes
    table: bytes
    data: bytes
    pieces: tuple[Piece, ...]

    def pair(self, index: int) -> bytes:
        """Return the part of the table stream that a pair of the header names."""
        offset, length = struct.unpack_from("<II", self.main, PAIRS + 8 * index)
        return self.table[offset : offset + length]


def opened(content: bytes) -> Parts:
    """Return the parts of a document; raise NotBinaryWord when the bytes are none."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as compound:
            main = stream(compound, "WordDocument")
            refuse_foreign(main)
            flags = struct.unpack_from("<H", main, FLAGS)[0]
            table = stream(compound, "1Table" if flags & SECOND_TABLE else "0Table")
            data = stream(compound, "Data") if compound.exists("Data") else b""
        parts = Parts(main, table, data, ())
        return Parts(main, table, data, tuple(pieces(parts)))
    except (OSError, struct.error, IndexError, ValueError) as error:
        if isinstance(error, NotBinaryWord):
            raise
        raise NotBinaryWord("文件已损坏，或不是 Word 97–2003 格式") from error


def stream(compound: olefile.OleFileIO, name: str) -> bytes:
    """Return the bytes of a stream."""
    if not compound.exists(name):
        raise NotBinaryWord("不是 Word 97–2003 格式")
    with compound.openstream(name) as found:
        return bytes(found.read())


def refuse_foreign(main: bytes) -> None:
    """Refuse what is no Word document, is older than 1997, or is encrypted."""
    magic, version = struct.unpack_from("<HH", main, 0)
    if magic != MAGIC or version < OLDEST:
        raise NotBinaryWord("不是 Word 97–2003 格式")
    if struct.unpack_from("<H", main, FLAGS)[0] & ENCRYPTED:
        raise HasPassword("文件加了密码")


def pieces(parts: Parts) -> list[Piece]:
    """Return the pieces of the main text in order."""
    clx = parts.pair(PIECES)
    start = 0
    while clx[start] == 1:
        start += 3 + struct.unpack_from("<H", clx, start + 1)[0]
    length = struct.unpack_from("<I", clx, start + 1)[0]
    table = clx[start + 5 : start + 5 + length]
    count = (len(table) - 4) // 12
    main_length = min(struct.unpack_from("<I", parts.main, MAIN_LENGTH)[0], MOST_CHARACTERS)
    if not 0 < count <= MOST_PIECES:
        raise NotBinaryWord("正文无法定位")
    firsts = struct.unpack_from(f"<{count + 1}I", table, 0)
    found = []
    for number in range(count):
        code = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)[0]
        length = min(firsts[number + 1], main_length) - firsts[number]
        if length > 0 and code & COMPRESSED:
            found.append(Piece(firsts[number], length, (code & ~COMPRESSED) // 2, 1))
        elif length > 0:
            found.append(Piece(firsts[number], length, code, 2))
    return found
