"""The shape of the definition of a report's sections."""

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
