"""The definitions from which statements in prose are read, all below `definitions/narrative`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from etl.definitions.schema import Definition

FOLDER = Path(__file__).with_name("narrative")


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
    printed = yaml.safe_load((FOLDER / "words.yml").read_text("utf-8"))
    return {name: WordClass(**words) for name, words in printed.items()}


@cache
def figure_readings() -> tuple[FigureReading, ...]:
    """Return how each figure of one matter is told by its statements, in order of trust."""
    printed = yaml.safe_load((FOLDER / "figures.yml").read_text("utf-8"))
    return tuple(FigureReading(**reading) for reading in printed)


class LabelWords(Definition):
    """The patterns of what stands before and behind the names of parts."""

    lead: tuple[str, ...]
    tail: tuple[str, ...]


@cache
def label_words() -> LabelWords:
    """Return the words around the names of parts."""
    return LabelWords(**yaml.safe_load((FOLDER / "labels.yml").read_text("utf-8")))


class PlacedWords(Definition):
    """A pattern of words whose place counts, what it says, and a text in which it is found."""

    says: str
    pattern: str
    example: str


@cache
def placed_words() -> dict[str, PlacedWords]:
    """Return the patterns of words whose place counts, by name."""
    printed = yaml.safe_load((FOLDER / "patterns.yml").read_text("utf-8"))
    return {name: PlacedWords(**words) for name, words in printed.items()}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one of the patterns of words whose place counts."""
    return re.compile(placed_words()[name].pattern)


@cache
def unit_kinds() -> dict[str, frozenset[str]]:
    """Return the units in which each kind of thing is counted."""
    printed = yaml.safe_load((FOLDER / "units.yml").read_text("utf-8"))
    return {kind: frozenset(units) for kind, units in printed.items()}


@cache
def doubts() -> dict[str, str]:
    """Return in words why a count is not taken for a figure, by the id of the reason."""
    found: dict[str, str] = yaml.safe_load((FOLDER / "doubts.yml").read_text("utf-8"))
    return found


class Approximation(Definition):
    """The words around a count that say it is none to the unit."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    around: tuple[str, ...]


@cache
def approximation() -> Approximation:
    """Return the words before, after and around a count that make it an approximate one."""
    return Approximation(**yaml.safe_load((FOLDER / "approximation.yml").read_text("utf-8")))


@cache
def quality_words() -> dict[str, tuple[str, ...]]:
    """Return the words that tell each quality of a statement."""
    printed = yaml.safe_load((FOLDER / "qualities.yml").read_text("utf-8"))
    return {name: tuple(words) for name, words in printed.items()}
