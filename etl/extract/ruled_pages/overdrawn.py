"""Leaves out characters that are drawn twice in one place, and those that a rule strikes out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from etl.extract.ruled_pages.characters import Glyph

if TYPE_CHECKING:
    from etl.extract.ruled_pages.shapes import Rule

SAME_PLACE = 2.0  # points
CUT = 0.25


def once(glyphs: list[Glyph]) -> list[Glyph]:
    """Return characters without those drawn a second time in the same place, as shadows are."""
    places = {(g.text, int(g.left / 4), int(g.bottom / 4)) for g in glyphs}
    others = {(g.text, int(g.left / 4 + 0.5), int(g.bottom / 4 + 0.5)) for g in glyphs}
    if len(places) == len(glyphs) == len(others):
        return glyphs
    kept: dict[str, list[Glyph]] = {}
    found = []
    for glyph in glyphs:
        same = kept.setdefault(glyph.text, [])
        if any(
            abs(glyph.left - other.left) < SAME_PLACE
            and abs(glyph.bottom - other.bottom) < SAME_PLACE
            for other in same
        ):
            continue
        same.append(glyph)
        found.append(glyph)
    return found


def without_struck(glyphs: list[Glyph], across: Sequence[Rule]) -> tuple[list[Glyph], list[Rule]]:
    """Return characters without those that a rule strikes out, and the rules without those."""
    ordered = sorted(glyphs, key=attrgetter("middle"))
    middles = [glyph.middle for glyph in ordered]
    struck: set[Glyph] = set()
    kept = []
    for rule in across:
        low, high = bisect_left(middles, rule.at - 4), bisect_right(middles, rule.at + 4)
        cut = [glyph for glyph in ordered[low:high] if is_struck(glyph, rule)] if high > low else []
        if cut:
            struck.update(cut)
        else:
            kept.append(rule)
    return ([g for g in glyphs if g not in struck] if struck else glyphs), kept


def is_struck(glyph: Glyph, rule: Rule) -> bool:
    """Return whether a rule goes through the middle of a character."""
    height, width = glyph.top - glyph.bottom, glyph.right - glyph.left
    is_through = glyph.bottom + CUT * height < rule.at < glyph.top - CUT * height
    return (
        is_through
        and rule.start <= glyph.left + CUT * width
        and glyph.right - CUT * width <= rule.end
    )
