"""Reads a whole narrative at once: its figures, its parts, and what a person must decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.domain.report import Candidate, Figure, Issue, Item
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.assign_figures import chosen
from etl.transform.narrative.disclosed import role_of
from etl.transform.narrative.doubts import candidate, disagreement, undirected, unread_totals
from etl.transform.narrative.figure_of import figure_of
from etl.transform.narrative.items import items_of
from etl.transform.narrative.read_statements import statements_of
from etl.transform.narrative.statement import Relation, Role, Statement
from etl.transform.narrative.total import TOTAL, Claim, claims, part_from_larger


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
    part_from_larger(statements)
    for made in statements:
        made.role = role_of(made)
    claimed = claims(statements, year)
    total = claimed[0].made if claimed else None
    rivals = rivals_of(claimed, statements)
    figures, doubtful = chosen(statements)
    candidates = [*doubtful, *undirected(statements)]
    if rivals:
        candidates.append(candidate(TOTAL, claimed[0].made, "disagree", rivals))
    elif claimed and claimed[0].is_of_other_year:
        candidates.append(candidate(TOTAL, claimed[0].made, "other_year"))
    elif total is not None:
        figures.insert(0, figure_of(TOTAL, total))
    else:
        candidates += unread_totals(statements)
    return Account(
        tuple(figures), items_of(statements, total), tuple(disagreements(candidates)),
        tuple(candidates),
    )  # fmt: skip


def rivals_of(claimed: list[Claim], statements: list[Statement]) -> list[Statement]:
    """Return the statements that name another total as plainly as the first does.

    Those that make it up together with its parts are its parts: 120条，其中甲80条。乙40条。
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
    is_made_up = parts and sum(parts) + sum(made.count for made in rivals) == first.made.count
    return [] if is_made_up else rivals


def disagreements(candidates: Iterable[Candidate]) -> Iterator[Issue]:
    """Yield an issue for each figure that two sentences tell differently."""
    return (disagreement(found) for found in candidates if found.reason == "disagree")
