"""Reads a clause with a count as a statement."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.about import set_matter
from etl.transform.narrative.statements.behind import behind, every_one_dealt_with
from etl.transform.narrative.statements.clauses import note_year, uncounted
from etl.transform.narrative.statements.context import Context, is_meant
from etl.transform.narrative.statements.deeds import ACTS, DEALING
from etl.transform.narrative.statements.lists import join_list, share_deed
from etl.transform.narrative.statements.matters import (
    DISPUTES,
    OUTCOMES,
    disputes_of,
    matter_of,
    qualities_of,
)
from etl.transform.narrative.statements.objects import set_object
from etl.transform.narrative.statements.phrase import MONTH_AT_HEAD, Phrase, read_phrase
from etl.transform.narrative.statements.rates import rates
from etl.transform.narrative.statements.statement import Period, Relation, Statement
from etl.transform.narrative.statements.ways import (
    channel_for_next,
    count_issues_apart,
    set_channel,
)
from etl.transform.narrative.wording.counts import Count
from etl.transform.narrative.wording.generic import is_generic
from etl.transform.narrative.wording.pieces import Piece
from etl.transform.narrative.wording.words import words_in

DIGITS = "0123456789.,"
NONE_OF = re.compile(r"(?:无|未|没有|未发生|未收到)$")
# What was done with some of the cases that is no answer: 1件撤回申请, 1件转交其他部门.
ASIDE = frozenset({"withdraw", "carry", "receive"})


def counted(piece: Piece, context: Context) -> list[Statement]:
    """Return the statements of a clause with a count."""
    count = next((c for c in piece.counts if c.unit in ("条", "篇")), piece.counts[-1])
    head, tail = piece.text[: piece.counts[0].start], piece.text[count.end :]
    if pattern("taken_over").search(head) or pattern("per_time").match(tail):
        return []
    if NONE_OF.search(head):
        return uncounted(replace(piece, text=head + tail, counts=()), context)
    phrase = read_phrase(head)
    if count.percent:
        return rates(phrase, head, count, context)
    is_beside = pattern("from_last_year").search(head) is not None
    if "except" in phrase.kinds and head.startswith("除") and not is_beside:
        context.is_excepted = True
    if pattern("but").fullmatch(head):
        return left_out(piece, count, tail, context)
    return told(piece, count, head, tail, context)


def left_out(piece: Piece, count: Count, tail: str, context: Context) -> list[Statement]:
    """Return what is said of cases that the next clause leaves out: 除1件结转下年外，均已答复."""
    words = words_in(tail)
    if "application" in (context.matter, context.topic) and any(w.kind == "carry" for w in words):
        return told(piece, count, "", tail, context)
    names = matter_of(words) or qualities_of(tail) & OUTCOMES
    return told(piece, count, piece.text[: piece.counts[0].start], tail, context) if names else []


def told(piece: Piece, count: Count, head: str, tail: str, context: Context) -> list[Statement]:
    """Return the statements of a count with the words before and behind it."""
    phrase = read_phrase(head)
    made = base(piece, count, phrase, context)
    made.head, made.before = head, phrase.before
    made.quality |= led_by(context.said, head)
    if any(word.kind in ASIDE for word in words_in(tail)):
        made.quality |= {"left_aside"}
    if every := every_one_dealt_with(made, tail, context):
        return every
    set_object(made, phrase, head, tail, context)
    if is_carried(made, phrase):
        made.acts = ("carry",)
    set_matter(made, phrase, tail, context)
    set_channel(made, phrase, context)
    count_issues_apart(made, tail, context)
    context.channel = channel_for_next(made, phrase, tail, context)
    share_deed(made, context)
    join_list(made, context)
    more = behind(made, tail)
    if "carry" in made.acts and pattern("to_next_year").search(piece.text):
        made.quality |= {"next_year"}
    both = disputes_of(phrase.words)
    if made.matter in DISPUTES and len(both) > 1:
        more += [replace(made, matter=kind) for kind in both if kind != made.matter]
    return [made, *more]


def led_by(said: str, head: str) -> set[str]:
    """Return what the clauses before a count, and its own words, lead it with."""
    found = {"led_by_duty"} if pattern("led_by_duty").fullmatch(said) else set[str]()
    found |= {"led_by_media"} if pattern("led_by_media").match(said + head) else set[str]()
    return found | ({"offline"} if pattern("led_offline").match(said) else set[str]())


def is_carried(made: Statement, phrase: Phrase) -> bool:
    """Return whether cases are those of the year before: 上年未办结3件, 2023年结转收到3件."""
    is_left = "pending" in made.acts and "last_year" in phrase.kinds
    is_named = pattern("carried_from").search(phrase.text) is not None
    return is_left or ("receive" in made.acts and is_named)


def base(piece: Piece, count: Count, phrase: Phrase, context: Context) -> Statement:
    """Return a statement with what count and clause say of themselves."""
    is_manner = piece.follows != "、" and is_lone_manner(phrase, context)
    relation = Relation.WHOLE if is_manner else led_relation(phrase)
    if relation is Relation.WHOLE and context.is_beside:
        relation = Relation.BESIDE
    context.in_part = context.in_part or (relation is Relation.PART and not piece.depth)
    if relation is Relation.BESIDE:
        context.in_part = False
    is_closed = "until" in phrase.kinds and DEALING.intersection(phrase.acts)
    is_new = is_closed or is_closing_sum(phrase)
    is_new = is_new or (piece.sign != "、" and begins_applications(count, phrase, context))
    if relation is Relation.WHOLE and is_new:
        context.in_part = False
    if relation is Relation.WHOLE and (context.in_part or piece.depth):
        relation = Relation.PART
    led = context.before.text if context.before else ""
    last = context.last
    is_listed = last is not None and last.segment == context.number and piece.sign == "、"
    goes_on = is_listed and last is not None and last.relation is Relation.CHANGE
    is_grown = (goes_on and not phrase.acts) or pattern("increase").search(led + phrase.text)
    if is_grown or is_measure(piece, phrase):
        relation = Relation.CHANGE
    named_year = year_named(piece, phrase, context)
    period = period_of(phrase, context)
    context.period = Period.YEAR
    bounded = piece.counts[-1].approximate
    is_asked = "part_year" in phrase.kinds and pattern("least").search(count.raw.strip(DIGITS))
    if is_meant(phrase, context, bounded=bounded) or is_asked:
        period = Period.PLAN
    if any(
        a.kind == "part_year" and b.kind in ACTS and a.end == b.start
        for a, b in pairwise(phrase.words)
    ):
        period = Period.PART
    return Statement(
        context.place, context.number, count.value, count.raw, count.unit, count.approximate,
        acts=phrase.acts, summed=phrase.summed, period=period, relation=relation,
        sign=piece.sign, depth=piece.depth, opens=piece.follows,
        own_year=phrase.year or context.year, named_year=named_year,
        quality=own_qualities(phrase),
    )  # fmt: skip


def led_relation(phrase: Phrase) -> Relation:
    """Return the relation that a clause gives its count: a part of the applications before it.

    申请中针对规划部门9件.
    """
    is_part = phrase.relation is Relation.WHOLE and pattern("of_them").search(phrase.text)
    return Relation.PART if is_part else phrase.relation


def year_named(piece: Piece, phrase: Phrase, context: Context) -> int | None:
    """Return the year that a count is said to be of; one in brackets is of what stands there.

    受理1062件(2021年为1340件)，办结1055件.
    """
    before = context.named_year
    note_year(phrase, context)
    named = context.named_year
    if piece.depth:
        context.named_year = before
    return named


def is_lone_manner(phrase: Phrase, context: Context) -> bool:
    """Return whether 分别 says only how it was done: 分别通过网站、公众号公开信息230条."""
    first = phrase.words[0] if phrase.words else None
    last = context.last
    is_led = first is not None and (first.text, first.start) == ("分别", 0)
    return is_led and (last is None or last.segment != context.number)


def begins_applications(count: Count, phrase: Phrase, context: Context) -> bool:
    """Return whether a clause counts applications behind the parts of something else."""
    is_case = count.unit in ("件", "宗", "例")
    is_taken = "receive" in phrase.acts or (is_case and not phrase.acts)
    names = any(word.kind == "application" for word in phrase.words)
    return is_taken and names and context.last is not None and context.last.matter != "application"


def period_of(phrase: Phrase, context: Context) -> Period:
    """Return the period of a clause, its own or that before it: 5月份，我镇…，全年公开120条."""
    is_of_year = context.period is Period.PART and "year_word" in phrase.kinds
    # A month beside a span of months is no year's, either: 1至11月公开120条，12月公开20条.
    is_month = context.tells_months and MONTH_AT_HEAD.match(phrase.text)
    is_part = is_month or is_done_in_months(phrase, context)
    if is_part and not phrase.kinds & {"year_word", "sum"}:
        return Period.PART
    if phrase.period is not Period.YEAR or is_of_year:
        return phrase.period
    # What a sentence says of several years it says of all kinds; a year alone is named again.
    is_of_years = context.spans_years and phrase.year is None and "year_word" not in phrase.kinds
    return Period.EVER if is_of_years and phrase.acts == () else context.period


def is_done_in_months(phrase: Phrase, context: Context) -> bool:
    """Return whether cases of some months were dealt with: 12月份受理热线38件，办结38件."""
    last = context.last
    if last is None or (last.segment, last.matter) != (context.number, "hotline"):
        return False
    is_done = bool(DEALING.intersection(phrase.acts)) and "receive" in last.acts
    return is_done and last.period is Period.PART and phrase.year is None


def is_measure(piece: Piece, phrase: Phrase) -> bool:
    """Return whether a count is one that others are measured by: 较2022年的120条增长."""
    tail = piece.text[piece.counts[-1].end :]
    other = pattern("measured_by").search(phrase.text)
    return other is not None or pattern("goal").match(tail) is not None


def is_closing_sum(phrase: Phrase) -> bool:
    """Return whether a clause sums up the parts before it: 网站20条，公众号40条，全年共公开60条."""
    is_summed = phrase.kinds.issuperset({"sum", "year_word"})
    return is_summed and phrase.channel is None and is_generic(phrase.object, published=True)


def own_qualities(phrase: Phrase) -> frozenset[str]:
    """Return how a clause leads its count: as a part by itself, by a noun instead of a deed."""
    is_part = phrase.relation is Relation.PART
    told = (
        ("own_part", is_part), ("by_noun", phrase.by_noun),
        ("of_year", "year_word" in phrase.kinds), ("names_year", phrase.year is not None),
        ("own_office", phrase.by_own_office),
    )  # fmt: skip
    return frozenset(name for name, holds in told if holds)
