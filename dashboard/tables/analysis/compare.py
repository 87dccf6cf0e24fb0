"""What stands side by side on the comparison page: the sides, and their differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, rows
from dashboard.tables.residents import RESIDENTS
from dashboard.tables.schema import Column, Drawing, Kind, Table, text
from etl.definitions import load
from etl.definitions.population import PerHead, population_words

SMALL_BASE = 10
"""Below this base a change is given in numbers only, since its percentage would mislead."""
DIFFERENCES = "差为该列减第一列；任何一方没有数字时不计算。"
PERCENT = f"第一列不足 {SMALL_BASE} 时不算百分比。"
POINTS = "比率的差以百分点表示；n/N 为分子、分母。"


def side_of(row: Row, *, by_year: bool) -> str:
    """Return the name of a side."""
    return f"{row['year']} 年" if by_year else row["township"]


@cached
def counts(figures: pd.DataFrame, sides: Sequence[str]) -> tuple[pd.DataFrame, Table]:
    """Return the counts of every side with what each differs from the first."""
    lines = [counted(*line) for line in by_indicator(figures, is_rate=False)]
    columns = [text("indicator", "指标"), text("unit", "单位")]
    columns += [
        Column(f"value_{n}", side, mark=f"mark_{n}", approximate=f"about_{n}")
        for n, side in enumerate(sides)
    ]
    for n, side in list(enumerate(sides))[1:]:
        columns += [
            Column(f"change_{n}", f"{side}的差"),
            Column(f"percent_{n}", f"{side}的差", Kind.RATE, unit="%"),
        ]
    return Answer(lines), Table(
        "对比_数量",
        tuple(columns),
        indicators_in(figures, is_rate=False),
        (DIFFERENCES, PERCENT),
        drawn=(each_side(sides),),
    )


@cached
def rates(figures: pd.DataFrame, sides: Sequence[str]) -> tuple[pd.DataFrame, Table]:
    """Return the rates of every side with n/N, and how many points each differs from the first."""
    lines = [rated(*line) for line in by_indicator(figures, is_rate=True)]
    columns = [text("indicator", "指标")]
    for n, side in enumerate(sides):
        columns += [
            Column(f"value_{n}", side, Kind.RATE, mark=f"mark_{n}"),
            text(f"share_{n}", f"{side} n/N"),
        ]
    columns += [
        Column(f"change_{n}", f"{side}的差", unit="百分点")
        for n, side in list(enumerate(sides))[1:]
    ]
    return Answer(lines), Table(
        "对比_比率",
        tuple(columns),
        indicators_in(figures, is_rate=True),
        (DIFFERENCES, POINTS),
        drawn=(each_side(sides),),
    )


def each_side(sides: Sequence[str]) -> Drawing:
    """Return the chart of each indicator, its sides beside each other on a scale of its own."""
    return Drawing(tuple(f"value_{n}" for n in range(len(sides))), of="indicator", is_turned=True)


@cached
def per_head(figures: pd.DataFrame, sides: Sequence[str]) -> tuple[pd.DataFrame, Table]:
    """Return what every side comes to for so many residents, beside how many it has and when.

    `figures` are rows of `compared_per_head`; empty where the population of no side is known.
    """
    columns = [text("indicator", "指标"), text("unit", "单位")]
    for n, side in enumerate(sides):
        columns += [
            Column(f"value_{n}", side, mark=f"mark_{n}", approximate=f"about_{n}"),
            text(f"people_{n}", f"{side}人口"),
        ]
    lines = [per_head_line(rate, figures) for rate in population_words().rates]
    known = figures["population"].notna().any()
    return Answer(pd.DataFrame(lines) if known else pd.DataFrame()), Table(
        "对比_每万人", tuple(columns), tuple(rate.indicator for rate in population_words().rates),
        (RESIDENTS,),
    )  # fmt: skip


def per_head_line(rate: PerHead, figures: pd.DataFrame) -> Row:
    """Return the line of one rate by residents."""
    line: Row = {"indicator": rate.title, "unit": rate.unit}
    for n, side in enumerate(rows(figures[figures["indicator_id"] == rate.indicator])):
        known = not wording.is_missing(side["population"])
        people = f"{wording.number(side['population'], '人')}（{side['year']} 年）"
        line |= {
            f"value_{n}": number(side["rate"]),
            f"mark_{n}": side["mark"],
            f"about_{n}": bool(side["approximate"]),
            f"people_{n}": people if known else wording.missing("no_population"),
        }
    return line


def indicators_in(figures: pd.DataFrame, *, is_rate: bool) -> tuple[str, ...]:
    """Return the indicators of one kind, in the order of their definitions."""
    known = set(figures["indicator_id"])
    return tuple(
        key for key, found in load().indicators.items()
        if key in known and (found.unit == "%") == is_rate
    )  # fmt: skip


def by_indicator(figures: pd.DataFrame, *, is_rate: bool) -> list[tuple[str, list[Row]]]:
    """Return every indicator of one kind with the figures of its sides."""
    return [
        (name, rows(figures[figures["indicator_id"] == name]))
        for name in indicators_in(figures, is_rate=is_rate)
    ]


def counted(indicator: str, sides: list[Row]) -> Row:
    """Return the line of one count."""
    definition = load().indicators[indicator]
    line: Row = {"indicator": definition.title, "unit": definition.unit}
    first = sides[0]["amount"]
    for n, side in enumerate(sides):
        line |= {
            f"value_{n}": number(side["amount"]),
            f"mark_{n}": side["mark"],
            f"about_{n}": bool(side["approximate"]),
        }
        if n:
            change = difference(side["amount"], first)
            line[f"change_{n}"] = change
            fair = change is not None and first >= SMALL_BASE
            line[f"percent_{n}"] = change / float(first) if fair and change is not None else None
    return line


def rated(indicator: str, sides: list[Row]) -> Row:
    """Return the line of one rate."""
    line: Row = {"indicator": load().indicators[indicator].title}
    for n, side in enumerate(sides):
        line |= {
            f"value_{n}": number(side["rate"]),
            f"mark_{n}": side["mark"],
            f"share_{n}": share_of(side),
        }
        if n:
            change = difference(side["rate"], sides[0]["rate"])
            line[f"change_{n}"] = None if change is None else round(change * 100, 2)
    return line


def share_of(side: Row) -> str:
    """Return n/N, marked where one of them is approximate."""
    if wording.is_missing(side["numerator"]):
        return ""
    about = "≈" if side["approximate"] else ""
    return f"{about}{wording.share(side['numerator'], side['denominator'])}"


def number(value: Any) -> float | None:
    """Return a value, or None where there is none."""
    return None if wording.is_missing(value) else float(value)


def difference(value: Any, first: Any) -> float | None:
    """Return how much more a value is than the first; None unless both are there."""
    if wording.is_missing(value) or wording.is_missing(first):
        return None
    return float(value) - float(first)
