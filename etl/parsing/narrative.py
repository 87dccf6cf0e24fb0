"""Finds the figures that a report prints in its sentences, each with the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from etl.definitions import narrative
from etl.definitions.schema import Phrasing
from etl.model import Figure, Issue
from etl.parsing.numbers import printed_count
from etl.parsing.sentences import Sentence
from etl.parsing.wording import plain, simplified

HOTLINE = re.compile(r"12345")
HOTLINE_SIGN = "□"
SEGMENTS = re.compile(r"[;；。！？]")
BREAKS = re.compile(r"[,:(]")
AFTER = re.compile(r"[,:(、]")
GAP = r"[^,;。\d]{0,12}?"
COUNT = (
    r"(?P<before>{before})?(?P<count>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?万?"
    r"|[一二三四五六七八九十百千两零]{{1,8}})(?P<after>{after})?"
)


@dataclass(frozen=True, slots=True)
class CompiledPhrasing:
    """A phrasing with its patterns ready to search."""

    phrasing: Phrasing
    patterns: tuple[re.Pattern[str], ...]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    when: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Found:
    """A figure and how explicit its print is; a lower rank is more explicit."""

    figure: Figure
    rank: int


def count_pattern() -> str:
    """Return the pattern of a count in prose, with the words of approximation around it."""
    words = narrative().numbers
    return COUNT.format(before="|".join(words.before), after="|".join(words.after))


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of the definitions with its placeholders filled in."""
    units = "(?:" + "|".join(sorted(narrative().numbers.units, key=len, reverse=True)) + ")"
    filled = pattern.replace("{n}", count_pattern()).replace("{unit}", units)
    return re.compile(filled.replace("{gap}", GAP))


@cache
def phrasings() -> tuple[CompiledPhrasing, ...]:
    """Return every phrasing in the order in which the definitions try them."""
    return tuple(
        CompiledPhrasing(
            phrasing,
            tuple(compiled(pattern) for pattern in phrasing.patterns),
            *(
                re.compile(p) if p else None
                for p in (phrasing.needs, phrasing.unless, phrasing.when)
            ),
        )
        for phrasing in narrative().figures
    )


def read_figures(sentences: Iterable[Sentence]) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """Return each figure's most explicit print, and an issue where another such print disagrees.

    Patterns stand in the definitions from the most to the least explicit; of equals the first
    in the report is kept.
    """
    found: dict[str, Found] = {}
    issues = []
    for sentence in sentences:
        for name, other in figures_in(sentence).items():
            kept = found.setdefault(name, other)
            if other.rank < kept.rank:
                found[name] = other
            elif other.rank == kept.rank and other.figure.value != kept.figure.value:
                issues.append(disagreement(kept.figure, other.figure))
    return tuple(other.figure for other in found.values()), tuple(issues)


def disagreement(kept: Figure, other: Figure) -> Issue:
    """Return the issue that two sentences print different values of one figure."""
    message = f"两处说法不一致：“{kept.evidence}”与“{other.evidence}”"
    return Issue("sentences_disagree", message, other.place, other.address)


def figures_in(sentence: Sentence) -> dict[str, Found]:
    """Return the figures of one sentence; the hotline's number 12345 is not taken for a count."""
    text = HOTLINE.sub(HOTLINE_SIGN, simplified(plain(sentence.text)))
    found: dict[str, Found] = {}
    for segment in SEGMENTS.split(text):
        for order, phrasing in enumerate(phrasings()):
            here = figure_of(phrasing, segment, sentence, found)
            if here is None:
                continue
            here = Found(here.figure, here.rank + 100 * order)
            kept = found.setdefault(here.figure.figure, here)
            if here.rank < kept.rank:
                found[here.figure.figure] = here
    return found


def figure_of(
    compiled_phrasing: CompiledPhrasing, text: str, sentence: Sentence, found: dict[str, Found]
) -> Found | None:
    """Return the figure that a phrasing finds in a segment of a sentence, if any."""
    phrasing = compiled_phrasing.phrasing
    needs, unless = compiled_phrasing.needs, compiled_phrasing.unless
    if needs and not needs.search(text):
        return None
    for rank, pattern in enumerate(compiled_phrasing.patterns):
        for match in pattern.finditer(text):
            if unless and unless.search(clause_around(text, match)):
                continue
            figure = matched(phrasing, match, sentence)
            if figure is not None:
                return Found(figure, rank)
    same = found.get(phrasing.same_as or "")
    if same is not None and compiled_phrasing.when and compiled_phrasing.when.search(text):
        figure = replace(same.figure, figure=phrasing.figure, reading="all_of_received")
        return Found(figure, len(compiled_phrasing.patterns))
    return None


def clause_around(text: str, match: re.Match[str]) -> str:
    """Return the clause that a match stands in, from the break before it to the one after."""
    before = BREAKS.split(text[: match.start()])[-1]
    after = AFTER.split(text[match.end() :], maxsplit=1)[0]
    return before + match[0] + after


def matched(phrasing: Phrasing, match: re.Match[str], sentence: Sentence) -> Figure | None:
    """Return the figure of a match: its printed count, or the value that the phrasing fixes."""
    if phrasing.value is not None:
        return Figure(
            phrasing.figure, match[0], Decimal(phrasing.value),
            evidence=sentence.text, place=sentence.place,
        )  # fmt: skip
    value = printed_count(match["count"])
    if value is None:
        return None
    parts = match.groupdict()
    raw = "".join(parts[name] or "" for name in ("before", "count", "after"))
    return Figure(
        phrasing.figure,
        raw + ("%" if phrasing.percent else ""),
        value,
        approximate=bool(parts["before"] or parts["after"]),
        evidence=sentence.text,
        place=sentence.place,
        detail=parts.get("detail") or "",
    )
