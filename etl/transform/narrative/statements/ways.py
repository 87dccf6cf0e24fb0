"""Tells through which channel a statement says that something was published."""

from __future__ import annotations

import re

from etl.definitions.prose_words import pattern, unit_kinds
from etl.transform.narrative.statements.context import Context
from etl.transform.narrative.statements.deeds import DISCLOSING
from etl.transform.narrative.statements.lists import sums_only
from etl.transform.narrative.statements.phrase import OF_CHANNEL, Phrase
from etl.transform.narrative.statements.statement import Relation, Statement
from etl.transform.narrative.wording.channels import (
    OWN_OFFICE,
    Channel,
    channel_by_place,
    channel_of,
    is_new_media,
    leading_channel,
    periodical_of,
)
from etl.transform.narrative.wording.generic import is_generic
from etl.transform.narrative.wording.pieces import KINDS
from etl.transform.narrative.wording.words import words_in

COLUMN = re.compile(r"(?:专栏|专题)(?:信息)?$")
GAZETTE = "公报"
# What boards and screens are counted in, and nothing that stands on them.
OF_PLACES = frozenset("处块面")


def set_channel(made: Statement, phrase: Phrase, context: Context) -> None:
    """Set the channel of a statement, its own or that of the clause before it."""
    channel = named_channel(made, phrase, context)
    if channel is None and DISCLOSING.intersection(made.acts):
        channel = beside_channels(phrase, context)
        if channel is not None:
            made.own_channel, made.has_label, made.object = True, False, phrase.object
    channel = channel or channel_of_deed(made, context)
    if channel is not None and is_of_gazette(made, channel):
        made.matter = "gazette" if is_own_gazette(made, channel) else made.matter
        made.own_channel, channel = False, None
    if channel is not None:
        made.channel, made.joint = channel.name, channel.joint
        made.quality |= {"all_ways"} if channel.all_ways else frozenset()
        if made.acts == ("report_up",) and is_handed_to_own(made, context):
            made.acts = ("publish",)


def is_handed_to_own(made: Statement, context: Context) -> bool:
    """Return whether what was handed to a channel stands among what channels published.

    其中公众号上报信息120条; 网站142条、公众号330条、党政信息网录用89条.
    """
    last = context.last
    is_part = made.relation is Relation.PART and made.is_generic
    is_beside = last is not None and last.segment == made.segment and made.sign in (",", "、")
    is_beside = is_beside and last is not None and last.own_channel and not last.acts
    return (is_part and is_new_media(made.channel)) or (is_beside and not made.object.strip())


def named_channel(made: Statement, phrase: Phrase, context: Context) -> Channel | None:
    """Return the channel that a clause names, before its deed or as what was counted."""
    channel = phrase.channel
    if channel is not None and is_catalogue_of_list(made, phrase, channel, context):
        channel, made.object, made.has_label = None, channel.name, True
        made.is_generic = False
    made.own_channel = channel is not None
    if channel is None and not DISCLOSING.isdisjoint(made.acts) and not made.own_channel:
        channel = None if tells_of_year(made, phrase, context) else context.channel
    said = bool(made.object) and not DISCLOSING.isdisjoint(made.acts)
    if (
        channel is None
        and made.object
        and (said or (not made.acts and not is_column(made, context)))
    ):
        channel = channel_of(made.object, is_listed=True)
        if channel is None:
            channel = channel_of(OF_CHANNEL.sub("", made.object), is_listed=True)
        made.own_channel = channel is not None
        made.has_label = made.has_label and channel is None
    return channel


def is_catalogue_of_list(
    made: Statement, phrase: Phrase, channel: Channel, context: Context
) -> bool:
    """Return whether a catalogue stands among kinds: 概况32条，动态310条，信息公开目录发布42条.

    So it does behind the site that it is a part of: 网站发布信息204条，信息公开目录更新60条.
    """
    last = context.last
    is_led = "through" in phrase.kinds or pattern("directory").fullmatch(channel.name) is None
    if last is None or last.segment != made.segment or is_led:
        return False
    is_of_site = last.own_channel and not last.joint and "网" not in channel.name
    is_of_site = is_of_site and made.count <= last.count and "网" in last.channel
    is_of_site = is_of_site and not phrase.object.strip()
    return is_of_site or (made.relation is Relation.PART and last.has_label)


def count_issues_apart(made: Statement, tail: str, context: Context) -> None:
    """Take the items of an account that stand behind its issues.

    公众号发布信息189期，713条; 公开栏更新48期、公开信息230条.
    """
    last = context.last
    if last is None or last.segment != made.segment or made.sign not in (",", "、"):
        return
    is_told = not made.channel and pattern("bare_items").fullmatch(made.head) is not None
    is_bare = not made.head and not tail and made.sign == ","
    is_sum = sums_only().fullmatch(made.head) is not None
    is_bare = is_bare or (is_sum and is_generic(tail, published=True))
    if (
        (is_bare or is_told)
        and made.count >= last.count
        and made.unit == "条"
        and last.channel
        and last.unit in unit_kinds()["issue"]
    ):
        made.acts = made.acts or last.acts
        made.channel, made.joint = last.channel, last.joint
        made.own_channel, made.quality = last.own_channel, made.quality | last.quality
        last.matter = "paperwork"


