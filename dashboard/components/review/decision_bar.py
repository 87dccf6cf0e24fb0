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
LAST, PRESSED = "decided_last", "decision_pressed"
Pressed = tuple[Verdict, tuple[str, ...]]


def pressed_just_now() -> Pressed | None:
    """Return the decision whose button was pressed and for which findings; it is asked for once.

    It is known also where others have made the same meanwhile and the button stands there no more.
    """
    found: Pressed | None = st.session_state.pop(PRESSED, None)
    return found


def press(verdict: Verdict, findings: tuple[str, ...]) -> None:
    """Keep which button was pressed, until the page has read what stands now."""
    st.session_state[PRESSED] = verdict, findings


def decision_bar(findings: Sequence[Row], pressed: Pressed | None) -> bool:
    """Draw the form that decides about findings; return whether one was just made."""
    if only_reads():
        return False
    ids = tuple(finding["finding_id"] for finding in findings)
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
        key = f"why_decided_{'_'.join(ids)}"
        reason = right.text_input("理由（不采纳时必填）", key=key, max_chars=500)
        with st.container(horizontal=True):
            for verdict, label in DECIDED.items():
                if any(offered(verdict, finding) for finding in findings):
                    st.form_submit_button(label, on_click=press, args=(verdict, ids))
            st.form_submit_button("刷新", type="tertiary", help="看看别人刚刚作出的决定")
    if pressed is None:
        return False
    verdict, meant = pressed
    if meant != ids:
        st.info("所选的问题已经换了，没有保存；请看过之后再决定。", icon=":material/info:")
        return False
    return save(findings, verdict, (reason, who), seen)


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
    if saved < len(findings):
        tell_made_before(findings, verdict, len(findings) - saved)
    if saved:
        st.toast(f"已保存：{DECIDED[verdict]}，共 {saved} 处。如有误，可重新打开。")
    return saved > 0


def tell_made_before(findings: Sequence[Row], verdict: Verdict, before: int) -> None:
    """Say of findings about which the same was decided before, by whom, that nothing was added."""
    past = [review_decisions.history(finding["finding_id"])[-1:] for finding in findings]
    same = [told(made) for (made,) in filter(None, past) if made.verdict is verdict]
    words = f"{before} 处先前已是“{DECIDED[verdict]}”，没有重复保存"
    if before < len(findings):
        st.toast(f"另有 {words}。")
    else:
        st.info(literal(f"{words}：{same[-1]}" if same else f"{words}。"), icon=":material/info:")
