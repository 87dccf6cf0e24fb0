"""What needs someone's attention: a sentence, the names, and where to look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard.components.notices import good_news
from dashboard.components.shown import on_screen
from dashboard.exports.page.pieces import Note
from dashboard.labels.markdown import literal
from dashboard.navigation.registry import link

MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to attend to; `page` shows it, and each of `places` is mended where it opens."""

    icon: str
    color: Literal["red", "orange", "blue"]
    title: str
    detail: str
    page: str | None = None
    places: Sequence[tuple[str, Callable[[], None]]] = ()


def finding_list(findings: Sequence[Finding], *, nothing: str) -> None:
    """Draw the findings, the most pressing first, or say that there are none."""
    if not findings:
        good_news(nothing)
    told = [
        Note(f"{f.title}：{f.detail or '、'.join(label for label, _ in f.places)}")
        for f in findings
    ]
    if not on_screen(*told):
        return
    for finding in findings:
        with st.container(border=True, gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(literal(finding.title), icon=finding.icon, color=finding.color)
                if finding.page:
                    link(finding.page, "去查看")
            if finding.detail:
                st.text(finding.detail)
            if finding.places:
                place_buttons(finding)


def place_buttons(finding: Finding) -> None:
    """Draw a button for each of the first places, which opens what is to be mended there."""
    with st.container(horizontal=True, gap="small", key=f"places_{finding.title}"):
        # Two places may be called alike: two reports of a unit, two units of one name.
        for number, (label, go) in enumerate(finding.places[:MOST_PLACES]):
            key = f"go_{finding.title}_{number}"
            st.button(literal(label), key=key, type="tertiary", on_click=go)
        if len(finding.places) > MOST_PLACES:
            st.caption(f"等 {len(finding.places)} 个", width="content")
