"""The key of a printed text with where in the print each of its characters stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from etl.transform.character_forms import MEMORY, label_key

CLOSING = "）)”’》」 "


class PrintedKey(NamedTuple):
    """What of a text counts for matching, and the place in the text of each character of it."""

    text: str
    key: str
    places: tuple[int, ...]

    def start(self, at: int) -> int:
        """Return where in the text a character of the key stands."""
        return self.places[at] if at < len(self.places) else len(self.text)

    def end(self, at: int) -> int:
        """Return where in the text the character of the key before another one ends."""
        return self.places[at - 1] + 1 if at else 0

    def behind(self, at: int, longest: int) -> str:
        """Return as printed what stands from a place of the key on, up to some characters of it."""
        end = self.end(min(at + longest, len(self.places)))
        return self.text[self.end(at) : end].strip().lstrip(CLOSING)


def printed_key(text: str) -> PrintedKey:
    """Return the key of a text, character by character."""
    key: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for sign in sign_of(character):
            key.append(sign)
            places.append(at)
    return PrintedKey(text, "".join(key), tuple(places))


@lru_cache(maxsize=MEMORY)
def sign_of(character: str) -> str:
    """Return what of one character counts for matching."""
    return label_key(character)


def any_label(labels: frozenset[str]) -> str:
    """Return the pattern of any of some labels, the longest first."""
    return "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
