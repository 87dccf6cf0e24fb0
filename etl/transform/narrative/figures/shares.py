"""Tells which counts are shares of larger ones: ours of a county's, the year's of a sum."""

from __future__ import annotations

from collections import Counter

from etl.transform.narrative.figures.disclosed import is_said
from etl.transform.narrative.statements.context import is_of_other_office, is_of_own_office
from etl.transform.narrative.statements.matters import CASES
from etl.transform.narrative.statements.statement import Period, Relation, Statement

# What was added is of the year, what was updated need not be.
ADDED = "新增"


def part_from_larger(statements: list[Statement], year: int | None) -> None:
    """Take for the whole what is said to be our part, or the year's, of something larger.

    `year` is that of the report, None where nothing but its statements may tell it.

    截至年底累计公开931条，其中本年度公开203条; 全县公开931条，其中我镇公开203条.
    """
    year = year or year_of(statements)
    whole: Statement | None = None
    for part in statements:
        if part.percent:
            continue
        if whole is None or not is_beside(part, whole):
            whole = part
        elif is_of_year_before(part, year):
            # The part behind it may be of the same whole: 其中2023年300条，2024年200条.
            whole.period = Period.EVER if is_of_more(whole, year) else whole.period
            part.period = Period.LAST if part.matter in CASES else part.period
        else:
            set_share(part, whole, year)
            whole = part


def is_beside(part: Statement, whole: Statement) -> bool:
    """Return whether a count is told with another, or in the next sentence as a part of it."""
    is_told_on = "own_part" in part.quality or is_added(part, whole)
    return part.segment == whole.segment or (part.segment == whole.segment + 1 and is_told_on)


def is_added(part: Statement, whole: Statement) -> bool:
    """Return whether a count is of what a named year added to another's: 2016年新增公开50条."""
    is_year = "names_year" in part.quality and "names_year" not in whole.quality
    return is_year and ADDED in part.head and not part.own_channel


def set_share(part: Statement, whole: Statement, year: int | None) -> None:
    """Set which of two counts is the whole where one is ours, or the year's, of the other."""
    if whole.period is Period.LAST and ADDED in part.head:
        part.relation = Relation.CHANGE
    if is_our_case(part, whole):
        whole.matter, part.relation = "other_office", Relation.WHOLE
    if is_of_year(part, whole, year):
        tell_year(part, whole, year)
    if not is_plain_part(part, whole):
        return
    if is_stock(whole, part, year):
        whole.period, part.relation = Period.EVER, Relation.WHOLE
    elif "own_office" in part.quality and is_of_other_office(whole):
        whole.matter, part.relation = "other_office", Relation.WHOLE
        part.channel, part.own_channel = whole.channel, whole.own_channel


def is_of_year_before(part: Statement, year: int | None) -> bool:
    """Return whether a part is said to be of another year than that of the report."""
    is_named = part.relation is Relation.PART and "names_year" in part.quality
    is_named = is_named and "next_year" not in part.quality
    return is_named and is_other(part, year)


def is_our_case(part: Statement, whole: Statement) -> bool:
    """Return whether cases are ours among an office's above: 全区受理90件，其中我街道30件."""
    is_of_one = bool(part.matter) and part.matter == whole.matter
    return is_of_one and is_of_own_office(part) and is_of_other_office(whole)


def is_of_more(made: Statement, year: int | None) -> bool:
    """Return whether a sum may be of more than a year: one up to a day, or of no year named."""
    if made.period is Period.EVER:
        return True
    is_sum = made.period is Period.UNTIL or (made.summed and made.own_year is None)
    return is_sum and not is_led(made, year)


def is_led(made: Statement, year: int | None) -> bool:
    """Return whether a sentence has named the year of the report before a count or with it."""
    return made.named_year == 0 or made.named_year == year is not None


def names_year(made: Statement, year: int | None) -> bool:
    """Return whether the clause of a count says that it is of the year of the report."""
    return "of_year" in made.quality or ("names_year" in made.quality and made.own_year == year)


def tell_year(part: Statement, whole: Statement, year: int | None) -> None:
    """Take the year's count for the whole of a sum of more, for a part where that is the year's."""
    is_added = part.relation is Relation.PART or ADDED in part.head or is_year_of_sum(part, whole)
    if is_of_more(whole, year) and (whole.period is not Period.YEAR or is_added):
        whole.period, part.relation = Period.EVER, Relation.WHOLE
        part.acts = part.acts or whole.acts
        if whole.has_label and not part.object.strip():
            part.object, part.has_label, part.is_generic = whole.object, True, False
        if not part.own_channel and part.segment == whole.segment:
            part.channel, part.own_channel = whole.channel, whole.own_channel
    elif is_led(whole, year) and ADDED in part.head:
        part.relation = Relation.PART


def is_year_of_sum(part: Statement, whole: Statement) -> bool:
    """Return whether a sum has the year's count beside it: 累计受理4件，今年0件."""
    is_year = "of_year" in part.quality and part.period is Period.YEAR
    return whole.summed and is_year and not part.acts


def is_of_year(part: Statement, whole: Statement, year: int | None) -> bool:
    """Return whether a count is the year's of what another counts: 累计公开931条，本年新增203条."""
    if "own_part" in whole.quality or part.relation is Relation.CHANGE:
        return False
    if not is_said(whole) and (whole.matter not in CASES or part.acts not in ((), whole.acts)):
        return False
    is_elsewhere = part.own_channel and not whole.own_channel
    is_plain = not part.has_label and not is_elsewhere and not part.depth
    is_told = is_said(part) if part.acts and is_said(whole) else part.matter == whole.matter
    is_year = names_year(part, year) and not part.percent and not part.denied
    return is_year and is_plain and is_told and part.count < whole.count


def is_plain_part(part: Statement, whole: Statement) -> bool:
    """Return whether a part is disclosed, and of no kind or channel of its own."""
    if part.relation is not Relation.PART or part.has_label or part.own_channel:
        return False
    return is_said(part) and part.count <= whole.count


def is_stock(whole: Statement, part: Statement, year: int | None) -> bool:
    """Return whether a count is a sum over the years of which the year's is a part."""
    if whole.period in (Period.UNTIL, Period.EVER):
        return is_of_more(whole, year) and names_year(part, year)
    is_added = not {"update", "add_actively"}.isdisjoint(part.acts)
    is_volume = not whole.has_label or whole.object.endswith("信息总量")
    return is_added and not whole.acts and is_volume and "of_year" not in whole.quality


def year_of(statements: list[Statement]) -> int | None:
    """Return the year that most statements name."""
    years = Counter(
        made.own_year for made in statements if made.own_year and made.period is not Period.EVER
    )
    return max(years, key=lambda year: (years[year], year)) if years else None


def is_other(made: Statement, year: int | None) -> bool:
    """Return whether a statement names another year than the report does."""
    return made.own_year is not None and year is not None and made.own_year != year
