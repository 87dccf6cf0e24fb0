"""Damages bytes as disks, mail programs and people who mean harm do; seeded, so it can be shown."""

from __future__ import annotations

import struct
from collections.abc import Callable
from random import Random

INTERESTING = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 2**31 - 1, 2**31, 2**32 - 1)
HOSTILE = (
    b"\0", b"\xff\xfe", b"\x1b[2J", "\u2028".encode(), b"\r\n\r\n", b"<!DOCTYPE a [<!ENTITY b 'c'>",
    b"\xed\xa0\x80", b"\\ud800", b"=cmd|'/c calc'!A1", b"../../", b"%s%n", b"9" * 400, b"{" * 300,
    b"<a>" * 200, b"\xc2\x85", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
Damage = Callable[[bytes, Random], bytes]


def flipped(content: bytes, chance: Random) -> bytes:
    """Flip single bits."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 24)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(content: bytes, chance: Random) -> bytes:
    """Lose the end."""
    return content[: chance.randrange(1, len(content))]


def emptied(content: bytes, chance: Random) -> bytes:
    """Lose a stretch to zeros, as a disk does."""
    start = chance.randrange(len(content))
    length = min(chance.choice((1, 16, 512, 4096)), len(content) - start)
    return content[:start] + bytes(length) + content[start + length :]


def removed(content: bytes, chance: Random) -> bytes:
    """Lose a stretch altogether."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((1, 3, 64, 1000)) :] or b"x"


def doubled(content: bytes, chance: Random) -> bytes:
    """Have a stretch twice."""
    start = chance.randrange(len(content))
    stop = min(len(content), start + chance.choice((1, 40, 600)))
    return content[:stop] + content[start:stop] * chance.randint(1, 30) + content[stop:]


def numbered(content: bytes, chance: Random) -> bytes:
    """Write numbers at the edge of what fits where numbers may stand."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        size, sign = chance.choice(((1, "<B"), (2, "<H"), (4, "<I"), (4, ">I")))
        if len(changed) > size:
            number = chance.choice(INTERESTING) & (256**size - 1)
            struct.pack_into(sign, changed, chance.randrange(len(changed) - size), number)
    return bytes(changed)


def intruded(content: bytes, chance: Random) -> bytes:
    """Have something foreign in between."""
    start = chance.randrange(len(content))
    return content[:start] + chance.choice(HOSTILE) + content[start:]


def mixed_up(content: bytes, chance: Random) -> bytes:
    """Have two stretches in each other's place."""
    first, second, third = sorted(chance.randrange(len(content)) for _ in range(3))
    return content[:first] + content[second:third] + content[first:second] + content[third:]


def headed(content: bytes, chance: Random) -> bytes:
    """Have the beginning of something else."""
    head = chance.choice(HOSTILE) * chance.randint(1, 4)
    return head + content[len(head) :]


KINDS: tuple[Damage, ...] = (
    flipped, cut, emptied, removed, doubled, numbered, intruded, mixed_up, headed,
)  # fmt: skip


def damaged(content: bytes, chance: Random) -> bytes:
    """Return content with one kind of damage, now and then with two."""
    for _ in range(chance.choice((1, 1, 1, 2))):
        content = chance.choice(KINDS)(content, chance) or b"x"
    return content
