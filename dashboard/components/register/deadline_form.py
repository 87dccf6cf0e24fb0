"""The deadline in force, and the dialog that changes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.unit_register import deadlines_of, save_deadlines
from dashboard.labels import wording
from dashboard.queries import ask
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from etl.domain.errors import ReportError
from etl.storage.records.change_log import LONGEST_REASON


def deadline_in_force(selection: Selection, today: date) -> None:
    """Draw by which day the reports were due, who says so, and the way to change it."""
    own = selection.kind and selection.kind.due
    if own:
        due = date(selection.to_year + 1, *own)
        st.caption(f"{selection.units}报告的法定公布期限：{wording.day(due)}；{passed(due, today)}")
        return
    row = rows(ask("deadline_of_year", **selection.parameters))[0]
    day = row["deadline"].date()
    origin = "本县设定" if row["is_set"] else "法定期限，本县未另行设定"
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{selection.to_year} 年度报送期限：{wording.day(day)}**")
            key = f"change_deadline_{selection.to_year}"
            if not only_reads() and st.button("修改期限", key=key, icon=":material/edit_calendar:"):
                open_dialog(selection, day)
        st.caption(f"{origin}；{passed(day, today)}")


def open_dialog(selection: Selection, current: date) -> None:
    """Open the dialog on the versions that stand now, or say why they cannot be read."""
    try:
        _, seen = deadlines_of(selection.county_id)
    except ReportError as error:
        st.error("报送期限读不出来。", icon=":material/error:")
        st.text(str(error))
    else:
        change(selection, current, seen)


def passed(day: date, today: date) -> str:
    """Return how far away a deadline is."""
    days = (today - day).days
    if days > 0:
        return f"已过 {days} 天"
    return f"还有 {-days} 天" if days else "就在今天"


@st.dialog("修改报送期限", icon=":material/edit_calendar:")
def change(selection: Selection, current: date, seen: Mapping[str, int]) -> None:
    """Let an official choose another day, see what it would change, and save it.

    `seen` are the versions when the dialog was opened.
    """
    year = selection.to_year
    st.text(f"{selection.county} {year} 年度，现为 {wording.day(current)}。")
    chosen = st.date_input(
        "新的期限",
        current,
        min_value=min(current, date(year + 1, 1, 1)),
        max_value=max(current, date(year + 1, 12, 31)),
        key=f"deadline_{selection.county_id}_{year}",
        format="YYYY-MM-DD",
        help="条例规定乡镇每年 1 月 31 日前报送上一年度报告；县里可以定得更早",
    )
    day = chosen if isinstance(chosen, date) else current
    preview = rows(ask("deadline_preview", deadline=day, **selection.parameters))[0]
    counts = "，".join(
        f"{wording.STATUS_LABELS[status]} {preview[status]} 个" for status in ("on_time", "late")
    )
    st.text(f"以 {wording.day(day)} 为期限，全县已注明日期的报告中：{counts}。")
    by = name_field("处理人", key="decided_by")
    why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：县里通知提前")
    st.caption("保存后所有页面按新期限计算；可在“修改记录”中撤销。")
    if st.button("确认保存", type="primary", disabled=day == current):
        if not by.strip() or not why.strip():
            st.error("请填写处理人和理由。", icon=":material/error:")
            return
        with st.spinner("正在保存并重新计算……"):
            problem = save_deadlines(selection.county_id, {year: day}, seen, by, why)
        if problem:
            st.error("没有完成。")
            st.text(problem)
        else:
            st.rerun()
