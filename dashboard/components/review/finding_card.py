"""What does not agree in a report for one cause, where it stands, and what was decided."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.components.display.row_list import row_list
from dashboard.components.review.correction_form import correct_one_of
from dashboard.components.review.decision_bar import told
from dashboard.components.review.passage import in_original
from dashboard.data.decisions import review_decisions
from dashboard.labels import wording
from dashboard.labels.faults import position
from dashboard.labels.markdown import literal
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, rows
from dashboard.tables.schema import Column, Table, text, year

MOST_PASSAGES = 4
Color = Literal["red", "orange", "blue"]
COLORS: dict[str, Color] = {"error": "red", "warning": "orange", "notice": "blue"}
SUBJECTS = Table(
    "涉及的数字",
    (
        text("label", "项目"),
        Column("value", "数字", mark="mark"),
        text("raw", "原文"),
        year(),
        text("position", "位置"),
        text("place", "原文位置"),
        text("file_name", "文件"),
    ),
)


def finding_card(group: list[Row]) -> None:
    """Draw findings of `findings_of_selection` that have one cause in one report."""
    first = group[0]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(wording.SEVERITY_LABELS[first["severity"]], color=color(first))
            st.badge(wording.REVIEW_LABELS[first["state"]], color="gray")
            st.caption(literal(f"{first['code']} · {first['family_label']}"), width="content")
        st.text(f"{first['township']} {first['year']} 年度")
        st.subheader(literal(first["title"]), anchor=False)
        for finding in group:
            broken(finding)
        if first["suggestion"]:
            st.caption("建议")
            st.text(first["suggestion"])
        st.caption("依据")
        for why in dict.fromkeys(finding["why"] for finding in group):
            st.text(why)
        subjects(group)
        for finding in group:
            decided(finding)


def color(finding: Row) -> Color:
    """Return the color of a finding's severity."""
    return COLORS[finding["severity"]]


def broken(finding: Row) -> None:
    """Draw the formula in words and in numbers."""
    where = f"（{finding['instance_label']}）" if finding["instance_label"] else ""
    st.caption(literal(f"应当成立{where}：{finding['words']}"))
    st.code(finding["formula"], language=None, wrap_lines=True)


def subjects(group: list[Row]) -> None:
    """Draw the figures they speak of, and where each stands in its original."""
    figures = figures_of(tuple(finding["finding_id"] for finding in group))
    row_list(figures, SUBJECTS, f"{SUBJECTS.name}_{group[0]['finding_id']}")
    placed = figures[(figures["place"] != "") | (figures["evidence"] != "")]
    shown = placed.drop_duplicates(["report_id", "place", "evidence"])
    with st.expander("原文", expanded=True, icon=":material/find_in_page:"):
        for row in rows(shown)[:MOST_PASSAGES]:
            st.caption(literal(f"{row['year']} 年度 {row['file_name']}"))
            in_original(row)
        if shown.empty:
            st.text("问题说的是报告里没有的内容，没有原文可以显示。")
        elif len(shown) > MOST_PASSAGES:
            st.text(f"另有 {len(shown) - MOST_PASSAGES} 处，见上表的位置。")
    correct_one_of(rows(figures), key=group[0]["finding_id"])


@cached
def figures_of(findings: tuple[str, ...]) -> pd.DataFrame:
    """Return the figures that findings speak of, each once, with its place in the tables."""
    found = pd.concat([ask("finding_subjects_of", finding=finding) for finding in findings])
    found = found.drop_duplicates(["report_id", "address", "raw"], ignore_index=True)
    named = [position(address) for address in found["address"]]
    return Answer(found.assign(position=pd.Series(named, index=found.index, dtype="str")))


def decided(finding: Row) -> None:
    """Draw what was decided about a finding."""
    if finding["decided_before"]:
        st.warning("作出决定之后，报告中的数字已改变，请重新处理。", icon=":material/history:")
    for decision in review_decisions.history(finding["finding_id"]):
        st.text(told(decision))
