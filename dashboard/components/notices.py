"""Sentences on a page: what is seen, what is not there, and what to do then."""

from __future__ import annotations

import streamlit as st

from dashboard.labels.markdown import literal


def headline(text: str) -> None:
    """Draw the sentence that answers the page's question."""
    st.header(literal(text), anchor=False)


def empty_state(message: str, advice: str = "请在页面上方放宽年度、类型或乡镇的选择。") -> None:
    """Say that nothing fits the selection, and what to do."""
    st.info(f"**{literal(message)}**  \n{literal(advice)}", icon=":material/filter_alt_off:")
