"""Keeps what the sentences before say that a clause may leave out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from etl.definitions.prose_words import pattern
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.statements.deeds import DEALING, DISCLOSING
from etl.transform.narrative.statements.matters import CASES, HARD, OUTCOMES
from etl.transform.narrative.statements.phrase import YEAR, Phrase
from etl.transform.narrative.statements.statement import Period, Relation, Statement
from etl.transform.narrative.wording.channels import Channel
from etl.transform.narrative.wording.pieces import Piece

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
    ended: Decimal = Decimal(0)
    channel: Channel | None = None
    period: Period = Period.YEAR
    year: int | None = None
    named_year: int | None = None
    in_part: bool = False
    is_excepted: bool = False
    is_beside: bool = False
    is_vowed: bool = False
    is_planned: bool = False
    first_year: int | None = None
    has_channel: bool = False
    text_before: str = ""
    names_hotline: bool = False
    names_hall: bool = False
    tells_months: bool = False
    told_months: bool = False
    spans_years: bool = False
    acts: tuple[str, ...] = ()
    last: Statement | None = None
    aside: Statement | None = None
    before: Piece | None = None
    said: str = ""

    def new_segment(self, text: str) -> None:
        """Begin a segment: forget what is said for one segment only.

        The year named last goes on, unless the segment sets another beside that of the sentence:
        2023年412件，2022年508件；办结率98%，2022年为97%.
        """
        self.number += 1
        self.channel, self.period, self.year = None, Period.YEAR, None
        self.has_channel = False
        self.named_year = self.first_year if YEAR.search(text) else self.named_year
        self.is_excepted = self.is_beside = self.is_planned = False
        self.acts, self.before, self.aside, self.said = (), None, None, ""


def remember(statement: Statement, context: Context) -> None:
    """Note what the clauses behind a statement may refer to."""
    context.has_channel = context.has_channel or bool(statement.channel)
    if statement.matter in context.disputes:
        context.disputes = ()
    is_part = statement.depth or statement.relation is Relation.PART
    is_inside = is_part and statement.matter in CASES and context.matter in CASES
    if is_inside or is_platform_beside(statement, context):
        remember_part(statement, context)
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
        remember_received(statement, context)


def remember_received(statement: Statement, context: Context) -> None:
    """Note what came in, and of it how many are said to have ended in some way."""
    before = context.received.get(statement.matter)
    if before is not None and (
        is_of_earlier(statement, before) or is_smaller_beside(statement, before)
    ):
        return
    if before is not None and is_ended(statement, before):
        context.ended += statement.count
        return
    context.received[statement.matter], context.ended = together(context, statement), Decimal(0)


def remember_part(part: Statement, context: Context) -> None:
    """Note the hotline's part of other cases, and our part of an office's above.

    接到投诉658件，其中市长热线转交421件，均已办结; 全县受理9000件，其中转办我镇228件，均已办结.
    """
    whole = context.received.get(part.matter)
    is_taken = part.own_matter and "receive" in part.acts and part.matter == "hotline"
    is_own = is_of_own_office(part) and not part.quality & OUTCOMES
    is_ours = whole is not None and is_own and is_of_other_office(whole)
    if is_ours or (whole is None and is_taken):
        context.received[part.matter] = part


def is_of_own_office(made: Statement) -> bool:
    """Return whether the clause of a count names the office itself."""
    return "own_office" in made.quality or pattern("own_subject").search(made.head) is not None


def is_of_other_office(whole: Statement) -> bool:
    """Return whether a count is that of an office above our own: 全县公开30条."""
    return "own_office" not in whole.quality and pattern("above").search(whole.head) is not None


def is_platform_beside(made: Statement, context: Context) -> bool:
    """Return whether a platform's cases stand beside the hotline's, which the clauses behind mean.

    热线受理283件，某网反映56件，按时办结率100%.
    """
    is_aside = made.matter == "consultation" and not made.own_matter
    return is_aside and context.matter == "hotline"


def note_plan(phrase: Phrase, context: Context) -> None:
    """Note that a clause says what is meant to be done, and for how far it says so."""
    context.is_vowed = context.is_vowed or any(
        w.kind == "vow" and not phrase.text[: w.start].endswith(("为", "便", "制定"))
        for w in phrase.words
    )
    context.is_planned = context.is_planned or phrase.period is Period.PLAN


def is_meant(phrase: Phrase, context: Context, *, bounded: bool) -> bool:
    """Return whether a count or a rate is meant to be reached; `bounded` where it says at least."""
    note_plan(phrase, context)
    is_least = pattern("least").search(phrase.text) is not None
    return context.is_vowed or is_least or (context.is_planned and bounded)


def is_smaller_beside(statement: Statement, before: Statement) -> bool:
    """Return whether another line's cases stand beside more of the hotline's: 县长热线11件."""
    is_beside = statement.segment == before.segment and statement.sign == "、"
    is_other = pattern("other_line").match(statement.head) is not None
    return is_beside and is_other and statement.count < before.count


def is_of_earlier(statement: Statement, before: Statement) -> bool:
    """Return whether cases are those of an earlier year than the ones told before them."""
    if statement.own_year is None or before.own_year is None:
        return False
    return statement.segment == before.segment and statement.own_year < before.own_year


def is_ended(statement: Statement, before: Statement) -> bool:
    """Return whether a count says how some of the cases before it ended: 13件；部分公开9件."""
    is_one = statement.sentence is before.sentence and not before.quality & OUTCOMES
    return is_one and bool(statement.quality & OUTCOMES) and statement.count <= before.count


def is_of_other_applicants(made: Statement, before: Statement) -> bool:
    """Return whether kinds of applicants are counted apart: 自然人申请2件、法人申请1件."""
    named = [pattern("applicant").search(each.head) for each in (before, made)]
    return all(named) and not made.acts and made.sign in (",", "、")


def together(context: Context, statement: Statement) -> Statement:
    """Return what is to be dealt with: the sum of the ways it came in, with what was carried."""
    before = context.received.get(statement.matter)
    if before is None or before.segment != statement.segment:
        return statement
    is_carried = "carry" in statement.acts and "receive" in before.acts
    is_split = bool(before.quality & WAYS and statement.quality & WAYS)
    if not (is_carried or is_split or is_of_other_applicants(statement, before)):
        return statement
    return replace(statement, count=before.count + statement.count)
