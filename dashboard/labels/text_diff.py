"""Which passages of two texts are the same, wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether the other text has it as well."""

    text: str
    is_shared: bool


def pieces(text: str, other: str) -> list[Piece]:
    """Return the text in pieces: shared is what stands in eight or more equal characters."""
    known = {other[start : start + SHORTEST] for start in range(len(other) - SHORTEST + 1)}
    shared = bytearray(len(text))
    for start in range(len(text) - SHORTEST + 1):
        if text[start : start + SHORTEST] in known:
            shared[start : start + SHORTEST] = b"\1" * SHORTEST
    runs = groupby(range(len(text)), key=shared.__getitem__)
    return [
        Piece("".join(text[place] for place in places), bool(is_shared))
        for is_shared, places in runs
    ]


def shared_of(found: Sequence[Piece]) -> int:
    """Return how many characters of a text the other one has as well."""
    return sum(len(piece.text) for piece in found if piece.is_shared)
