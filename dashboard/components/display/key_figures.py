"""The four key figures: each a card of the last year, and a row of bars over the years."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.charts import Heading, Told, YearRow, year_rows
from dashboard.charts.style import theme
from dashboard.components.display.chart import chart
from dashboard.components.display.indicator_metric import indicator_metrics
from dashboard.components.display.metrics import Metric, metric_row
from dashboard.labels import indicators, wording
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from etl.definitions import load

FIGURES = {
    "proactive_total": "主动公开总数",
    "hotline_answer_rate": "热线答复率",
    "applications_received_new": "新收申请",
}
COLORS = (theme.DISCLOSED, theme.ANSWERED, theme.RECEIVED)
ZERO = "零申请乡镇"
ZERO_KINDS = ("reported_zero", "nil_confirmed")


def key_figures(selection: Selection) -> None:
    """Draw the cards of the last chosen year."""
    metric_row([*indicator_metrics(FIGURES, selection), zero_metric(selection)])


def zero_metric(selection: Selection) -> Metric:
    """Return how many townships had no application, and how many left it open."""
    summary = rows(ask("zero_summary", **selection.parameters))[0]
    unclear = summary["nil_only"] + summary["not_stated"] + summary["contradictory"]
    return Metric(
        ZERO,
        f"{wording.number(summary['zero'])} 个"
        if summary["filed"]
        else wording.missing("no_report"),
        wording.change(summary["change"], "个"),
        note=f"已报 {summary['filed']} 个" + (f"；另有 {unclear} 个未能确认" if unclear else ""),
        help="明确填 0，或填斜杠且正文证实没有收到申请；仅斜杠、未说明、未报送的不算"
        + wording.compared(summary["compared"]),
    )


def key_figures_by_year(selection: Selection, unfinished: int | None) -> None:
    """Draw the same figures over the years, each on a scale of its own."""
    asked = {
        name: indicator_years(
            name, ask("indicator_by_year", indicator=name, **selection.parameters)
        )
        for name in FIGURES
    }
    figures = [
        YearRow(labeled(name), color, years, scale=scale_of(name, years))
        for (name, years), color in zip(asked.items(), COLORS, strict=True)
    ]
    zero = zero_years(ask("zero_kinds_by_year", **selection.parameters))
    figures.append(YearRow(f"{ZERO}（个）", theme.ZERO, zero, scale=highest(zero)))
    title = f"{selection.scope}主要数字（{selection.years}）"
    note = "各行自有尺度；— 为没有数字；空心为正在收集"
    years = list(range(selection.from_year, selection.to_year + 1))
    figure = year_rows(figures, years, Heading(title, subtitle=note), unfinished=unfinished)
    chart(figure, "总览_主要数字", selection, alt=title)


def labeled(indicator: str) -> str:
    """Return the name of a figure with its unit, which a rate writes beside its numbers."""
    unit = load().indicators[indicator].unit
    return FIGURES[indicator] + ("" if indicators.is_rate(indicator) else f"（{unit}）")


def scale_of(indicator: str, years: Mapping[int, Told]) -> float:
    """Return where the scale of a figure ends: a rate at one."""
    return 1.0 if indicators.is_rate(indicator) else highest(years)


def highest(years: Mapping[int, Told]) -> float:
    """Return the largest value of all years."""
    return max((told.value for told in years.values()), default=0) or 1


@cached
def indicator_years(indicator: str, asked: pd.DataFrame) -> dict[int, Told]:
    """Return an indicator year by year; a year without it says so and has no height."""
    is_rate = indicators.is_rate(indicator)
    found = {}
    for row in rows(asked):
        value = row["rate" if is_rate else "part"]
        short = (
            wording.rate(value, approximate=row["approximate"])
            if is_rate
            else wording.number(value, approximate=row["approximate"])
        )
        words = indicators.value(indicator, row), indicators.coverage(indicator, row)
        height = 0 if wording.is_missing(value) else value
        found[row["year"]] = Told(height, short, "，".join(words))
    return found


@cached
def zero_years(kinds: pd.DataFrame) -> dict[int, Told]:
    """Return year by year how many townships had no application; none where nobody reported."""
    counted: dict[int, dict[str, int]] = {}
    for row in rows(kinds):
        counted.setdefault(row["year"], {})[row["part"]] = row["value"]
    found = {}
    for year, by_kind in counted.items():
        filed = sum(by_kind.values()) - by_kind.get("no_report", 0)
        zero = sum(by_kind.get(kind, 0) for kind in ZERO_KINDS)
        short = wording.number(zero) if filed else wording.NOTHING
        found[year] = Told(zero, short, f"{short} 个，已报 {filed} 个")
    return found


def figures_by_year(selection: Selection) -> pd.DataFrame:
    """Return the same figures as a table, one row per year."""
    zero = zero_years(ask("zero_kinds_by_year", **selection.parameters))
    found: dict[int, Row] = {}
    for name in FIGURES:
        asked = ask("indicator_by_year", indicator=name, **selection.parameters)
        value = "rate" if indicators.is_rate(name) else "part"
        for row in rows(asked):
            told = zero.get(row["year"])
            known = told is not None and told.text != wording.NOTHING
            line = found.setdefault(row["year"], {
                "year": row["year"], "expected": row["units_expected"],
                "zero": told.value if told and known else None,
                "zero_mark": "number" if known else "no_report",
            })  # fmt: skip
            line |= {
                name: None if wording.is_missing(row[value]) else row[value],
                f"{name}_mark": indicators.why_missing(row) or "number",
                f"{name}_about": bool(row["approximate"]),
                f"{name}_units": row["units"],
            }
    return pd.DataFrame([found[year] for year in sorted(found)])
