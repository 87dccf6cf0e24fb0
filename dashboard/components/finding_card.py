"""One finding: what does not agree, where it stands in the original, and what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.components.data_table import plain_table
from dashboard.components.passage import in_original
from dashboard.data import review_decisions
from dashboard.labels import wording
from dashboard.labels.faults import position
from dashboard.labels.markdown import literal
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, rows
from dashboard.tables.schema import Column, Table, text, year
from etl.domain.errors import ReportError
from etl.storage.review_decisions import Decision, Verdict

MOST_PASSAGES = 4
Color = Literal["red", "orange", "blue"]
COLORS: dict[str, Color] = {"error": "red", "warning": "orange", "notice": "blue"}
DECIDED = {
    Verdict.CONFIRMED: "确认是问题",
    Verdict.DISMISSED: wording.REVIEW_LABELS["dismissed"],
    Verdict.REOPENED: "重新打开",
}
SUBJECTS = Table(
    "涉及的数字",
    (
        Column("value", "数字", mark="mark"),
        text("raw", "原文"),
        text("label", "项目"),
        year(),
        text("position", "位置"),
        text("place", "原文位置"),
        text("file_name", "文件"),
    ),
)


def finding_card(finding: Row) -> None:
    """Draw a finding of `findings_of_selection` with the form that decides about it."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(wording.SEVERITY_LABELS[finding["severity"]], color=color(finding))
            st.badge(wording.REVIEW_LABELS[finding["state"]], color="gray")
            st.caption(literal(f"{finding['code']} · {finding['family_label']}"), width="content")
        st.text(f"{finding['township']} {finding['year']} 年度")
        st.subheader(literal(finding["title"]), anchor=False)
        explained(finding)
        subjects(finding)
        decided(finding)


def color(finding: Row) -> Color:
    """Return the color of a finding's severity."""
    return COLORS[finding["severity"]]


def explained(finding: Row) -> None:
    """Draw the formula in words and in numbers, why it must hold, and what would mend it."""
    where = f"（{finding['instance_label']}）" if finding["instance_label"] else ""
    st.caption(literal(f"应当成立{where}"))
    st.text(finding["words"])
    st.caption("报告中的数字")
    st.code(finding["formula"], language=None, wrap_lines=True)
    if finding["suggestion"]:
        st.caption("建议")
        st.text(finding["suggestion"])
    st.caption("依据")
    st.text(finding["why"])


def subjects(finding: Row) -> None:
    """Draw the figures it speaks of, and where each stands in its original."""
    figures = with_positions(ask("finding_subjects_of", finding=finding["finding_id"]))
    plain_table(figures, SUBJECTS, title="涉及的数字", height="content")
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


@cached
def with_positions(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with where in the official tables each stands."""
    named = [position(address) for address in figures["address"]]
    return Answer(figures.assign(position=pd.Series(named, index=figures.index, dtype="str")))


def decided(finding: Row) -> None:
    """Draw the decisions so far and the form for the next one."""
    past = review_decisions.history(finding["finding_id"])
    if finding["decided_before"]:
        st.warning("作出决定之后，报告中的数字已改变，请重新处理。", icon=":material/history:")
    for decision in past:
        st.text(told(decision))
    key = f"seen_{finding['finding_id']}"
    seen = st.session_state.get(key, len(past))
    st.session_state[key] = len(past)
    with st.form(f"decide_{finding['finding_id']}", border=False):
        who = st.text_input("处理人", key="who", max_chars=40, persist_state="session")
        reason = st.text_input("理由（不采纳时必填）", max_chars=500)
        with st.container(horizontal=True):
            pressed = [
                verdict
                for verdict, label in DECIDED.items()
                if offered(verdict, finding) and st.form_submit_button(label)
            ]
        st.form_submit_button("刷新", type="tertiary", help="看看别人刚刚作出的决定")
    for verdict in pressed:
        save(finding, verdict, said=(reason, who), seen=seen)


def offered(verdict: Verdict, finding: Row) -> bool:
    """Return whether a decision would change anything."""
    if verdict is Verdict.REOPENED:
        return finding["state"] != "open"
    return finding["state"] != str(verdict)


def told(decision: Decision) -> str:
    """Return a decision as a line of text."""
    reason = f"：{decision.reason}" if decision.reason else ""
    return (
        f"{decision.decided_at:%Y-%m-%d %H:%M} {decision.who} {DECIDED[decision.verdict]}{reason}"
    )


def save(finding: Row, verdict: Verdict, *, said: tuple[str, str], seen: int) -> None:
    """Write the decision, or say what it lacks, or that someone was faster."""
    reason, who = said
    decision = Decision(
        finding["finding_id"], finding["figures_digest"], verdict, reason, who, datetime.now()
    )
    try:
        review_decisions.decide(decision, seen)
    except ReportError as error:
        st.error(literal(error))
    else:
        st.session_state[f"seen_{finding['finding_id']}"] = seen + 1
        st.toast(f"已保存：{DECIDED[verdict]}。如有误，可在同一处重新打开。")
        st.rerun()
