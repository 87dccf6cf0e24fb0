"""Finds the figures that a report prints in its sentences, each with the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.definitions import narrative
from etl.model import Figure, Issue
from etl.parsing.numbers import printed_count
from etl.parsing.phrasings import CompiledPhrasing, phrasings
from etl.parsing.prose import Segment, segments
from etl.parsing.sentences import Sentence

BREAKS = re.compile(r"[,:(]")
AFTER = re.compile(r"[,:(、]")
# How far ranks of two phrasings lie apart; more than any phrasing has patterns.
STEP = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A figure and how explicit its print is; a lower rank is more explicit."""

    figure: Figure
    rank: int


def read_figures(sentences: Iterable[Sentence]) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """Return each figure's most explicit print, and an issue where a like print disagrees."""
    return settled(found for parts in segments(sentences) for found in figures_in(parts))


def settled(prints: Iterable[Found]) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """Return the figures kept of all prints, and the disagreements among them.

    Patterns stand in the definitions from the most to the least explicit; of equals the first
    in the report is kept.
    """
    kept: dict[str, Found] = {}
    issues = []
    for other in prints:
        name = other.figure.figure
        first = kept.setdefault(name, other)
        if other.rank < first.rank:
            kept[name] = other
        if other.rank // STEP == first.rank // STEP and other.figure.value != first.figure.value:
            issues.append(disagreement(first.figure, other.figure))
    return tuple(found.figure for found in kept.values()), tuple(issues)


def disagreement(kept: Figure, other: Figure) -> Issue:
    """Return the issue that two sentences print different values of one figure."""
    message = f"两处说法不一致：“{kept.evidence}”与“{other.evidence}”"
    return Issue("sentences_disagree", message, other.place, other.address)


def figures_in(parts: Iterable[Segment]) -> Iterator[Found]:
    """Yield the most explicit print of each figure in one sentence."""
    found: dict[str, Found] = {}
    for segment in parts:
        for phrasing in phrasings():
            if not phrasing.concerns(segment.bare):
                continue
            here = figure_of(phrasing, segment, found)
            if here is None:
                continue
            kept = found.setdefault(here.figure.figure, here)
            if here.rank < kept.rank:
                found[here.figure.figure] = here
    yield from found.values()


def figure_of(ready: CompiledPhrasing, segment: Segment, found: dict[str, Found]) -> Found | None:
    """Return the figure that a phrasing finds in a segment of a sentence, if any."""
    match = first_match(ready, segment.bare)
    if match is not None:
        rank, where = match
        figure = matched(ready, where, segment.sentence)
        return Found(figure, STEP * ready.order + rank) if figure else None
    same = found.get(ready.phrasing.all_of or "")
    if same is not None and ready.when and ready.when.search(segment.bare):
        name = ready.phrasing.figure
        figure = replace(same.figure, figure=name, reading="all_of_received")
        return Found(figure, STEP * ready.order + len(ready.patterns))
    return None


def first_match(ready: CompiledPhrasing, text: str) -> tuple[int, re.Match[str]] | None:
    """Return (rank, match) of the most explicit pattern in a clause that allows it."""
    for rank, pattern in enumerate(ready.patterns):
        for match in pattern.finditer(text):
            if ready.unless is None or not ready.unless.search(clause_around(text, match)):
                return rank, match
    return None


def clause_around(text: str, match: re.Match[str]) -> str:
    """Return the clause that a match stands in, from the break before it to the one after."""
    start = max(text.rfind(sign, 0, match.start()) for sign in ",:(") + 1
    after = AFTER.search(text, match.end())
    return text[start : after.start() if after else len(text)]


def matched(ready: CompiledPhrasing, match: re.Match[str], sentence: Sentence) -> Figure | None:
    """Return the figure of a match: its printed count, or the value that the phrasing fixes."""
    phrasing = ready.phrasing
    if phrasing.value is not None:
        return Figure(
            phrasing.figure, match[0], Decimal(phrasing.value),
            evidence=sentence.text, place=sentence.place,
        )  # fmt: skip
    value = counted(match)
    if value is None:
        return None
    parts = match.groupdict()
    raw = "".join(parts[name] or "" for name in ("before", "count", "after"))
    if phrasing.sums:
        value += Decimal(parts["more"])
        raw = f"{raw}+{parts['more']}"
    return Figure(
        phrasing.figure,
        raw + ("%" if phrasing.percent else ""),
        value,
        approximate=is_approximate(match),
        evidence=sentence.text,
        place=sentence.place,
        reading="sum_of_parts" if phrasing.sums else "sentence",
        detail=parts.get("detail") or "",
    )


def counted(match: re.Match[str]) -> Decimal | None:
    """Return the count that a match prints, 万 multiplied out; None where it is no number."""
    value = printed_count(match["count"])
    if value is None:
        return None
    return (value * 10_000).normalize() + 0 if "万" in (match["after"] or "") else value


def is_approximate(match: re.Match[str]) -> bool:
    """Return whether words around a count say that it is none to the unit: 约 … 余 … 左右."""
    if match["before"] or (match["after"] or "").replace("万", ""):
        return True
    rest = match.string[match.end("after") : match.end("after") + 4]
    return any(word in rest for word in narrative().numbers.around)
