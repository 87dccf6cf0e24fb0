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
FLAGS, LENGTHS, PAIRS = 0x0A, 0x4C, 0x9A
CHARACTERS, PARAGRAPHS, PIECES = 12, 13, 33
OLDEST = 0xC1
ENCRYPTED_PACKAGE = "EncryptedPackage"
DAMAGED = (
    OSError, struct.error, IndexError, ValueError, KeyError, TypeError, AttributeError,
    RecursionError, OverflowError,
)  # fmt: skip


class NotBinaryWord(ValueError):
    """The bytes are not a binary Word document that can be read here; says why in Chinese."""


class HasPassword(NotBinaryWord):
    """The document is encrypted."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The streams of a document."""

    main: bytes
    table: bytes
    data: bytes

    def pair(self, index: int) -> bytes:
        """Return the part of the table stream that a pair of the header names."""
        offset, length = struct.unpack_from("<II", self.main, PAIRS + 8 * index)
        return self.table[offset : offset + length]

    def lengths(self) -> tuple[int, ...]:
        """Return the characters of each text: main, notes, headers ..., sixth the text boxes."""
        return struct.unpack_from("<8I", self.main, LENGTHS)


def opened(content: bytes) -> Parts:
    """Return the parts of a document; raise NotBinaryWord when the bytes are none."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as compound:
            return parts_of(compound)
    except NotBinaryWord:
        raise
    except DAMAGED as error:
        raise NotBinaryWord("文件已损坏，或不是 Word 97–2003 格式") from error


def parts_of(compound: olefile.OleFileIO) -> Parts:
    """Return the streams of a compound file that hold the text and its properties."""
    if compound.exists(ENCRYPTED_PACKAGE):
        raise HasPassword("文件加了密码")
    main = stream(compound, "WordDocument")
    magic, version = struct.unpack_from("<HH", main, 0)
    flags = struct.unpack_from("<H", main, FLAGS)[0]
    if magic != MAGIC or version < OLDEST:
        raise NotBinaryWord("不是 Word 97–2003 格式")
    if flags & ENCRYPTED:
        raise HasPassword("文件加了密码")
    table = stream(compound, "1Table" if flags & SECOND_TABLE else "0Table")
    data = stream(compound, "Data") if compound.exists("Data") else b""
    return Parts(main, table, data)


def stream(compound: olefile.OleFileIO, name: str) -> bytes:
    """Return the bytes of a stream."""
    if not compound.exists(name):
        raise NotBinaryWord("不是 Word 97–2003 格式")
    with compound.openstream(name) as found:
        return bytes(found.read())
