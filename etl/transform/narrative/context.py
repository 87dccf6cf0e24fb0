"""Keeps what the sentences before say that a clause may leave out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from etl.transform.document.sentences import Sentence
from etl.transform.narrative.channels import Channel
from etl.transform.narrative.matters import CASES, HARD
from etl.transform.narrative.phrase import DEALING, DISCLOSING
from etl.transform.narrative.pieces import Piece
from etl.transform.narrative.statement import Period, Relation, Statement

WAYS = frozenset({"in_person", "by_letter", "online", "other_way"})
INHERITED = frozenset({"receive", "carry"}) | DEALING


NOWHERE = Sentence("", "")


@dataclass(slots=True)
class Context:
    """What the sentences before say that a clause may leave out."""

    place: Sentence = NOWHERE
    number: int = 0
    topic: str = ""
    disputes: tuple[str, ...] = ()
    matter: str = ""
    received: dict[str, Statement] = field(default_factory=dict)
    channel: Channel | None = None
    period: Period = Period.YEAR
    year: int | None = None
    named_year: int | None = None
    in_part: bool = False
    is_excepted: bool = False
    is_beside: bool = False
    names_hotline: bool = False
    names_hall: bool = False
    acts: tuple[str, ...] = ()
    last: Statement | None = None
    before: Piece | None = None

    def new_segment(self) -> None:
        """Begin a segment: forget what is said for one segment only."""
        self.number += 1
        self.channel, self.period, self.year = None, Period.YEAR, None
        self.is_excepted = self.is_beside = False
        self.acts, self.before = (), None


def remember(statement: Statement, context: Context) -> None:
    """Note what the clauses behind a statement may refer to."""
    if statement.depth and statement.matter in CASES and context.matter in CASES:
        return
    if statement.matter in HARD:
        context.matter = statement.matter if statement.matter in CASES else ""
    elif not DISCLOSING.isdisjoint(statement.acts):
        context.matter = ""
    done = DEALING.intersection(statement.acts)
    is_taken = not done or "receive" in statement.acts or done == {"handle"}
    if statement.relation is Relation.CHANGE:
        return
    if is_taken and not statement.percent and statement.relation is not Relation.PART:
        context.received[statement.matter] = together(context, statement)


def together(context: Context, statement: Statement) -> Statement:
    """Return what is to be dealt with: the sum of the ways it came in, with what was carried."""
    before = context.received.get(statement.matter)
    if before is None or before.segment != statement.segment:
        return statement
    is_carried = "carry" in statement.acts and "receive" in before.acts
    if not is_carried and not (before.quality & WAYS and statement.quality & WAYS):
        return statement
    return replace(statement, count=before.count + statement.count)
