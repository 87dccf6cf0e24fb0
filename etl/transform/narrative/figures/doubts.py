"""Makes candidates: counts that may be a figure, and why they are not taken without a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from etl.definitions.prose_words import doubts
from etl.domain.report import Candidate, Issue
from etl.transform.narrative.figures.disclosed import NOT_YEAR, role_of
from etl.transform.narrative.figures.total import TOTAL, is_of_account, is_of_field
from etl.transform.narrative.statements.statement import Period, Relation, Role, Statement

DIRECTIONS = frozenset({"last_year", "next_year", "stock"})


def candidate(
    figure: str, made: Statement, reason: str, others: Iterable[Statement] = ()
) -> Candidate:
    """Return the candidate for a figure that a statement gives; `others` give other values."""
    values = dict.fromkeys(other.count for other in others if other.count != made.count)
    return Candidate(
        figure, made.raw, made.count, tuple(values), reason,
        evidence=made.sentence.text, place=made.sentence.place,
    )  # fmt: skip


def unread_totals(statements: Iterable[Statement]) -> list[Candidate]:
    """Return what may be the total where nothing surely is: half a year, or of one kind alone."""
    for made in statements:
        if made.matter or made.relation is not Relation.WHOLE:
            continue
        if made.period not in NOT_YEAR:
            if made.role is Role.KIND and "disclose_actively" in made.acts:
                return [candidate(TOTAL, made, "kind")]
            if made.role is Role.TOTAL and is_of_account(made):
                return [candidate(TOTAL, made, "channel")]
            if made.role is Role.TOTAL and is_of_field(made):
                return [candidate(TOTAL, made, "kind")]
        elif role_of(replace(made, period=Period.YEAR)) is Role.TOTAL:
            return [candidate(TOTAL, made, made.period.value)]
    return []


def undirected(statements: Iterable[Statement]) -> list[Candidate]:
    """Return the applications carried over of which the text does not say from which year."""
    return [
        candidate("applications_carried_out", made, "direction")
        for made in statements
        if "carry" in made.acts and made.matter == "application"
        and not made.quality & DIRECTIONS
    ]  # fmt: skip


def disagreement(found: Candidate) -> Issue:
    """Return the issue that two sentences tell one figure differently."""
    values = "、".join(f"{value:f}" for value in (found.value, *found.others))
    message = f"{doubts()['disagree']}：{values}"
    return Issue("sentences_disagree", message, found.place, found.address)
