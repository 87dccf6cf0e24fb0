"""Tells what a statement is about: by its words, or those before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.context import INHERITED, WAYS, Context
from etl.transform.narrative.statements.deeds import DEALING, DISCLOSING
from etl.transform.narrative.statements.matters import (
    CASES,
    OUTCOMES,
    SOFT,
    matter_of,
    qualities_of,
)
from etl.transform.narrative.statements.phrase import Phrase
from etl.transform.narrative.statements.statement import Relation, Statement
from etl.transform.narrative.wording.channels import (
    channel_of,
)
from etl.transform.narrative.wording.generic import is_generic
from etl.transform.narrative.wording.segments import HOTLINE_SIGN
from etl.transform.narrative.wording.words import Word, words_in

BRACKETS = re.compile(
    r"\([^()]*\)|《[^《》]*》"
    r"|“[^“”]*”(?=(?:官方|政务)?(?:微信|公众号|视频号|微博|抖音|头条|客户端|门户|网站))"
)
DOCUMENT_STATES = frozenset({"repeal", "in_force"})
DOCUMENTS = frozenset({"normative_document", "rule_document"})


def set_matter(made: Statement, phrase: Phrase, tail: str, context: Context) -> None:
    """Set what a statement is about, from its own words or from those before."""
    words = outside_brackets(phrase)
    matter = matter_of(words) or matter_of(words_in(tail.partition("(")[0]))
    made.own_matter = bool(matter)
    is_thing = made.unit == "个" and matter in CASES and pattern("counted_things").match(tail)
    if is_thing or (matter and pattern("counted_offices").search(phrase.object)):
        return
    if matter == "application" and is_asked_of_hall(made, context):
        matter = "service"
    is_item = made.unit in ("条", "篇")
    if matter == "application" and is_item and is_no_request(made, phrase, context):
        matter = "other_application"
    if matter == "service" and is_disclosed_matter(made):
        matter = ""
    is_column = is_item and pattern("column").search(made.head) is not None
    if is_column or (matter in SOFT | {"consultation"} and is_one_of_several(made, matter)):
        matter = ""
    if not matter and is_new_case(made, context):
        made.acts = ("receive",)
    set_named_matter(made, phrase, tail, context, matter)
    counted = (made.head, tail.partition("(")[0])
    if made.matter in CASES and any(map(pattern("paperwork").search, counted)):
        made.matter = "paperwork"


def is_no_request(made: Statement, phrase: Phrase, context: Context) -> bool:
    """Return whether a site was asked, or an attribute is counted: 主动公开125条，依申请公开2条."""
    if pattern("asks_a_site").search(phrase.text):
        return True
    last = context.last
    if last is None or last.segment != context.number or not made.count:
        return False
    is_beside = last.head.endswith("主动公开") and last.unit == made.unit
    return is_beside and pattern("as_attribute").fullmatch(made.head) is not None


def is_disclosed_matter(made: Statement) -> bool:
    """Return whether matters of the service hall were disclosed: 公开公共服务事项85项."""
    is_told = not DISCLOSING.isdisjoint(made.acts[-1:]) and "事项" in made.object
    return is_told and made.unit in ("项", "条") and "receive" not in made.acts


def is_one_of_several(made: Statement, matter: str) -> bool:
    """Return whether what was disclosed is of several kinds: 公开会议、政策解读、动态120条."""
    if DISCLOSING.isdisjoint(made.acts) or pattern("several").search(made.object) is None:
        return False
    return not all(matter_of(words_in(part)) == matter for part in made.object.split("、"))


def is_asked_of_hall(made: Statement, context: Context) -> bool:
    """Return whether a sentence on the service hall counts applications, and none for information.

    便民服务中心设窗口8个，受理申请300件.
    """
    if context.topic == "application" or not context.names_hall:
        return False
    return pattern("asks_for_information").search(made.sentence.text) is None


def outside_brackets(phrase: Phrase) -> Sequence[Word]:
    """Return the words of a clause without those that explain a name, of titles and of accounts.

    职权类信息(含行政审批); 《关于加强管理的意见》; “青禾信访”公众号.
    """
    is_published = not DISCLOSING.isdisjoint(phrase.acts)
    words = outside_channel(phrase) if is_published else phrase.words
    if not any(sign in phrase.text for sign in "(《“"):
        return words
    spans = [
        match.span()
        for match in BRACKETS.finditer(phrase.text)
        if is_published or not match[0].startswith("“")
    ]
    return [w for w in words if not any(a <= w.start < b for a, b in spans)]


def outside_channel(phrase: Phrase) -> Sequence[Word]:
    """Return the words of a clause without those in the names of its channels: 县长信箱等平台."""
    if phrase.channel is None or len(phrase.acts) > 1 or HOTLINE_SIGN in phrase.channel.name:
        return phrase.words
    start = next((word.start for word in phrase.words if word.kind in DISCLOSING), 0)
    return [word for word in phrase.words if word.start >= start]


def set_named_matter(
    made: Statement, phrase: Phrase, tail: str, context: Context, matter: str
) -> None:
    """Set what a statement is about where its words name a matter, or those before it do."""
    if matter or context.matter or context.topic or "carry" in made.acts or "重点" in phrase.object:
        made.quality |= qualities_of(phrase.text + tail)
    if pattern("carried_from").search(phrase.text) and "next_year" not in made.quality:
        made.quality |= {"last_year"}
    is_of_hotline = context.matter == "hotline" or context.names_hotline
    is_case = matter == "hotline_case" and is_of_hotline
    is_case = is_case and pattern("other_source").match(made.head) is None
    if is_case or (matter == "service" and is_handed_on(made, context)):
        matter = "hotline"
    if not matter and is_silent(made, context):
        matter = context.matter or (context.topic if made.acts or not made.object else "")
        takes = {"receive", "carry"} & set(made.acts)
        bare = is_generic(made.object.replace("年", ""), published=False)
        if not matter and takes and (bare or "carry" in made.acts):
            matter = "hotline" if context.names_hotline else application_untold(made, context)
            matter = "service" if is_asked_of_hall(made, context) else matter
    if not matter and DOCUMENT_STATES.intersection(made.acts) and context.last is not None:
        beside = context.last.segment == made.segment and context.last.matter in DOCUMENTS
        matter = context.last.matter if beside else ""
    is_by_noun = matter == "application" and made.acts == ("disclose",)
    if (is_by_noun and "by_noun" in made.quality) or (not matter and is_request(made)):
        matter, made.acts = "application", ("receive",)
    made.matter = "" if matter == "table" and made.count else matter


def is_handed_on(made: Statement, context: Context) -> bool:
    """Return whether cases are those that the clause before has by the hotline.

    用好12345热线，共收到办件193件.
    """
    before = context.before
    named = {word.kind for word in words_in(before.text)} if before is not None else set()
    is_bare = pattern("bare_cases").fullmatch(made.head) is not None
    return "hotline" in named and "service" not in named and is_bare


def application_untold(made: Statement, context: Context) -> str:
    """Return that bare cases are applications, where their sentence is on disclosure or its year.

    公开63条；收到2件，均已答复; not 累计收件9898件，累计办结9542件, nor those of a service hall.
    """
    text = context.text_before + made.sentence.text
    told = pattern("of_applications" if "收件" not in made.head else "asks_for_information")
    if told.search(text) is None:
        return ""
    return "" if pattern("service_hall").search(made.sentence.text) else "application"


def is_request(made: Statement) -> bool:
    """Return whether public information is said to have been asked for: 受理公开信息3件."""
    asked = "receive" in made.acts and not DISCLOSING.isdisjoint(made.acts)
    return asked and made.is_generic and made.unit in ("件", "宗", "例")


def is_new_case(made: Statement, context: Context) -> bool:
    """Return whether what is new is a case of what the text is about: 依申请公开方面，新增5件."""
    told = made.acts == ("update",) and made.is_generic and not made.channel
    return told and made.unit in ("件", "宗", "例") and (context.matter or context.topic) in CASES


def is_silent(made: Statement, context: Context) -> bool:
    """Return whether a statement leaves out what it is about."""
    if follows_outcome(made, context) or (
        context.matter == "application"
        and made.unit == "件"
        and pattern("belongs").match(made.head)
    ):
        return True
    discloses = not DISCLOSING.isdisjoint(made.acts) or bool(made.channel)
    discloses = discloses or is_of_others(made, context)
    is_reply = DEALING.intersection(made.acts) and "信息" in made.object
    is_deed = made.acts and not INHERITED.intersection(made.acts)
    if discloses or is_reply or is_deed:
        return False
    if context.matter == "application" and made.quality & (OUTCOMES | WAYS):
        listed = made.relation is Relation.PART or made.sign in ("、", ",", ":")
        return listed or bool(made.quality & OUTCOMES)
    is_change = made.relation is Relation.CHANGE
    if INHERITED.intersection(made.acts) or is_change or goes_on_counting(made, context):
        return True
    if made.is_generic or not made.object.strip() or pattern("rest").match(made.object):
        return True
    return made.relation is Relation.PART and channel_of(made.object) is None


def is_of_others(made: Statement, context: Context) -> bool:
    """Return whether cases were dealt with that are none of those the text is about.

    热线诉求89件，办结89件；网格事件230件，办结230件.
    """
    last = context.last
    if last is None or last.segment != context.number or not DEALING.intersection(made.acts):
        return False
    is_named = last.relation is Relation.WHOLE and not (last.matter or last.channel)
    is_named = is_named and pattern("other_cases").search(last.head) is not None
    return is_named and last.unit == made.unit and made.count <= last.count


def follows_outcome(made: Statement, context: Context) -> bool:
    """Return whether a count of cases stands in a list of how applications ended.

    予以公开1件，已通过网站对外公开1件.
    """
    last = context.last
    if last is None or last.segment != context.number or made.sign not in (",", "、"):
        return False
    return last.matter == "application" and bool(last.quality & OUTCOMES) and made.unit == "件"


def goes_on_counting(made: Statement, context: Context) -> bool:
    """Return whether a count that leads its clause is of the cases before it.

    申请4件，2件不属于本单位信息.
    """
    last = context.last
    if last is None or last.segment != context.number or not made.object:
        return False
    if made.head.strip(",") not in ("", "其中"):
        return False
    return last.matter in CASES and last.unit == made.unit and made.count <= last.count
