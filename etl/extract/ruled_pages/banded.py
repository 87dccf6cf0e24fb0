"""Finds tables that only rules across part: rows between the rules, columns where nothing stands.

A gap counts that no character of any row crosses. Where a heading spans columns there is none, and
what is printed is left to be read as lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from etl.extract.ruled_pages.ruled import NEAR, Ruled, meets, merged
from etl.extract.ruled_pages.shapes import Glyph, Rule, Shapes

FEWEST_RULES = FEWEST_ROWS = FEWEST_COLUMNS = 3
FARTHEST_LINE = 1.6
GAP = 0.9
HIGHEST_ROW = 8


def banded_tables(page: Shapes) -> list[Ruled]:
    """Return the tables of a page that rules of one length across it part into rows."""
    if len(page.across) < FEWEST_RULES or not page.glyphs:
        return []
    size = median(g.top - g.bottom for g in page.glyphs)
    free = [rule for rule in merged(page.across) if not any(meets(rule, d) for d in page.down)]
    found: list[Ruled] = []
    for group in stacks(free, HIGHEST_ROW * size):
        table = table_of(group, page.glyphs, GAP * size)
        if table is not None:
            found.append(table)
    return found


def stacks(rules: Sequence[Rule], farthest: float) -> list[list[Rule]]:
    """Return rules of one start and end that lie below one another, from the top."""
    stacked: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: -r.at):
        for group in stacked:
            last = group[-1]
            is_same = abs(last.start - rule.start) <= NEAR and abs(last.end - rule.end) <= NEAR
            if is_same and last.at - rule.at <= farthest:
                group.append(rule)
                break
        else:
            stacked.append([rule])
    return [group for group in stacked if len(group) >= FEWEST_RULES]


def table_of(group: Sequence[Rule], glyphs: Sequence[Glyph], gap: float) -> Ruled | None:
    """Return the table between rules, None where it has no columns or a row without characters.

    Its head may stand above the first rule, and its last row below the last.
    """
    left, right = group[0].start, group[0].end
    beside = [g for g in glyphs if left - NEAR <= g.left <= right]
    top, bottom = group[0].at, group[-1].at
    edges = gutters([g for g in beside if bottom < g.middle < top], gap)
    if len(edges) + 1 < FEWEST_COLUMNS:
        return None
    above = reach([g for g in beside if g.middle > top], edges, top, gap)
    below = reach([g for g in beside if g.middle < bottom], edges, bottom, gap)
    heights = tuple(sorted({above, *(rule.at for rule in group), below}, reverse=True))
    columns = (left - NEAR, *edges, right)
    rows = [[g for g in beside if low < g.middle < high] for high, low in pairwise(heights)]
    counted = [figures_in(row, columns, gap) for row in rows]
    is_table = len(rows) >= FEWEST_ROWS and all(rows) and 2 * sum(map(bool, counted)) >= len(rows)
    if not is_table or max(counted) > 1:
        return None
    cells = {(r, c): (r, c) for r in range(len(rows)) for c in range(len(columns) - 1)}
    return Ruled(columns, heights, cells)


def reach(glyphs: list[Glyph], edges: Sequence[float], start: float, gap: float) -> float:
    """Return how far from a rule lines go on that keep to the columns, and together fill them.

    The line that no longer does stands apart from them.
    """
    end = start
    filled: set[int] = set()
    for line in lines_from(glyphs, start, gap):
        is_near = abs(line[0].middle - end) <= FARTHEST_LINE * gap
        if not is_near or any(
            g.left < x + gap / 3 and x - gap / 3 < g.right for g in line for x in edges
        ):
            break
        filled |= {sum(x < g.left for x in edges) for g in line}
        is_above = line[0].middle > start
        end = max(g.top for g in line) if is_above else min(g.bottom for g in line)
    return end if len(filled) >= FEWEST_COLUMNS else start


def lines_from(glyphs: list[Glyph], start: float, gap: float) -> list[list[Glyph]]:
    """Return characters in lines, those nearest to a height first."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: abs(g.middle - start)):
        if lines and abs(lines[-1][0].middle - glyph.middle) < gap / 2:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def gutters(glyphs: Sequence[Glyph], gap: float) -> list[float]:
    """Return the middles of the gaps that no character of any row crosses."""
    found: list[float] = []
    reached: float | None = None
    for left, right in sorted((g.left, g.right) for g in glyphs):
        if reached is not None and left - reached >= gap:
            found.append((reached + left) / 2)
        reached = right if reached is None else max(reached, right)
    return found


def figures_in(row: Sequence[Glyph], columns: Sequence[float], gap: float) -> int:
    """Return in how many lines a column of a row holds digits alone, the most of any column."""
    most = 0
    for left, right in pairwise(columns):
        own = [g for g in row if left <= g.left < right]
        if own and all(g.text.isdigit() for g in own):
            most = max(most, len(lines_from(own, own[0].middle, gap)))
    return most
