"""Gives statements to the figures that they tell, each by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from etl.definitions.prose_words import FigureReading, figure_readings, pattern, unit_kinds
from etl.domain.report import Candidate, Figure
from etl.transform.narrative.figures.disclosed import NOT_YEAR
from etl.transform.narrative.figures.doubts import candidate
from etl.transform.narrative.figures.figure_of import figure_of, sum_of
from etl.transform.narrative.statements.matters import SOFT
from etl.transform.narrative.statements.statement import Period, Relation, Statement
from etl.transform.narrative.wording.words import words_in

ALL = 100
SHORTEST_GLUED = 100
UNIT_BEFORE = re.compile("[数量][条件篇份次]$")
HAN = re.compile(r"[\u4e00-\u9fff]$")
OF_APPLICATIONS = "applications_answered"
TAKEN_IN = "hotline_received"
ANSWERED = "hotline_answered"
RECEIVED = "applications_received"
CARRIED_IN = "applications_carried_in"
WAYS = ("applications_in_person", "applications_by_letter", "applications_online",
        "applications_other_way")  # fmt: skip


class Told(NamedTuple):
    """A statement that tells a figure, and the order of the reading by which it does."""

    order: int
    made: Statement


Tellings = dict[str, list[Told]]


def chosen(
    statements: Iterable[Statement], year: int | None
) -> tuple[list[Figure], list[Candidate]]:
    """Return the figures that statements tell, and those told in more than one way.

    `year` is that of the report; what is told of another year gives way to what is told of it.
    """
    told = {name: of_year(ways, year) for name, ways in figures_told(statements).items()}
    figures, doubtful = [], []
    for name, ways in told.items():
        if is_way_of_all(name, ways, told):
            continue
        if name == RECEIVED and is_split(told):
            figures.append(sum_of(name, parts_of(told)))
            continue
        kept, rivals = best(meant(name, ways, told))
        if rivals:
            doubtful.append(candidate(name, kept, "disagree", rivals))
        elif not is_of(kept, year):
            doubtful.append(candidate(name, kept, "other_year"))
        else:
            figures.append(figure_of(name, kept))
    taken = taken_in(told)
    if taken is not None:
        figures.append(figure_of(TAKEN_IN, taken))
    return figures, doubtful


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


def parts_of(told: Tellings) -> list[Statement]:
    """Return the first count of each way in which applications came in."""
    return [told[way][0].made for way in WAYS if way in told]


def new_of(ways: list[Told], told: Tellings) -> list[Told]:
    """Return the new ones of the applications that are counted with those of the year before."""
    carried = [way.made for way in told.get(CARRIED_IN, ()) if way.made.relation is Relation.PART]
    segments = {made.segment for made in carried}
    parts = [way for way in ways if way.made.relation is Relation.PART]
    new = [w for w in parts if w.made.segment in segments and "receive" in w.made.acts]
    return new or ways


def meant(name: str, ways: list[Told], told: Tellings) -> list[Told]:
    """Return those of the statements that tell a figure which its name means."""
    if name == RECEIVED:
        return new_of(ways, told)
    return done_of(ways) if name == ANSWERED else stated(ways) if name == OF_APPLICATIONS else ways


def stated(ways: list[Told]) -> list[Told]:
    """Return the stated counts where they are not all of what was counted before them.

    受理6件，答复8件（含上年结转2件），均在期限内答复: of 6 all, and not these alone.
    受理109件，答复108件，均在期限内: all of these.
    """
    whole = max((way.made.count for way in ways if way.made.all_of), default=None)
    segments = {way.made.segment for way in ways if way.made.all_of}
    told = [
        way for way in ways
        if not way.made.all_of and way.made.relation is not Relation.PART
        and way.made.segment in segments
    ]  # fmt: skip
    if whole is None or not told:
        return ways
    is_more = all(way.made.count > whole for way in told)
    return told if is_more or is_all(ways, told, whole) else ways


def is_all(ways: list[Told], told: list[Told], whole: Decimal) -> bool:
    """Return whether one plain count is all that was done: not 当面答复3件，其余按期答复."""
    is_rest = any(way.made.all_of and "rest" in way.made.quality for way in ways)
    is_plain = len(told) == 1 and names_only_applications(told[0].made.object)
    return is_plain and not is_rest and told[0].made.count < whole


def names_only_applications(name: str) -> bool:
    """Return whether a name says of what was counted no more than that it was asked for."""
    words = words_in(name.strip())
    return not name.strip() or [(w.kind, w.text) for w in words] == [("application", name.strip())]


def done_of(ways: list[Told]) -> list[Told]:
    """Return the cases concluded of those that were dealt with: 办理316件，办结315件."""
    handled = [way.made for way in ways if way.made.acts == ("handle",) and not way.made.all_of]
    done = [
        way for way in ways
        if "conclude" in way.made.acts and any(
            way.made.segment == made.segment and way.made.count <= made.count for made in handled
        )
    ]  # fmt: skip
    return done or ways


def is_split(told: Tellings) -> bool:
    """Return whether applications are counted by the way they came in, and not all together."""
    ways = parts_of(told)
    received = [
        way.made for way in told.get(RECEIVED, []) if way.made.relation is not Relation.PART
    ]
    whole = [made for made in received if not any(made is way for way in ways)]
    is_told_apart = len({id(made) for made in ways}) == len(ways) > 1
    return is_told_apart and not whole and len({made.segment for made in ways}) == 1


def is_way_of_all(name: str, ways: list[Told], told: Tellings) -> bool:
    """Return whether a count by way of arrival is the count of all that arrived."""
    is_whole = ways[0].made.relation is not Relation.PART
    return name in WAYS and is_whole and not is_split(told)


def taken_in(told: Tellings) -> Statement | None:
    """Return the hotline cases dealt with that others are said to be concluded of, or all."""
    if TAKEN_IN in told:
        return None
    dealt = [way.made for way in told.get("hotline_answered", [])]
    handled = [made for made in dealt if "handle" in made.acts and not made.all_of]
    done = [made for made in dealt if not any(made is other for other in handled)]
    rates = [way.made for way in told.get("hotline_rate_stated", [])]
    # What was answered need not be all that came in, even where all of it was concluded.
    is_concluded = bool(done) and not handled and done[0].acts[-1] != "answer"
    if is_concluded and any(r.count == ALL and r.segment == done[0].segment for r in rates):
        return done[0]
    return handled[0] if handled and done else None
