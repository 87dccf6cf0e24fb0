"""Invents the applications of every unit and year: balanced tables, and chains that carry over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import exp
from random import Random

from etl.definitions import load
from etl.sample.county import YEARS, Township, county, dice, oddities_of, read_yaml

CARRIED_OUT_SHARE = 0.12
Cells = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Flow:
    """One year's applications by row and applicant, as counted before any slip of the pen."""

    cells: Cells

    def count(self, row: str) -> int:
        """Return a row's total, applications."""
        return self.cells[row, "total"]

    def carried_out(self) -> Counter[str]:
        """Return what stays open at the year's end, by applicant."""
        return Counter({a: self.cells["carried_out", a] for a in weights("applicants")})


@cache
def weights(name: str) -> dict[str, int]:
    """Return one of the weighted lists of outcomes.yml."""
    return read_yaml("outcomes.yml")[name]


def flows(seed: int) -> dict[tuple[str, int], Flow]:
    """Return every unit's applications by code and report year."""
    found: dict[tuple[str, int], Flow] = {}
    for year in YEARS:
        for township in county().townships:
            if (township.since or year) <= year <= (township.until or year):
                opening = opened(township, year, found)
                found[township.code, year] = flow(seed, township, year, opening)
    return found


def opened(township: Township, year: int, found: dict[tuple[str, int], Flow]) -> Counter[str]:
    """Return what the unit and those merged into it carried over from the year before."""
    before = [t.code for t in county().townships if t.successor == township.code]
    earlier = [found.get((code, year - 1)) for code in (township.code, *before)]
    opening = sum((flow.carried_out() for flow in earlier if flow), Counter[str]())
    if "carry_break" in oddities_of(township.name, year):
        opening["natural_person"] += 1
    return opening


def flow(seed: int, township: Township, year: int, opening: Counter[str]) -> Flow:
    """Return one unit's year: new and carried in, handled by outcome, carried out."""
    luck = dice(seed, township.code, year, "applications")
    forced = oddities_of(township.name, year).get("received")
    if forced and forced.value is not None:
        received = Counter({"natural_person": int(forced.value)})
    else:
        received = drawn(luck, "applicants", poisson(luck, township.applications))
    cells = dict.fromkeys(addresses(), 0)
    for applicant in weights("applicants"):
        open_cases = received[applicant] + opening[applicant]
        left = sum(luck.random() < CARRIED_OUT_SHARE for _ in range(open_cases))
        cells["received_new", applicant] = received[applicant]
        cells["carried_in", applicant] = opening[applicant]
        cells["handled_total", applicant] = open_cases - left
        cells["carried_out", applicant] = left
        for outcome, count in drawn(luck, "outcomes", open_cases - left).items():
            cells[outcome, applicant] = count
    return Flow(with_totals(cells))


@cache
def addresses() -> tuple[tuple[str, str], ...]:
    """Return (row, column) of every cell of the applications table."""
    table = load().forms["2021"].table("applications")
    return tuple((row.id, column.id) for row in table.rows for column in table.columns)


def with_totals(cells: Cells) -> Cells:
    """Return the cells with every row's total added up."""
    rows = {row for row, _ in cells}
    totals = {(row, "total"): sum(cells[row, a] for a in weights("applicants")) for row in rows}
    return cells | totals


def drawn(luck: Random, name: str, count: int) -> Counter[str]:
    """Return how often each entry of a weighted list came up in this many draws."""
    chances = weights(name)
    return Counter(luck.choices(list(chances), list(chances.values()), k=count))


def poisson(luck: Random, mean: float) -> int:
    """Return a count that is `mean` on average."""
    limit, product, count = exp(-mean), luck.random(), 0
    while product > limit:
        product *= luck.random()
        count += 1
    return count
