"""Tells which of the statements that may give a figure its name means, and which say less."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.context import WAYS as BY_WAY
from etl.transform.narrative.statements.context import is_of_other_office
from etl.transform.narrative.statements.statement import Relation, Statement
from etl.transform.narrative.statements.whose_cases import SHARE_BASE
from etl.transform.narrative.wording.words import words_in

ALL = 100
OF_APPLICATIONS = "applications_answered"
TAKEN_IN = "hotline_received"
ANSWERED = "hotline_answered"
DEALT_WITH = (ANSWERED, "hotline_concluded")
RECEIVED = "applications_received"
CARRIED_IN = "applications_carried_in"
CARRIED_OUT = "applications_carried_out"
WAYS = ("applications_in_person", "applications_by_letter", "applications_online",
        "applications_other_way")  # fmt: skip


class Told(NamedTuple):
    """A statement that tells a figure, and the order of the reading by which it does."""

    order: int
    made: Statement


# What says of cases no more than that they were dealt with.
PLAIN = frozenset({
    "answer", "conclude", "handle", "on_time", "all", "sum", "year_word", "filler", "application",
})  # fmt: skip
Tellings = dict[str, list[Told]]


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
        return taken_alone(in_all(new_of(not_only_carried(ways, told), told)))
    if name == TAKEN_IN:
        return taken_alone(ways)
    if name == OF_APPLICATIONS:
        return stated([way for way in ways if not is_by_one_way(way.made, told)], told)
    return done_of(ways) if name == ANSWERED else ways


def not_only_carried(ways: list[Told], told: Tellings) -> list[Told]:
    """Return the counts of what came in, without those dealt with beside what was carried in.

    上年结转2件，本年办理2件: nothing says that any came in; of 办理41件(含上年结转1件) most did.
    """
    carried = [way.made for way in told.get(CARRIED_IN, ()) if way.made.count]
    if not carried:
        return ways
    most = max(made.count for made in carried)
    is_inside = all(made.relation is Relation.PART for made in carried)
    return [w for w in ways if w.made.acts != ("handle",) or (is_inside and w.made.count > most)]


def is_by_one_way(made: Statement, told: Tellings) -> bool:
    """Return whether some of what came in was dealt with in a way of its own.

    办理55件，其中电话回复2件: not all that was answered.
    """
    if made.relation is not Relation.PART or made.quality.isdisjoint(BY_WAY):
        return False
    return any(way.made.count > made.count for way in told.get(RECEIVED, ()))


def in_all(ways: list[Told]) -> list[Told]:
    """Return the counts of all that came in, without those by one way that are no more than some.

    收到申请32件。从申请方式看，网络申请24件；信函申请8件.
    """
    every = [w.made for w in ways if "receive" in w.made.acts and not w.made.quality & BY_WAY]
    most = max((made.count for made in every), default=None)
    if most is None:
        return ways
    return [w for w in ways if not w.made.quality & BY_WAY or w.made.acts or w.made.count > most]


def taken_alone(ways: list[Told]) -> list[Told]:
    """Return the counts of all that came in, where those dealt with at once are fewer of them.

    受理并办结845件，占受理量860件的98.3%.
    """
    alone = [way.made for way in ways if SHARE_BASE in way.made.quality]
    return [
        way for way in ways
        if len(way.made.acts) == 1 or not any(
            made.segment == way.made.segment and made.count > way.made.count for made in alone
        )
    ]  # fmt: skip


def stated(ways: list[Told], figures: Tellings) -> list[Told]:
    """Return the stated counts where they are not all of what was counted before them.

    受理6件，答复8件（含上年结转2件），均在期限内答复: of 6 all, and not these alone.
    受理109件，答复108件，均在期限内: all of these.
    """
    whole = max((way.made.count for way in ways if way.made.all_of), default=None)
    if whole is not None and (rest := all_but_carried(ways, whole, figures)):
        return rest
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


def all_but_carried(ways: list[Told], whole: Decimal, figures: Tellings) -> list[Told]:
    """Return the counts that, with what is carried out, are all of what came in.

    接收167件，均已做好答复，其中办结148件，转下年办理19件.
    """
    carried = {way.made.count for way in figures.get(CARRIED_OUT, ()) if way.made.count}
    return [
        way for way in ways
        if not way.made.all_of and whole - way.made.count in carried
        and not way.made.quality & BY_WAY and says_no_more(way.made.object)
    ]  # fmt: skip


def says_no_more(name: str) -> bool:
    """Return whether the words before a count say only that it was dealt with, and when."""
    rest = name
    for word in words_in(name):
        if word.kind in PLAIN:
            rest = rest.replace(word.text, "", 1)
    return not rest.strip("已的数")


def leaves_some(ways: list[Told], figures: Tellings) -> bool:
    """Return whether all are said to be answered, and some of them to be carried out.

    收到5件，均已答复（1件结转下年）: of what is carried in, so much may have been answered besides.
    """
    is_left = any(way.made.count for way in figures.get(CARRIED_OUT, ()))
    is_added = any(way.made.count for way in figures.get(CARRIED_IN, ()))
    every = max((way.made.count for way in figures.get(RECEIVED, ())), default=None)
    return (
        is_left and not is_added and every is not None
        and all(way.made.all_of and way.made.count >= every for way in ways)
    )  # fmt: skip


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
        way.made for way in told.get(RECEIVED, [])
        if way.made.relation is not Relation.PART and not way.made.all_of
    ]  # fmt: skip
    whole = [made for made in received if not any(made is way for way in ways)]
    # One way is not a part of the other: 收到11件，其中信函4件.
    relations = {made.relation for made in ways}
    is_told_apart = len({id(made) for made in ways}) == len(ways) > 1 and len(relations) == 1
    return is_told_apart and not whole and len({made.segment for made in ways}) == 1


def split_of(told: Tellings) -> list[Statement]:
    """Return the counts of applications by way or by applicant that make up what came in."""
    if is_split(told):
        return parts_of(told)
    ways = [way.made for way in told.get(RECEIVED, ()) if not way.made.all_of]
    whole = [made for made in ways if made.relation is Relation.WHOLE]
    is_each = all(pattern("applicant").search(made.head) for made in whole)
    is_one = len({made.segment for made in whole}) == 1 and not any(m.acts for m in whole[1:])
    return whole if is_each and is_one and len(whole) > 1 else []


def is_way_of_all(name: str, ways: list[Told], told: Tellings) -> bool:
    """Return whether a count by way of arrival is the count of all that arrived."""
    if name not in WAYS or ways[0].made.relation is Relation.PART or is_split(told):
        return False
    every = [way.made for way in told.get(RECEIVED, ()) if way.made.acts == ("receive",)]
    return not any(
        made.count >= ways[0].made.count and not made.quality & BY_WAY
        and not is_of_other_office(made) for made in every
    )  # fmt: skip


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
