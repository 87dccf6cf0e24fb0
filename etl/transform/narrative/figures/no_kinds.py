"""Takes for no kinds of information what only stands like them: forms, offices, split cases."""

from __future__ import annotations

from itertools import pairwise

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.deeds import DEALING
from etl.transform.narrative.statements.statement import Relation, Role, Statement
from etl.transform.narrative.wording.part_names import name_of

# So many offices in a list are those that disclosed.
FEWEST_OFFICES = 2
# What is done with cases, and not with what is disclosed.
TAKEN = DEALING | {"receive"}
PARTS = (Role.KIND, Role.CHANNEL)


def leave_no_kinds(sentence: list[Statement]) -> None:
    """Take the role of a kind from what is none."""
    if any(made.role in PARTS for made in sentence):
        leave_inner_cases(sentence)
    if all(made.role is not Role.KIND for made in sentence):
        return
    take_for_channel(sentence)
    leave_forms(sentence)
    leave_offices(sentence)
    take_lone_general(sentence)


def take_for_channel(sentence: list[Statement]) -> None:
    """Take for a channel's what is named by it, among channels: 网站动态27条、公众号98条.

    So is one of the channels that share a count: 通过“青禾”APP、公众号公开46条，其中“青禾”23条.
    """
    kinds = [made for made in sentence if made.role is Role.KIND]
    channels = [made for made in sentence if made.role is Role.CHANNEL]
    for made in kinds:
        label = name_of(made.object)
        is_bare = not made.acts and bool(channels)
        beside = [m for m in channels if m.segment == made.segment]
        is_news = is_bare and len(kinds) == 1 and pattern("news_of_channel").fullmatch(label)
        is_list = bool(beside) and all(
            m.relation is made.relation and m.unit == made.unit for m in beside
        )
        is_shared = (
            is_bare
            and made.relation is Relation.PART
            and f"“{label}”" in "".join(m.channel for m in channels if m.joint)
        )
        if (is_news and is_list) or is_shared:
            made.role, made.own_channel, made.has_label = Role.CHANNEL, True, False
            made.channel = made.object


def leave_forms(sentence: list[Statement]) -> None:
    """Take for no kind a form beside another of a channel: 公众号推送图文23篇、视频4条.

    So are papers that were posted: 张贴公告62份.
    """
    for made in sentence:
        is_paper = made.unit in ("份", "张") and pattern("posted_papers").search(made.head)
        made.role = Role.NONE if made.role is Role.KIND and is_paper else made.role
    for before, made in pairwise(sentence):
        if before.role is Role.CHANNEL and made.role is Role.KIND and not made.acts:
            names = (name_of(before.object), name_of(made.object))
            is_beside = all(pattern("forms").match(name) for name in names)
            made.role = Role.NONE if is_beside else made.role


def leave_offices(sentence: list[Statement]) -> None:
    """Take for no kinds the offices that disclosed: 县发改局120条、县教育局80条."""
    kinds = [made for made in sentence if made.role is Role.KIND]
    offices = [made for made in kinds if pattern("office_name").search(name_of(made.object))]
    organs = [
        made for made in sentence
        if made.role is Role.CHANNEL and pattern("organs").match(made.channel)
    ]  # fmt: skip
    if not offices or len(offices) + len(organs) < FEWEST_OFFICES:
        return
    for made in kinds:
        if made in offices or pattern("organs").match(name_of(made.object).removesuffix("公开")):
            made.role = Role.NONE


def take_lone_general(sentence: list[Statement]) -> None:
    """Take for the whole what was disclosed under several general names, and no kind beside it.

    主动公开政府工作信息、动态310条; not 主动公开工作信息、动态31条，公告12条.
    """
    kinds = [made for made in sentence if made.role is Role.KIND]
    if len(kinds) != 1 or "disclose_actively" not in kinds[0].acts:
        return
    made = kinds[0]
    is_whole = made.relation is Relation.WHOLE and not made.depth
    if is_whole and pattern("general_names").fullmatch(made.object):
        made.role, made.has_label, made.is_generic = Role.TOTAL, False, True


def leave_inner_cases(sentence: list[Statement]) -> None:
    """Take for no kinds what cases are split into: 收到提案15件(代表5件、委员10件); 其中主办6件.

    So are subjects and offices: 收到申请16件，涉及征地10件、拆迁6件; 其中市级部门3件，县区13件.
    """
    whole: Statement | None = None
    is_listed = False
    for made in sentence:
        is_named = pattern("concerns").match(made.head) is not None
        is_listed = is_named or (is_listed and made.sign == "、")
        if not (made.depth or made.relation is Relation.PART or is_listed):
            whole = made
        elif whole is not None and is_split_case(made, whole) and made.role in PARTS:
            is_office = pattern("organs").match(made.channel) is not None
            made.role = Role.NONE if is_office or made.role is Role.KIND else made.role


def is_split_case(made: Statement, whole: Statement) -> bool:
    """Return whether a part is one of cases that came in or were dealt with."""
    if whole.role is not Role.NONE or not whole.matter or whole.segment != made.segment:
        return False
    is_same = bool(made.depth and whole.acts) and made.matter == whole.matter
    is_unit = made.unit == whole.unit.removesuffix("次") or made.unit == whole.unit
    is_case = bool(TAKEN.intersection(whole.acts)) and is_unit
    return is_same or (is_case and not made.acts and made.count <= whole.count)
