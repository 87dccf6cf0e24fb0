"""Tells the digits that are printed as one figure from figures that only stand near each other.

Between the digits of one figure there is no space, unless all of a text is printed with space
between its letters; a cell that holds nothing else does not say which of both is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from etl.extract.ruled_pages.characters import Glyph

GAP = 0.6  # of the size of a text: wider ones part words
LEAST = 0.08
APART = 0.3  # of the width of a digit
NARROWEST = 0.25  # of its height: what a font without widths makes of it says nothing
OF_A_FIGURE = frozenset(".,")
FEWEST_OTHERS = 3
ALIKE = 1.3
PADDING = 12.0  # points at both sides of a cell that its text leaves free


def words_of(part: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    """Return a run of characters cut where words, or two figures, are set apart."""
    words = [[part[0]]]
    for before, glyph in pairwise(part):
        gap = glyph.left - before.right
        if gap > GAP * size or (
            gap > LEAST * size and are_two_figures(before, glyph) and not is_spaced(part, gap, size)
        ):
            words.append([])
        words[-1].append(glyph)
    return words


def are_two_figures(before: Glyph, glyph: Glyph) -> bool:
    """Return whether more space is between two digits than one figure has within it."""
    if not (is_part(before.text) and is_part(glyph.text)):
        return False
    digits = [g for g in (before, glyph) if g.text.isdigit()]
    width = max((g.right - g.left for g in digits), default=0.0)
    height = before.top - before.bottom
    return width > NARROWEST * height and glyph.left - before.right > APART * width


def is_part(text: str) -> bool:
    """Return whether a character may stand within a figure."""
    return text in OF_A_FIGURE or text.isdigit()


def is_spaced(part: Sequence[Glyph], gap: float, size: float) -> bool:
    """Return whether as much space is between the letters around, too."""
    others = [
        glyph.left - before.right
        for before, glyph in pairwise(part)
        if not (is_part(before.text) and is_part(glyph.text))
    ]
    near = [other for other in others if other <= GAP * size]
    return len(near) >= FEWEST_OTHERS and gap <= ALIKE * median(near)


def is_wrapped(line: Sequence[Glyph], behind: Sequence[Glyph], width: float) -> bool:
    """Return whether a cell `width` points wide has no room for the next line's first character."""
    free = width - (line[-1].right - line[0].left)
    return free < behind[0].right - behind[0].left + PADDING
