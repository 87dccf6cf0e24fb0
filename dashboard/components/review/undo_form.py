"""What an act did, and the form that takes it back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.accounts.change_log import undo
from dashboard.labels.acts import KINDS
from dashboard.queries.result import Row
from etl.storage.records.change_log import LONGEST_REASON


def undo_form(number: str, lines: Sequence[Row]) -> None:
    """Draw what an act changed, and let an official take all of it back."""
    with st.container(border=True):
        for line in lines:
            where = " ".join(filter(None, (line["township"], year_of(line), line["subject"])))
            st.text(f"{KINDS[line['kind']]}：{where}")
            st.text(f"{line['before']} → {line['after']}")
        if lines[0]["standing"]:
            st.text(f"{lines[0]['standing']}。")
        if only_reads():
            return
        with st.form(f"undo_{number}", border=False):
            by = name_field("处理人")
            why = st.text_input("撤销理由", max_chars=LONGEST_REASON)
            pressed = st.form_submit_button("撤销", icon=":material/undo:")
    if pressed:
        carry_out(number, by, why)


def year_of(line: Row) -> str:
    """Return the year of a line as text, empty for none."""
    return f"{line['year']} 年度" if line["year"] == line["year"] and line["year"] else ""


def carry_out(number: str, by: str, why: str) -> None:
    """Take the act back, or say why that cannot be."""
    if not by.strip():
        st.error("请填写处理人。", icon=":material/error:")
        return
    with st.spinner("正在撤销并重新计算……"):
        problem = undo(number, by, why)
    if problem:
        st.error("没有撤销。", icon=":material/error:")
        st.text(problem)
    else:
        st.rerun()
