"""Names what a statement counts: the words before the count, before its deed, or behind it."""

from __future__ import annotations

import re
from functools import cache

from etl.definitions import load
from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.context import Context
from etl.transform.narrative.statements.deeds import ACTS, DISCLOSING, NOMINAL
from etl.transform.narrative.statements.lists import EMPTY
from etl.transform.narrative.statements.phrase import Phrase
from etl.transform.narrative.statements.statement import Relation, Statement
from etl.transform.narrative.wording.counts import OF_DOCUMENTS
from etl.transform.narrative.wording.generic import is_generic
from etl.transform.narrative.wording.words import words_in

STOPS = ACTS | {"all", "deny", "compare", "beside_year", "beside", "year_word"}
LONGEST_FIELD = 8
# Behind the first part of a list a longer name may stand: …的监督检查公开14条.
LONGEST_PART = 30
LABELS = re.compile(r"(?:栏目|板块|信息|类|动态|公告|文件|专区|领域)$")


def set_object(made: Statement, phrase: Phrase, head: str, tail: str, context: Context) -> None:
    """Set what was counted: the words before the count, or behind it where none stand there."""
    named = phrase.object
    if pattern("counted_ways").fullmatch(named):
        named, made.quality = "", made.quality | {"counted_ways"}
    said = not DISCLOSING.isdisjoint(made.acts)
    nominal = made.acts[-1:] and made.acts[-1] in NOMINAL
    if phrase.before and nominal and not said and not named.strip(EMPTY):
        named = head[head.index(phrase.before) :]
        made.quality |= {"nominal"}
    elif (
        phrase.before
        and is_generic(named, published=True)
        and (is_label(phrase, made) or is_listed(phrase.before, made, context))
    ):
        is_name = made.relation is Relation.ENTRY or LABELS.search(phrase.before)
        named = phrase.before if is_name else named_with_deed(phrase)
    named = with_tail(named, tail, said=said)
    if said and not named.strip(EMPTY) and (made_before := documents_before(made, context)):
        named = made_before if phrase.channel is None else named
        made.quality |= {"of_made"}
    made.object = named
    is_illustrated = said and pattern("subjects").search(named) is not None
    if is_illustrated and made.relation is Relation.WHOLE:
        made.quality |= {"illustrated"}
    made.is_generic = "illustrated" in made.quality or is_generic(named, published=bool(made.acts))
    if "by_noun" in made.quality and pattern("organs").match(phrase.before):
        made.is_generic = False
    made.has_label = bool(named) and not made.is_generic


def with_tail(named: str, tail: str, *, said: bool) -> str:
    """Return the words before a count, or those behind it that name what was counted."""
    if said and named.endswith("等") and pattern("behind_subjects").match(tail):
        return named + tail.partition("(")[0]
    is_behind = not named.strip(EMPTY) and is_named_behind(tail)
    return tail.partition("(")[0] if is_behind else named


def documents_before(made: Statement, context: Context) -> str:
    """Return the documents of which some are disclosed: 制发公文64件，主动公开24件."""
    last = context.last
    if last is None or last.segment != made.segment or last.acts != ("make",):
        return ""
    is_some = last.has_label and last.unit == made.unit and made.count <= last.count
    return last.object if is_some else ""


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


@cache
def fields_alone() -> re.Pattern[str]:
    """Return the pattern of a name that is of fields of work and of nothing else: 机构职能."""
    words = {re.escape(word) for field in load().taxonomy for word in field.words}
    ordered = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(f"(?:政府|部门|年度|和|及|、|{ordered}){{1,4}}")


def is_label(phrase: Phrase, made: Statement) -> bool:
    """Return whether words before a deed name what was disclosed: 政务要闻栏目发布信息."""
    before = phrase.before
    if is_generic(before, published=True):
        return False
    longest = LONGEST_FIELD if "own_part" in made.quality else LONGEST_PART
    if made.relation is Relation.PART and len(before) <= longest:
        return True
    is_organ = pattern("organs").match(before) is not None
    if (made.relation is Relation.ENTRY or is_organ) and "by_noun" in made.quality:
        return True
    is_lone = made.unit in OF_DOCUMENTS and not made.summed and not phrase.object.strip(EMPTY)
    if is_lone and fields_alone().fullmatch(before):
        return True
    return LABELS.search(before.strip("的共")) is not None and "的" not in before[-1:]
