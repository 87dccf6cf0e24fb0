"""Reads clauses without a count: none, all, and what the next clause takes from them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.about import outside_brackets
from etl.transform.narrative.statements.context import WAYS, Context, note_plan
from etl.transform.narrative.statements.denials import (
    denied_matters,
    denied_under_heading,
    grants_all,
    says_all,
)
from etl.transform.narrative.statements.matters import (
    CASES,
    OUTCOMES,
    disputes_of,
    hard_matter,
    qualities_of,
)
from etl.transform.narrative.statements.phrase import (
    MONTH_AT_HEAD,
    Phrase,
    named_year,
    read_phrase,
)
from etl.transform.narrative.statements.statement import Period, Relation, Statement
from etl.transform.narrative.wording.channels import channel_of, is_new_media, leading_channel
from etl.transform.narrative.wording.pieces import Piece

# Figures of a table that a crawler ran together; no word beside them is a sentence.
GIVEN = frozenset({"disclosed"})
RUN_TOGETHER = re.compile(r"\d{7}")


def uncounted(piece: Piece, context: Context) -> list[Statement]:
    """Return what a clause without a count states, and note what it says for the next."""
    phrase = read_phrase(piece.text)
    is_led = "part" in phrase.kinds and phrase.relation is Relation.PART and not piece.depth
    if is_led or pattern("among_disclosed").fullmatch(piece.text):
        context.in_part = True
    if "except" in phrase.kinds and "carry" in phrase.kinds:
        context.is_excepted = True
    context.is_beside = context.is_beside or phrase.relation is Relation.BESIDE
    note_channel(phrase, context)
    context.acts = phrase.acts if piece.follows == ":" else ()
    context.period = phrase.period if phrase.period is not Period.YEAR else context.period
    if context.tells_months and MONTH_AT_HEAD.match(piece.text):
        context.period = Period.PART
    context.year = phrase.year or context.year
    note_plan(phrase, context)
    note_year(phrase, context)
    matter = hard_matter(outside_brackets(phrase))
    if matter == "consultation" and pattern("asks_opinion").search(piece.text):
        matter = ""
    under = disputes_under(piece, context)
    denied = denied_under_heading(piece.text, phrase.words, under) or denied_matters(
        piece.text, phrase.words, matter or context.matter or context.topic
    )
    if RUN_TOGETHER.search(piece.text):
        denied = []
    zero = [
        Statement(context.place, context.number, Decimal(0), piece.text, "", approximate=False,
                  acts=("carry",) if kind.startswith("carried") else ("receive",),
                  matter="application" if kind.startswith("carried") else kind,
                  own_matter=True, denied=True, quality=carried_way(kind))
        for kind in denied
    ]  # fmt: skip
    if zero:
        return zero
    whole = all_dealt_with(phrase, context, matter)
    if matter:
        context.matter = matter
    return whole


def disputes_under(piece: Piece, context: Context) -> tuple[str, ...]:
    """Return the disputes of the heading that a bare denial may be of.

    Of what a colon parts from a name of its own it is not: 其他情况：无; 行政诉讼：无.
    """
    if piece.sign != ":" or context.before is None:
        return context.disputes
    named = set(disputes_of(read_phrase(context.before.text).words))
    is_led = pattern("none_at_all").fullmatch(context.before.text + piece.text) is not None
    return context.disputes if is_led or named.issuperset(context.disputes) else ()


def note_year(phrase: Phrase, context: Context) -> None:
    """Note the year that a clause names, until the sentence names another."""
    year = named_year(phrase)
    context.named_year = context.named_year if year is None else year
    context.first_year = context.named_year if context.first_year is None else context.first_year


def carried_way(kind: str) -> frozenset[str]:
    """Return the direction in which a denied carrying goes."""
    way = {"carried_in": "last_year", "carried_out": "next_year"}.get(kind)
    return frozenset((way,)) if way else frozenset()


def note_channel(phrase: Phrase, context: Context) -> None:
    """Note a channel for the count in the next clause, unless this one only says what it is."""
    if context.channel is None or pattern("names_channel").match(phrase.text) is None:
        set_named_channel(phrase, context)


def set_named_channel(phrase: Phrase, context: Context) -> None:
    """Note a channel that a clause names for the count in the next: 依托公众号,发布信息90条."""
    acts = [kind for kind in phrase.acts if kind not in ("hold", "make")]
    named = phrase.channel
    through = [word.end for word in phrase.words if word.kind == "through"]
    is_led = named is not None and bool(through)
    account = pattern("kept_account").search(phrase.text)
    if pattern("main_way").search(phrase.text):
        context.channel = None
    elif is_led and (not acts or not phrase.object.strip("，,")):
        context.channel = named
    elif alone := subject_of(phrase.text):
        context.channel = channel_of(alone[1])
    elif (of := pattern("kept_of").search(phrase.text)) and not named and is_new_media(of[1]):
        context.channel = channel_of(of[1])
    elif account is not None and account.end() <= min(through, default=account.end()):
        context.channel = channel_of(account[0])
    elif pattern("kept").search(phrase.text) and not named:
        kept = pattern("kept").split(phrase.text, maxsplit=1)[-1]
        found = channel_of(kept)
        context.channel = found if found and not found.joint else None
    elif through:
        is_joint = named is not None and named.joint
        context.channel = None if is_joint else leading_channel(phrase.text[through[0] :])


def subject_of(text: str) -> re.Match[str] | None:
    """Return the channel that is all of a clause, or the site that its subject is."""
    return pattern("kept_site").match(text) or pattern("named_account").fullmatch(text)


def gives_all(text: str, context: Context) -> bool:
    """Return whether a clause says that all applications of its sentence were granted."""
    made = context.received.get("application")
    if made is None or made.quality & WAYS or made.relation is Relation.PART:
        return False
    return grants_all(text, made.sentence.text + context.place.text)


def part_before(context: Context) -> Statement | None:
    """Return the part of the applications that a clause goes on about: 其中19件，已按期予以答复."""
    last = context.last
    if last is None or last.segment != context.number or last.relation is not Relation.PART:
        return None
    is_done = {"handle"}.issuperset(last.acts)
    told = OUTCOMES | WAYS | {"left_aside"}
    is_bare = last.is_generic and is_done and not last.quality & told
    return last if is_bare and last.matter == "application" and last.unit else None


def leaves_aside(context: Context) -> bool:
    """Return whether some of the cases before a clause were not answered: 其中1件撤回申请."""
    last = context.last
    return last is not None and last.segment == context.number and "left_aside" in last.quality


def all_dealt_with(phrase: Phrase, context: Context, own: str) -> list[Statement]:
    """Return the statement that all of what came in was dealt with."""
    matter = own or context.matter or context.topic
    deeds = says_all(phrase.text, phrase.words)
    is_lawful = matter == "application" and pattern("dealt_lawfully").fullmatch(phrase.text)
    is_rest = pattern("of_rest").match(phrase.text) is not None
    if not deeds and is_lawful and not (is_rest and leaves_aside(context)):
        deeds = tuple(w.kind for w in phrase.words if w.kind in ("answer", "conclude"))[-1:]
    is_given = matter == "application" and gives_all(phrase.text, context)
    is_told = matter == "application" and pattern("told_result").fullmatch(phrase.text) is not None
    deeds = deeds or (("answer",) if is_given or is_told else ())
    if not deeds or context.is_excepted or not matter:
        return []
    taken = [
        m for m in context.received.values() if m.segment == context.number and m.matter in CASES
    ]
    if own or not taken:
        taken = [context.received[matter]] if matter in context.received else []
    if is_lawful and not own and not is_rest and (part := part_before(context)):
        taken = [part]
    if context.ended and not own:
        taken = [made for made in taken if made.count == context.ended]
    told = qualities_of(phrase.text)
    qualities = [told]
    if {"answer", "conclude"}.intersection(deeds):
        end = max((word.end for word in phrase.words if word.kind in deeds), default=0)
        behind = qualities_of(phrase.text[end:]) & OUTCOMES
        behind = GIVEN if is_given else behind
        qualities = [told - OUTCOMES, *([told - OUTCOMES | behind] if behind else [])]
    return [
        replace(
            made, sentence=context.place, segment=context.number, acts=deeds, all_of=True,
            quality=quality, relation=Relation.WHOLE,
        )
        for made in taken
        for quality in qualities
    ]  # fmt: skip
