"""Correction notices: which report goes back to its township, and with what?"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import data_table, empty_state, headline, sender_form
from dashboard.components.letters.return_form import return_form
from dashboard.components.letters.return_ledger import return_ledger
from dashboard.data.decisions.returns import Case, cases_of
from dashboard.exports import file_name
from dashboard.exports.notice import (
    Notice,
    all_notices,
    dismissed,
    document,
    document_name,
    notices_of,
    open_findings,
    reports_of,
)
from dashboard.labels import wording
from dashboard.navigation.registry import Page, link
from dashboard.queries import ask, later
from dashboard.queries.result import rows, rows_by
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.checking import correction_notices as declared

PAGE = Page(
    title="退回修改单",
    question="哪份报告要退回，改什么？",
    icon=":material/assignment_return:",
    section="核对",
    position=40,
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(selection: Selection) -> None:
    """Draw the page."""
    parameters = selection.parameters | {"dismissed": dismissed()}
    found = ask("notice_reports", **parameters)
    headline(answer(found, selection.to_year))
    left, right = st.columns([9, 11], gap="medium")
    with left:
        if found.empty:
            empty_state(
                f"{selection.to_year} 年度还没有报告", "有了报告才能退回；请换一个截止年度。"
            )
        data_table(found, declared.REPORTS, selection, height=min(38 + 35 * len(found), 560))
        name_missing(selection)
    cases = cases_of(selection, date.today())
    with right:
        own = letters(found, selection, parameters, cases)
    if own is not None:
        with st.expander("问题清单（逐项）", icon=":material/list:"):
            data_table(own, declared.FINDINGS, selection)
    return_ledger(cases, selection)


def answer(found: pd.DataFrame, year: int) -> str:
    """Return how many reports go back, and how many are in order."""
    if found.empty:
        return f"{year} 年度没有可以核对的报告"
    errors = int((found["errors"] > 0).sum())
    warned = int(((found["errors"] == 0) & (found["warnings"] > 0)).sum())
    head = f"{year} 年度 {len(found)} 份报告"
    if not errors + warned:
        return f"{head}都没有待修改的问题"
    parts = [
        f"{number} 份{what}"
        for number, what in ((errors, "有错误待修改"), (warned, "只有疑点待核实"))
        if number
    ]
    return f"{head}中，{'，'.join(parts)}"


def name_missing(selection: Selection) -> None:
    """Say how many townships have no report to send back, and where they are listed."""
    by_year = rows_by(ask("submission_status_by_year", **selection.parameters), "year")
    latest = by_year.get(selection.to_year)
    if latest and latest["lacking"]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                f"另有 {latest['lacking']} 个单位没有报告，无从退回，请催报。", width="content"
            )
            link("submissions", "报送进度")


def letters(
    found: pd.DataFrame, selection: Selection, parameters: dict[str, Any], cases: list[Case]
) -> pd.DataFrame | None:
    """Draw the choice of a township, its notice, and the buttons that make the documents.

    Return what is found in the report that is chosen.
    """
    sender = sender_form(selection, date.today())
    notices = notices_of(reports_of(rows(found), selection), open_findings(parameters), sender)
    if not notices:
        st.success("没有要退回的报告。", icon=":material/check_circle:")
        return None
    number = st.selectbox(
        "退回哪份报告",
        range(len(notices)),
        format_func=[offered(notice) for notice in notices].__getitem__,
        key=f"notice_{selection.county_id}_{selection.to_year}",
    )
    notice = notices[number or 0]
    details = ask("notice_findings", **parameters)
    buttons(notice, notices, details, selection)
    noticed = {notice.report.report_id for notice in notices}
    # One that is settled is not sent back again with all others; alone it can be.
    sent = {case.one.report for case in cases}
    shown = {row["report_id"]: row for row in rows(found) if row["report_id"] in noticed}
    others = [row for row in shown.values() if row["report_key"] not in sent]
    one = shown[notice.report.report_id]
    is_sent = one["report_key"] in sent
    return_form(one, others, selection, sender.reply_by, is_sent=is_sent)
    preview(notice)
    return details[details["report_id"] == notice.report.report_id]


def offered(notice: Notice) -> str:
    """Return a notice as the choice names it."""
    told = [
        f"{label} {notice.totals[severity]} 处"
        for severity, label in wording.SEVERITY_LABELS.items()
        if notice.totals.get(severity)
    ]
    return f"{notice.report.township}（{'、'.join(told)}）"


def buttons(
    notice: Notice, notices: list[Notice], details: pd.DataFrame, selection: Selection
) -> None:
    """Draw the buttons; a document is made only when its button is pressed."""
    at = source()
    with st.container(horizontal=True):
        st.download_button(
            "下载这份修改单",
            later(partial(document, notice)),
            document_name(notice),
            DOCX,
            on_click="ignore",
            type="primary",
            icon=":material/description:",
            help="Word 文档，下载后可直接修改、打印",
        )
        st.download_button(
            f"下载全部 {len(notices)} 份",
            later(partial(all_notices, notices, details, selection, at)),
            file_name("退回修改单", selection, at, "zip"),
            "application/zip",
            on_click="ignore",
            icon=":material/folder_zip:",
            help="一个压缩包，每个有待修改问题的乡镇（街道）一份 Word 文档",
        )


def preview(notice: Notice) -> None:
    """Draw what the notice says."""
    with st.container(border=True, gap="small"):
        st.text(f"{notice.report.township}：")
        st.text(notice.opening)
        for number, point in enumerate(notice.points, 1):
            kind = wording.SEVERITY_LABELS[point.severity]
            with st.container(border=True, gap="xsmall"):
                st.text(f"{number}. {kind}：{'，'.join(point.where)}")
                st.text("\n".join(point.what))
                st.text("\n".join(point.asked))
        for text in (notice.remainder, notice.hint, notice.sender.frozen):
            if text:
                st.text(text)
