"""Which passages of two texts are the same, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

SHORTEST = 8
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether the other text has it as well."""

    text: str
    is_shared: bool


def pieces(text: str, other: str) -> list[Piece]:
    """Return the text in pieces: shared is what stands in eight or more equal characters.

    A number is shared as a whole or not at all: 2025 is not 202 and another 5.
    """
    known = {other[start : start + SHORTEST] for start in range(len(other) - SHORTEST + 1)}
    shared = bytearray(len(text))
    for start in range(len(text) - SHORTEST + 1):
        if text[start : start + SHORTEST] in known:
            shared[start : start + SHORTEST] = b"\1" * SHORTEST
    for number in NUMBER.finditer(text):
        start, end = number.span()
        if not all(shared[start:end]):
            shared[start:end] = bytes(end - start)
    runs = groupby(range(len(text)), key=shared.__getitem__)
    return [
        Piece("".join(text[place] for place in places), bool(is_shared))
        for is_shared, places in runs
    ]


def shared_of(found: Sequence[Piece]) -> int:
    """Return how many characters of a text the other one has as well."""
    return sum(len(piece.text) for piece in found if piece.is_shared)
