"""The locked cells that show whether figures add up, as formula and as the value it will have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from etl.definitions import load
from etl.domain.report import Mark
from etl.templates.stated_value import canonical
from etl.transform.numbers import printed_nils

HOLDS, TEXTUAL, PARTIAL, OFF = "✓ 相符", "含文字", "未填全", "差 "
Spot = tuple[int, int]
SheetValue = Decimal | str | None


@dataclass(frozen=True, slots=True)
class Sides:
    """The cells whose sums should agree; all of `needed` must be filled before that is judged."""

    left: tuple[Spot, ...]
    right: tuple[Spot, ...]
    needed: tuple[Spot, ...]


def ranges(spots: Iterable[Spot]) -> list[str]:
    """Return cells as ranges, neighbors across or down taken together."""
    runs: list[tuple[Spot, Spot]] = []
    for spot in sorted(spots):
        if runs and follows(runs[-1], spot):
            runs[-1] = (runs[-1][0], spot)
        else:
            runs.append((spot, spot))
    return [
        xl_rowcol_to_cell(*first) + (f":{xl_rowcol_to_cell(*last)}" if last != first else "")
        for first, last in runs
    ]


def follows(run: tuple[Spot, Spot], spot: Spot) -> bool:
    """Return whether a cell continues a run in the run's own direction."""
    (row, column), (last_row, last_column) = run
    down = column == last_column == spot[1] and spot[0] == last_row + 1
    across = row == last_row == spot[0] and spot[1] == last_column + 1
    return down or across


def sum_formula(sides: Sides, nils: str) -> str:
    """Return the formula that compares both sides; `nils` names the list of nil writings."""
    both = ranges((*sides.left, *sides.right))
    every, needed = ",".join(both), ",".join(ranges(sides.needed))
    nil = "+".join(f"SUMPRODUCT(--ISNUMBER(MATCH({r},{nils},0)))" for r in both)
    difference = (
        f"ROUND(SUM({','.join(ranges(sides.left))})-SUM({','.join(ranges(sides.right))}),6)"
    )
    return (
        f'=IF(COUNTA({every})=0,"",IF(COUNTA({every})-COUNT({every})>{nil},"{TEXTUAL}",'
        f'IF(COUNT({every})=0,"",IF(COUNTA({needed})<{len(sides.needed)},"{PARTIAL}",'
        f'IF({difference}=0,"{HOLDS}","{OFF}"&{difference})))))'
    )


def sum_value(sides: Sides, values: dict[Spot, SheetValue]) -> str:
    """Return what the formula gives, for programs that show a workbook without calculating."""
    filled = [v for s in (*sides.left, *sides.right) if (v := values.get(s)) is not None]
    if any(isinstance(v, str) and v not in nil_writings() for v in filled):
        return TEXTUAL
    if not any(isinstance(v, Decimal) for v in filled):
        return ""
    if any(values.get(spot) is None for spot in sides.needed):
        return PARTIAL
    difference = total(sides.left, values) - total(sides.right, values)
    return f"{OFF}{canonical(difference)}" if difference else HOLDS


def total(spots: Iterable[Spot], values: dict[Spot, SheetValue]) -> Decimal:
    """Return the sum of the numbers among some cells, as SUM does."""
    numbers = [v for spot in spots if isinstance(v := values.get(spot), Decimal)]
    return sum(numbers, Decimal(0))


def nil_writings() -> Sequence[str]:
    """Return the ways of writing nil that the formulas know."""
    return sorted(printed_nils().union(load().marks[Mark.NIL].printed))
