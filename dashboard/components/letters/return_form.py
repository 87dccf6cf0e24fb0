"""The form that writes down which reports were sent back, with which points and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.decisions.returns import send_back, to_send
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries.result import Row
from dashboard.queries.selection import Selection
from etl.domain.errors import ReportError
from etl.storage.records.change_log import LONGEST_REASON


def return_form(
    shown: Row, others: Sequence[Row], selection: Selection, due: date, *, is_sent: bool
) -> None:
    """Draw the form for the report that is shown, or for all that have something to mend.

    `is_sent`: the one that is shown was sent back before, and would be anew.

    Of `others` those are left out that were sent back already, also those that are settled.
    """
    if only_reads():
        return
    one, every = "这一份", f"全部未退回的 {len(others)} 份"
    with (
        st.expander("登记已退回", icon=":material/assignment_return:"),
        st.form("send_back", border=False),
    ):
        scope = one
        if others:
            scope = st.segmented_control("退回", (one, every), default=one, required=True)
        left, right = st.columns(2)
        with left:
            by = name_field("退回人", key="sent_back_by")
        why = right.text_input("理由", "核对后退回修改", LONGEST_REASON, key="sent_back_why")
        st.caption(f"重报期限：{wording.day(due)}，在“落款、联系人和回复日期”中修改")
        if is_sent:
            st.caption("这一份登记过退回；再次登记将按现在的问题重新计期，已办结的重新打开。")
        pressed = st.form_submit_button("登记", type="primary", icon=":material/check:")
    if not pressed:
        return
    if not by.strip() or not why.strip():
        st.error("请填写退回人和理由。", icon=":material/error:")
        return
    reports = others if scope == every else [shown]
    try:
        send_back(to_send(reports, selection, due), by, why)
    except ReportError as error:
        st.error(literal(str(error)), icon=":material/error:")
        return
    st.toast(f"已登记退回 {len(reports)} 份；可在“修改记录”中撤销。")
    st.rerun()
