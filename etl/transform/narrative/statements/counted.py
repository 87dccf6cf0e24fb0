"""Reads a clause with a count as a statement."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.about import channel_for_next, set_channel, set_matter
from etl.transform.narrative.statements.clauses import note_year, uncounted
from etl.transform.narrative.statements.context import Context, is_meant
from etl.transform.narrative.statements.deeds import ACTS, DEALING, DISCLOSING, NOMINAL
from etl.transform.narrative.statements.denials import says_all
from etl.transform.narrative.statements.lists import EMPTY, join_list, share_deed
from etl.transform.narrative.statements.matters import DISPUTES, disputes_of
from etl.transform.narrative.statements.phrase import Phrase, read_phrase
from etl.transform.narrative.statements.rates import rates
from etl.transform.narrative.statements.statement import Period, Relation, Statement
from etl.transform.narrative.wording.counts import Count
from etl.transform.narrative.wording.generic import is_generic
from etl.transform.narrative.wording.part_names import EXPLAINED
from etl.transform.narrative.wording.pieces import Piece
from etl.transform.narrative.wording.words import words_in

DIGITS = "0123456789.,"
NONE_OF = re.compile(r"(?:无|未|没有|未发生|未收到)$")
STOPS = ACTS | {"all", "deny", "compare", "beside_year", "beside", "year_word"}
LONGEST_FIELD = 8
# Behind the first part of a list a longer name may stand: …的监督检查公开14条.
LONGEST_PART = 30
# What is said behind a count was done with it: 4件正在办理.
BEHIND = DEALING | {"carry", "pending"}
LABELS = re.compile(r"(?:栏目|板块|信息|类|动态|公告|文件|专区|领域)$")


def counted(piece: Piece, context: Context) -> list[Statement]:
    """Return the statements of a clause with a count."""
    count = next((c for c in piece.counts if c.unit in ("条", "篇")), piece.counts[-1])
    head, tail = piece.text[: piece.counts[0].start], piece.text[count.end :]
    if NONE_OF.search(head):
        return uncounted(replace(piece, text=head + tail, counts=()), context)
    phrase = read_phrase(head)
    if count.percent:
        return rates(phrase, head, count, context)
    made = base(piece, count, phrase, context)
    made.head, made.before = head, phrase.before
    set_object(made, phrase, head, tail, context)
    is_left = "pending" in made.acts and "last_year" in phrase.kinds
    if is_left or ("receive" in made.acts and pattern("carried_from").search(phrase.text)):
        made.acts = ("carry",)
    set_matter(made, phrase, tail, context)
    set_channel(made, phrase, context)
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


def base(piece: Piece, count: Count, phrase: Phrase, context: Context) -> Statement:
    """Return a statement with what count and clause say of themselves."""
    relation = phrase.relation
    if relation is Relation.WHOLE and context.is_beside:
        relation = Relation.BESIDE
    context.in_part = context.in_part or (relation is Relation.PART and not piece.depth)
    if relation is Relation.BESIDE:
        context.in_part = False
    is_closed = "until" in phrase.kinds and DEALING.intersection(phrase.acts)
    if relation is Relation.WHOLE and (is_closed or is_closing_sum(phrase)):
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
    note_year(phrase, context)
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
        own_year=phrase.year or context.year, named_year=context.named_year,
        quality=own_qualities(phrase),
    )  # fmt: skip


def period_of(phrase: Phrase, context: Context) -> Period:
    """Return the period of a clause, its own or that before it: 5月份，我镇…，全年公开120条."""
    is_of_year = context.period is Period.PART and "year_word" in phrase.kinds
    if phrase.period is not Period.YEAR or is_of_year:
        return phrase.period
    return context.period


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


def set_object(made: Statement, phrase: Phrase, head: str, tail: str, context: Context) -> None:
    """Set what was counted: the words before the count, or behind it where none stand there."""
    named = phrase.object
    said = not DISCLOSING.isdisjoint(made.acts)
    nominal = made.acts[-1:] and made.acts[-1] in NOMINAL
    if phrase.before and nominal and not said and not named.strip(EMPTY):
        named = head[head.index(phrase.before) :]
        made.quality |= {"nominal"}
    elif (
        phrase.before
        and is_generic(named, published=True)
        and (is_label(phrase.before, made) or is_listed(phrase.before, made, context))
    ):
        is_name = made.relation is Relation.ENTRY or LABELS.search(phrase.before)
        named = phrase.before if is_name else named_with_deed(phrase)
    if not named.strip(EMPTY) and is_named_behind(tail):
        named = tail.partition("(")[0]
    made.object = named
    is_illustrated = said and pattern("subjects").search(named) is not None
    if is_illustrated and made.relation is Relation.WHOLE:
        made.quality |= {"illustrated"}
    made.is_generic = "illustrated" in made.quality or is_generic(named, published=bool(made.acts))
    made.has_label = bool(named) and not made.is_generic


def named_with_deed(phrase: Phrase) -> str:
    """Return the words before a deed with it, as printed: 数据发布2条."""
    start = phrase.text.index(phrase.before)
    deed = next(word for word in phrase.words if word.start >= start + len(phrase.before))
    return phrase.text[start : deed.end]


def is_listed(before: str, made: Statement, context: Context) -> bool:
    """Return whether words before a deed name a member of a list: 工作信息3条，预算公开7条."""
    last = context.last
    if last is None or last.segment != made.segment or made.sign not in (",", "、"):
        return False
    is_short = len(before) <= LONGEST_FIELD and not is_generic(before, published=True)
    return last.has_label and last.unit == made.unit and is_short and not made.summed


def is_named_behind(tail: str) -> bool:
    """Return whether what was counted stands behind its count: 5条机构信息."""
    words = words_in(tail)
    return not (
        not tail or tail[0] in "(,已" or (words and words[0].start == 0 and words[0].kind in STOPS)
    )


def is_label(before: str, made: Statement) -> bool:
    """Return whether words before a deed name what was disclosed: 政务要闻栏目发布信息."""
    if is_generic(before, published=True):
        return False
    longest = LONGEST_FIELD if "own_part" in made.quality else LONGEST_PART
    if made.relation is Relation.PART and len(before) <= longest:
        return True
    if made.relation is Relation.ENTRY and "by_noun" in made.quality:
        return True
    return LABELS.search(before.strip("的共")) is not None and "的" not in before[-1:]


def behind(made: Statement, tail: str) -> list[Statement]:
    """Return what the words behind a count state: 218件全部办结, 6件结转下年."""
    words = words_in(EXPLAINED.sub("", tail))
    if not words:
        return []
    deeds = says_all(tail, words)
    if deeds:
        if not made.acts and made.matter == "":
            return []
        return [replace(made, acts=deeds, all_of=True)]
    later = tuple(word.kind for word in words if word.kind in BEHIND)
    if later and not made.acts:
        made.acts = later
    return []