def is_own_gazette(made: Statement, channel: Channel) -> bool:
    """Return whether a gazette is the government's, and none of statistics or of waters."""
    named = (channel.name, made.object)
    if channel.name == GAZETTE:
        named = (made.sentence.text,)
    return any(word.kind == "gazette" for text in named for word in words_in(text))


def is_of_gazette(made: Statement, channel: Channel) -> bool:
    """Return whether issues of a gazette were counted, and nothing that stands in it."""
    is_named = channel.name.endswith(GAZETTE) or GAZETTE in made.object
    return is_named and made.unit in unit_kinds()["issue"]


def channel_of_deed(made: Statement, context: Context) -> Channel | None:
    """Return the account of which the clause before says what was done: 公众号推送资讯，共96篇."""
    before = context.before
    if before is None or made.acts or made.matter or not made.is_generic or not made.summed:
        return None
    acts = {word.kind for word in words_in(before.text)}
    ways = [word for word in words_in(made.sentence.text) if word.kind == "through"]
    is_lone = "publish" in acts and len(ways) == 1
    return leading_account(before.text) if is_lone else None


def leading_account(text: str) -> Channel | None:
    """Return the account of the new media through which a clause says that something was done."""
    through = [word.end for word in words_in(text) if word.kind == "through"]
    found = leading_channel(text[through[0] :]) if through else None
    return found if found is not None and is_new_media(found.name) else None


def beside_channels(phrase: Phrase, context: Context) -> Channel | None:
    """Return what a name before a deed is beside channels: 网站30条，新闻报道发布9条."""
    is_beside = context.has_channel and phrase.relation is not Relation.PART
    return channel_by_place(phrase.before) if is_beside else None


def tells_of_year(made: Statement, phrase: Phrase, context: Context) -> bool:
    """Return whether a count is of the year, though boards or accounts are counted before it.

    设宣传栏31处，全年主动公开政府信息120条.
    """
    is_kept = context.before is not None and pattern("kept_site").match(context.before.text)
    if (context.before is not None and not is_kept) or "公开" not in phrase.text:
        return False
    names_duty = made.acts == ("disclose_actively",) and "政府信息" in made.object
    if context.channel is not None and is_new_media(context.channel.name):
        return made.acts == ("disclose_actively",) or OWN_OFFICE.match(phrase.text) is not None
    return names_duty or "year_word" in phrase.kinds or phrase.year is not None


def channel_for_next(
    made: Statement, phrase: Phrase, tail: str, context: Context
) -> Channel | None:
    """Return the channel that a count which is none of information names for the next clause.

    公众号粉丝1.8万人，推文512篇; 网站发布12类信息，累计公开400条; 设宣传栏49处，公开信息180条.
    """
    if made.matter == "engagement":
        return looked_at(phrase.text) or context.channel
    name = boards_of(made) if {"hold"}.issuperset(made.acts) else ""
    if name or (made.unit == "期" and made.acts == ("hold",)):
        return channel_set_up(phrase) or channel_of(name, is_listed=True)
    is_kept = made.acts == ("hold",) and made.relation is Relation.PART
    is_led = "through" in phrase.kinds
    is_one = made.unit == "个" and (not made.acts or is_kept)
    is_one = is_one and (is_led or "等" not in made.object)
    of_accounts = tail if is_led and not made.acts else made.object
    if is_one and is_new_media(of_accounts):
        return channel_of(of_accounts, is_listed=True)
    is_of_columns = made.unit == "个" and {"hold"}.issuperset(made.acts)
    if is_of_columns and pattern("columns_of_site").match(phrase.text):
        return leading_channel(phrase.text)
    if made.unit == "次" and "update" in made.acts and phrase.channel is None:
        return context.channel
    return phrase.channel if made.unit in KINDS or tail.startswith(KINDS) else None


def boards_of(made: Statement) -> str:
    """Return the name of the boards or screens that were counted one by one: 设置公开栏5个."""
    if made.unit in OF_PLACES:
        return made.object
    named = pattern("boards").search(made.head) if made.unit == "个" else None
    return named[0] if named else ""


def channel_set_up(phrase: Phrase) -> Channel | None:
    """Return the channel in which something was set up: 在县融媒体专设公开栏5个."""
    through = next((word for word in phrase.words if word.kind == "through"), None)
    deed = next((word for word in phrase.words if word.kind == "hold"), None)
    if through is None or deed is None or deed.start < through.end:
        return None
    named = phrase.text[through.end : deed.start]
    return channel_of(named) or periodical_of(named)


def looked_at(text: str) -> Channel | None:
    """Return the account, or the office's site, of which a clause counts the readers."""
    channel = leading_channel(text)
    if channel is None or is_new_media(channel.name):
        return channel
    return channel if pattern("office_site").match(channel.name) else None


def is_column(made: Statement, context: Context) -> bool:
    """Return whether a column of a site stands among kinds: 财政信息2条，法治建设专栏2条."""
    last = context.last
    if last is None or last.segment != made.segment or made.sign not in (",", "、"):
        return False
    return last.has_label and COLUMN.search(made.object) is not None
