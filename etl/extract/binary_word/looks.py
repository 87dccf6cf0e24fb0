"""How the characters of a binary Word document look: which are gone, which are raised.

A property is on where its operand is 1, or 0x81 where a style says the opposite.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from etl.extract.binary_word.parts import CHARACTERS, Parts
from etl.extract.binary_word.properties import Runs, operations, page_runs, pages, runs_of

DELETED, HIDDEN, STRUCK, STRUCK_TWICE = 0x0800, 0x083C, 0x0837, 0x2A53
ALIGNED, MOVED, COLOR, OLD_COLOR, STYLE = 0x2A48, 0x4845, 0x6870, 0x2A42, 0x4A30
SHADED, OLD_SHADED, HIGHLIGHTED = 0xCA71, 0x4866, 0x2A0C
NO_GROUNDS = (0, 8)  # the numbers of the automatic color and of white
GONE = (DELETED, HIDDEN, STRUCK, STRUCK_TWICE)
ON = (b"\x01", b"\x81")
PAPER = re.compile(rb"[\xf8-\xff]{3}\0", re.DOTALL)
PALE = re.compile(rb"\x70\x68[\xf8-\xff]{3}\0", re.DOTALL)
OLD_WHITE = b"\x08"
RAISED_FROM = 5  # half points
STYLES = 1
MOST_STYLES = 4_000
CHARACTER_STYLE = 2
GONE_LOOK, RAISED_LOOK = b"gone", b"raised"
SIGNS = tuple(
    struct.pack("<HB", code, 1) for code in GONE
) + tuple(struct.pack("<HB", code, 0x81) for code in GONE) + tuple(
    struct.pack("<HB", ALIGNED, place) for place in (1, 2)
) + (struct.pack("<H", MOVED), struct.pack("<H", OLD_COLOR) + OLD_WHITE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of characters: that they are not seen, or set off from their line."""

    is_gone: bool = False
    is_raised: bool = False


def look_of(properties: bytes, styles: dict[int, Look]) -> Look:
    """Return how characters with such properties look."""
    told = dict(operations(properties))
    style = styles.get(int.from_bytes(told.get(STYLE, b""), "little"), Look())
    said = [told[code] in ON for code in GONE if code in told]
    is_white = PAPER.fullmatch(told.get(COLOR, b"")) or told.get(OLD_COLOR) == OLD_WHITE
    is_white = bool(is_white)
    is_white = is_white and not has_ground(told)
    moved = int.from_bytes(told.get(MOVED, b""), "little", signed=True)
    is_raised = told.get(ALIGNED, b"\0") in (b"\1", b"\2") or abs(moved) >= RAISED_FROM
    return Look(any(said) or (not said and style.is_gone), is_raised or is_white or style.is_raised)


def has_ground(told: dict[int, bytes]) -> bool:
    """Return whether characters stand on a ground of their own that is not white."""
    back = told.get(SHADED, b"")[5:9]
    old = int.from_bytes(told.get(OLD_SHADED, b""), "little") >> 5 & 31
    marked = int.from_bytes(told.get(HIGHLIGHTED, b""), "little")
    is_filled = len(back) == 4 and back[3] != 0xFF and not PAPER.fullmatch(back)
    return is_filled or old not in NO_GROUNDS or marked not in NO_GROUNDS


def looking_runs(parts: Parts) -> Runs:
    """Return the runs of characters that are gone or raised, with which of the two."""
    styles = character_styles(parts.pair(STYLES))
    signs = SIGNS + tuple(struct.pack("<HH", STYLE, number) for number in styles)
    return runs_of(
        (start, end, GONE_LOOK if look.is_gone else RAISED_LOOK)
        for page in pages(parts, CHARACTERS)
        if PALE.search(page) or any(sign in page for sign in signs)
        for start, end, properties in page_runs(page, 1)
        if (look := look_of(properties, styles)) != Look()
    )


def character_styles(sheet: bytes) -> dict[int, Look]:
    """Return the character styles that hide, strike or raise, by their number."""
    if len(sheet) < 6:
        return {}
    head, count, base = struct.unpack_from("<HHH", sheet, 0)
    found: dict[int, Look] = {}
    at = 2 + head
    for number in range(min(count, MOST_STYLES)):
        if at + 2 > len(sheet):
            break
        length = struct.unpack_from("<H", sheet, at)[0]
        entry = sheet[at + 2 : at + 2 + length]
        at += 2 + length
        look = style_look(entry, base, found)
        if look != Look():
            found[number] = look
    return found


def style_look(entry: bytes, base: int, found: dict[int, Look]) -> Look:
    """Return the look of one character style, with that of the style it is based on."""
    if len(entry) < base + 4 or entry[2] & 0x0F != CHARACTER_STYLE:
        return Look()
    based_on = struct.unpack_from("<H", entry, 2)[0] >> 4
    name = struct.unpack_from("<H", entry, base)[0]
    at = base + 2 + 2 * name + 2
    at += at & 1
    if at + 2 > len(entry):
        return Look()
    size = struct.unpack_from("<H", entry, at)[0]
    own = look_of(entry[at + 2 : at + 2 + size], {})
    below = found.get(based_on, Look())
    return Look(own.is_gone or below.is_gone, own.is_raised or below.is_raised)
