"""Finds the one cell of a table whose change would satisfy every broken equation of the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from etl.warehouse.checks.catalogue import catalogue
from etl.warehouse.checks.formula import Operand
from etl.warehouse.checks.sums import linear

Values = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum over cells of one table that must be 0, as factors by address."""

    factors: Mapping[str, Decimal]
    constant: Decimal

    def difference(self, values: Values) -> Decimal | None:
        """Return what the sum comes to; None where a cell is not there."""
        total = self.constant
        for address, factor in self.factors.items():
            value = values.get(address)
            if value is None:
                return None
            total += factor * value
        return total


@cache
def equations(table: str, layout: str) -> tuple[Equation, ...]:
    """Return the equations of the rules of one table, as they read in this layout."""
    return tuple(found_equations(table, layout))


def found_equations(table: str, layout: str) -> Iterator[Equation]:
    """Yield the equations among the rules that speak of cells of this table alone."""
    for instance in catalogue():
        if instance.rule.severity != "error" or instance.when or layout not in instance.layouts:
            continue
        factors = linear(instance.expect) or {}
        named = {o.name: f for o, f in factors.items() if isinstance(o, Operand)}
        own = all(name.startswith(f"{table}.") for name in named)
        if named and own and not instance.speaks_of_before:
            yield Equation(named, factors.get(None, Decimal(0)))


def mending_cell(table: str, layout: str, values: Values) -> tuple[str, Decimal] | None:
    """Return (address, value) of the only cell whose change mends all that is broken."""
    known = [(e, e.difference(values)) for e in equations(table, layout)]
    broken = [(equation, off) for equation, off in known if off]
    holding = [equation for equation, off in known if off == 0]
    if not broken:
        return None
    shared = set.intersection(*(set(equation.factors) for equation, _ in broken))
    mending = [
        (address, wanted)
        for address in shared
        if (wanted := mended(address, broken, values)) is not None
        and not any(address in equation.factors for equation in holding)
    ]
    return mending[0] if len(mending) == 1 else None


def mended(
    address: str, broken: Sequence[tuple[Equation, Decimal]], values: Values
) -> Decimal | None:
    """Return the one value at an address with which all these equations hold, if there is one."""
    now = values[address]
    if now is None:
        return None
    wanted = {now - off / equation.factors[address] for equation, off in broken}
    value = wanted.pop()
    return value if not wanted and value >= 0 and value == value.to_integral_value() else None
