"""Reads a whole narrative at once: its figures, its parts, and what a person must decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from etl.domain.report import Candidate, Figure, Issue, Item
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.figures.assign_figures import chosen
from etl.transform.narrative.figures.disclosed import is_said
from etl.transform.narrative.figures.doubts import (
    candidate,
    disagreement,
    undirected,
    unread_totals,
)
from etl.transform.narrative.figures.figure_of import figure_of
from etl.transform.narrative.figures.items import items_of
from etl.transform.narrative.figures.roles import give_roles
from etl.transform.narrative.figures.shares import is_other, part_from_larger
from etl.transform.narrative.figures.total import TOTAL, Claim, claims
from etl.transform.narrative.statements.read_statements import statements_of
from etl.transform.narrative.statements.statement import Relation, Role, Statement
from etl.transform.narrative.wording.channels import is_new_media

# A claim of no more is made by a deed alone: 发布信息90条.
UNSURE = 2.5
LED_BY_YEAR = re.compile(r"(?:其中|此外|另外|同时|,)*(20\d\d)年度?(?![底末])")
# One that names the duty to disclose on one's own account is plain.
PLAIN = 4.0


@dataclass(frozen=True, slots=True)
class Account:
    """What a narrative says: figures, parts of the disclosed total, and what is in doubt.

    A candidate is no figure: it waits for a person and enters no sum.
    """

    figures: tuple[Figure, ...]
    items: tuple[Item, ...]
    issues: tuple[Issue, ...]
    candidates: tuple[Candidate, ...] = ()


def read_account(sentences: Iterable[Sentence], year: int | None = None) -> Account:
    """Return everything that the sentences of a report for a year say in figures."""
    statements = statements_of(sentences)
    part_from_larger(statements, year)
    give_roles(statements)
    leave_out_other_years(statements, year)
    claimed = claims(statements, year)
    total = claimed[0].made if claimed else None
    rivals = rivals_of(claimed, statements)
    figures, doubtful = chosen(statements, year)
    candidates = [*doubtful, *undirected(statements)]
    told_apart = len(figures)
    if rivals:
        candidates.append(candidate(TOTAL, claimed[0].made, "disagree", rivals))
    elif claimed and claimed[0].is_of_other_year:
        candidates.append(candidate(TOTAL, claimed[0].made, "other_year"))
    elif total is not None and is_beside_channels(claimed[0], statements):
        candidates.append(candidate(TOTAL, total, "channel"))
    elif total is not None:
        figures.insert(0, figure_of(TOTAL, total))
    else:
        candidates += unread_totals(statements)
    sure = total if len(figures) > told_apart else None
    return Account(
        tuple(figures), items_of(statements, sure), tuple(disagreements(candidates)),
        tuple(candidates),
    )  # fmt: skip


def leave_out_other_years(statements: list[Statement], year: int | None) -> None:
    """Take channels of another year for none of this one, where it has counts of its own.

    2009年公开14条，此外，2010年网站公开24条: of a report for 2009. A year that stands elsewhere in
    the clause is of what was disclosed, or of a rule: 网站公开2019年度决算10条.
    """
    counts = [made for made in statements if made.role in (Role.TOTAL, Role.CHANNEL)]
    if not any(made.own_year == year is not None for made in counts):
        return
    for made in counts:
        led = LED_BY_YEAR.match(made.head)
        if made.role is Role.CHANNEL and led is not None and int(led[1]) != year:
            made.role = Role.NONE


def rivals_of(claimed: list[Claim], statements: list[Statement]) -> list[Statement]:
    """Return the statements that name another total as plainly as the first does.

    Those that make it up, with its parts or alone, are its parts: 120条，其中甲80条。乙40条。
    What is counted as one of its channels and told again is no other total.
    """
    if not claimed:
        return []
    first = claimed[0]
    rivals = [
        claim.made
        for claim in claimed[1:]
        if claim.rank == first.rank and claim.made.count != first.made.count
    ]
    parts = [
        made.count
        for made in statements[statements.index(first.made) :]
        if made.relation is Relation.PART and made.role is not Role.NONE
    ]
    channels = {made.count for made in statements if is_split_by(made, first.made)}
    rivals = [made for made in rivals if made.count not in channels]
    rest = sum(made.count for made in rivals)
    is_made_up = first.made.count == sum(parts) + rest and len(parts) + len(rivals) > 1
    is_made_up = is_made_up or (first.made.count == rest and len(rivals) > 1)
    return [] if is_made_up else rivals


def is_beside_channels(claim: Claim, statements: list[Statement]) -> bool:
    """Return whether a count that does not say it is all stands beside counts of channels."""
    made = claim.made
    if is_below_channel(claim, statements):
        return True
    if claim.rank > UNSURE or made.summed or made.role is not Role.TOTAL:
        return False
    if made.acts[-1:] == ("publish",) and any(is_larger_channel(o, made) for o in statements):
        return True
    return any(
        other.role is Role.CHANNEL and other.relation is Relation.WHOLE and other.own_channel
        and is_said(other)
        for other in takewhile(lambda other: other is not made, statements)
    )  # fmt: skip


def is_below_channel(claim: Claim, statements: list[Statement]) -> bool:
    """Return whether a count that names no duty to disclose is less than what a site disclosed.

    通过三务公开平台公布信息2135条；公众号一个，共发布623条.
    """
    return claim.rank < PLAIN and any(
        is_larger_channel(other, claim.made)
        and not {"disclose", "disclose_actively"}.isdisjoint(other.acts)
        and other.own_channel
        and not (other.has_label and is_led_by_total(claim.made, other, statements))
        and not is_new_media(other.channel)
        and not is_other(other, claim.made.own_year)
        for other in statements
    )


def is_led_by_total(total: Statement, channel: Statement, statements: list[Statement]) -> bool:
    """Return whether a total leads its sentence, and a kind that a channel published follows."""
    place = statements.index(total)
    is_first = not place or statements[place - 1].sentence is not total.sentence
    return is_first and statements.index(channel) > place


def is_larger_channel(made: Statement, other: Statement) -> bool:
    """Return whether a statement counts more of a channel than another counts of no channel."""
    is_counted = made.role is Role.CHANNEL and is_said(made) and made.unit != "期"
    return is_counted and made.count > other.count


def is_split_by(made: Statement, whole: Statement) -> bool:
    """Return whether a statement counts a channel in the sentences of the whole or right behind."""
    return made.role is Role.CHANNEL and made.own_channel and made.count < whole.count


def disagreements(candidates: Iterable[Candidate]) -> Iterator[Issue]:
    """Yield an issue for each figure that two sentences tell differently."""
    return (disagreement(found) for found in candidates if found.reason == "disagree")
