"""Tells which cells of a sheet (.xlsx) a conditional format hides."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from etl.extract.spreadsheet.formulas import REFERENCE, Spot, spots_of
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
OWN_VALUE = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}\s*(=|<>|<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)")
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
    sheet: etree._Element, hiding: tuple[bool, ...], numbers: dict[Spot, Decimal]
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
        spots = list(spots_in(block.get("sqref", ""), numbers)) if rules else []
        for spot in spots:
            said = [holds(rule, numbers[spot], is_first=spot == spots[0]) for rule in rules]
            if any(said) or None in said:
                found[spot] = any(said) or found.get(spot, False)
    return found


def spots_in(ranges: str, numbers: Iterable[Spot]) -> Iterator[Spot]:
    """Yield those of some cells that lie in the ranges of a condition."""
    for reference in REFERENCE.finditer(ranges):
        try:
            first, last = spots_of(reference)[0], spots_of(reference)[-1]
        except ValueError:
            first, last = (0, 0), (1 << 20, 1 << 14)
        for spot in numbers:
            if first[0] <= spot[0] <= last[0] and first[1] <= spot[1] <= last[1]:
                yield spot


def holds(rule: etree._Element, value: Decimal, *, is_first: bool) -> bool | None:
    """Return whether a condition holds for a number, None where that is not known."""
    formulas = [(entry.text or "").strip() for entry in rule.iterchildren("{*}formula")]
    try:
        if rule.get("type") == "cellIs" and len(formulas) == 1:
            compare = COMPARE.get(rule.get("operator", ""))
            return None if compare is None else compare(value, Decimal(formulas[0]))
        if rule.get("type") == "expression" and len(formulas) == 1:
            own = OWN_VALUE.fullmatch(formulas[0])
            if own is not None and is_first:
                return COMPARE[SIGNS[own[1]]](value, Decimal(own[2]))
            return CONSTANTS.get(formulas[0].upper())
    except InvalidOperation:
        return None
    return None
