"""Township: how has it reported over the years, and where does each figure stand?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.charts import Heading, Line, empty_years, trend
from dashboard.charts.style import theme
from dashboard.components import (
    OnScreen,
    archive_choice,
    chart,
    data_table,
    empty_state,
    figures_of_report,
    good_news,
    headline,
    parts,
)
from dashboard.components.register.note_form import note_form
from dashboard.components.review.finding_groups import finding_groups
from dashboard.components.review.text_hints import text_hints
from dashboard.components.shown import on_screen
from dashboard.data.decisions.findings import findings_of
from dashboard.labels import wording
from dashboard.navigation.choices import choose_linked, choose_listed, choose_one
from dashboard.navigation.registry import Page, link
from dashboard.queries import ask
from dashboard.queries.result import Row, rows, rows_by
from dashboard.queries.selection import Selection
from dashboard.tables.analysis import township as declared
from dashboard.tables.checking import quality

PAGE = Page(
    title="乡镇档案",
    question="一个乡镇历年怎样报送，每个数字在原件的哪里？",
    icon=":material/folder_shared:",
    section="分析",
    position=70,
)
PROBLEMS = 5
LACKING = {
    "missing": "缺",
    **{s: wording.STATUS_LABELS[s] for s in ("waiting", "rejected", "withdrawn")},
}


def render(selection: Selection) -> None:
    """Draw the page."""
    townships = rows_by(ask("townships_to_choose", county=selection.county_id), "series_id")
    if not townships:
        empty_state("这个县还没有应报送的单位")
        return
    own = chosen_unit(townships, selection)
    asked = own.parameters | {"unit": own.townships[0]}
    years, filings = ask("unit_years", **asked), ask("unit_filings", **asked)
    if years.empty:
        empty_state("所选年度内这个单位没有应报送的年度", "请在页面上方选择更多年度。")
        return
    findings = findings_of(own)
    headline(answer(own.places, rows(filings), len(findings)))
    history(rows(ask("unit_history", **asked)))
    charts(years, own)
    below = {
        "原件对照": OnScreen(lambda: in_original(filings, own)),
        "各年数字": lambda: figures(years, ask("unit_changes", **asked), own),
        "报送": lambda: reported(filings, own),
        "发现的问题": lambda: found(findings, own),
        "读取存疑": lambda: data_table(
            ask("reading_doubts", **own.parameters), quality.DOUBTS, own
        ),
        "正文对照": OnScreen(lambda: side_by_side(ask("unit_sections", **asked))),
    }
    parts(below, key="township")


def chosen_unit(townships: dict[str, Row], selection: Selection) -> Selection:
    """Draw the choice of a township, and return the selection of it alone.

    It is the first of the shared filter, or of the county, unless another is chosen.
    """
    shown = (code for code, row in townships.items() if selection.has(row["type"]))
    first = next(iter(selection.townships or shown), next(iter(townships)))
    labels = {code: row["label"] for code, row in townships.items()}
    called = "单位" if selection.usual_types else selection.units
    unit = choose_linked(f"查看哪个{called}", labels, key="unit", placeholder=labels[first])
    unit = unit or first
    name = townships[unit]["township"]
    return replace(selection, townships=(unit,), township_names=(name,), types=(), usual_types=())


def answer(township: str, filings: list[Row], findings: int) -> str:
    """Return how the township has reported over the years, and how much was found in it."""
    filed = [row for row in filings if not no_report(row)]
    late = [row for row in filed if row["status"] == "late"]
    lapses = [f"{wording.STATUS_LABELS['late']} {len(late)} 份"] if late else []
    for state, said in LACKING.items():
        years = [f"{row['year']}" for row in filings if row["status"] == state]
        lapses += [f"{said} {'、'.join(years)} 年度"] if years else []
    how = f"（{'；'.join(lapses)}）" if lapses else "，全部按期或未注明日期"
    of_which = f"；发现问题 {findings} 个" if findings else "；没有发现问题"
    return f"{township}应报 {len(filings)} 份，已报 {len(filed)} 份{how}{of_which if filed else ''}"


def history(units: list[Row]) -> None:
    """Say which units made up the township before."""
    for row in units:
        if not wording.is_missing(row["successor"]):
            ended = (
                "" if wording.is_missing(row["valid_to"]) else f"报送至 {row['valid_to']} 年度，"
            )
            st.text(f"前身：{row['township']}（{ended}由{row['successor']}承接）")


def charts(years: pd.DataFrame, selection: Selection) -> None:
    """Draw the main figures over the years, one small chart each."""
    shown = (
        (
            "主动公开总数", "条",
            (Line("proactive_total", "主动公开总数", theme.DISCLOSED, approximate="approximate"),),
        ),
        (
            "热线受理与答复", "件",
            (
                Line("hotline_received", "受理", theme.RECEIVED,
                     approximate="hotline_received_approximate"),
                Line("hotline_answered", "答复", theme.ANSWERED, dash="dot",
                     approximate="hotline_answered_approximate"),
            ),
        ),
        ("新收申请", "件", (Line("received_new", "新收申请", theme.RECEIVED),)),
    )  # fmt: skip
    for column, (label, unit, lines) in zip(st.columns(3, gap="small"), shown, strict=True):
        title = f"{selection.places}{label}（{selection.years}）"
        with column:
            if len(empty_years(years, lines)) == len(years):
                empty_state(f"{title}：没有数字", "各年的原因见下面的“各年数字”。")
                continue
            figure = trend(years, lines, Heading(title, unit, height=170, width=16))
            chart(figure, f"乡镇档案_{label}", selection, alt=title)


def figures(years: pd.DataFrame, changes: pd.DataFrame, selection: Selection) -> None:
    """Draw the figures of every year, and what changed from one to the next."""
    data_table(years, declared.YEARS, selection)
    data_table(changes, declared.CHANGES, selection)


def reported(filings: pd.DataFrame, selection: Selection) -> None:
    """Draw what was filed in every year, and the way to the files."""
    data_table(filings, declared.FILINGS, selection)
    if not on_screen():
        return
    filed = [r for r in rows(filings) if r["status"] == "withdrawn" or not no_report(r)]
    archive_choice(filed, key="township")
    note_form(rows(filings))


def no_report(row: Row) -> bool:
    """Return whether no report counts."""
    return wording.is_missing(row["report_id"])


def in_original(filings: pd.DataFrame, selection: Selection) -> None:
    """Draw the figures of one report, and where they stand in its original."""
    reports = {
        f"{row['year']} {row['township']}": row
        for row in reversed(rows(filings))
        if not no_report(row)
    }
    if not reports:
        empty_state("所选年度内没有报告", "请在页面上方选择更多年度。")
        return
    report = reports[choose_one("报告", tuple(reports), key="report")]
    cells = ask("report_cells", report=int(report["report_id"]))
    candidates = ask("candidates_of_report", report=int(report["report_id"]))
    text_hints(report, cells, candidates)
    figures_of_report(cells, declared.CELLS, report, selection)
    to_confirm(candidates, selection)


def to_confirm(candidates: pd.DataFrame, selection: Selection) -> None:
    """Draw the counts of the text that were not taken because they are not sure."""
    if candidates.empty:
        return
    st.subheader(f"待确认（{len(candidates)} 个）", anchor=False)
    data_table(candidates, declared.CANDIDATES, selection)
    link("candidates", "到“待确认”页逐个确认")


def found(findings: pd.DataFrame, selection: Selection) -> None:
    """Draw what was found in the reports; choosing a row opens its card."""
    if findings.empty:
        good_news("所选年度的报告没有发现问题。")
        return
    finding_groups(findings, findings, selection)
    if on_screen():
        link("quality", "在数据质量页查看")


def side_by_side(sections: pd.DataFrame) -> None:
    """Draw one section of two reports beside each other."""
    if sections.empty:
        empty_state(
            "所选年度没有正文",
            "用填报表导入的年度只有数字；请在页面上方选择有报告原文的年度。",
        )
        return
    known = rows(sections[sections["ordinal"] > 0])
    headings = {row["ordinal"]: row["heading"] for row in known}
    order = sorted(headings, key=lambda ordinal: (ordinal != PROBLEMS, ordinal))
    ordinal = choose_one("部分", tuple(order), key="section", label=headings.__getitem__)
    texts = {f"{r['year']} {r['township']}": r["body"] for r in known if r["ordinal"] == ordinal}
    names = list(texts)[::-1]
    left, right = st.columns(2, gap="medium")
    with left:
        one_text(names, texts, "left")
    with right:
        one_text(names[1:] + names[:1], texts, "right")


def one_text(names: list[str], texts: dict[str, str], side: str) -> None:
    """Draw the choice of a report and what it says."""
    label = {"left": "左边", "right": "右边"}[side]
    name = choose_listed(label, names, key=side)
    with st.container(border=True):
        st.text(texts[name] or "（这一部分没有文字）")
