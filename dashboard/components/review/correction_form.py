"""The form in which a misprinted figure is corrected, and the correction taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.accounts.change_log import correct, correction_at, undo
from dashboard.labels.acts import told
from dashboard.labels.markdown import literal
from dashboard.queries.result import Row
from etl.domain.errors import ReportError
from etl.storage.records.change_log import LONGEST_REASON, Change

LONGEST_FIGURE = 40


def correct_one_of(figures: Sequence[Row], *, key: str) -> None:
    """Let an official choose one of the figures of a finding, and correct it."""
    printed = {
        f"{row['label']}（{row['year']} 年度，原文“{row['raw']}”）": row
        for row in figures
        if row["address"] and row["raw"] and row["sha256"]
    }
    chosen = st.selectbox(
        "更正哪个数字",
        list(printed),
        index=None,
        key=f"correct_{key}",
        placeholder="报告印错时选择",
    )
    if chosen is not None:
        correction_form(printed[chosen], printed[chosen])


def correction_form(report: Row, figure: Row) -> None:
    """Draw what was corrected in a figure of a report, and the form that corrects it.

    `report` gives place_id, year and sha256, `figure` its address, label and what is printed.
    """
    try:
        past = correction_at(report, figure["address"], figure["raw"])
    except ReportError as error:
        st.warning(literal(str(error)), icon=":material/error:")
        return
    stands = past is not None and past.after is not None
    key = f"{report['sha256'][:12]}_{figure['address']}"
    version = past.version if past else 0
    seen = st.session_state.get(f"correction_seen_{key}", version)
    st.session_state[f"correction_seen_{key}"] = version
    with st.expander("更正这个数字", expanded=stands, icon=":material/edit_note:"):
        st.text(f"{figure['label']}，原文“{figure['raw']}”")
        if past:
            st.text(said_before(past))
        if only_reads():
            return
        with st.form(f"correct_{key}", border=False):
            meant = st.text_input("应为", max_chars=LONGEST_FIGURE, placeholder="数字，或“/”")
            why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：乡镇来函更正")
            by = name_field("更正人", key="corrected_by")
            with st.container(horizontal=True):
                saved = st.form_submit_button("保存更正", type="primary")
                taken_back = stands and st.form_submit_button("撤销更正", icon=":material/undo:")
    if taken_back and past:
        carry_out("" if by.strip() else "请填写更正人。", lambda: undo(str(past.act), by, why))
    elif saved:
        lacks = "" if meant.strip() and why.strip() and by.strip() else "请填写应为、理由和更正人。"
        said = (meant.strip(), why, by)
        carry_out(lacks, lambda: correct(report, figure, said, seen))


def said_before(past: Change) -> str:
    """Return what the last person did about the figure."""
    done = told(past.kind, past.after) if past.after else "撤销了更正"
    return f"{past.at:%Y-%m-%d %H:%M} {past.who}：{done}（{past.why}）"


def carry_out(lacks: str, act: Callable[[], str]) -> None:
    """Do it, or say what is lacking or why it cannot be done."""
    if lacks:
        st.error(lacks, icon=":material/error:")
        return
    with st.spinner("正在保存并重新计算……"):
        problem = act()
    if problem:
        st.error("没有保存。", icon=":material/error:")
        st.text(problem)
    else:
        st.rerun()
