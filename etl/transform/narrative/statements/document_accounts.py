"""Tells counts of documents by state, or by how they are to be had, from what was disclosed."""

from __future__ import annotations

import re
from itertools import pairwise

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.statement import Relation, Statement

DOCUMENT_WAYS = re.compile("依申请公开|不予公开|免予公开")
BOTH_WAYS = 2
REFUSED = re.compile(r"不予?公开|免[予于]公开")


def leave_refused(sentence: list[Statement]) -> None:
    """Take for no applications what is to be had on request among ways to disclose documents.

    制作信息6条，其中主动公开6条；依申请公开0条；不予公开0条. Of all that was made, what was
    disclosed is the whole: 新增信息120条，其中主动公开100条，依申请公开信息20条.
    """
    parts = [made for made in sentence if made.relation is Relation.PART]
    ways = [made for made in parts if DOCUMENT_WAYS.match(made.head)]
    if len({made.head[:1] for made in ways}) < BOTH_WAYS:
        ways = [
            made
            for made in [*parts, *(made for made in sentence[2:] if is_way_alone(made))]
            if made.unit in ("条", "篇", sentence[0].unit)
            and (pattern("on_request").match(made.head) or pattern("attribute").match(made.head))
        ]
        if not ways or not split_by_way(sentence, ways):
            return
    for made in ways:
        made.matter, made.quality = "", made.quality | {"document_account"}


def is_way_alone(made: Statement) -> bool:
    """Return whether a count says no more than that what it counts is to be had on request."""
    is_bare = made.relation is Relation.WHOLE and not made.acts
    return is_bare and pattern("attribute").fullmatch(made.head) is not None


def split_by_way(sentence: list[Statement], ways: list[Statement]) -> bool:
    """Make what was disclosed the whole, where all that was made is split by how it is to be had.

    Return whether it is; what is said to be answered was asked for.
    """
    whole, text = sentence[0], sentence[0].sentence.text
    disclosed = next((made for made in sentence[1:] if "disclose_actively" in made.acts), None)
    if disclosed is None or "disclose_actively" in whole.acts or pattern("says_dealt").search(text):
        return False
    is_made = "make" in whole.acts and all(made.unit in ("条", "篇") for made in ways)
    if not is_made and disclosed.count + sum(made.count for made in ways) != whole.count:
        return False
    disclosed.relation = Relation.WHOLE
    for made in sentence[: sentence.index(disclosed)]:
        made.matter = made.matter or "paperwork"
    return True


def leave_to_gazette(segment: list[Statement]) -> None:
    """Take for no kind what a gazette prints: 编印政府公报12期，刊登文件86件."""
    for before, made in pairwise(segment):
        if before.matter == "gazette" and pattern("in_gazette").fullmatch(made.head):
            made.matter = "paperwork"


def tell_documents(segment: list[Statement]) -> None:
    """Mark the counts of documents by their state or their way of disclosure, which are no parts.

    What is disclosed of all that was made is a whole.

    发布0条,废止0条,现行有效0条; 主动公开98件,依申请公开12件,不予公开10件.
    """
    deeds = {kind for made in segment for kind in made.acts}
    by_state = not deeds.isdisjoint({"repeal", "in_force"})
    by_way = "disclose_actively" in deeds and any(REFUSED.search(made.object) for made in segment)
    for made in segment:
        if by_state and made.matter == "normative_document":
            made.quality |= {"document_account"}
        elif by_way and made.matter == "application":
            made.matter, made.quality = "", made.quality | {"document_account"}
        elif by_way and made.unit == "件":
            made.quality |= {"document_account"}
        if segment[0].acts == ("make",) and "disclose_actively" in made.acts and not made.has_label:
            made.relation = Relation.WHOLE
