"""One count that may be a figure: where it stands, why it is not sure, and what a person says."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.components.review.passage import in_original, marked_markdown
from dashboard.data.decisions import candidates
from dashboard.data.files.originals import original_lines
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries.result import Row
from etl.definitions.prose_words import doubts
from etl.domain.errors import ReportError
from etl.domain.report import Line
from etl.transform.locate import marked_spans

DONE, SKIPPED, PROBLEM = "candidates_done", "candidates_skipped", "candidates_problem"
NONE_STATED = ""
MOST_LINES = 2
LONGEST_REASON = 200


def candidate_card(found: Row, left_over: int) -> None:
    """Draw a row of `candidates_of_selection` beside the buttons that answer it."""
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        st.caption(f"还有 {left_over} 个待确认")
        st.text(f"{found['township']} {found['year']} 年度")
        st.subheader(literal(f"{found['label']}是 {valued(found, proposed(found))} 吗？"))
        st.caption(literal(doubts().get(found["reason"], found["reason"])))
        answers(found)
    with left:
        st.caption(literal(found["file_name"]))
        in_original(found)
        for value in filter(None, found["others"].split("、")):
            elsewhere(found, value)


def proposed(found: Row) -> str:
    """Return the value that the candidate has, as a plain number."""
    return f"{found['value']:.4f}".rstrip("0").rstrip(".")


def valued(found: Row, value: str) -> str:
    """Return a value with its unit."""
    return f"{value} {found['unit']}".strip()


def answers(found: Row) -> None:
    """Draw who answers and on what grounds, and a button with a key for each answer."""
    if only_reads():
        return
    own, grounds = st.columns(2)
    with own:
        name_field("核对人")
    grounds.text_input(
        "依据", "对照原件", key="candidate_why", max_chars=LONGEST_REASON, persist_state="session"
    )
    values = list(dict.fromkeys([proposed(found), *filter(None, found["others"].split("、"))]))
    with st.container(horizontal=True):
        for key, value in enumerate(values[:8], 1):
            button(found, f"采用 {valued(found, value)}", value, str(key), is_first=key == 1)
        button(found, "报告没有写这个数", NONE_STATED, "0")
    with st.form("other_value", clear_on_submit=True, border=False), st.container(horizontal=True):
        other = st.text_input("其他数值", label_visibility="collapsed", placeholder="其他数值")
        if st.form_submit_button("采用此数") and other.strip():
            answer(found, other.strip())
            st.rerun()
    if problem := st.session_state.pop(PROBLEM, ""):
        st.error(literal(problem), icon=":material/error:")
    with st.container(horizontal=True):
        st.button("跳过", shortcut="S", type="tertiary", on_click=partial(skip, found))
        undo_button()


def button(found: Row, label: str, value: str, key: str, *, is_first: bool = False) -> None:
    """Draw the button of an answer, which a key presses too."""
    st.button(
        literal(label), shortcut=key, type="primary" if is_first else "secondary",
        key=f"answer_{key}", on_click=partial(answer, found, value),
    )  # fmt: skip


def undo_button() -> None:
    """Draw the button that takes the last answer of this visit back."""
    done = st.session_state.get(DONE, [])
    if done:
        st.button(
            "撤销上一个", shortcut="Z", type="tertiary", on_click=undo, help=literal(done[-1][0])
        )


def answer(found: Row, value: str) -> None:
    """Keep an answer, or say what it lacks."""
    said = st.session_state
    try:
        kept = candidates.answer(found, value, said.get("candidate_why", ""), said.get("who", ""))
    except ReportError as error:
        said[PROBLEM] = str(error)
        return
    what = f"按 {valued(found, value)}" if value else "没有写"
    told = f"{found['township']} {found['year']} 年度 {found['label']}：{what}"
    said.setdefault(DONE, []).append((told, kept))
    st.toast(literal(f"已记下：{told}"))


def undo() -> None:
    """Take the last answer back."""
    told, kept = st.session_state[DONE].pop()
    try:
        candidates.take_back(kept, st.session_state.get("who", ""))
    except ReportError as error:
        st.session_state[PROBLEM] = str(error)
    else:
        st.toast(literal(f"已撤销：{told}"))


def skip(found: Row) -> None:
    """Put a question off until the others are answered."""
    st.session_state.setdefault(SKIPPED, []).append(candidates.key_of(found))


def elsewhere(found: Row, value: str) -> None:
    """Draw the first lines of the original that give another value."""
    try:
        lines = original_lines(found)
    except ReportError:
        return
    held = [(line, spans) for line in lines if (spans := marked_spans(line.text, value))]
    for line, spans in held[:MOST_LINES]:
        with st.container(border=True, gap="xxsmall"):
            st.caption(literal(f"文中另有 {valued(found, value)} · {place_of(line)}"))
            st.markdown(marked_markdown(line.text, spans))


def place_of(line: Line) -> str:
    """Return where a line stands."""
    return line.place or wording.NOTHING
