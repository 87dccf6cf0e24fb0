"""Proactive disclosure: how much was disclosed, on what, through which channels, and where?"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts import Amount, Heading, Line, amounts, covered, trend, unfinished
from dashboard.charts.style import theme
from dashboard.charts.style.colors import FREE
from dashboard.components import (
    TOWNSHIP,
    channels,
    channels_by_year,
    chart,
    empty_state,
    fields,
    fields_by_year,
    headline,
    indicator_metrics,
    metric_row,
    remark,
    tables,
)
from dashboard.labels import wording
from dashboard.navigation.choices import choose_one
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.result import Row, of_year, rows
from dashboard.queries.selection import Selection
from dashboard.tables.analysis import proactive as declared

PAGE = Page(
    title="主动公开",
    question="公开了多少，公开的是什么，谁公开的？",
    icon=":material/campaign:",
    section="分析",
    position=20,
    in_meetings=True,
)
METRICS = {
    "proactive_total": "主动公开总数",
    "normative_documents_in_force": "现行有效规范性文件",
    "permits": "行政许可决定",
    "penalties": "行政处罚决定",
}
KINDS = {"documents": "规范性文件", "decisions": "许可处罚强制", "fees": "收费"}
KIND_LINES = {
    "documents": (
        Line("in_force", "现行有效", FREE[0], "units"),
        Line("issued", "本年制发", FREE[1], "units"),
        Line("repealed", "本年废止", FREE[2], "units"),
        Line("total_disclosed", "2019 版公开总数", FREE[0], "units", "dot"),
        Line("newly_made", "2019 版新制作", FREE[1], "units", "dot"),
    ),
    "decisions": (
        Line("permits", "行政许可", FREE[0], "units"),
        Line("penalties", "行政处罚", FREE[2], "units"),
        Line("compulsory_measures", "行政强制", FREE[1], "units"),
    ),
    "fees": (Line("fees", "本年收费金额", theme.COMPARED, "units"),),
}


def render(selection: Selection) -> None:
    """Draw the page."""
    chosen = selection.parameters
    totals = ask("indicator_by_year", indicator="proactive_total", **chosen)
    if totals.empty:
        empty_state("所选范围内没有应报送的单位")
        return
    headline(answer(rows(totals)[-1]))
    metric_row(indicator_metrics(METRICS, selection))
    coverage = ask("proactive_parts_coverage", **chosen)
    several = selection.from_year < selection.to_year
    left, right = st.columns([11, 9], gap="medium")
    with left:
        volume(totals, selection)
        fields(selection)
        excess(coverage)
    with right:
        where(selection)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        if several:
            fields_by_year(coverage, unfinished(totals), selection)
        article_20(selection)
    with right:
        channels(selection)
        if several:
            channels_by_year(coverage, unfinished(totals), selection)
    below(totals, coverage, selection)


def answer(latest: Row) -> str:
    """Return how much was disclosed, and how many reports say so."""
    year, units = latest["year"], f"{latest['units']}/{latest['units_expected']} 个单位写明总数"
    if not latest["units_filed"]:
        return f"{year} 年度还没有报告"
    if wording.is_missing(latest["part"]):
        return f"{year} 年度没有报告写明主动公开的总数"
    total = wording.number(latest["part"], "条", approximate=latest["approximate"])
    return f"{year} 年度主动公开 {total}（{units}）"


def volume(totals: pd.DataFrame, selection: Selection) -> None:
    """Draw the disclosed total over the years."""
    title = f"{selection.scope}主动公开总数（{selection.years}）"
    note = "年份下为写明总数的单位；空心点：不是全部单位"
    lines = (Line("part", "主动公开总数", theme.DISCLOSED, "units", approximate="approximate"),)
    figure = covered(trend(totals, lines, Heading(title, "条", note, height=200)), totals)
    chart(figure, "主动公开_总数", selection, alt=title)


def excess(coverage: pd.DataFrame) -> None:
    """Say where the categories of a report exceed its total."""
    over = [row for row in rows(coverage) if not wording.is_missing(row["excess"])]
    if over:
        told = "、".join(
            f"{row['year']} 年 {row['excess_reports']} 份多 {wording.number(row['excess'], '条')}"
            for row in over
        )
        remark(f"类别之和多于报告总数，图中照类别画出：{told}")


def where(selection: Selection) -> None:
    """Draw how much each township disclosed in the last chosen year."""
    townships = of_year(ask("proactive_townships", **selection.parameters), selection.to_year)
    title = f"{selection.to_year} 年度各{selection.units}主动公开总数"
    amount = Amount("proactive_total", "proactive_total_mark", "approximate", theme.DISCLOSED)
    figure = amounts(
        townships, amount, Heading(title, "条", "≈ 为约数；斜纹为没有数字，并写明原因")
    )
    chart(figure, "主动公开_各乡镇", selection.last_year, alt=title, opens=TOWNSHIP)


def article_20(selection: Selection) -> None:
    """Draw the figures of Article 20, the editions of the form told apart."""
    kind = choose_one("第二十条", list(KINDS), key="article_20", label=KINDS.__getitem__)
    years = ask("article_20_trend", kind=kind, **selection.parameters)
    lines = [line for line in KIND_LINES[kind] if years[line.column].notna().any()]
    if not lines:
        empty_state(f"所选年度没有{KINDS[kind]}的数字", "表二没有填写，或只填了斜杠。")
        return
    title = f"{selection.scope}{KINDS[kind]}（{selection.years}）"
    heading = Heading(title, "万元" if kind == "fees" else "件", "年份下为填数字的单位", height=220)
    figure = covered(trend(years, lines, heading, editions=True), years)
    chart(figure, f"第二十条_{KINDS[kind]}", selection, alt=title)


def below(totals: pd.DataFrame, coverage: pd.DataFrame, selection: Selection) -> None:
    """Draw the tables behind the charts."""
    chosen = selection.parameters
    items = partial(ask, "proactive_items", **chosen)
    shown = {
        "逐个乡镇": (partial(ask, "proactive_townships", **chosen), declared.BY_TOWNSHIP),
        "各年总数": (lambda: totals, declared.BY_YEAR),
        "领域": (partial(ask, "proactive_by_field", **chosen), declared.BY_FIELD),
        "类别与总数": (lambda: coverage, declared.PARTS),
        "类别明细": (partial(items, axis="category"), declared.CATEGORY_ITEMS),
        "渠道": (partial(ask, "proactive_by_channel", **chosen), declared.BY_CHANNEL),
        "渠道明细": (partial(items, axis="channel"), declared.CHANNEL_ITEMS),
        "第二十条": (partial(ask, "article_20_by_year", **chosen), declared.ARTICLE_20),
        "第二十条逐个乡镇": (
            partial(ask, "article_20_townships", **chosen),
            declared.ARTICLE_20_TOWNSHIPS,
        ),
    }
    tables(shown, selection, key="proactive")
