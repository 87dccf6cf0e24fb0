"""Applications: how many came in, from whom, what became of them, and what was carried over?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts import Heading, Line, Part, covered, looks, stacked_columns, trend
from dashboard.charts.style import theme
from dashboard.components import (
    application_flow,
    chart,
    empty_state,
    headline,
    indicator_metrics,
    metric_row,
    open_unit,
    remark,
    subheading,
    tables,
)
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, rows
from dashboard.queries.selection import Selection
from dashboard.tables.analysis import applications as declared

PAGE = Page(
    title="依申请公开",
    question="收到多少申请，谁提的，怎么办的，结转了多少？",
    icon=":material/mail:",
    section="分析",
    position=40,
    in_meetings=True,
)
METRICS = {
    "applications_received_new": "本年新收",
    "applications_handled": "办理总计",
    "disclosed_or_partly_rate": "公开率（含部分公开）",
    "applications_carried_out": "结转下年",
}
RATES = (
    Line("disclosed_or_partly_rate", "公开率（含部分公开）", theme.DISCLOSED, "complete_units"),
    Line("refused_rate", "不予公开率", looks.OUTCOMES["refused"].color, "complete_units", "dash"),
    Line(
        "unavailable_rate",
        "无法提供率",
        looks.OUTCOMES["unavailable"].color,
        "complete_units",
        "dot",
    ),
)
MOST_DIFFERENCES = 8
ROW_HEIGHT, LEGEND_HEIGHT = 27, 12


def render(selection: Selection) -> None:
    """Draw the page."""
    received = ask(
        "indicator_by_year", indicator="applications_received_new", **selection.parameters
    )
    if received.empty:
        empty_state("所选范围内没有应报送的单位")
        return
    headline(answer(rows(received)[-1]))
    metric_row(indicator_metrics(METRICS, selection))
    marks = ask("application_marks", **selection.parameters)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        volume(received, selection)
    with right:
        filled(marks, selection)
    application_flow(selection)
    handled(selection)
    below(received, marks, selection)


def answer(latest: Row) -> str:
    """Return how many applications came in, and how many reports say so."""
    year = latest["year"]
    if not latest["units_filed"]:
        return f"{year} 年度还没有报告"
    slashes = f"，{latest['nil_units']} 个填斜杠" if latest["nil_units"] else ""
    covered_units = f"{latest['units']}/{latest['units_expected']} 个单位填了数字{slashes}"
    if wording.is_missing(latest["part"]):
        return f"{year} 年度没有报告填写新收申请的数字（{covered_units}）"
    return f"{year} 年度新收申请 {wording.number(latest['part'])} 件（{covered_units}）"


def volume(received: pd.DataFrame, selection: Selection) -> None:
    """Draw the new applications over the years."""
    title = f"{selection.scope}新收申请（{selection.years}）"
    note = "年份下为填数字的单位；空心点：不是全部单位"
    lines = (Line("part", "新收申请", theme.RECEIVED, "units"),)
    figure = trend(received, lines, Heading(title, "件", note, height=230), editions=True)
    chart(covered(figure, received), "依申请公开_新收申请", selection, alt=title)


def filled(marks: pd.DataFrame, selection: Selection) -> None:
    """Draw what stands in the cell of new applications, slashes told apart from zeros."""
    latest = rows(marks)[-1]
    title = f"{latest['year']} 年度：{filled_words(latest)}"
    heading = Heading(title, "个单位", "“本年新收”总计一格", height=210)
    figure = stacked_columns(marks, looks.APPLICATION_CELLS, heading)
    chart(figure, "依申请公开_填报情况", selection, alt=title)


def filled_words(latest: Row) -> str:
    """Return the two kinds of cells that an official asks about first, as far as they occur."""
    kinds = [
        f"{latest[kind]} 个{look.label}"
        for kind, look in looks.APPLICATION_CELLS.items()
        if latest[kind]
    ]
    return "，".join(kinds[:2])


def handled(selection: Selection) -> None:
    """Draw what became of the applications, who made them, and what was carried over."""
    outcomes = ask("application_outcomes", **selection.parameters)
    applicants = ask("applicants_by_year", **selection.parameters)
    carried = ask("applications_carried", **selection.parameters)
    left, right = st.columns(2, gap="medium")
    with left:
        composed(outcomes, looks.OUTCOMES, ("办理结果", "handled_total"), selection)
        connected(carried, selection)
    with right:
        composed(applicants, looks.APPLICANTS, ("新收申请的申请人", "total"), selection)
        rates(outcomes, selection)


def composed(
    years: pd.DataFrame,
    parts: Mapping[str, Part],
    what: tuple[str, str],
    selection: Selection,
) -> None:
    """Draw parts that add up to their total, and name what they exceed it by."""
    name, total = what
    if years[total].isna().all():
        empty_state(f"所选年度没有{name}的数字", "表中没有填写，或只填了斜杠；见下方填报情况。")
        return
    title = f"{selection.scope}{name}（{selection.years}）"
    shown = {part: look for part, look in parts.items() if years[part].sum() > 0}
    note = "差额＝总计－分项之和；年份后为总计和填数字的单位"
    height = ROW_HEIGHT * len(years) + 70 + LEGEND_HEIGHT * len(shown)
    heading = Heading(title, "件", note, height=height)
    named = with_totals(years, total)
    figure = stacked_columns(named, shown or parts, heading, along="named", horizontal=True)
    chart(figure, f"依申请公开_{name}", selection, alt=title)
    excess = [row for row in rows(years) if not wording.is_missing(row["excess"])]
    if excess:
        told = "、".join(
            f"{row['year']} 年 {wording.number(row['excess'], '件')}" for row in excess
        )
        remark(f"分项之和超出总计：{told}（按报告计，图中照分项画出）")


@cached
def with_totals(years: pd.DataFrame, total: str) -> pd.DataFrame:
    """Return the years with a name of each that says its total and how many units it covers."""
    named = [
        " · ".join(
            (
                str(row["year"]),
                wording.number(row[total], "件"),
                wording.share(row["units"], row["units_expected"]),
            )
        )
        for row in rows(years)
    ]
    return Answer(years.assign(named=named))


def connected(carried: pd.DataFrame, selection: Selection) -> None:
    """List where what was carried in is not what the year before carried out."""
    checked = int(carried["units"].sum())
    if not checked:
        empty_state("没有可以核对的结转", "核对需要相邻两年的报告都填了结转数字。")
        return
    found = rows(ask("applications_carried_differences", **selection.parameters))
    result = f"{len(found)} 处不一致" if found else "全部一致"
    subheading(f"{selection.scope}结转前后衔接：{result}", f"（可核对 {checked} 处）")
    for row in found[:MOST_DIFFERENCES]:
        with st.container(horizontal=True, vertical_alignment="center", key=place_key(row)):
            name = f"{row['township']} {row['year']} 年度"
            go = partial(open_unit, row["series_id"])
            st.button(literal(name), key=f"go_{name}", type="tertiary", on_click=go)
            before, now = row["carried_out_before"], row["carried_in"]
            st.text(
                f"上年报告结转下年 {wording.number(before, '件')}，"
                f"本年报告写 {wording.number(now, '件')}",
                width="content",
            )
    if len(found) > MOST_DIFFERENCES:
        st.caption(f"只列前 {MOST_DIFFERENCES} 处，其余见下方“结转不一致”。")


def place_key(row: Row) -> str:
    """Return the key of a line on one unit and year, by which its button looks like a link."""
    return f"places_{row['series_id']}_{row['year']}"


def rates(outcomes: pd.DataFrame, selection: Selection) -> None:
    """Draw the shares of the results over the years."""
    if outcomes["disclosed_or_partly_rate"].isna().all():
        return
    title = f"{selection.scope}办理结果占比（{selection.years}）"
    years = with_complete(outcomes)
    heading = Heading(title, "%", "占办理总计；只含结果齐全的报告，数在年份下", height=220)
    figure = covered(trend(years, RATES, heading), years)
    chart(figure, "依申请公开_占比", selection, alt=title)


@cached
def with_complete(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the years with the units whose results are complete as those that are covered."""
    return Answer(outcomes.assign(units=outcomes["complete_units"]))


def below(received: pd.DataFrame, marks: pd.DataFrame, selection: Selection) -> None:
    """Draw the tables behind the charts."""
    chosen = selection.parameters
    shown = {
        "逐个乡镇": (partial(ask, "application_townships", **chosen), declared.BY_TOWNSHIP),
        "新收申请": (lambda: received, declared.RECEIVED),
        "办理结果": (partial(ask, "application_outcomes", **chosen), declared.OUTCOMES),
        "申请人": (partial(ask, "applicants_by_year", **chosen), declared.APPLICANTS),
        "流向": (partial(ask, "applications_flow", **chosen), declared.FLOW),
        "结转衔接": (partial(ask, "applications_carried", **chosen), declared.CARRIED),
        "结转不一致": (
            partial(ask, "applications_carried_differences", **chosen),
            declared.DIFFERENCES,
        ),
        "填报情况": (lambda: marks, declared.MARKS),
    }
    tables(shown, selection, key="applications")
