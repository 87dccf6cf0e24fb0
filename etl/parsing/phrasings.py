"""Puts the patterns of the definitions together from their word classes, ready to search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl.definitions import narrative
from etl.definitions.schema import Phrasing

PLACEHOLDER = re.compile(r"\{([a-z_]+)([*+?]?)\}")
COUNTED = (
    r"(?P<before>{before})?(?P<count>\d{{1,3}}(?:,\d{{3}})+(?!\d)|0(?!\d)|[1-9]\d*(?:\.\d+)?|0\.\d+"
    r"|[一二三四五六七八九十百千万两零]{{1,10}})(?P<after>(?:{after})?万?(?:{after})?)"
)
ADDED = r"(?P<more>\d+)"
GAPS = {"gap": r"[^,;。\d]{0,12}?", "reach": r"[^,;。\d]{0,30}?"}
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class CompiledPhrasing:
    """A phrasing with its patterns ready to search, and its place in the definitions."""

    phrasing: Phrasing
    order: int
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    when: re.Pattern[str] | None

    def concerns(self, text: str) -> bool:
        """Return whether a segment has a word that the phrasing needs and none that it forbids."""
        needs, never = self.phrasing.needs, self.phrasing.never
        if needs and not any(word in text for word in needs):
            return False
        return not any(word in text for word in never)


@cache
def count_pattern() -> str:
    """Return the pattern of a count in prose, with the words of approximation around it."""
    words = narrative().numbers
    return COUNTED.format(before="|".join(words.before), after="|".join(words.after))


@cache
def class_pattern(name: str) -> str:
    """Return the alternatives of a word class, the longest first where they are plain words."""
    if name in GAPS:
        return GAPS[name]
    if name in ("n", "m"):
        return count_pattern() if name == "n" else ADDED
    return "|".join(narrative().words[name])


def filled(placeholder: re.Match[str]) -> str:
    """Return what a placeholder stands for, repeated as its sign says."""
    name, times = placeholder.groups()
    pattern = class_pattern(name)
    return pattern if name in ("n", "m", *GAPS) else f"(?:{pattern}){times}"


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of the definitions with its word classes filled in."""
    for _ in range(DEEPEST):
        pattern = PLACEHOLDER.sub(filled, pattern)
    return re.compile(pattern)


@cache
def phrasings() -> tuple[CompiledPhrasing, ...]:
    """Return every phrasing in the order in which the definitions try them."""
    return tuple(
        CompiledPhrasing(
            phrasing,
            order,
            tuple(compiled(pattern) for pattern in phrasing.patterns),
            compiled(phrasing.unless) if phrasing.unless else None,
            compiled(phrasing.when) if phrasing.when else None,
        )
        for order, phrasing in enumerate(narrative().figures)
    )
