"""The definitions from which statements in prose are read, all below `definitions/narrative`."""

from __future__ import annotations

import re
from functools import cache

from etl.definitions import read_yaml
from etl.definitions.schema import Definition


class WordClass(Definition):
    """The words that say one thing, with a sentence in which one of them stands."""

    says: str
    words: tuple[str, ...]
    example: str


class FigureReading(Definition):
    """Which statements give a figure: what they are about, and by which deed.

    `quality` names what a statement must say besides, `never` what it must not; no deed of
    `without` may be done beside it. `units` is the kind of unit, `rate` marks a share in percent.
    """

    figure: str
    example: str
    value: float
    matter: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    units: str = "case"
    quality: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    rate: bool = False


@cache
def word_classes() -> dict[str, WordClass]:
    """Return the classes of words by name."""
    return {name: WordClass(**words) for name, words in read_yaml("narrative", "words.yml").items()}


@cache
def figure_readings() -> tuple[FigureReading, ...]:
    """Return how each figure of one matter is told by its statements, in order of trust."""
    return tuple(FigureReading(**reading) for reading in read_yaml("narrative", "figures.yml"))


class LabelWords(Definition):
    """The patterns of what stands before and behind the names of parts."""

    lead: tuple[str, ...]
    tail: tuple[str, ...]


@cache
def label_words() -> LabelWords:
    """Return the words around the names of parts."""
    return LabelWords(**read_yaml("narrative", "labels.yml"))


class PlacedWords(Definition):
    """A pattern of words whose place counts, what it says, and a text in which it is found."""

    says: str
    pattern: str
    example: str


@cache
def placed_words() -> dict[str, PlacedWords]:
    """Return the patterns of words whose place counts, by name."""
    printed = read_yaml("narrative", "patterns.yml")
    return {name: PlacedWords(**words) for name, words in printed.items()}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one of the patterns of words whose place counts."""
    return re.compile(placed_words()[name].pattern)


@cache
def unit_kinds() -> dict[str, frozenset[str]]:
    """Return the units in which each kind of thing is counted."""
    return {kind: frozenset(units) for kind, units in read_yaml("narrative", "units.yml").items()}


@cache
def doubts() -> dict[str, str]:
    """Return in words why a count is not taken for a figure, by the id of the reason."""
    found: dict[str, str] = read_yaml("narrative", "doubts.yml")
    return found


class Approximation(Definition):
    """The words around a count that say it is none to the unit."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    around: tuple[str, ...]


@cache
def approximation() -> Approximation:
    """Return the words before, after and around a count that make it an approximate one."""
    return Approximation(**read_yaml("narrative", "approximation.yml"))


@cache
def quality_words() -> dict[str, tuple[str, ...]]:
    """Return the words that tell each quality of a statement."""
    return {name: tuple(words) for name, words in read_yaml("narrative", "qualities.yml").items()}
