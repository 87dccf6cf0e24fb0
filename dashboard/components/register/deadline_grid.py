"""The deadlines of a county by year, to edit and save together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.components.name_field import name_field
from dashboard.data.unit_register import deadlines_of, save_deadlines
from etl.domain.errors import ReportError
from etl.storage.records.change_log import LONGEST_REASON

EARLIER_YEARS = 5


def deadline_grid(county_id: str, this_year: int) -> None:
    """Draw the days that a county sets itself, from this year's reports back."""
    try:
        stored, seen = deadlines_of(county_id)
    except ReportError as error:
        st.error("报送期限读不出来。", icon=":material/error:")
        st.text(str(error))
        return
    wanted = edited(f"deadlines_{county_id}_{sum(seen.values())}", stored, this_year)
    changed = {year: day for year, day in wanted.items() if day != stored.get(year)}
    with st.form("deadlines_save"):
        left, right = st.columns(2)
        with left:
            by = name_field("处理人", key="decided_by")
        why = right.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：县里通知提前")
        pressed = st.form_submit_button("保存期限", icon=":material/save:")
    if not pressed:
        return
    if not changed or not by.strip() or not why.strip():
        st.error("请先改动期限，并填写处理人和理由。", icon=":material/error:")
        return
    with st.spinner("正在保存并重新计算……"):
        problem = save_deadlines(county_id, changed, seen, by, why)
    if problem:
        st.error("没有完成。", icon=":material/error:")
        st.text(problem)
    else:
        st.rerun()


def edited(key: str, stored: Mapping[int, date], this_year: int) -> dict[int, date | None]:
    """Draw the grid of the days by year, and return them as they stand there, none for no day."""
    years = sorted({*range(this_year - EARLIER_YEARS, this_year + 1), *stored}, reverse=True)
    frame = pd.DataFrame(
        {
            "year": years,
            "law": [date(year + 1, 1, 31) for year in years],
            "deadline": pd.array([stored.get(year) for year in years], dtype="object"),
        }
    )
    shown = st.data_editor(
        frame,
        hide_index=True,
        disabled=["year", "law"],
        key=key,
        column_config={
            "year": st.column_config.NumberColumn("报告年度", format="%d"),
            "law": st.column_config.DateColumn("法定期限", format="YYYY-MM-DD"),
            "deadline": st.column_config.DateColumn("本县期限", format="YYYY-MM-DD"),
        },
        placeholder="",
    )
    return {
        int(row["year"]): None if pd.isna(row["deadline"]) else pd.Timestamp(row["deadline"]).date()
        for row in shown.to_dict("records")
    }
