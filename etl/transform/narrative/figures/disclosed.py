"""Tells which statements count what was disclosed, and whether of a channel, a kind or all."""

from __future__ import annotations

from etl.definitions.prose_words import pattern, unit_kinds
from etl.transform.narrative.statements.deeds import DISCLOSING
from etl.transform.narrative.statements.matters import HARD
from etl.transform.narrative.statements.statement import Period, Relation, Role, Statement
from etl.transform.narrative.wording.part_names import is_name, name_of

STRONG = frozenset({"disclose", "disclose_actively", "add_actively", "publish", "update"})
NOT_YEAR = frozenset({Period.EVER, Period.PART, Period.LAST, Period.PLAN})


def is_listed_attribute(made: Statement) -> bool:
    """Return whether 依申请公开 stands among the parts of a list, counted like them."""
    return (
        made.matter == "application"
        and made.relation in (Relation.PART, Relation.ENTRY)
        and made.unit in ("条", "")
        and pattern("attribute").match(name_of(made.object)) is not None
    )


def role_of(made: Statement, whole_unit: str = "") -> Role:
    """Return what of the disclosed information a statement counts, NONE where of none.

    `whole_unit` is the unit of the whole that stands before.
    """
    if is_of_other_kind(made) or is_done_otherwise(made) or made.period in NOT_YEAR:
        return Role.NONE
    if made.channel:
        is_work = made.unit in unit_kinds()["work"] and pattern("works").search(made.object)
        return Role.CHANNEL if is_work or made.unit in unit_kinds()["part"] else Role.NONE
    if made.has_label:
        units = unit_kinds()["part"] - {"期"}
        is_counted = made.unit in units or (
            made.unit == whole_unit and made.relation is Relation.PART
        )
        is_item = made.unit == "项" and made.object.endswith(
            "信息" if made.relation is not Relation.PART else ("信息", "事项")
        )
        is_counted = is_counted or (is_item and is_said(made))
        fits = is_counted and is_name(name_of(made.object))
        return Role.KIND if fits else Role.NONE
    is_thing = made.unit == "个" and not is_said(made)
    is_thing = is_thing or (made.unit == "项" and "信息" not in made.object)
    fits = (
        made.unit in unit_kinds()["whole"]
        and not is_thing
        and (made.acts or made.object or made.summed)
    )
    # 当年新增5件 says neither that something was disclosed nor what.
    if made.acts == ("update",) and made.unit == "件" and not made.object.strip():
        return Role.NONE
    return Role.TOTAL if fits else Role.NONE


def is_of_other_kind(made: Statement) -> bool:
    """Return whether a statement gives no count, or one of something that is not disclosed."""
    if made.percent or made.denied or made.all_of or made.relation is Relation.CHANGE:
        return True
    if made.matter in HARD and not is_listed_attribute(made):
        return True
    if made.matter == "normative_document" and "make" in made.acts and not made.count:
        return True
    is_decision = made.matter in ("permit", "penalty", "coercion") and made.unit != "条"
    return is_decision or "document_account" in made.quality or "分别" in made.object


def is_done_otherwise(made: Statement) -> bool:
    """Return whether something else than disclosing was done to what was counted."""
    if not made.acts or made.acts[-1] in STRONG or "nominal" in made.quality:
        return False
    return made.acts[-1] != "make" or made.matter != "interpretation"


def is_said(made: Statement) -> bool:
    """Return whether a deed of disclosure stands in the statement itself."""
    return not DISCLOSING.isdisjoint(made.acts)
