"""Reads the rates that a clause states, each by its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.clauses import note_year
from etl.transform.narrative.statements.context import Context, is_meant
from etl.transform.narrative.statements.deeds import DEALING
from etl.transform.narrative.statements.matters import CASES, hard_matter, qualities_of
from etl.transform.narrative.statements.phrase import Phrase
from etl.transform.narrative.statements.statement import Period, Statement
from etl.transform.narrative.wording.counts import Count
from etl.transform.narrative.wording.words import Word


def rates(phrase: Phrase, head: str, count: Count, context: Context) -> list[Statement]:
    """Return a statement for each rate that a clause gives: 回复率和满意率均达100%."""
    own = hard_matter(phrase.words)
    matter = own or context.matter or context.topic
    context.matter = own if own in CASES else context.matter
    is_plan = is_meant(phrase, context, bounded=True)
    period = Period.PART if pattern("quarter").search(head) else Period.YEAR
    period = Period.PLAN if is_plan else period
    named = rate_names(phrase.words, head)
    deeds = [w for w in phrase.words if w.kind in DEALING]
    if not named and deeds and not phrase.object.strip("为达是均都保持在到"):
        named = [(deeds[-1].kind, deeds[-1].start, deeds[-1].end)]
    note_year(phrase, context)
    if not named and is_bare_rise(phrase) and context.last is not None and context.last.percent:
        return [replace(
            context.last, count=count.value, raw=f"{count.raw}%", period=period,
            approximate=count.approximate, named_year=context.named_year,
        )]  # fmt: skip
    begin = 0
    found = []
    for kind, _, end in named:
        text = head[begin:end]
        begin = end
        quality = qualities_of(text)
        found.append(Statement(
            context.place, context.number, count.value, f"{count.raw}%", "%", count.approximate,
            acts=(kind,), matter=matter, own_matter=bool(own), percent=True, quality=quality,
            period=period, object=rate_label(text), named_year=context.named_year, head=head,
        ))  # fmt: skip
    return found


def is_bare_rise(phrase: Phrase) -> bool:
    """Return whether a clause says what the rate before it became, and names no rate of its own."""
    told = {
        place for word in phrase.words if word.kind in ("became", "filler", "year_word")
        for place in range(word.start, word.end)
    }  # fmt: skip
    end = len(phrase.text)
    return "became" in phrase.kinds and told.issuperset(range(end - len(phrase.object), end))


def rate_names(words: Sequence[Word], text: str) -> list[tuple[str, int, int]]:
    """Return (deed, start, end) of each rate that the words of a text name; 不满意率 is none."""
    found = []
    for before, word in zip([None, *words], words, strict=False):
        if word.kind == "satisfied" and not text.endswith("不", 0, word.start):
            found.append(("satisfied", word.start, word.end))
        elif word.kind == "rate" and before is not None and before.kind in DEALING:
            found.append((before.kind, before.start, word.end))
    return found


def rate_label(text: str) -> str:
    """Return the printed name of a rate, with the word of time before it."""
    match = re.search(
        r"(?:按时|按期|及时|限时|群众)?[\u4e00-\u9fff]{2,4}[率度]$|[\u4e00-\u9fff]{2,4}$", text
    )
    return match[0] if match else text
