"""The words that statements are made of: which class each belongs to, and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from etl.definitions.prose_words import word_classes

MEMORY = 1 << 12


class Word(NamedTuple):
    """A word of a known class in a text, and where it stands there."""

    kind: str
    text: str
    start: int
    end: int


@cache
def kinds() -> dict[str, str]:
    """Return the class of every word; what may not follow it left out."""
    return {printed(word): kind for kind, words in word_classes().items() for word in words.words}


@cache
def scanner() -> re.Pattern[str]:
    """Return the pattern that finds the longest known word at each place of a text."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for words in word_classes().values():
        for word in words.words:
            by_first[word[0]].append(word[1:])
    branches = (
        f"{re.escape(first)}(?:{'|'.join(sorted(rests, key=length, reverse=True))})"
        for first, rests in sorted(by_first.items())
    )
    return re.compile("|".join(branches))


def printed(word: str) -> str:
    """Return a word as it is printed, without what may not follow it."""
    return word.partition("(?")[0].replace("\\", "")


def length(word: str) -> int:
    """Return how many characters a word has as it is printed."""
    return len(printed(word))


@lru_cache(maxsize=MEMORY)
def words_in(text: str) -> tuple[Word, ...]:
    """Return the known words of a text from left to right, none inside another."""
    known = kinds()
    return tuple(
        Word(known[match[0]], match[0], match.start(), match.end())
        for match in scanner().finditer(text)
    )


@cache
def words_of(*classes: str) -> str:
    """Return the alternatives of the words of some classes, the longest first."""
    words = {w for kind in classes for w in word_classes()[kind].words}
    return "|".join(sorted(words, key=length, reverse=True))
