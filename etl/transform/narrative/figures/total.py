"""Decides which count is that of all that was disclosed in the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from etl.definitions.prose_words import pattern
from etl.transform.narrative.figures.disclosed import is_said
from etl.transform.narrative.figures.shares import is_led, is_other, year_of
from etl.transform.narrative.figures.sole_channel import sole_channel, split_channel
from etl.transform.narrative.statements.statement import Period, Relation, Role, Statement
from etl.transform.narrative.wording.words import words_in

# Longer words before 信息公开 name something that is only a part of what was disclosed.
LONGEST_BEFORE = 8
TOTAL = "proactive_total"
# What the name of a site holds.
SITES = ("网", "门户", "平台")


class Claim(NamedTuple):
    """A statement that may be the total, and how plainly it says so."""

    made: Statement
    rank: float
    is_of_other_year: bool = False


def claims(statements: Iterable[Statement], year: int | None) -> list[Claim]:
    """Return the statements that may be the total, the plainest first, of equals the first.

    `year` is that of the report, None where nothing but its statements may tell it.
    """
    told = list(statements)
    year = year or year_of(told)
    channels: dict[int, list[Statement]] = defaultdict(list)
    for made in told:
        if made.role is Role.CHANNEL:
            channels[id(made.sentence)].append(made)
    found = [
        Claim(made, rank, is_of_other_year=is_other(made, year))
        for made in told
        if (rank := rank_of(made, year)) > 0
        and not is_beside_others(made, channels[id(made.sentence)])
    ]
    found = [claim for claim in found if not is_of_some_ways(claim.made, told)]
    found = [claim for claim in found if not is_less_than_named(claim.made, found)]
    found = [claim for claim in found if not is_beside_site(claim.made, told)]
    found = [claim for claim in found if not is_of_years(claim.made, found, year)]
    if any(made.period is Period.EVER and not (made.matter or made.acts) for made in told):
        found = [c for c in found if c.made.period is not Period.UNTIL or is_led(c.made, year)]
    lone = sole_channel(told) or split_channel(told)
    found += [Claim(lone, 0.5)] if lone is not None else []
    return sorted(found, key=lambda claim: -claim.rank)


def is_less_than_named(made: Statement, found: list[Claim]) -> bool:
    """Return whether joint channels are counted beside a larger count of all that was disclosed.

    主动公开政策文件、公示公告等政府信息235条。…通过查阅点、网站等渠道公开信息26条.
    """
    if made.role is not Role.CHANNEL:
        return False
    return any(
        "illustrated" in claim.made.quality and "disclose_actively" in claim.made.acts
        and claim.made.count > made.count for claim in found
    )  # fmt: skip


def is_beside_site(made: Statement, told: list[Statement]) -> bool:
    """Return whether joint channels without a site are counted, and a site elsewhere.

    在县政府网站公开信息12条。公告栏及宣传栏公开信息182条; not 通过网站、公众号等公开信息120条.
    """
    if made.role is not Role.CHANNEL or any(sign in made.channel for sign in SITES):
        return False
    if pattern("of_any_kind").search(made.channel):
        return False
    is_closed = "等" not in made.head
    return (is_closed and "disclose_actively" not in made.acts) or any(
        other.role is Role.CHANNEL and other.own_channel and is_said(other) and not other.joint
        and other.relation is Relation.WHOLE and pattern("site").search(other.channel)
        for other in told
    )  # fmt: skip


def is_of_some_ways(made: Statement, told: list[Statement]) -> bool:
    """Return whether a sum over ways is of new media alone: 公众号20条，抖音8条，两个平台共28条."""
    if "counted_ways" not in made.quality:
        return False
    beside = [m for m in told if m.role is Role.CHANNEL and m.segment == made.segment]
    has_site = any(pattern("site").search(m.channel) for m in beside)
    return not has_site or sum(m.count for m in beside) != made.count


def is_of_years(made: Statement, found: list[Claim], year: int | None) -> bool:
    """Return whether a sum up to a day is of more than the year that another statement counts."""
    if made.period is not Period.UNTIL:
        return False
    is_of_year = is_led(made, year)
    return any(
        (not is_of_year or claim.made.sentence is made.sentence)
        and claim.made.period is Period.YEAR and claim.made.count < made.count and claim.rank > 2
        and ("of_year" in claim.made.quality or claim.made.own_year == year is not None)
        for claim in found
    )  # fmt: skip


def is_beside_others(made: Statement, channels: Sequence[Statement]) -> bool:
    """Return whether a clause counts channels beside or behind others: 网站40条，报刊等载体20条.

    `channels` are the counts of channels in its sentence. All ways through which the office says
    that it discloses are all: 通过公开栏、网站等载体主动公开政府信息90条，在媒体刊发新闻5篇.
    """
    beside = [
        other for other in channels
        if other.segment <= made.segment and other.channel != made.channel
        and other.relation is Relation.WHOLE
    ]  # fmt: skip
    is_first = channels[0] is made if channels else False
    is_plain = is_first and "disclose_actively" in made.acts and "政府信息" in made.object
    if is_plain and "all_ways" in made.quality:
        return sum(other.count for other in beside) > made.count
    return made.role is Role.CHANNEL and bool(beside)


def rank_of(made: Statement, year: int | None) -> float:
    """Return how plainly a statement counts all that was disclosed, 0 where it does not."""
    shared = made.role is Role.CHANNEL and "all_ways" in made.quality and is_said(made)
    if not may_be_whole(made, shared=shared):
        return 0
    rank = plainness(made) - (1.5 if shared else 0)
    rank -= 2 if made.relation is Relation.BESIDE else 0
    rank -= 1.2 if made.period is Period.UNTIL and not is_led(made, year) else 0
    rank -= 2 if is_other(made, year) else 0
    return max(rank, 0.1)


def may_be_whole(made: Statement, *, shared: bool) -> bool:
    """Return whether a statement may count all; `shared` where several channels share it."""
    if made.relation not in (Relation.WHOLE, Relation.BESIDE) or made.depth:
        return False
    is_list = "、" in made.object and [w.kind for w in words_in(made.object)][-1:] == ["sum"]
    if (made.role is not Role.TOTAL and not shared) or (shared and made.has_label and not is_list):
        return False
    if "illustrated" in made.quality and pattern("illustrated_works").search(made.object):
        return False
    if is_of_account(made) or is_of_field(made) or pattern("sent_documents").search(made.head):
        return False
    if "by_noun" in made.quality and len(made.before) > LONGEST_BEFORE:
        return False
    return made.opens != "、" or bool(made.object or made.summed)


def is_of_account(made: Statement) -> bool:
    """Return whether a count is likely of an account that is not named: 全年推文510篇."""
    is_by_media = "led_by_media" in made.quality and "公开" not in made.head
    if is_by_media or "offline" in made.quality:
        return True
    is_published = made.acts == ("publish",)
    if is_published and pattern("printed_by_media").search(made.head):
        return True
    is_bare = not made.object.strip() or pattern("reposts").search(made.head) is not None
    if is_published and is_bare and not made.summed:
        return True
    is_note = is_published or pattern("bare_notes").fullmatch(made.head) is not None
    is_form = pattern("forms").match(made.object) or pattern("works").search(made.object)
    return bool(is_form) or (is_note and made.unit in ("篇", "期", "则"))


def is_of_field(made: Statement) -> bool:
    """Return whether a count is of the field of work that leads its sentence.

    健康领域，公开卫生政策，全年发布相关信息100条.
    """
    led, _, _ = made.sentence.text.partition(made.raw)
    is_related = pattern("related").match(made.object) and "disclose_actively" not in made.acts
    return bool(is_related) and pattern("led_by_field").search(led) is not None


def plainness(made: Statement) -> float:
    """Return how plainly the words of a statement name all that was disclosed."""
    acts = made.acts
    if "illustrated" in made.quality:
        return 0.5
    if "disclose_actively" in acts or "add_actively" in acts or "主动公开" in made.object:
        return 4.0
    if "disclose" in acts and "led_by_duty" in made.quality and "公开" in made.head:
        return 4.0
    if "disclose" in acts:
        return 3.0 if made.summed else 2.5
    if "publish" in acts or "update" in acts:
        return 2.0 if made.summed else 1.0
    return 1.5
