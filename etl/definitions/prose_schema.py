"""The shapes of the definitions that say how prose prints figures."""

from __future__ import annotations

from etl.definitions.schema import Definition


class SectionKind(Definition):
    """One of the six numbered parts of a report and the words that tell its heading.

    `surely` is the pattern of a heading that is told by its words alone, whatever number it has.
    """

    ordinal: int
    title: str
    words: tuple[str, ...]
    surely: str


class Example(Definition):
    """A printed text and the figure that must be read from it."""

    text: str
    value: float
    approximate: bool = False


class Phrasing(Definition):
    """The patterns in which reports print one figure, with examples that test them."""

    figure: str
    patterns: tuple[str, ...]
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    unless: str | None = None
    value: int | None = None
    percent: bool = False
    sums: bool = False
    all_of: str | None = None
    when: str | None = None


class NumberWords(Definition):
    """The words around a count in prose that say it is none to the unit."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    around: tuple[str, ...]


class ItemExample(Definition):
    """A sentence and the items (label, count, unit, axis) that must be read from it."""

    text: str
    items: tuple[tuple[str, float, str, str], ...]


class ItemWords(Definition):
    """The words by which a breakdown of the disclosed total is recognized."""

    opens: tuple[str, ...]
    goes_on: str
    units: tuple[str, ...]
    channel_words: tuple[str, ...]
    organs: str
    sole_channel: str
    further_channel: str
    place: str
    disclosed: str
    sole_site: str
    parallel: str
    lead_words: tuple[str, ...]
    tail_words: tuple[str, ...]
    other: str
    other_matter: str
    attribute: str
    unless: str
    examples: tuple[ItemExample, ...]


class Narrative(Definition):
    """Everything that says how prose prints figures."""

    elsewhere: str
    numbers: NumberWords
    words: dict[str, tuple[str, ...]]
    figures: tuple[Phrasing, ...]
    items: ItemWords
