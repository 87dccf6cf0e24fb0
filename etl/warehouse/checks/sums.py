"""The sums of a report's figures that tell how it fares with an instance of a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from etl.warehouse.checks.columns import amount_column, is_free, state_column
from etl.warehouse.checks.formula import (
    Amount,
    Calculation,
    Comparison,
    Given,
    Node,
    Number,
    Operand,
    Positive,
    Rows,
    parts_of,
)
from etl.warehouse.checks.instances import Instance


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums that an instance is judged by, in SQL; empty where there is nothing to add up.

    Those of the states of all its cells, of the cells that count in favor of an equation, and what
    the two sides of an equation differ by.
    """

    states: str = ""
    favor: str = ""
    difference: str = ""

    def named(self, number: int) -> dict[str, str]:
        """Return the sums by a name of their own."""
        return {f"{name}_{number}": sql for name, sql in asdict(self).items() if sql}

    def apart(self, number: int) -> Sums:
        """Return the sums as the columns of these names."""
        return Sums(*(f"{n}_{number}" if sql else "" for n, sql in asdict(self).items()))


def needed_of(instance: Instance) -> tuple[Operand, ...]:
    """Return the figures that an instance cannot be judged without, each once."""
    return tuple(dict.fromkeys(needed_operands(instance.expect)))


def needed_operands(node: Node) -> tuple[Operand, ...]:
    """Return the figures that a statement cannot do without."""
    if isinstance(node, Given | Positive):
        return ()
    if isinstance(node, Operand):
        return (node,)
    return tuple(o for part in parts_of(node) for o in needed_operands(part))


def sums_of(instance: Instance) -> Sums:
    """Return the sums of an instance's figures."""
    cells = [o for o in needed_of(instance) if not is_free(o)]
    coefficients = linear(instance.expect)
    if coefficients is None:
        return Sums(states_sql(cells))
    favor = states_sql([o for o in cells if coefficients[o] > 0])
    difference = " ".join(term(o, factor) for o, factor in coefficients.items() if factor)
    return Sums(states_sql(cells), favor, f"({difference.removeprefix('+ ')})")


def states_sql(cells: Sequence[Operand]) -> str:
    """Return the sum of the states of cells."""
    return f"({' + '.join(state_column(o) for o in cells)})" if cells else ""


def term(operand: Operand | None, factor: Decimal) -> str:
    """Return a figure with its factor as a part of a sum."""
    if operand is None:
        return f"+ ({factor})"
    sign = {1: "+", -1: "-"}.get(int(factor)) if factor == int(factor) else None
    return f"{sign or f'+ ({factor}) *'} {amount_column(operand)}"


def linear(expect: Node) -> dict[Operand | None, Decimal] | None:
    """Return the factor of each figure in `left - right` of an equation; None if it is none."""
    if not isinstance(expect, Comparison) or expect.relation != "=":
        return None
    found: dict[Operand | None, Decimal] = {}
    is_linear = collect(expect.left, Decimal(1), found) and collect(
        expect.right, Decimal(-1), found
    )
    return found if is_linear and all(f for o, f in found.items() if o) else None


def collect(amount: Amount, factor: Decimal, found: dict[Operand | None, Decimal]) -> bool:
    """Add the factors of an amount; return False where it is no plain sum."""
    match amount:
        case Operand():
            found[amount] = found.get(amount, Decimal(0)) + factor
        case Rows():
            return all(collect(operand, factor, found) for operand in amount.of)
        case Number():
            found[None] = found.get(None, Decimal(0)) + factor * amount.value
        case Calculation(sign="+" | "-"):
            sign = 1 if amount.sign == "+" else -1
            left = collect(amount.left, factor, found)
            return collect(amount.right, sign * factor, found) and left
        case _:
            return False
    return True
