"""What needs someone's attention: a sentence, the names, and where to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard.labels.markdown import literal
from dashboard.navigation.registry import link


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to attend to; `page` is the name of the page that shows it."""

    icon: str
    color: Literal["red", "orange", "blue"]
    title: str
    detail: str
    page: str | None = None
    action: str = "查看"


def finding_list(findings: Sequence[Finding], *, nothing: str) -> None:
    """Draw the findings, the most pressing first, or say that there are none."""
    if not findings:
        st.success(nothing, icon=":material/check_circle:")
    for finding in findings:
        with st.container(border=True, gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(literal(finding.title), icon=finding.icon, color=finding.color)
                if finding.page:
                    link(finding.page, finding.action)
            st.text(finding.detail)
