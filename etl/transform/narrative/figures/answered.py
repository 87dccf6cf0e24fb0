"""Tells how many applications were answered where no sentence says it in so many words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from etl.definitions.prose_words import pattern, unit_kinds
from etl.domain.report import Figure
from etl.transform.narrative.figures.figure_of import figure_of, sum_of
from etl.transform.narrative.figures.meant import (
    CARRIED_IN,
    CARRIED_OUT,
    OF_APPLICATIONS,
    RECEIVED,
    Tellings,
)
from etl.transform.narrative.statements.context import WAYS
from etl.transform.narrative.statements.matters import OUTCOMES
from etl.transform.narrative.statements.statement import Period, Relation, Statement

# What says that not all were dealt with to their end.
UNFINISHED = frozenset({"pending", "late", "withdraw"})


def answered_untold(
    told: Tellings, figures: Iterable[Figure], statements: Iterable[Statement]
) -> list[Figure]:
    """Return the applications answered, if any, where outcomes or a deed without a name tell them.

    受理5件，其中予以公开3件，无法提供2件; 收到并办理申请4件.
    """
    about = [made for made in statements if made.matter in ("", "application")]
    made_all = [made for made in about if made.matter]
    segments = {made.segment for made in made_all}
    if OF_APPLICATIONS in told or any(is_left(m) for m in about if m.segment in segments):
        return []
    values = {figure.figure: figure.value for figure in figures}
    received = values.get(RECEIVED)
    if received is None:
        return []
    left = values.get(CARRIED_OUT) or Decimal(0)
    due = received + (values.get(CARRIED_IN) or Decimal(0)) - left
    ends = outcomes(made_all)
    if ends:
        is_all = due > 0 and sum(made.count for made in ends) == due
        return [sum_of(OF_APPLICATIONS, ends)] if is_all else []
    done = next((made for made in made_all if is_handled(made)), None)
    is_all = done is not None and not left and done.count == due
    return [figure_of(OF_APPLICATIONS, done)] if done is not None and is_all else []


def is_left(made: Statement) -> bool:
    """Return whether a count is of what was not dealt with, or was carried nobody says where."""
    if "carry" in made.acts:
        return bool(made.count) and made.quality.isdisjoint({"last_year", "next_year"})
    return bool(UNFINISHED.intersection(made.acts)) and bool(made.count)


def outcomes(made_all: list[Statement]) -> list[Statement]:
    """Return the counts of how applications ended, each printed one once."""
    found = [
        made for made in made_all
        if made.quality & OUTCOMES and made.unit and made.period is Period.YEAR
        and not (made.all_of or made.denied or made.percent)
    ]  # fmt: skip
    return list({(made.head, made.count): made for made in found}.values())


def is_handled(made: Statement) -> bool:
    """Return whether a count is of the applications that the office dealt with itself."""
    is_told = {"handle"} <= {*made.acts} <= {"handle", "receive"} and not made.quality & WAYS
    is_told = is_told and not (made.denied or made.percent)
    is_case = made.unit in unit_kinds()["case"] and made.unit and made.count > 0
    is_whole = made.relation is Relation.WHOLE and made.period in (Period.YEAR, Period.UNTIL)
    return bool(is_told and is_case and is_whole) and not pattern("helped").search(made.head)
