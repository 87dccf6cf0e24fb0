"""Gives statements to the figures that they tell, each by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from etl.definitions.prose_words import FigureReading, figure_readings, pattern, unit_kinds
from etl.domain.report import Candidate, Figure
from etl.transform.narrative.figures.answered import answered_untold
from etl.transform.narrative.figures.disclosed import NOT_YEAR
from etl.transform.narrative.figures.doubts import candidate
from etl.transform.narrative.figures.figure_of import figure_of, sum_of
from etl.transform.narrative.figures.meant import (
    DEALT_WITH,
    OF_APPLICATIONS,
    RECEIVED,
    TAKEN_IN,
    Tellings,
    Told,
    is_way_of_all,
    leaves_some,
    meant,
    split_of,
    taken_in,
)
from etl.transform.narrative.statements.matters import SOFT
from etl.transform.narrative.statements.statement import Period, Relation, Statement

OF_HOTLINE = (*DEALT_WITH, "hotline_on_time")
SHORTEST_GLUED = 100
MOST_SLIPPED = 200  # percent
UNIT_BEFORE = re.compile("[数量][条件篇份次]$")
HAN = re.compile(r"[\u4e00-\u9fff]$")


def chosen(
    statements: Iterable[Statement], year: int | None
) -> tuple[list[Figure], list[Candidate]]:
    """Return the figures that statements tell, and those told in more than one way.

    `year` is that of the report; what is told of another year gives way to what is told of it.
    """
    made_all = list(statements)
    told = {name: of_year(ways, year) for name, ways in figures_told(made_all).items()}
    late = [made for made in made_all if "late" in made.acts and made.count]
    figures, doubtful = [], []
    for name, ways in told.items():
        if is_way_of_all(name, ways, told):
            continue
        if name == RECEIVED and (parts := split_of(told)):
            figures.append(sum_of(name, parts))
            continue
        told_plainly = meant(name, ways, told)
        if not told_plainly:
            continue
        kept, rivals = best(told_plainly)
        is_unsure = bool(rivals) or is_doubtful(name, kept, told_plainly, told, late)
        if reason := doubt_of(kept, year, is_unsure=is_unsure):
            doubtful.append(candidate(name, kept, reason, rivals))
        else:
            figures.append(figure_of(name, kept))
    taken = taken_in(told)
    figures += [figure_of(TAKEN_IN, taken)] if taken is not None else []
    figures += answered_untold(told, figures, made_all)
    return figures, doubtful


def doubt_of(made: Statement, year: int | None, *, is_unsure: bool) -> str:
    """Return why a count is not taken for a figure, nothing where it is.

    Where a decimal point is lost a share is many times all: 993%. An office's slip, 102%, is read.
    """
    if made.percent and made.count > MOST_SLIPPED:
        return "above_whole"
    if is_unsure:
        return "disagree"
    return "" if is_of(made, year) else "other_year"


def is_doubtful(
    name: str, kept: Statement, ways: list[Told], told: Tellings, late: Sequence[Statement]
) -> bool:
    """Return whether a count may leave out what was answered late, or hold what was not answered.

    `late` are the counts of what was not dealt with in time: 按期办结98件，未按期办结2件. All of
    what two lines tell is of neither: 市热线89件、县热线23件，全部办结.
    """
    if name == OF_APPLICATIONS and leaves_some(ways, told):
        return True
    if kept.all_of and name in OF_HOTLINE and best(told.get(TAKEN_IN, [Told(0, kept)]))[1]:
        return True
    is_in_time = name in (OF_APPLICATIONS, *DEALT_WITH) and "on_time" in kept.quality
    return is_in_time and any(made.matter in ("", kept.matter) for made in late)


def of_year(ways: list[Told], year: int | None) -> list[Told]:
    """Return what is told of the year of the report, or of no year; everything where that is none.

    2024年热线办结率91%，2025年提升至98%.
    """
    own = [way for way in ways if is_of(way.made, year)]
    return of_office(own or ways)


def of_office(ways: list[Told]) -> list[Told]:
    """Return what is told of the office alone: 全县收到申请200件，青禾镇收到9件."""
    is_beside = any("above" in way.made.quality for way in ways)
    own = [way for way in ways if is_beside and pattern("own_subject").search(way.made.head)]
    return own if any(way.made.relation is not Relation.PART for way in own) else ways


def is_of(made: Statement, year: int | None) -> bool:
    """Return whether a statement names no other year than that of the report."""
    return year is None or made.named_year in (None, 0, year)


def figures_told(statements: Iterable[Statement]) -> Tellings:
    """Return the statements that tell each figure, in printed order."""
    told: Tellings = {}
    for made in statements:
        for order, reading in readings_about(made.matter):
            if tells(made, reading):
                told.setdefault(reading.figure, []).append(Told(order, made))
    return told


@cache
def readings_about(matter: str) -> tuple[tuple[int, FigureReading], ...]:
    """Return (order, reading) of each reading that a statement about a matter may fit."""
    return tuple(
        (order, reading)
        for order, reading in enumerate(figure_readings())
        if matter in reading.matter
    )


def tells(made: Statement, reading: FigureReading) -> bool:
    """Return whether a statement tells a figure."""
    if made.percent is not reading.rate or made.relation is Relation.CHANGE:
        return False
    if made.period in NOT_YEAR and not (
        made.period is Period.LAST and "last_year" in reading.quality
    ):
        return False
    done = set(made.acts) or {"none"}
    if (reading.acts and done.isdisjoint(reading.acts)) or not done.isdisjoint(reading.without):
        return False
    if not made.quality.issuperset(reading.quality) or not made.quality.isdisjoint(reading.never):
        return False
    if (reading.figure == TAKEN_IN and is_side_count(made)) or is_glued(made):
        return False
    return reading.rate or made.unit in unit_kinds()[reading.units]


def is_glued(made: Statement) -> bool:
    """Return whether digits stand right behind a name, as in a table run together.

    规范性文件693665; 同意公开答复数条2192.
    """
    if made.unit or made.percent:
        return False
    is_bare = made.count >= SHORTEST_GLUED and (not made.acts or made.matter in SOFT)
    is_named = HAN.search(made.head) is not None
    return UNIT_BEFORE.search(made.head) is not None or (is_bare and is_named)


def is_side_count(made: Statement) -> bool:
    """Return whether a part says only something of the cases counted before it: 45件(重复8件)."""
    return made.relation is Relation.PART and not made.own_matter and not made.acts


def best(ways: list[Told]) -> tuple[Statement, list[Statement]]:
    """Return the statement that gives a figure, and those that give another value as plainly.

    The whole comes before a part, what names its matter before what leaves it out.
    """
    plainest = min(plainness(way) for way in ways)
    first, *others = [way.made for way in ways if plainness(way) == plainest]
    return first, [m for m in others if m.count != first.count and not is_some_of(m, first)]


def is_some_of(made: Statement, whole: Statement) -> bool:
    """Return whether a count behind another says without a deed what some of it were.

    受理申请124件，公民申请113件，法人申请11件.
    """
    is_behind = made.segment == whole.segment and made.count < whole.count
    return is_behind and bool(whole.acts) and not made.acts


def plainness(way: Told) -> tuple[bool, bool, int]:
    """Return how plainly a statement tells a figure; the least is the plainest."""
    return (way.made.relation is Relation.PART, not way.made.own_matter, way.order)
