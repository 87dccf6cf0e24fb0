"""The bar that decides about the findings that are chosen, always in view beside their list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.decisions import review_decisions
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries.result import Row
from etl.domain.errors import ReportError
from etl.storage.decisions.review_decisions import Decision, Verdict

DECIDED = {
    Verdict.CONFIRMED: "确认是问题",
    Verdict.DISMISSED: wording.REVIEW_LABELS["dismissed"],
    Verdict.REOPENED: "重新打开",
}
LAST = "decided_last"


def decision_bar(findings: Sequence[Row]) -> bool:
    """Draw the form that decides about findings; return whether one was just made."""
    if only_reads():
        return False
    seen = {finding["finding_id"]: seen_of(finding["finding_id"]) for finding in findings}
    with (
        st.container(key="decision_bar"),
        st.form("decide", border=True, clear_on_submit=False),
    ):
        if len(findings) > 1:
            st.caption(f"以下决定用于所选的 {len(findings)} 处问题")
        left, right = st.columns([1, 2])
        with left:
            who = name_field("处理人")
        # A reason is one for these findings; for the next it is given anew.
        chosen = "_".join(finding["finding_id"] for finding in findings)
        reason = right.text_input(
            "理由（不采纳时必填）", key=f"why_decided_{chosen}", max_chars=500
        )
        with st.container(horizontal=True):
            pressed = [
                verdict
                for verdict, label in DECIDED.items()
                if any(offered(verdict, finding) for finding in findings)
                and st.form_submit_button(label)
            ]
            st.form_submit_button("刷新", type="tertiary", help="看看别人刚刚作出的决定")
    return any(save(findings, verdict, (reason, who), seen) for verdict in pressed)


def seen_of(finding_id: str) -> int:
    """Return how many decisions the official saw, and remember how many there are to see now."""
    past, key = len(review_decisions.history(finding_id)), f"seen_{finding_id}"
    seen = st.session_state.get(key, past)
    st.session_state[key] = past
    return int(seen)


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


def save(
    findings: Sequence[Row], verdict: Verdict, said: tuple[str, str], seen: dict[str, int]
) -> bool:
    """Write the decisions, or say what they lack, or that someone was faster."""
    reason, who = said
    saved = 0
    for finding in findings:
        if not offered(verdict, finding):
            continue
        decision = Decision(
            finding["finding_id"], finding["figures_digest"], verdict, reason, who, datetime.now()
        )
        try:
            review_decisions.decide(
                decision, seen[finding["finding_id"]], (finding["place_id"], int(finding["year"]))
            )
        except ReportError as error:
            st.error(literal(error))
            return False
        saved += 1
        st.session_state[LAST] = finding["finding_id"], told(decision)
        st.session_state[f"seen_{finding['finding_id']}"] = seen[finding["finding_id"]] + 1
    st.toast(f"已保存：{DECIDED[verdict]}，共 {saved} 处。如有误，可重新打开。")
    return True
