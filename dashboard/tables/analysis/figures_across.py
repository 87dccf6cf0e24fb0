"""Any number of townships, indicators and years as one table, with the townships either way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from dashboard.labels import indicators, wording
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, rows
from dashboard.tables.analysis.compare import number
from dashboard.tables.schema import TOWNSHIPS, Column, Kind, Table, text, year
from etl.definitions import load
from etl.domain.report import Mark

NAME = "对比_一览"
NOT_EXPECTED, NO_BASE = "not_expected", "no_base"
NOTES = ("没有数字的写明原因，不等于 0；≈ 为约数。",)
IN_PERCENT = "单位为 % 的行是百分数，如 98.2 即 98.2%。"


class Asked(NamedTuple):
    """An indicator of a year."""

    indicator: str
    year: int

    @property
    def name(self) -> str:
        """Return the name of its column."""
        return f"{self.indicator}_{self.year}"


Figures = Mapping[tuple[str, Asked], Row]


@cached
def townships_down(
    figures: pd.DataFrame, townships: Mapping[str, str], wanted: list[str], years: list[int]
) -> tuple[pd.DataFrame, Table]:
    """Return a row per township, named by series, and a column per indicator and year."""
    asked, told = each(wanted, years), by_series(figures)
    lines = [
        {"township": name}
        | {
            key: value
            for one in asked
            for key, value in cell(one.name, told.get((series, one)), one.indicator).items()
        }
        for series, name in townships.items()
    ]
    columns = [text("township", TOWNSHIPS), *(column_of(one, years) for one in asked)]
    return Answer(lines), Table(NAME, tuple(columns), tuple(wanted), NOTES)


@cached
def townships_across(
    figures: pd.DataFrame, townships: Mapping[str, str], wanted: list[str], years: list[int]
) -> tuple[pd.DataFrame, Table]:
    """Return a row per indicator and year, and a column per township; rates are in percent."""
    told = by_series(figures)
    lines = [
        {
            "indicator": load().indicators[one.indicator].title,
            "year": one.year,
            "unit": load().indicators[one.indicator].unit,
        }
        | {
            key: value
            for series in townships
            for key, value in cell(
                series, told.get((series, one)), one.indicator, percent=100
            ).items()
        }
        for one in each(wanted, years)
    ]
    columns = [text("indicator", "指标"), year(), text("unit", "单位")]
    columns += [
        Column(series, name, mark=f"mark_{series}", approximate=f"about_{series}")
        for series, name in townships.items()
    ]
    has_rates = any(map(indicators.is_rate, wanted))
    notes = (*NOTES, IN_PERCENT) if has_rates else NOTES
    return Answer(lines), Table(NAME, tuple(columns), tuple(wanted), notes)


def each(wanted: Sequence[str], years: Sequence[int]) -> list[Asked]:
    """Return every indicator of every year, the years of one beside each other."""
    return [Asked(indicator, of) for indicator in wanted for of in years]


def by_series(figures: pd.DataFrame) -> Figures:
    """Return what is known of each series by indicator and year."""
    return {
        (row["series_id"], Asked(row["indicator_id"], row["year"])): row for row in rows(figures)
    }


def column_of(asked: Asked, years: Sequence[int]) -> Column:
    """Return the column of an indicator, which says the year where there are several."""
    definition = load().indicators[asked.indicator]
    is_rate = indicators.is_rate(asked.indicator)
    return Column(
        asked.name,
        f"{definition.title} {asked.year} 年" if len(years) > 1 else definition.title,
        Kind.RATE if is_rate else Kind.COUNT,
        unit="" if is_rate else definition.unit,
        mark=f"mark_{asked.name}",
        approximate=f"about_{asked.name}",
        indicator=asked.indicator,
    )


def cell(name: str, found: Row | None, indicator: str, *, percent: int = 1) -> Row:
    """Return a figure under this name, why there is none, and whether it is about so many.

    A rate is a share of 1, times `percent`.
    """
    is_rate = indicators.is_rate(indicator)
    value = number(found["rate" if is_rate else "amount"]) if found else None
    if value is None:
        return {name: None, f"mark_{name}": why(found), f"about_{name}": False}
    return {
        name: round(value * percent, 6) if is_rate else value,
        f"mark_{name}": None,
        f"about_{name}": found is not None and found["approximate"] is True,
    }


def why(found: Row | None) -> str:
    """Return the reason why there is no figure.

    Where every part that is there is a number, it is another part that the report lacks.
    """
    if found is None:
        return NOT_EXPECTED
    if wording.is_missing(found["mark"]):
        return NO_BASE
    return str(Mark.ABSENT if found["mark"] == Mark.NUMBER else found["mark"])
