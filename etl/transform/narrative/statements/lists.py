"""Reads a count as the member of the list that it stands in."""

from __future__ import annotations

import re
from functools import cache

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.context import INHERITED, Context
from etl.transform.narrative.statements.deeds import DEALING, NOMINAL
from etl.transform.narrative.statements.matters import HARD
from etl.transform.narrative.statements.statement import Period, Relation, Statement
from etl.transform.narrative.wording.generic import is_generic
from etl.transform.narrative.wording.words import words_in, words_of

# What the count of the year before is led by: 由去年20条增至30条.
FROM = re.compile("由|从")
EMPTY = "的了:共计约达到为有数、 "
SHARING = frozenset({"hotline", "letter", "message", "consultation", "proposal"})


def join_list(made: Statement, context: Context) -> None:
    """Take a count for a part of the list that it stands in, whatever its name seems to say.

    In 动态91、回应16、依申请2 nothing was answered and nobody applied.
    """
    last = context.last if context.last and context.last.segment == made.segment else None
    is_part = made.relation is Relation.PART
    if is_named(made) and made.opens != "(":
        beside = last is not None and made.sign in ("、", ",", ":")
        # What is told of another year stands beside no kind: 2023年公开数18条，2022年公开数15条.
        beside = beside and "names_year" not in made.quality
        if is_part or beside:
            made.is_generic, made.has_label = False, True
    is_statutory = is_part and pattern("statutory").fullmatch(made.head) is not None
    if is_statutory and not made.channel:
        name_whole(made)
    if is_kind_of_list(made, context):
        made.matter = ""
        name_whole(made)
    if is_nominal(made) and (last is not None or is_part):
        name_whole(made)
    if last is None or made.sign != "、" or not made.head or made.channel:
        return
    is_list = last.has_label and not last.acts and last.matter not in HARD
    if is_list and made.unit == last.unit and made.depth == last.depth:
        name_whole(made)
        made.matter = "" if made.matter in HARD else made.matter
        made.period = Period.YEAR


def is_kind_of_list(made: Statement, context: Context) -> bool:
    """Return whether a name of cases is a kind in a list of information: 问题咨询类48条."""
    last = context.last
    if last is None or made.acts or made.matter not in HARD:
        return False
    is_kind = made.matter == "quality" or made.head.endswith(("类", "类信息"))
    is_kind = is_kind and made.unit in ("条", "篇")
    return (
        is_kind
        and last.has_label
        and not last.acts
        and last.matter not in HARD
        and last.unit == made.unit
    )


def is_named(made: Statement) -> bool:
    """Return whether a name without a deed says something, if only in general."""
    if not made.is_generic or made.acts or made.channel:
        return False
    if sums_only().fullmatch(made.head) and made.summed:
        return False  # 共计89条政府信息
    return sums_only().fullmatch(made.object) is None and bool(made.object.strip(EMPTY))


def is_nominal(made: Statement) -> bool:
    """Return whether the words of a deed are a name: 机构设置3条."""
    if not made.acts or not NOMINAL.issuperset(made.acts) or made.matter in HARD:
        return False
    return made.unit in ("条", "篇", "") and (made.acts[-1] != "make" or not made.has_label)


def name_whole(made: Statement) -> None:
    """Take all the words before a count for the name of what was counted."""
    made.object, made.acts, made.is_generic, made.has_label = made.head, (), False, True


def share_deed(made: Statement, context: Context) -> None:
    """Take over the deed that one verb says of several: 如下：…; 回复诉求66条,留言20条."""
    last = context.last
    if made.acts and not ("nominal" in made.quality and made.matter == "proposal"):
        return
    if (
        last is not None
        and last.period is Period.LAST
        and "became" in {word.kind for word in words_in(made.head)[:1]}
    ):
        made.acts, made.matter, made.channel = last.acts, last.matter, last.channel
        made.object = FROM.split(last.object)[0]
        made.is_generic = is_generic(made.object, published=bool(made.acts))
        made.has_label = bool(made.object) and not made.is_generic
        return
    if context.acts and context.acts[-1] in INHERITED:
        made.acts = context.acts
    elif last is not None and last.segment == made.segment and made.sign in (",", "、"):
        if is_platform(made, last):
            made.acts, made.matter, made.channel = last.acts, "consultation", ""
            made.has_label = False
            return
        is_other = made.own_matter and made.matter in SHARING and last.matter in SHARING
        if is_other and DEALING.intersection(last.acts) and not last.all_of:
            made.acts, made.quality = last.acts, made.quality - {"nominal"}


def is_platform(made: Statement, last: Statement) -> bool:
    """Return whether a name beside cases is where others came from: 热线90件，某网3件."""
    if made.own_matter or made.is_generic or made.relation is Relation.CHANGE:
        return False
    is_case = made.unit == last.unit == "件"
    dealt = {"receive", *DEALING}.intersection(last.acts)
    return is_case and last.matter in SHARING - {"proposal"} and bool(dealt) and not last.all_of


@cache
def sums_only() -> re.Pattern[str]:
    """Return the pattern of a name that says no more than that a sum follows: 全年总计."""
    return re.compile(rf"(?:{words_of('sum', 'year_word')})*+")
