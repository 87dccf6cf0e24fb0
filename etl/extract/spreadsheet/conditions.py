"""Tells which cells of a sheet (.xlsx) a conditional format hides."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from lxml import etree

from etl.extract.spreadsheet.formulas import REFERENCE, Spot, number_in, spot_of
from etl.extract.spreadsheet.styles import children, is_paper, is_struck, is_white, whole

MAY_BE_HIDDEN = "〔条件格式可能隐藏〕"
COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "equal": operator.eq, "notEqual": operator.ne, "lessThan": operator.lt,
    "lessThanOrEqual": operator.le, "greaterThan": operator.gt, "greaterThanOrEqual": operator.ge,
}  # fmt: skip
SIGNS = {
    "=": "equal", "<>": "notEqual", "<": "lessThan", "<=": "lessThanOrEqual",
    ">": "greaterThan", ">=": "greaterThanOrEqual",
}  # fmt: skip
# A comparison of one cell with a number: $B$1<5. A letter or number behind a $ stays as it is.
COMPARED = re.compile(
    r"(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})\s*(=|<>|<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)"
)
CONSTANTS = {"TRUE": True, "TRUE()": True, "1": True, "FALSE": False, "FALSE()": False, "0": False}


def hiding_formats(styles: etree._Element | None) -> tuple[bool, ...]:
    """Return of each format that a condition may give whether no one sees a figure in it."""
    return () if styles is None else tuple(map(is_hiding, children(styles, "dxfs")))


def is_hiding(looks: etree._Element) -> bool:
    """Return whether a conditional format makes a figure invisible."""
    code, font = looks.find("{*}numFmt"), looks.find("{*}font")
    if code is not None and code.get("formatCode", "").replace("General", "") == ";;;":
        return True
    ground = looks.find("{*}fill/{*}patternFill/{*}bgColor")
    on_white = ground is None or is_paper(ground)
    return font is not None and (is_struck(font) or (on_white and is_white(font)))


def hidden_cells(
    sheet: etree._Element, hiding: tuple[bool, ...], numbers: Mapping[Spot, Decimal]
) -> dict[Spot, bool]:
    """Return the cells with numbers that are hidden: True for sure, False where that is not known.

    `numbers` are the cells that hold a number; only of these is anything said.
    """
    found: dict[Spot, bool] = {}
    for block in sheet.iter("{*}conditionalFormatting") if any(hiding) else ():
        rules = [
            rule for rule in block.iterchildren("{*}cfRule")
            if rule.get("dxfId") and whole(rule.get("dxfId")) < len(hiding)
            and hiding[whole(rule.get("dxfId"))]
        ]  # fmt: skip
        ranges = [*map(corners, REFERENCE.finditer(block.get("sqref", "")))] if rules else []
        for spot in (spot for spot in numbers if any(lies_in(spot, one) for one in ranges)):
            said = [holds(rule, spot, ranges[0][0], numbers) for rule in rules]
            if any(said) or None in said:
                found[spot] = any(said) or found.get(spot, False)
    return found


def corners(reference: re.Match[str]) -> tuple[Spot, Spot]:
    """Return the first and the last cell that a range names."""
    first = spot_of(reference[1], reference[2])
    return first, spot_of(reference[3], reference[4]) if reference[3] else first


def lies_in(spot: Spot, found: tuple[Spot, Spot]) -> bool:
    """Return whether a cell lies in a range."""
    first, last = found
    return first[0] <= spot[0] <= last[0] and first[1] <= spot[1] <= last[1]


def holds(
    rule: etree._Element, spot: Spot, origin: Spot, numbers: Mapping[Spot, Decimal]
) -> bool | None:
    """Return whether a condition holds for a cell, None where that is not known.

    What its formula says is said for the cell `origin`, and moves with the cell.
    """
    formulas = [(entry.text or "").strip() for entry in rule.iterchildren("{*}formula")]
    if len(formulas) != 1:
        return None
    if rule.get("type") == "cellIs":
        compare = COMPARE.get(rule.get("operator", ""))
        bound = number_in(formulas[0])
        return None if compare is None or bound is None else compare(numbers[spot], bound)
    if rule.get("type") != "expression":
        return None
    told = COMPARED.fullmatch(formulas[0])
    if told is None:
        return CONSTANTS.get(formulas[0].upper())
    row, column = spot_of(told[2], told[4])
    moved = (
        row if told[3] else row + spot[0] - origin[0],
        column if told[1] else column + spot[1] - origin[1],
    )
    value = numbers.get(moved)
    return None if value is None else COMPARE[SIGNS[told[5]]](value, Decimal(told[6]))
