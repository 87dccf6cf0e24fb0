"""Finds the figures that a report prints in its sentences, each with the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.definitions import narrative
from etl.domain.report import Figure, Issue
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.patterns import TOTAL, CompiledPhrasing, phrasings_for
from etl.transform.narrative.segments import Segment, segments
from etl.transform.numbers import printed_count

# How far ranks of two phrasings lie apart; more than any phrasing has patterns.
STEP = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A figure and how explicit its print is; a lower rank is more explicit."""

    figure: Figure
    rank: int


def read_figures(sentences: Iterable[Sentence]) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """Return each figure's most explicit print, and an issue where a like print disagrees."""
    return figures_of(segments(sentences))


def figures_of(
    prose: Iterable[tuple[Segment, ...]],
) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """Return the figures kept of all prints, and the disagreements among them.

    Patterns stand in the definitions from the most to the least explicit; of equals the first
    in the report is kept.
    """
    kept: dict[str, Found] = {}
    issues = []
    for parts in prose:
        for name, other in figures_in(parts, kept).items():
            first = kept.setdefault(name, other)
            if other.rank < first.rank:
                kept[name] = other
            if is_at_odds(first, other):
                issues.append(disagreement(first.figure, other.figure))
    return tuple(found.figure for found in kept.values()), tuple(issues)


def is_at_odds(first: Found, other: Found) -> bool:
    """Return whether two equally explicit prints give different values."""
    return other.rank // STEP == first.rank // STEP and other.figure.value != first.figure.value


def disagreement(kept: Figure, other: Figure) -> Issue:
    """Return the issue that two sentences print different values of one figure."""
    message = f"两处说法不一致：“{kept.evidence}”与“{other.evidence}”"
    return Issue("sentences_disagree", message, other.place, other.address)


def figures_in(parts: Iterable[Segment], kept: dict[str, Found]) -> dict[str, Found]:
    """Return the most explicit print of each figure in one sentence.

    What is less explicit than a print already kept is not looked for.
    """
    found: dict[str, Found] = {}
    for segment in parts:
        for ready in phrasings_for(segment.words, counts=segment.counts):
            name = ready.phrasing.figure
            better = found.get(name) or kept.get(name)
            if better is not None and better.rank < STEP * ready.order:
                continue
            here = figure_of(ready, segment, found)
            if here is not None and (name not in found or here.rank < found[name].rank):
                found[name] = here
    return found


def figure_of(ready: CompiledPhrasing, segment: Segment, found: dict[str, Found]) -> Found | None:
    """Return the figure that a phrasing finds in a segment of a sentence, if any."""
    where = match_of(ready, segment)
    if where is not None:
        rank, match = where
        figure = matched(ready, match, segment.sentence)
        return Found(figure, STEP * ready.order + rank) if figure else None
    same = found.get(ready.phrasing.all_of or "")
    if same is not None and ready.when and ready.when.search(segment.bare):
        name = ready.phrasing.figure
        figure = replace(same.figure, figure=name, reading="all_of_received")
        return Found(figure, STEP * ready.order + len(ready.patterns))
    return None


def match_of(ready: CompiledPhrasing, segment: Segment) -> tuple[int, re.Match[str]] | None:
    """Return (rank, match) of a phrasing in a segment; that of the total is known already."""
    if ready.phrasing.figure != TOTAL:
        return ready.first_match(segment.bare)
    total = segment.total
    return (total.rank, total.match) if total is not None and total.ready is ready else None


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
    return len(rest) > 1 and any(word in rest for word in narrative().numbers.around)
