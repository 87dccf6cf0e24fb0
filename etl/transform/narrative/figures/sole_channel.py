"""Takes the count of the one site that a report counts for the total, where nothing else is."""

from __future__ import annotations

from etl.definitions.prose_words import pattern
from etl.transform.narrative.figures.disclosed import is_said
from etl.transform.narrative.statements.statement import Relation, Role, Statement
from etl.transform.narrative.wording.channels import is_new_media
from etl.transform.narrative.wording.words import words_in

FEWEST_PARTS = 2


def is_whole(made: Statement) -> bool:
    """Return whether a statement counts information in general, as a whole."""
    return made.role is Role.TOTAL and made.relation is not Relation.PART and not made.depth


def is_sum(whole: Statement, parts: list[Statement]) -> bool:
    """Return whether parts make up a whole."""
    return sum(part.count for part in parts) == whole.count


def publishes(made: Statement) -> bool:
    """Return whether a channel's count is of what it published: 公众号40条; 公众号推送40次."""
    return made.role is Role.CHANNEL or (is_said(made) and not made.percent)


def stands_beside(made: Statement, first: Statement) -> bool:
    """Return whether a channel's count is no part of what the first one published."""
    return made.relation is not Relation.PART or made.segment > first.segment + 1


def sole_channel(statements: list[Statement]) -> Statement | None:
    """Return the count of the one site that a report counts, where it counts only its parts."""
    # Issues of a board are no items of information.
    statements = [m for m in statements if m.unit != "期" or is_new_media(m.channel)]
    channels = [m for m in statements if m.role is Role.CHANNEL and not m.depth]
    if not channels or any(is_whole(m) for m in statements):
        return None
    first = next((m for m in channels if is_said(m)), channels[0])
    has_kinds = any(m.role is Role.KIND and m.segment == first.segment for m in statements)
    others = [m for m in statements if m.channel not in ("", first.channel) and not m.depth]
    if not has_kinds and any(stands_beside(m, first) and publishes(m) for m in others):
        return None
    beside = [m for m in channels if m is not first and m.channel != first.channel]
    rest = [m for m in beside if is_said(m) and not is_account_beside(m, first, statements)]
    is_split = {m.relation for m in beside} == {Relation.PART} and is_sum(first, beside)
    is_alone = not rest or is_split or all(is_column_of(m, first) for m in rest)
    return first if is_alone and may_be_all(first, is_lone=len(channels) == 1) else None


def is_account_beside(made: Statement, first: Statement, statements: list[Statement]) -> bool:
    """Return whether an account's count stands beside a site's that is split by kinds of its own.

    在政府官网上主动公开街道信息423条，其中工作总结1条。此外，通过微信公众号发布信息977条.
    """
    is_split = any(
        m.role is Role.KIND and m.relation is Relation.PART and m.segment == first.segment
        for m in statements
    )
    is_site = "disclose_actively" in first.acts and pattern("site").search(first.channel)
    is_more = made.relation is Relation.BESIDE and "disclose_actively" not in made.acts
    return bool(is_split and is_site and is_more and is_new_media(made.channel))


def is_column_of(made: Statement, first: Statement) -> bool:
    """Return whether a board is counted among the parts of the site: 网站40条，其中公示栏15条."""
    return made.relation is Relation.PART and made.segment == first.segment and made.has_label


def may_be_all(first: Statement, *, is_lone: bool) -> bool:
    """Return whether the count of a site may be that of all, by how it is told."""
    if first.has_label or "of_made" in first.quality or first.relation is Relation.PART:
        return False
    name = first.channel
    discloses = bool({"disclose", "disclose_actively"} & set(first.acts))
    is_active = "disclose_actively" in first.acts
    is_site = pattern("site").search(name) and not pattern("other_site").search(name)
    is_sum = any(word.kind == "sum" for word in words_in(first.head))
    is_above = pattern("above").search(first.head) is not None
    is_told = is_active or (discloses and is_sum and not (first.joint or is_above))
    is_named = first.own_channel or (is_site and is_told)
    fits = first.unit in ("条", "", "件", "份", "件次", "条次") and (is_site or is_active)
    return bool(is_named and fits and (discloses or is_lone))


def split_channel(statements: list[Statement]) -> Statement | None:
    """Return the count of a place of disclosure that further channels make up exactly.

    在目录系统主动公开政府信息144条，网站公开24条，公众号公开120条.
    """
    channels = [m for m in statements if m.role is Role.CHANNEL and not m.depth]
    if len(channels) <= FEWEST_PARTS or any(is_whole(m) for m in statements):
        return None
    first, *rest = channels
    is_plain = "disclose_actively" in first.acts and "信息" in first.object and not first.joint
    is_one = all(m.sentence is first.sentence and is_said(m) for m in rest)
    return first if is_plain and not first.has_label and is_one and is_sum(first, rest) else None
