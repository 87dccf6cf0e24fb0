"""Puts the patterns of the definitions together from their word classes, ready to search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.definitions import narrative
from etl.definitions.prose_schema import Phrasing

PLACEHOLDER = re.compile(r"\{([a-z_]+)([*+?]?)\}")
COUNTED = (
    r"(?P<before>{before})?(?P<count>\d{{1,3}}(?:,\d{{3}})+(?!\d)|0(?!\d)|[1-9]\d*(?:\.\d+)?|0\.\d+"
    r"|(?<![数几好上])[一二三四五六七八九十百千万两零]{{1,10}})(?P<after>(?:{after})?万?(?:{after})?)"
)
ADDED = r"(?P<more>\d+)"
GAPS = {"gap": r"[^,;。\d]{0,12}?", "reach": r"[^,;。\d]{0,30}?"}
DEEPEST = 4
# How often a word may be repeated; bounded, or hostile text could be read in too many ways.
TIMES = {"": "", "?": "?", "*": "{0,8}", "+": "{1,8}"}
AFTER = re.compile(r"[,:(、]")
TOTAL = "proactive_total"
CARRIED = ("applications_carried_in", "applications_carried_out")
MEMORY = 1 << 14


@dataclass(frozen=True, slots=True)
class CompiledPhrasing:
    """A phrasing with its patterns ready to search, and its place in the definitions."""

    phrasing: Phrasing
    order: int
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    when: re.Pattern[str] | None

    def concerns(self, words: frozenset[str], *, counts: bool) -> bool:
        """Return whether a segment with these words may print the figure.

        Without a count it prints only figures that a word stands for: none, all.
        """
        if self.phrasing.value is None and self.when is None and not counts:
            return False
        needs = self.phrasing.needs
        return (not needs or not words.isdisjoint(needs)) and words.isdisjoint(self.phrasing.never)

    def first_match(self, text: str) -> tuple[int, re.Match[str]] | None:
        """Return (rank, match) of the most explicit pattern in a clause that allows it."""
        for rank, pattern in enumerate(self.patterns):
            for match in pattern.finditer(text):
                if self.allows(text, match):
                    return rank, match
        return None

    def allows(self, text: str, match: re.Match[str]) -> bool:
        """Return whether the words before a match and in its clause leave it what it seems."""
        follows, start = self.phrasing.follows, match.start()
        if follows and start and not text.endswith(follows, 0, start):
            return False
        if self.unless is not None and self.unless.search(clause_around(text, match)):
            return False
        return self.phrasing.figure in CARRIED or not is_elsewhere(text, match)


def is_elsewhere(text: str, match: re.Match[str]) -> bool:
    """Return whether what stands before a count makes it one of another time, or a change."""
    counted = match.groupdict().get("count")
    end = match.start("count") if counted else match.end()
    start = max(text.rfind(sign, 0, match.start() + 1) for sign in ",:(") + 1
    return elsewhere().search(text, start, end) is not None


@cache
def elsewhere() -> re.Pattern[str]:
    """Return the pattern of what says that a count is not the year's."""
    return re.compile(narrative().elsewhere)


def clause_around(text: str, match: re.Match[str]) -> str:
    """Return the clause that a match stands in, from the break before it to the one after."""
    begun = match.start() + (match[0][:1] in ",:")
    start = max(text.rfind(",", 0, begun), text.rfind(":", 0, begun), text.rfind("(", 0, begun)) + 1
    after = AFTER.search(text, match.end())
    return text[start : after.start() if after else len(text)]


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
    return pattern if name in ("n", "m", *GAPS) else f"(?:{pattern}){TIMES[times]}"


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


@cache
def keywords() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Return the pattern of the words that phrasings ask for, and the words inside each."""
    words = {word for p in narrative().figures for word in p.needs + p.never}
    longest_first = sorted(words, key=len, reverse=True)
    within = {word: frozenset(other for other in words if other in word) for word in words}
    return re.compile("|".join(map(re.escape, longest_first))), within


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that phrasings ask for."""
    pattern, within = keywords()
    return frozenset().union(*(within[word] for word in set(pattern.findall(text))))


@lru_cache(maxsize=MEMORY)
def phrasings_for(words: frozenset[str], *, counts: bool) -> tuple[CompiledPhrasing, ...]:
    """Return the phrasings that may stand in a segment with these words."""
    return tuple(ready for ready in phrasings() if ready.concerns(words, counts=counts))


@dataclass(frozen=True, slots=True)
class Total:
    """Where a segment prints the disclosed total, and in which phrasing."""

    ready: CompiledPhrasing
    rank: int
    match: re.Match[str]


def total_in(text: str, words: frozenset[str]) -> Total | None:
    """Return where a segment with a count prints the disclosed total, None where it does not."""
    for ready in phrasings_for(words, counts=True):
        if ready.phrasing.figure != TOTAL:
            continue
        found = ready.first_match(text)
        if found is not None:
            return Total(ready, *found)
    return None
