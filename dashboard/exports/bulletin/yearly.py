"""An indicator of the bulletin over the years, as a chart."""

from __future__ import annotations

from dashboard.exports.bulletin import sentences
from dashboard.exports.bulletin.figures import Bulletin
from dashboard.exports.bulletin.native_chart import NativeChart
from dashboard.labels import indicators, wording

LEAST_TO_DRAW = 2
"""Values that a chart needs to say more than a sentence."""


def chart_by_year(bulletin: Bulletin, indicator: str, unit: str) -> tuple[NativeChart, str] | None:
    """Return an indicator by year with the same in words; None where there is too little to draw.

    A year of which no unit gave it stays empty.
    """
    found = bulletin.by_year[indicator]
    value = "rate" if unit == "%" else "part"
    values = tuple(
        None if wording.is_missing(row[value]) or not row["units"] else row[value]
        for row in found
    )  # fmt: skip
    if sum(one is not None for one in values) < LEAST_TO_DRAW:
        return None
    label = f"{sentences.label_of(indicator)}（{unit}）"
    names = tuple(f"{row['year']}年 {row['units']}/{row['units_expected']}个单位" for row in found)
    about = tuple(bool(row["approximate"]) for row in found)
    write = wording.rate if unit == "%" else wording.number
    told = "；".join(
        f"{row['year']} 年 {write(v, approximate=is_about)}"
        for row, v, is_about in zip(found, values, about, strict=True)
    )
    chart = NativeChart("columns", label, names, values, is_share=unit == "%", approximate=about)
    return chart, f"{label}：{told}"


def left_out_by_year(bulletin: Bulletin, indicator: str) -> list[str]:
    """Return what the columns of a chart do not hold though it was filed, a sentence for a year.

    What the last year's lack stands with its figure.
    """
    clauses = (
        (row["year"], indicators.left_out(indicator, row))
        for row in bulletin.by_year[indicator]
        if row["year"] != bulletin.year
    )
    return [f"图中 {year} 年{clause.lstrip('，')}。" for year, clause in clauses if clause]
