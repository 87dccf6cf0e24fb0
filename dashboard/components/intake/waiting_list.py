"""The files that wait for a person: why, and the dialog in which one settles them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.waiting_files import (
    LONGEST_REASON,
    Choice,
    decide,
    units_for,
    waiting_files,
)
from dashboard.labels import wording
from dashboard.navigation.filters import show_newest
from dashboard.navigation.registry import link
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.pipeline.identity.resolve_identity import FIRST_YEAR

SHOWN = 5


def waiting_list() -> None:
    """Draw each file that waits with the reason, and the button that opens it; nothing for none."""
    entries = waiting_files()
    if not entries:
        return
    state = wording.IMPORT_LABELS["waiting"]
    st.markdown(f"**{state}：{len(entries)} 个文件**（已保存，核收前不计入统计）")
    for entry in entries[:SHOWN]:
        with st.container(border=True, gap="xxsmall"):
            st.text(entry.file_name)
            st.text(entry.message)
            if only_reads():
                continue
            if st.button("核收或作废", key=f"waiting_{entry.sha256}", icon=":material/rule:"):
                settle(entry)
    if len(entries) > SHOWN:
        st.caption(f"还有 {len(entries) - SHOWN} 个，处理前面的之后显示。")


@st.dialog("核收文件", icon=":material/rule:")
def settle(entry: ImportEntry) -> None:
    """Let an official say which unit and year a file is of, or that it is no report to keep."""
    st.text(entry.file_name)
    st.text(entry.message)
    units = units_for(entry.near)
    link("register", "名册中没有这个单位？先登记，再回来核收")
    with st.form(f"settle_{entry.sha256}", border=False):
        place = st.selectbox(
            "单位", units, index=0 if entry.near and units else None, format_func=named,
            placeholder="按文件所写",
        )  # fmt: skip
        chosen = st.selectbox(
            "报告年度", range(date.today().year, FIRST_YEAR - 1, -1), index=None,
            placeholder="按文件所写",
        )  # fmt: skip
        by = name_field("核收人", key="decided_by")
        why = st.text_input(
            "理由", max_chars=LONGEST_REASON, placeholder="例如：已电话核实，文件名写错"
        )
        left, right = st.columns(2)
        taken = left.form_submit_button("核收，按所选导入", type="primary", icon=":material/check:")
        dismissed = right.form_submit_button("作废，不导入", icon=":material/block:")
    if not (taken or dismissed):
        return
    place_id = place.place_id if place and not dismissed else None
    carry_out(entry, Choice(by, why, place_id, None if dismissed else chosen, dismissed))


def carry_out(entry: ImportEntry, choice: Choice) -> None:
    """Do what was chosen, and say why where it cannot be done."""
    if not choice.by.strip() or not choice.why.strip():
        st.error("请填写核收人和理由。", icon=":material/error:")
        return
    with st.spinner("正在处理……"):
        problem = decide(entry.sha256, choice)
    if problem:
        st.error("没有完成。", icon=":material/error:")
        st.text(problem)
        return
    show_newest()
    st.rerun()


def named(place: Place) -> str:
    """Return how a unit is called in the list of all counties."""
    return f"{place.county}{place.township}（{place.place_id}）"
