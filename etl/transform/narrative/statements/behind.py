"""Reads the words behind a count: what was done with what it counts."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.clauses import GIVEN
from etl.transform.narrative.statements.context import WAYS, Context
from etl.transform.narrative.statements.deeds import DEALING
from etl.transform.narrative.statements.denials import grants_all, says_all
from etl.transform.narrative.statements.matters import CASES, OUTCOMES
from etl.transform.narrative.statements.statement import Relation, Statement
from etl.transform.narrative.wording.part_names import EXPLAINED
from etl.transform.narrative.wording.words import words_in

# What is said behind a count was done with it: 4件正在办理.
BEHIND = DEALING | {"carry", "pending"}
# What stands in brackets and alone behind a count: 申请1件(已答复).
IN_BRACKETS = re.compile(r"^\(([^()]*)\)$")


def is_all_received(made: Statement) -> bool:
    """Return whether a statement counts all applications that came in."""
    is_taken = made.matter == "application" and "receive" in made.acts
    return is_taken and made.relation is Relation.WHOLE and not made.quality & WAYS


def behind(made: Statement, tail: str) -> list[Statement]:
    """Return what the words behind a count state: 218件全部办结, 6件结转下年."""
    if "(" in tail:
        tail = IN_BRACKETS.sub(r"\1", EXPLAINED.sub("", tail))
    words = words_in(tail)
    if is_all_received(made) and grants_all(tail, made.sentence.text):
        made.quality -= OUTCOMES
        answered = replace(made, acts=("answer",), all_of=True)
        return [answered, replace(answered, quality=made.quality | GIVEN)]
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


def every_one_dealt_with(made: Statement, tail: str, context: Context) -> list[Statement]:
    """Return that all of what came in and was carried in was dealt with: 全部252件均按期办结."""
    if pattern("every_one").fullmatch(made.head) is None:
        return []
    deeds = says_all(tail, words_in(tail))
    taken = [
        m for m in context.received.values()
        if m.segment == context.number and m.matter in CASES and m.count == made.count
    ]  # fmt: skip
    return [
        replace(made, matter=m.matter, own_matter=m.own_matter, acts=deeds, all_of=True)
        for m in taken if deeds
    ]  # fmt: skip
