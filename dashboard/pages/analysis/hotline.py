"""Hotline: are cases answered, and how much do the reports say about it?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.charts import Dot, Heading, Line, covered, dumbbell, looks, ranking, trend
from dashboard.charts.bars import stacked_columns
from dashboard.charts.style import theme
from dashboard.components import (
    TOWNSHIP,
    chart,
    empty_state,
    good_news,
    headline,
    indicator_metrics,
    metric_row,
    remark,
    tables,
)
from dashboard.labels import wording
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, rows
from dashboard.queries.selection import Selection
from dashboard.tables.analysis.hotline import BY_TOWNSHIP, BY_YEAR, COVERAGE, GROUPS

PAGE = Page(
    title="热线办理",
    question="群众来电有没有回音，报告说清楚了没有？",
    icon=":material/call:",
    section="分析",
    position=30,
    in_meetings=True,
)
METRICS = {
    "hotline_received": "热线受理",
    "hotline_answered": "热线答复",
    "hotline_answer_rate": "热线答复率",
}


def render(selection: Selection) -> None:
    """Draw the page."""
    years = ask("hotline_by_year", **selection.parameters)
    if years.empty:
        empty_state("所选范围内没有应报送的单位")
        return
    headline(answer(rows(years)[-1]))
    metric_row(indicator_metrics(METRICS, selection))
    told_apart(selection)
    coverage = ask("hotline_coverage", **selection.parameters)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        rates(years, selection)
    with right:
        told(coverage, selection)
    townships = ask("hotline_townships", **selection.parameters)
    by_township(townships, selection)
    below(years, townships, coverage, selection)


def answer(latest: Row) -> str:
    """Return how many cases were answered, and how many reports say so."""
    if not latest["units_filed"]:
        return f"{latest['year']} 年度还没有报告"
    told = f"{latest['units_expected']} 个单位中 {latest['told_units']} 个说到热线"
    if wording.is_missing(latest["rate"]):
        return f"{latest['year']} 年度{told}，没有一个同时写明受理和答复件数"
    return (
        f"{latest['year']} 年度热线答复率 "
        f"{wording.rate(latest['rate'], approximate=latest['approximate'])}"
        f"（{wording.share(latest['answered'], latest['received'])}，"
        f"{latest['units']}/{latest['units_expected']} 个单位写明受理和答复件数）"
    )


def told_apart(selection: Selection) -> None:
    """Say where the cases received and answered are not those of the same units."""
    asked = ask("indicators_of_year", indicators=tuple(METRICS), **selection.parameters)
    units = {row["indicator_id"]: row["units"] for row in rows(asked)}
    received, answered = units["hotline_received"], units["hotline_answered"]
    if received != answered:
        remark(
            f"受理按写明受理的 {received} 个单位合计，答复按写明答复的 {answered} 个单位合计，"
            "两数不能相除；答复率只用两项都写明的单位。"
        )


def rates(years: pd.DataFrame, selection: Selection) -> None:
    """Draw the answer rate over the years."""
    title = f"{selection.scope}热线答复率（{selection.years}）"
    lines = (Line("rate", "答复率", theme.ANSWERED, "units", approximate="approximate"),)
    note = "年份下为受理和答复都写明的单位；件数见下表"
    figure = trend(years, lines, Heading(title, "%", note, height=230))
    chart(covered(figure, years), "热线_答复率", selection, alt=title)


def told(coverage: pd.DataFrame, selection: Selection) -> None:
    """Draw how much the reports say about the hotline."""
    latest = rows(coverage)[-1]
    spoken = latest["both"] + latest["one"] + latest["stated_only"]
    title = f"{latest['year']} 年度 {spoken} 个单位的报告说到热线"
    figure = stacked_columns(coverage, looks.HOTLINE_TOLD, Heading(title, "个单位", height=210))
    chart(figure, "热线_报告说了多少", selection, alt=title)


def by_township(townships: pd.DataFrame, selection: Selection) -> None:
    """Draw the ranking and what the reports state themselves, beside it where that is a chart."""
    if differing(comparable(townships)).empty:
        stated(townships, selection)
        ranked(townships, selection)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        ranked(townships, selection)
    with right:
        stated(townships, selection)


def ranked(townships: pd.DataFrame, selection: Selection) -> None:
    """Draw the answer rates with their intervals, and name who is not ranked and why."""
    shown = of_group(townships, "ranked")
    if shown.empty:
        empty_state(
            f"{selection.to_year} 年度没有可以排名的乡镇",
            "排名需要报告写明受理和答复件数，且受理不少于 10 件。",
        )
    else:
        title = f"{selection.to_year} 年度热线答复率，{len(shown)} 个{selection.units}"
        note = "名称后为答复／受理；横线为 95% 区间，重叠的不分高下；横轴不从 0 起"
        heading = Heading(title, "件", note, width=theme.WHOLE_LINE)
        figure = ranking(shown, heading, color=theme.ANSWERED)
        chart(figure, "热线_答复率排名", selection.last_year, alt=title, opens=TOWNSHIP)
    for group in ("few", "doubtful", "stated_only"):
        listed = of_group(townships, group)
        if not listed.empty:
            remark(f"{GROUPS[group]}：{'；'.join(told_by(row) for row in rows(listed))}")


@cached
def of_group(townships: pd.DataFrame, group: str) -> pd.DataFrame:
    """Return the townships that are ranked, or not for this reason."""
    return Answer(townships[townships["rank_group"] == group])


@cached
def comparable(townships: pd.DataFrame) -> pd.DataFrame:
    """Return the townships that state a rate beside the counts it follows from."""
    return Answer(townships[townships["difference_points"].notna()])


@cached
def differing(both: pd.DataFrame) -> pd.DataFrame:
    """Return the townships whose stated rate is not the one that follows from their counts."""
    return Answer(both[both["difference_points"].abs() >= 0.1])


def told_by(row: Row) -> str:
    """Return what one township prints, in a few words."""
    if row["rank_group"] == "stated_only":
        return f"{row['township']} {wording.rate(row['stated_rate'])}"
    about = wording.about(row["approximate"])
    return f"{row['township']} {about}{wording.share(row['answered'], row['received'])}"


def stated(townships: pd.DataFrame, selection: Selection) -> None:
    """Draw the rates that reports state beside the ones that follow from their counts."""
    both = comparable(townships)
    if both.empty:
        empty_state(
            f"{selection.to_year} 年度没有可以对照的报告",
            "对照需要报告既写明件数，又自述答复率。",
        )
        return
    apart = differing(both)
    title = f"{selection.to_year} 年度 {len(both)} 个{selection.units}自述答复率"
    if apart.empty:
        good_news(f"{title}，都与件数算出的一致。")
        return
    title += f"，{len(apart)} 个与件数算出的不一致"
    figure = dumbbell(
        apart,
        Dot("rate", "按件数计算", theme.ANSWERED),
        Dot("stated_rate", "报告自述", theme.STATED, "diamond", 8),
        Heading(
            title, "%", "只画相差 0.1 个百分点以上的，写出自述减计算的差", width=theme.WHOLE_LINE
        ),
    )
    chart(figure, "热线_自述与计算", selection.last_year, alt=title, opens=TOWNSHIP)


def below(
    years: pd.DataFrame, townships: pd.DataFrame, coverage: pd.DataFrame, selection: Selection
) -> None:
    """Draw the tables behind the charts."""
    shown = {
        "逐个乡镇": (lambda: townships, BY_TOWNSHIP),
        "各年合计": (lambda: years, BY_YEAR),
        "报告说了多少": (lambda: coverage, COVERAGE),
    }
    tables(shown, selection, key="hotline")
