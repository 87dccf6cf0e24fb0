"""Candidates: which numbers of the text are not sure, and what does a person say of them?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.components import data_table, empty_state, headline
from dashboard.components.review.candidate_card import SKIPPED, candidate_card, undo_button
from dashboard.data.decisions.candidates import answered, key_of
from dashboard.data.decisions.recount import why_not
from dashboard.labels.markdown import literal
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.tables.analysis import township as declared

PAGE = Page(
    title="待确认",
    question="正文中哪些数字没有把握，对照原件应是多少？",
    icon=":material/fact_check:",
    section="核对",
    position=20,
)


def render(selection: Selection) -> None:
    """Draw the page: one question after another, those that were put off last."""
    found = ask("candidates_of_selection", **selection.parameters)
    known = answered()
    left = [row for row in rows(found) if key_of(row) not in known]
    headline(sentence(left, selection))
    if problem := why_not():
        st.error(literal(f"已记下，但数据库没有更新：{problem}"), icon=":material/error:")
    if left:
        put_off = st.session_state.get(SKIPPED, [])
        left.sort(key=lambda row: key_of(row) in put_off)
        candidate_card(left[0], len(left))
        st.subheader("全部待确认的数字", anchor=False)
        data_table(pd.DataFrame(left), declared.CANDIDATES_OF_ALL, selection)
    else:
        empty_state("没有待确认的数字", "已确认的数字计入统计，各页注明“由人确认”。")
        undo_button()


def sentence(left: list[Row], selection: Selection) -> str:
    """Return how many numbers wait, and in how many reports."""
    if not left:
        return f"{selection.years}没有待确认的数字"
    reports = len({row["report_id"] for row in left})
    return f"{selection.years}有 {len(left)} 个数字待确认，出自 {reports} 份报告"
