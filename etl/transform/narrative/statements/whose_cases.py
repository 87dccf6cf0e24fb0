"""Tells whose cases are counted where the hotline's, a platform's and others stand together."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.context import Context, is_platform_beside
from etl.transform.narrative.statements.matters import CASES
from etl.transform.narrative.statements.statement import Period, Relation, Statement

HOTLINE = re.compile("□|热线")
NUMBER = "□"
BASE = "占"
SHARE_BASE = "share_base"
# Matters of which it is told how many came in.
SHARED = frozenset({"hotline", "application", "letter", "message"})


def take_base(made: Statement, share: Statement) -> None:
    """Give what all that came in was the matter and time of the count that is a share of it.

    Of other matters it only measures that count: 办理人大建议12件，占受理12件的100%.
    """
    made.matter, made.own_matter, made.has_label = share.matter, share.own_matter, False
    made.period, made.relation = share.period, Relation.WHOLE
    made.own_year, made.named_year = share.own_year, share.named_year
    made.acts, made.quality = ("receive",), made.quality | {SHARE_BASE}
    if share.matter not in SHARED:
        made.relation = Relation.CHANGE


def leave_to_platform(made: Statement, context: Context) -> None:
    """Take for a platform's what may be all that came in there: 某网反映5件，办结5件."""
    if is_platform_beside(made, context):
        context.aside = made
    aside = context.aside
    if aside is None or made.matter != "hotline" or made.own_matter or made.percent:
        return
    if made.count <= aside.count:
        made.matter = aside.matter


def take_own_part(made: Statement, segment: list[Statement], context: Context) -> None:
    """Take a channel's own cases for the whole of its cases, where they were counted with others.

    热线、信箱共转来诉求90件，其中热线60件，均已办复.
    """
    if made.matter != "hotline" or not made.own_matter or made.relation is not Relation.PART:
        return
    if pattern("own_cases").fullmatch(re.sub("[“”]", "", made.object)) is None:
        return
    for whole in segment:
        is_joint = whole.relation is Relation.WHOLE and pattern("joint_ways").search(whole.head)
        if is_joint and whole.matter == "hotline" and whole.count > made.count:
            whole.matter, made.relation = "consultation", Relation.WHOLE
            made.acts = made.acts or whole.acts
            made.period = whole.period if made.period is Period.YEAR else made.period
            context.received.pop("hotline", None)


def leave_to_all(segment: list[Statement]) -> None:
    """Take for no cases of the hotline a whole of which they are one part beside other ways'.

    办理诉求90件，其中热线60件、信箱30件，办结90件: what is done behind is done with all of them.
    """
    for number, whole in enumerate(segment):
        rest = segment[number + 1 :]
        parts = [m for m in rest if m.relation is Relation.PART and m.own_matter and not m.percent]
        own = [m for m in parts if m.matter == "hotline"]
        is_whole = whole.relation is Relation.WHOLE and whole.matter == "hotline"
        if not is_whole or len(own) != 1 or len(parts) == 1 or HOTLINE.search(whole.head):
            continue
        if pattern("own_cases").fullmatch(re.sub("[“”其中]", "", own[0].head)) is None:
            continue
        whole.matter, own[0].relation = "consultation", Relation.WHOLE
        own[0].acts = own[0].acts or whole.acts
        for made in rest:
            if made.matter == "hotline" and (not made.own_matter or made.count == whole.count):
                made.matter = "consultation"
        return


def leave_to_office(segment: list[Statement]) -> None:
    """Take for the office's own what is told of calls before the hotline's cases are counted.

    接听群众来电61件，办理12345热线工单38件.
    """
    for made, after in pairwise(segment):
        is_call = made.matter == after.matter == "hotline" and made.object.endswith("来电")
        is_led = any(name in made.sentence.text.partition("来电")[0] for name in ("热线", "12345"))
        if is_call and not is_led and HOTLINE.search(after.head):
            made.matter = "consultation"


def leave_other_lines(segment: list[Statement]) -> None:
    """Take for no cases of 12345 those of a mayor's line beside it, nor what was done with both.

    受理县长热线转办件20件、12345热线转办件30件，办结50件.
    """
    own = [m for m in segment if m.matter == "hotline" and NUMBER in m.head and not m.percent]
    others = [
        m for m in segment
        if m.matter == "hotline" and NUMBER not in m.head and pattern("mayors_line").search(m.head)
    ]  # fmt: skip
    if not own or not others or any(m.relation is not Relation.WHOLE for m in (*own, *others)):
        return
    for made in others:
        made.matter = "consultation"
    for made in segment:
        if made.matter == "hotline" and not made.own_matter and made.count > own[0].count:
            made.matter = "consultation"


def close_cases(segment: list[Statement]) -> None:
    """Take for the whole of cases the sum behind their kinds: 收到投诉25件、求助30件，共55件.

    What is summed over several matters is the whole of none: 申请5件、12345热线工单30件，共35件.
    """
    parts: list[Statement] = []
    total = Decimal(0)
    for made in segment:
        is_sum = made.summed and made.is_generic and not made.acts and len(parts) > 1
        is_one_matter = len({part.matter for part in parts}) == 1
        if is_sum and total == made.count:
            if not is_one_matter:
                made.matter = "consultation"
                return
            made.acts, made.matter, made.own_matter = parts[0].acts, parts[0].matter, True
            made.relation = Relation.WHOLE
            for part in parts:
                part.relation = Relation.PART
            return
        if (made.matter in CASES or parts) and not (made.all_of or made.percent):
            parts.append(made)
            total += made.count
