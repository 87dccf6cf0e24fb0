"""The ledger of what was sent back: how far each is, whom to remind, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import data_table, plain_table
from dashboard.components.name_field import name_field, only_reads
from dashboard.data.decisions.returns import Case, close
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.navigation.choices import choose_linked, link_to
from dashboard.navigation.registry import link, open_page
from dashboard.queries.selection import Selection
from dashboard.tables.checking.correction_notices import LEDGER, POINTS
from etl.domain.errors import ReportError
from etl.storage.decisions.returns import Return
from etl.storage.records.change_log import LONGEST_REASON

REFILED = ("gone", "left", "new")


def return_ledger(cases: Sequence[Case], selection: Selection) -> None:
    """Draw what was sent back, the words that remind, and the case that is chosen."""
    labels = wording.RETURN_LABELS
    counts = {state: sum(case.state == state for case in cases) for state in labels}
    told = "，".join(f"{labels[state]} {number} 份" for state, number in counts.items() if number)
    st.subheader(f"退回台账：{told or '还没有登记'}", anchor=False)
    if not cases:
        return
    frame = pd.DataFrame([row_of(case) for case in cases])
    counted = dict.fromkeys(("days_over", *REFILED), "Float64")
    data_table(frame.astype(counted), LEDGER, selection)
    late = [case for case in cases if case.state == "overdue"]
    if late:
        st.markdown("**催办**（点右上角复制下面的文字）")
        st.code("\n".join(map(reminder, late)), language=None, wrap_lines=True)
    by_key = {case.one.report: case for case in cases}
    chosen = choose_linked("办理哪一件", {key: named(c) for key, c in by_key.items()}, key="case")
    if chosen is not None:
        one_case(by_key[chosen])


def open_case(report: str) -> None:
    """Open a return in the ledger."""
    link_to("case", report)
    open_page("correction_notices", case=report)


def row_of(case: Case) -> dict[str, object]:
    """Return a line of the ledger; of a version that never came nothing is counted."""
    one = case.one
    file_name, at = case.refiled or ("", "")
    return {
        "township": case.township, "year": one.year, "state": case.state,
        "returned_at": f"{one.returned_at:%Y-%m-%d %H:%M}", "returned_by": one.returned_by,
        "due": pd.Timestamp(one.due),
        "days_over": case.days_over if case.state == "overdue" else None,
        "points": len(one.points),
        **{name: case.count(name) if case.refiled else None for name in REFILED},
        "dropped": case.count("dropped"), "refiled_at": at, "refiled_file": file_name,
        "moved": case.moved,
        "closed_at": f"{one.closed_at:%Y-%m-%d %H:%M}" if one.closed_at else "",
        "closed_by": one.closed_by, "outcome": one.outcome, "file_name": one.file_name,
    }  # fmt: skip


def named(case: Case) -> str:
    """Return a case as it stands in the choice."""
    return f"{case.township} {case.one.year} 年度（{wording.RETURN_LABELS[case.state]}）"


def reminder(case: Case) -> str:
    """Return what a unit is told that has not filed again in time."""
    one = case.one
    return (
        f"{case.township}：{one.year} 年度政府信息公开工作年度报告已于"
        f"{wording.day(one.returned_at.date())}退回修改（{len(one.points)} 处），应于"
        f"{wording.day(one.due)}前重新报送，已过期限 {case.days_over} 天，请尽快报送。"
    )


def one_case(case: Case) -> None:
    """Draw what became of each point of a case, and the form that ends it."""
    with st.container(border=True, gap="small"):
        lines = [
            {"state": state, "severity": point.severity, "where": point.where, "title": point.title}
            for state in wording.POINT_LABELS
            for point in case.points.get(state, ())
        ]
        plain_table(pd.DataFrame(lines), POINTS)
        if case.one.closed_at:
            st.text(f"{case.one.closed_by}：{case.one.outcome}")
        elif not only_reads():
            close_form(case.one)
        link("change_log", "在“修改记录”中撤销")


def close_form(one: Return) -> None:
    """Let an official say that a case is settled, and how."""
    with st.form(f"close_{one.report}", border=False):
        left, right = st.columns(2)
        with left:
            by = name_field("办结人", key="closed_by")
        outcome = right.text_input(
            "办理结果", max_chars=LONGEST_REASON, placeholder="例如：已按要求改正", key="outcome"
        )
        pressed = st.form_submit_button("办结", type="primary", icon=":material/done_all:")
    if not pressed:
        return
    try:
        close(one, by, outcome)
    except ReportError as error:
        st.error(literal(str(error)), icon=":material/error:")
        return
    st.toast("已办结；可在“修改记录”中撤销。")
    st.rerun()
