"""What reports print for the figures of a formula, and what the formula comes to with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from etl.warehouse.checks import formula

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure as a report prints it; `report_id` may be that of the year before."""

    report_id: int
    year: int
    address: str
    raw: str
    value: Decimal | None
    mark: str
    place: str
    evidence: str

    @property
    def counted(self) -> Decimal | None:
        """Return the number, 0 for a nil, None for what is not there."""
        return ZERO if self.mark == "nil" else self.value


Figures = Mapping[formula.Operand, Printed]


def amount(node: formula.Node, figures: Figures) -> Decimal | None:
    """Return what an amount comes to, a nil counting as 0; None where a figure is not there."""
    match node:
        case formula.Number():
            return node.value
        case formula.Operand():
            return figures[node].counted
        case formula.Rows():
            parts = [figures[operand].counted for operand in node.of]
            return None if None in parts else sum((p for p in parts if p is not None), ZERO)
        case formula.Distance():
            inner = amount(node.of, figures)
            return None if inner is None else abs(inner)
        case formula.Calculation():
            return calculated(node.sign, amount(node.left, figures), amount(node.right, figures))
    raise TypeError(node)


def calculated(sign: str, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """Return two amounts put together."""
    if left is None or right is None or (sign == "/" and not right):
        return None
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left / right


def holds(node: formula.Node, figures: Figures) -> bool | None:
    """Return whether a statement is true of these figures; None where that cannot be told."""
    match node:
        case formula.Comparison():
            left, right = amount(node.left, figures), amount(node.right, figures)
            return None if left is None or right is None else related(left, node.relation, right)
        case formula.Given():
            return figures[node.of].value is not None
        case formula.Positive():
            return any((figures[o].value or ZERO) > 0 for o in formula.operands(node))
        case formula.Same():
            return holds(node.left, figures) == holds(node.right, figures)
        case formula.Not():
            inner = holds(node.of, figures)
            return None if inner is None else not inner
        case formula.Joined():
            return joined(node.by, [holds(part, figures) for part in node.parts])
    raise TypeError(node)


def related(left: Decimal, relation: str, right: Decimal) -> bool:
    """Return whether the relation holds between two amounts."""
    return {
        "=": left == right,
        "<>": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[relation]


def joined(by: str, parts: list[bool | None]) -> bool | None:
    """Return whether all parts hold, or one of them, as far as that can be told."""
    decisive = by == "or"
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive
