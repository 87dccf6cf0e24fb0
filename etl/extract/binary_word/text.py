"""The characters of a binary Word document, which lie in pieces, in one or two bytes each."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass

from etl.extract.binary_word.parts import PIECES, NotBinaryWord, Parts

COMPRESSED = 0x40000000
PROPERTIES, TABLE = 1, 2
MOST_PIECES = 100_000
MOST_CHARACTERS = 4_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its first character's number, where its bytes are, their width, properties."""

    first: int
    count: int
    offset: int
    width: int
    properties: bytes = b""


@dataclass(frozen=True, slots=True)
class Text:
    """All characters of a document, also of notes, headers and boxes, and their pieces."""

    characters: str
    pieces: tuple[Piece, ...]
    firsts: tuple[int, ...]

    def piece_at(self, number: int) -> Piece:
        """Return the piece that holds a character."""
        return self.pieces[max(0, bisect_right(self.firsts, number) - 1)]

    def offset(self, number: int) -> int:
        """Return where the bytes of a character begin in the main stream."""
        piece = self.piece_at(number)
        return piece.offset + (number - piece.first) * piece.width


def text_of(parts: Parts) -> Text:
    """Return the characters of a document; raise NotBinaryWord when they cannot be found."""
    lists, table = piece_table(parts.pair(PIECES))
    count = (len(table) - 4) // 12
    if not 0 < count <= MOST_PIECES:
        raise NotBinaryWord("正文无法定位")
    firsts = struct.unpack_from(f"<{count + 1}I", table, 0)
    if list(firsts) != sorted(firsts) or firsts[0] != 0 or firsts[-1] > MOST_CHARACTERS:
        raise NotBinaryWord("正文无法定位")
    pieces = []
    for number in range(count):
        at = 4 * (count + 1) + 8 * number
        code, modifier = struct.unpack_from("<IH", table, at + 2)
        place = (code & ~COMPRESSED) // 2 if code & COMPRESSED else code
        width = 1 if code & COMPRESSED else 2
        length = firsts[number + 1] - firsts[number]
        pieces.append(Piece(firsts[number], length, place, width, modified(modifier, lists)))
    characters = "".join(piece_text(parts.main, piece) for piece in pieces)
    return Text(characters, tuple(pieces), firsts[:-1])


def piece_table(clx: bytes) -> tuple[list[bytes], bytes]:
    """Return the property lists that pieces refer to, and the table of pieces."""
    lists = []
    start = 0
    while clx[start] == PROPERTIES:
        length = struct.unpack_from("<H", clx, start + 1)[0]
        lists.append(clx[start + 3 : start + 3 + length])
        start += 3 + length
    if clx[start] != TABLE:
        raise NotBinaryWord("正文无法定位")
    length = struct.unpack_from("<I", clx, start + 1)[0]
    return lists, clx[start + 5 : start + 5 + length]


def modified(modifier: int, lists: list[bytes]) -> bytes:
    """Return the properties that a fast save gave a piece as a whole."""
    number = modifier >> 1
    return lists[number] if modifier & 1 and number < len(lists) else b""


def piece_text(main: bytes, piece: Piece) -> str:
    """Return the characters of a piece, exactly as many as it says."""
    raw = main[piece.offset : piece.offset + piece.count * piece.width]
    if len(raw) < piece.count * piece.width:
        raise NotBinaryWord("文件已损坏，正文不完整")
    if piece.width == 1:
        return raw.decode("cp1252", "replace")
    text = raw.decode("utf-16-le", "surrogatepass")
    if len(text) == piece.count:
        return text
    # Characters in two units keep them apart here, so that properties stay in place.
    return "".join(map(chr, struct.unpack(f"<{piece.count}H", raw)))
