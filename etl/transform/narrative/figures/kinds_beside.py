"""Reads a kind by what stands beside it: what was added in the year, and what brackets split."""

from __future__ import annotations

from dataclasses import replace

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.statement import Relation, Role, Statement
from etl.transform.narrative.wording.part_names import name_of

# Subjects before so many kinds are one of them.
FEWEST_BEHIND = 2

Roles = list[tuple[Statement, Role]]
"""The statements of a sentence, each with what of the disclosed information it counts."""


def of_the_year(
    made: Statement, sentence: Roles, number: int, whole: Statement | None
) -> Statement:
    """Return a kind with what was added to it, where the total is what was added in the year.

    累计公开615条，今年新增94条，其中政府文件180条，新增31条.
    """
    after = sentence[number + 1][0] if number + 1 < len(sentence) else None
    if whole is None or after is None or after.segment != made.segment:
        return made
    is_added = all(pattern("added").fullmatch(each.head) for each in (whole, after))
    is_of_it = after.count <= made.count and after.unit == made.unit
    return replace(made, count=after.count) if is_added and is_of_it else made


def is_of_media(sentence: Roles, number: int) -> bool:
    """Return whether what stands before a part is what media published: 报道56篇，其中国家级5篇."""
    before = (m for m, _ in reversed(sentence[:number]) if m.relation is not Relation.PART)
    whole = next(before, None)
    return (
        whole is not None and pattern("news_items").search(whole.object + whole.channel) is not None
    )


def split_inside(sentence: Roles, number: int) -> Statement | None:
    """Return the kind whose parts stand in brackets behind it: 96条(低保72条、救助24条)."""
    depth = sentence[number][0].depth
    first = last = number
    while first and sentence[first - 1][0].depth >= depth:
        first -= 1
    while last + 1 < len(sentence) and sentence[last + 1][0].depth >= depth:
        last += 1
    parts = sentence[first : last + 1]
    whole, role = sentence[first - 1]
    if not first or role is not Role.KIND or len(parts) == 1:
        return None
    is_listed = all(
        role is Role.KIND and not pattern("forms").match(name_of(made.object))
        for made, role in parts
    )
    is_sum = sum(made.count for made, _ in parts) == whole.count
    return whole if is_listed and is_sum else None


def is_of_countless(sentence: Roles, number: int) -> bool:
    """Return whether brackets split more than the count before them.

    公开动态15条，领域信息(养老20条、救助36条).
    """
    depth = sentence[number][0].depth
    first = number
    while first and sentence[first - 1][0].depth >= depth:
        first -= 1
    before = sentence[first - 1][0] if first else None
    parts = [m for m, role in sentence[first:] if m.depth >= depth and role is Role.KIND]
    is_opened = before is not None and before.opens == "("
    return before is not None and not is_opened and sum(m.count for m in parts) > before.count


def is_inside(after: Statement, made: Statement) -> bool:
    """Return whether a statement is said to be a part of the one before it."""
    return after.relation is Relation.PART and made.relation is not Relation.PART


def is_split_up(made: Statement, inside: Statement | None) -> bool:
    """Return whether the channels that share a count are counted each behind it."""
    if inside is None or inside.role is not Role.CHANNEL or inside.joint:
        return False
    is_led = "own_part" in inside.quality and "own_part" not in made.quality
    is_led = is_led or inside.depth > made.depth
    return is_led and inside.relation is Relation.PART and "等" not in made.channel


def names_kind(made: Statement) -> bool:
    """Return whether a channel's count is of one kind: not of several, nor of 工作信息 in general.

    公众号发布重要会议、政策解读信息2100条 only illustrates; 会议、政策等民生类60条 names one.
    """
    label = name_of(made.object)
    if pattern("general_subject").fullmatch(label):
        return False
    return label.endswith("类") or pattern("several").search(label) is None


def is_first_kind(made: Statement, behind: Roles) -> bool:
    """Return whether subjects lead a list of kinds that stand behind them.

    通过网站公开甲、乙等法定信息31条，丙等信息71条，其他信息11条.
    """
    kinds = [m for m, role in behind if role is Role.KIND and m.segment == made.segment]
    return pattern("subjects").search(made.object) is not None and len(kinds) >= FEWEST_BEHIND
