"""Sentences on a page: what is seen, what is not there, and what to do then."""

from __future__ import annotations

import streamlit as st

from dashboard.components.shown import on_screen
from dashboard.exports.page.pieces import Headline, Note
from dashboard.labels.markdown import literal


def headline(text: str) -> None:
    """Draw the sentence that answers the page's question."""
    if on_screen(Headline(text)):
        st.header(literal(text), anchor=False)


def remark(text: str) -> None:
    """Draw a sentence beside figures in small print."""
    if on_screen(Note(text)):
        st.caption(literal(text))


def subheading(text: str, detail: str = "") -> None:
    """Draw what the figures below are about, with a detail that is not printed bold."""
    if on_screen(Note(text + detail)):
        st.markdown(f"**{literal(text)}**{literal(detail)}")


def good_news(text: str) -> None:
    """Draw a sentence that says that there is nothing to do."""
    if on_screen(Note(text)):
        st.success(literal(text), icon=":material/check_circle:")


def empty_state(message: str, advice: str = "请在页面上方放宽年度、类型或乡镇的选择。") -> None:
    """Say that nothing fits the selection, and what to do."""
    if on_screen(Note(f"{message}。")):
        st.info(f"**{literal(message)}**  \n{literal(advice)}", icon=":material/filter_alt_off:")
