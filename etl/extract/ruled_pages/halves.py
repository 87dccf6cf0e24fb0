"""Parts a sheet on which two pages, or two columns of text, stand side by side.

Nothing crosses the gap between them, and either side is whole by itself: it has a ruled table or
lines of words. Figures alone beside their labels are the columns of one table and are not parted.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from etl.extract.ruled_pages.ruled import ruled_tables
from etl.extract.ruled_pages.shapes import Shapes

MIDDLE = (0.4, 0.6)
NARROWEST = 0.8
FEWEST_GLYPHS = 40
FEWEST_LINES, FEWEST_WORDS = 5, 8
SMALLEST_TABLE = 3
FIRST_IDEOGRAPH = "\u2e80"


def halves_of(page: Shapes) -> tuple[Shapes, ...]:
    """Return both halves of a sheet, the left one first, or the page as it is."""
    if len(page.glyphs) < FEWEST_GLYPHS:
        return (page,)
    at = gutter(page)
    if at is None:
        return (page,)
    halves = (
        Shapes(
            [g for g in page.glyphs if (g.left < at) == is_left],
            [rule for rule in page.across if (rule.start < at) == is_left],
            [rule for rule in page.down if (rule.at < at) == is_left],
        )
        for is_left in (True, False)
    )
    left, right = halves
    return (left, right) if is_whole(left) and is_whole(right) else (page,)


def gutter(page: Shapes) -> float | None:
    """Return the middle of the widest gap from top to bottom near the middle, None without one."""
    start = min(g.left for g in page.glyphs)
    width = max(g.right for g in page.glyphs) - start
    first, last = (start + share * width for share in MIDDLE)
    spans = [(g.left, g.right) for g in page.glyphs if g.right > first and g.left < last]
    spans += [(r.start, r.end) for r in page.across if r.end > first and r.start < last]
    spans += [(r.at, r.at) for r in page.down if first < r.at < last]
    ends: list[tuple[float, float]] = [(first, first)]
    for left, right in sorted(spans):
        if left <= ends[-1][1]:
            ends[-1] = ends[-1][0], max(ends[-1][1], right)
        else:
            ends.append((left, right))
    ends.append((last, last))
    gaps = [(after[0] - before[1], before[1]) for before, after in pairwise(ends)]
    gap, left = max(gaps)
    size = median(g.top - g.bottom for g in page.glyphs)
    return left + gap / 2 if gap >= NARROWEST * size else None


def is_whole(half: Shapes) -> bool:
    """Return whether a side has a ruled table, or lines of words rather than of figures."""
    if any(table.rows() >= SMALLEST_TABLE for table in ruled_tables(half.across, half.down)):
        return True
    words: list[int] = []
    middle = 0.0
    for glyph in sorted(half.glyphs, key=lambda g: -g.middle):
        if not words or middle - glyph.middle > (glyph.top - glyph.bottom) / 2:
            words.append(0)
            middle = glyph.middle
        words[-1] += glyph.text >= FIRST_IDEOGRAPH
    return len(words) >= FEWEST_LINES and median(words) >= FEWEST_WORDS
