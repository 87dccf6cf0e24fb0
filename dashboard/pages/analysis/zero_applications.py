"""Townships without applications: which, since when, and how do we know?"""

from __future__ import annotations

import streamlit as st

from dashboard.charts import Heading, looks, stacked_bars, state_matrix
from dashboard.components import TOWNSHIP, chart, data_table, empty_state, headline, subheading
from dashboard.labels import wording
from dashboard.navigation.choices import choose_one
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.tables.schema import Column, Drawing, Table, text, year

PAGE = Page(
    title="零申请乡镇",
    question="哪些乡镇没有收到申请，连续几年，凭什么这样说？",
    icon=":material/exposure_zero:",
    section="分析",
    position=50,
    in_meetings=True,
)
RUNS = (1, 2, 3, 5)
LIST = Table(
    "零申请乡镇_连续年数",
    (
        text("township", "乡镇（街道）"),
        text("type", "类型"),
        Column("zero_years", "连续", unit="年"),
        Column("since_year", "起始", year().kind),
        text("kind", "最近一年", wording.ZERO_LABELS),
        text("evidence", "正文原句"),
    ),
    notes=(
        "零申请：表三“本年新收”总计明确填 0，或填斜杠且正文证实没有收到申请。",
        "仅斜杠、未说明、未报送都不算零申请，并中断连续年数；连续年数按全部已导入年度计算。",
    ),
    charted=("zero_years",),
)
MATRIX = Table(
    "零申请乡镇_逐年状态",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("state", "状态", wording.ZERO_LABELS),
        Column("received_new", "表中新收", unit="件", mark="received_new_mark"),
        Column("received_told", "正文所述", unit="件", mark="received_told_mark"),
        Column("zero_years", "已连续", unit="年"),
    ),
    notes=LIST.notes,
    drawn=(Drawing(by="year", of="state", is_stacked=True),),
)


def render(selection: Selection) -> None:
    """Draw the page."""
    cells = ask("zero_matrix", **selection.parameters)
    if cells.empty:
        empty_state("所选范围内没有应报送的单位")
        return
    summary = rows(ask("zero_summary", **selection.parameters))[0]
    sentence = zero_sentence(summary, selection)
    headline(sentence)
    streaks(selection)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        title = run_sentence(summary, selection.to_year)
        chart(
            state_matrix(cells, looks.ZERO_KINDS, Heading(title)),
            "零申请乡镇",
            selection,
            alt=sentence,
            opens=TOWNSHIP,
        )
    with right:
        by_year(selection)
    with st.expander("逐年状态表（可排序、导出）"):
        data_table(cells, MATRIX, selection)


def zero_sentence(summary: Row, selection: Selection) -> str:
    """Return how many townships had no application, and what is not known."""
    last_year = selection.to_year
    if not summary["filed"]:
        return f"{last_year} 年度还没有报告，无从判断"
    confirmed = (
        f"（{summary['nil_confirmed']} 个填斜杠、正文证实）" if summary["nil_confirmed"] else ""
    )
    doubts = [
        f"{summary[kind]} 个{wording.ZERO_LABELS[kind]}"
        for kind in ("nil_only", "not_stated", "contradictory", "no_report")
        if summary[kind]
    ]
    rest = f"；{'、'.join(doubts)}，不能算零" if doubts else ""
    among = f"{last_year} 年度 {summary['townships']} 个{selection.units}中"
    return f"{among} {summary['zero']} 个零申请{confirmed}{rest}"


def run_sentence(summary: Row, last_year: int) -> str:
    """Return how long the longest run of zeros is."""
    if wording.is_missing(summary["longest_run"]):
        return f"{last_year} 年度没有可确认的零申请乡镇"
    if summary["longest_run"] == 1:
        return f"截至 {last_year} 年，没有连续两年以上零申请的乡镇"
    return f"截至 {last_year} 年，最长的已连续 {int(summary['longest_run'])} 年没有收到申请"


def by_year(selection: Selection) -> None:
    """Draw how many townships of each kind there were in each year."""
    kinds = ask("zero_kinds_by_year", **selection.parameters)
    title, note = "各年零申请乡镇的个数", "颜色同逐年状态图"
    chart(
        stacked_bars(
            kinds,
            looks.ZERO_PARTS,
            Heading(title, f"个{selection.units}", note, height=190, legend=False),
        ),
        "零申请乡镇_按年度",
        selection,
        alt=title,
    )


def streaks(selection: Selection) -> None:
    """Draw the list of townships that have been zero for so many years."""
    at_least = choose_one(
        "连续零申请", RUNS, key="zero_years", label=lambda years: f"{years} 年以上"
    )
    found = ask("zero_streaks", **selection.parameters, at_least=at_least)
    if found.empty:
        empty_state(f"没有连续 {at_least} 年以上零申请的乡镇", "请选择较短的年数。")
        return
    subheading(f"{len(found)} 个{selection.units}已连续 {at_least} 年以上零申请")
    data_table(found, LIST, selection, height=min(38 + 35 * len(found), 370))
