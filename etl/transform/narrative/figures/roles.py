"""Gives each statement its part in what was disclosed, by itself and by what stands beside it."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby, pairwise

from etl.definitions.prose_words import pattern, unit_kinds
from etl.transform.narrative.figures.disclosed import is_said, role_of
from etl.transform.narrative.figures.no_kinds import leave_no_kinds
from etl.transform.narrative.statements.matters import HARD
from etl.transform.narrative.statements.statement import Relation, Role, Statement
from etl.transform.narrative.wording.generic import ILLUSTRATED
from etl.transform.narrative.wording.part_names import name_of

# So many kinds make a list of what illustrates its subject only.
FEWEST_KINDS = 2
# So many parts that make up a whole exactly do not do so by chance.
FEWEST_PARTS = 4
# Names like those of channels that are kinds among kinds: 联系方式1条.
KIND_LIKE = re.compile("(?:专栏|专题|方式)$")
# So many signs part names of which each could be counted.
FEWEST_SIGNS = 2
HAN = re.compile(r"[\u4e00-\u9fff]{2}")


def give_roles(statements: list[Statement]) -> None:
    """Say of each statement what of the disclosed information it counts.

    Parts are counted in the unit of their whole: 公开信息80项，其中预算30项.
    """
    unit = ""
    for made in statements:
        made.role = role_of(made, unit)
        if made.role is Role.TOTAL:
            unit = made.unit
    sentences = [[*told] for _, told in groupby(statements, key=lambda made: id(made.sentence))]
    for sentence in sentences:
        leave_no_kinds(sentence)
        take_for_kinds(sentence)
        take_parts_of_sum(sentence)
    take_lines_of_sum(sentences)
    take_key_fields(statements)
    take_lone_several(statements)
    totals = {made.count for made in statements if made.role is Role.TOTAL}
    for sentence in sentences:
        take_increases(sentence, totals)


def take_for_kinds(sentence: list[Statement]) -> None:
    """Take for a kind what only illustrates its subject, where it stands among kinds.

    公开疫情信息35条，公开乡村振兴、产业发展等信息19条，安全生产措施44条.
    """
    for made, after in pairwise(sentence):
        if made.role is Role.CHANNEL and is_statutory_first(made, after):
            made.has_label, made.is_generic = True, False
        is_first = "own_part" in made.quality and made.object.strip() and after.sign == "、"
        is_led = made.role is Role.TOTAL and is_first and after.role is Role.KIND
        if is_led or is_first_of_list(made, after) or is_at_large_beside(made, after):
            name_kind(made)
    kinds = [made for made in sentence if made.role is Role.KIND]
    is_list = len(kinds) >= FEWEST_KINDS and any(is_said(made) for made in kinds)
    for made in sentence:
        if made.role is Role.TOTAL and is_subject_beside(made, kinds):
            name_kind(made)
        if made.role is Role.TOTAL and is_list and is_statutory_kind(made, sentence, kinds):
            made.object = made.head
            name_kind(made)
        is_plain = made.relation is Relation.WHOLE and not made.summed and made is not sentence[0]
        is_plain = is_plain and "illustrated" in made.quality and is_list
        if made.role is Role.TOTAL and is_plain:
            name_kind(made)


def take_lone_several(statements: list[Statement]) -> None:
    """Take for no kind the one count of many subjects, which only says what was disclosed.

    主动公开规划、统计、许可、财政信息94条; not where other kinds or a total are counted.
    """
    if any(made.role is Role.TOTAL for made in statements):
        return
    kinds = [made for made in statements if made.role is Role.KIND]
    if len(kinds) != 1 or kinds[0].object.count("、") < FEWEST_SIGNS or kinds[0].depth:
        return
    made = kinds[0]
    is_first = next(m for m in statements if m.role is not Role.NONE) is made
    if is_first and made.relation is Relation.WHOLE and is_said(made):
        is_active = "disclose_actively" in made.acts
        made.role = Role.TOTAL if is_active else Role.NONE
        made.has_label, made.quality = not is_active, made.quality | {"illustrated"}


def take_key_fields(statements: list[Statement]) -> None:
    """Take for a kind what was disclosed of key fields behind a larger count of what was disclosed.

    网站发布信息312条，发布重大项目、公共资源等重点领域信息35条.
    """
    most = Decimal(0)
    for made in statements:
        is_field = made.role is Role.TOTAL and pattern("of_key_fields").search(made.object)
        if is_field and is_said(made) and not made.summed and made.count <= most:
            name_kind(made)
        if made.role in (Role.TOTAL, Role.CHANNEL) and is_said(made):
            most = max(most, made.count)


def is_subject_beside(made: Statement, kinds: list[Statement]) -> bool:
    """Return whether subjects were disclosed beside a kind.

    公开预算、征收等方面信息18条，公开会议信息5条.
    """
    is_told = any(
        is_said(kind) and kind.relation is made.relation and kind.segment == made.segment
        for kind in kinds
    )
    return is_told and not made.summed and ILLUSTRATED.search(made.object) is not None


def is_at_large_beside(made: Statement, after: Statement) -> bool:
    """Return whether what people care for stands beside a kind: 涉及群众利益的信息20条，文件5条."""
    is_list = after.sign in (",", "、") and made.segment == after.segment
    is_list = is_list and after.role is Role.KIND and after.relation is made.relation
    is_at_large = "illustrated" in made.quality and "、" not in made.object and not made.summed
    return is_list and is_at_large and made.role is Role.TOTAL


def is_statutory_kind(made: Statement, sentence: list[Statement], kinds: list[Statement]) -> bool:
    """Return whether what the law asks for stands behind kinds as one: 解读8条；法定公开内容9条."""
    is_last = sentence.index(made) > sentence.index(kinds[-1])
    is_sum = made.summed or sum(kind.count for kind in kinds) == made.count
    return is_last and not is_sum and pattern("statutory").fullmatch(made.head) is not None


def is_statutory_first(made: Statement, after: Statement) -> bool:
    """Return whether what the law asks for leads a list of kinds: 法定公开内容42条，文件16条."""
    is_list = after.sign in (",", "、") and after.role is Role.KIND and not after.acts
    is_list = is_list and made.segment == after.segment and made.relation is after.relation
    return is_list and pattern("statutory").fullmatch(made.object) is not None


def is_first_of_list(made: Statement, after: Statement) -> bool:
    """Return whether disclosure names a kind beside others: 公开政务公开信息68条、动态133条."""
    is_list = after.sign == "、" and after.role is Role.KIND and made.segment == after.segment
    is_whole = made.relation is Relation.WHOLE
    return is_list and is_whole and pattern("general_kind").fullmatch(made.object) is not None


def name_kind(made: Statement) -> None:
    """Take a statement for the count of a kind."""
    made.role, made.has_label, made.is_generic = Role.KIND, True, False


def take_increases(sentence: list[Statement], totals: set[Decimal]) -> None:
    """Take what was added to kinds in the year for the year's counts.

    文件180条，新增31条，预算9条，新增2条; not where the kinds make up a total as they are.
    """
    added = [
        (stock, made) for stock, made in pairwise(sentence)
        if made.acts == ("update",) and not made.object.strip() and made.role is Role.TOTAL
        and stock.role is Role.KIND and made.count <= stock.count
    ]  # fmt: skip
    kinds = [made for made in sentence if made.role is Role.KIND]
    is_of_year = sum(made.count for made in kinds) in totals
    is_each = FEWEST_KINDS <= len(added) == len(kinds)
    for stock, made in added:
        made.role = Role.NONE
        if is_each and not is_of_year and "增" in made.head:
            stock.role, made.role = Role.NONE, Role.KIND
            made.object, made.has_label, made.is_generic = stock.object, True, False


def take_parts_of_sum(sentence: list[Statement]) -> None:
    """Take for kinds all parts of a list that make up its whole exactly, however they are named.

    36条(文件2个，财政信息4条，领导之窗7人，民生信息23条); 依申请公开须知1篇 in a list of kinds.
    """
    for number, whole in enumerate(sentence):
        parts: list[Statement] = []
        if whole.role not in (Role.TOTAL, Role.CHANNEL) or whole.relation is Relation.PART:
            continue
        for made in sentence[number + 1 :]:
            if made.relation is not Relation.PART or made.percent or made.all_of:
                break
            parts.append(made)
        kinds = [made for made in parts if made.role is Role.KIND]
        is_list = len(parts) >= FEWEST_PARTS and 2 * len(kinds) >= len(parts)
        if is_list and sum(made.count for made in parts) == whole.count:
            for made in parts:
                if is_left_out(made):
                    made.object, made.channel, made.own_channel = made.head, "", False
                    name_kind(made)


def is_left_out(made: Statement) -> bool:
    """Return whether a part of a list is no kind by its own words: no deed, but a name."""
    if made.acts not in ((), ("receive",)):
        return False
    if made.role is Role.CHANNEL and KIND_LIKE.search(made.channel) is None:
        return False
    if made.role not in (Role.NONE, Role.CHANNEL):
        return False
    units = unit_kinds()
    is_item = made.unit in units["part"] or (not made.matter and made.unit not in units["event"])
    return is_item and HAN.search(name_of(made.head)) is not None and made.count > 0


def take_lines_of_sum(sentences: list[list[Statement]]) -> None:
    """Take for kinds what heads the sentences behind a total and makes it up exactly.

    公开信息102条，分三块：⏎基础信息公开26条：…⏎重点领域公开67条：…⏎决策公开9条。
    """
    for number, sentence in enumerate(sentences):
        whole = sentence[-1]
        if whole.role is not Role.TOTAL or whole.relation is Relation.PART:
            continue
        left, heads = whole.count, []
        for first, *_ in sentences[number + 1 :]:
            if not heads_line(first) or first.count > left:
                break
            heads.append(first)
            left -= first.count
            if left == 0:
                break
        if left == 0 and len(heads) >= FEWEST_KINDS:
            for made in heads:
                made.object, made.acts = made.head, ()
                name_kind(made)


def heads_line(made: Statement) -> bool:
    """Return whether a count that heads a sentence may be of a kind: 决策与文件公开9条."""
    is_plain = made.acts in ((), ("disclose",)) and not (
        made.percent or made.denied or made.channel
    )
    is_named = HAN.search(name_of(made.head)) is not None and not made.summed
    return is_plain and is_named and made.matter not in HARD and made.count > 0
