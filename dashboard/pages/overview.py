"""Overview: who has reported, what do the figures say, and what needs attention today?"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts import Heading, looks, stacked_columns
from dashboard.components import (
    Finding,
    Metric,
    chart,
    empty_state,
    finding_list,
    headline,
    indicator_metrics,
    metric_row,
    tables,
)
from dashboard.labels import wording
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.tables.schema import Column, Kind, Table, text, year

PAGE = Page(
    title="总览",
    question="报得怎么样，数字说明什么，今天要处理什么？",
    icon=":material/dashboard:",
    section="",
    position=10,
)


LACKING = ("waiting", "rejected", "missing")
BY_YEAR = Table(
    "报送情况_按年度",
    (
        year(),
        Column("expected", "应报", unit="个"),
        Column("filed", "已报", unit="个"),
        Column("on_time", wording.STATUS_LABELS["on_time"], unit="个"),
        Column("late", wording.STATUS_LABELS["late"], unit="个"),
        Column("undated", wording.STATUS_LABELS["undated"], unit="个"),
        *(Column(state, wording.STATUS_LABELS[state], unit="个") for state in LACKING),
    ),
    notes=(
        "应报单位以名册当年有效的单位为准；期限以县里的通知为准，未设期限的为次年 1 月 31 日。",
    ),
)
BY_UNIT = Table(
    "报送情况_逐个单位",
    (
        text("township", "乡镇（街道）"),
        text("type", "类型"),
        year(),
        text("status", "报送", wording.STATUS_LABELS),
        Column("report_date", "报告日期", Kind.DATE),
        Column("deadline", "期限", Kind.DATE),
        Column("days_late", wording.STATUS_LABELS["late"], unit="天"),
        text("edition", "表式"),
    ),
)
CELLS = Table(
    "待核对单元格",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("label", "项目"),
        text("mark", "状态", wording.MISSING_LABELS),
        text("raw", "原文"),
        text("place", "位置"),
    ),
)
REJECTED = Table(
    "未能导入的文件",
    (
        text("file_name", "文件"),
        text("message", "原因"),
        Column("imported_at", "导入日期", Kind.DATE),
    ),
)
FIGURES = {
    "proactive_total": "主动公开总数",
    "hotline_answer_rate": "热线答复率",
    "applications_received_new": "新收申请",
}
ATTENTION = {
    "missing": (wording.STATUS_LABELS["missing"], ":material/cancel:", "red", "submissions"),
    "waiting": (wording.STATUS_LABELS["waiting"], ":material/rule:", "red", "submissions"),
    "rejected": (wording.STATUS_LABELS["rejected"], ":material/upload_file:", "red", "submissions"),
    "contradictory": (
        wording.ZERO_LABELS["contradictory"],
        ":material/sync_problem:",
        "orange",
        "zero_applications",
    ),
    "late": ("逾期报送", ":material/schedule:", "orange", "submissions"),
    "candidates": ("待确认的数字", ":material/fact_check:", "orange", "candidates"),
    "unread": ("空白或无法识别的单元格", ":material/help:", "blue", None),
    "issues": ("读取存疑", ":material/search:", "blue", None),
}


def render(selection: Selection) -> None:
    """Draw the page."""
    years = ask("submission_status_by_year", **selection.parameters)
    if years.empty:
        empty_state("所选范围内没有应报送的单位")
        return
    headline(filing_sentence(rows(years)[-1]))
    metric_row([*indicator_metrics(FIGURES, selection), zero_metric(selection)])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chart(
            stacked_columns(
                years, looks.FILING, Heading(coverage_title(years), "个单位", height=290)
            ),
            "报送情况",
            selection,
            alt=coverage_title(years),
        )  # fmt: skip
    with right:
        attention(selection)
    below(years, selection)


def filing_sentence(latest: Row) -> str:
    """Return how many have reported in the last chosen year."""
    status = wording.STATUS_LABELS
    late = [f"{status[of]} {latest[of]} 个" for of in ("late", "undated") if latest[of]]
    detail = f"（其中{'、'.join(late)}）" if late else ""
    rest = "，".join(f"{status[of]} {latest[of]} 个" for of in LACKING if latest[of])
    return (
        f"{latest['year']} 年度应报 {latest['expected']} 个，"
        f"已报 {latest['filed']} 个{detail}，{rest or '全部报齐'}"
    )


def coverage_title(years: pd.DataFrame) -> str:
    """Return in how many of the years everyone has reported."""
    complete = sum(row["lacking"] == 0 for row in rows(years))
    if len(years) == 1:
        return f"{years['year'].iloc[0]} 年度{'全部报齐' if complete else '没有报齐'}"
    if complete == len(years):
        return f"{len(years)} 个年度全部报齐"
    return f"{len(years)} 个年度中 {complete} 个全部报齐"


def zero_metric(selection: Selection) -> Metric:
    """Return how many townships had no application, and how many left it open."""
    summary = rows(ask("zero_summary", **selection.parameters))[0]
    unclear = summary["nil_only"] + summary["not_stated"] + summary["contradictory"]
    return Metric(
        "零申请乡镇",
        f"{wording.number(summary['zero'])} 个"
        if summary["filed"]
        else wording.missing("no_report"),
        wording.change(summary["change"], "个"),
        note=f"已报 {summary['filed']} 个" + (f"；另有 {unclear} 个未能确认" if unclear else ""),
        help="明确填 0，或填斜杠且正文证实没有收到申请；仅斜杠、未说明、未报送的不算"
        + wording.compared(summary["compared"]),
    )


def attention(selection: Selection) -> None:
    """Draw what needs attention in the last chosen year."""
    st.markdown(f"**今天需要关注**（{selection.to_year} 年度）")
    found = ask("attention", **selection.parameters)
    finding_list(
        [
            finding(row["kind"], int(row["subject_count"]), list(row["subjects"]))
            for row in rows(found)
        ],
        nothing="没有需要处理的事项。",
    )


def finding(kind: str, count: int, subjects: list[str]) -> Finding:
    """Return one kind of trouble with the names concerned."""
    title, icon, color, page = ATTENTION[kind]
    return Finding(icon, color, f"{title} {count} 个", wording.names(subjects), page)


def below(years: pd.DataFrame, selection: Selection) -> None:
    """Draw the tables behind the figures."""
    chosen = selection.parameters
    shown = {
        "各年报送": (lambda: years, BY_YEAR),
        "逐个单位": (partial(ask, "submissions_of_year", **chosen), BY_UNIT),
        "待核对单元格": (partial(ask, "cells_to_check", **chosen), CELLS),
        "未能导入的文件": (partial(ask, "rejected_imports"), REJECTED),
    }
    tables(shown, selection, key="overview")
