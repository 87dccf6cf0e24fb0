"""The choice of a unit's year whose files are opened in their archive."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.navigation.choices import link_to
from dashboard.navigation.registry import open_page
from dashboard.queries.result import Row


def archive_choice(units: Iterable[Row], *, key: str) -> None:
    """Draw the choice of one of these units and years; nothing where there are none."""
    labels = {
        f"{unit['place_id']}-{int(unit['year'])}": f"{unit['township']} {int(unit['year'])} 年度"
        for unit in units
    }
    if labels:
        st.selectbox(
            "打开文件档案（各版本、撤回、改归）", list(labels), index=None,
            format_func=labels.__getitem__, key=f"archive_{key}", placeholder="选择单位和年度",
            on_change=open_chosen, args=(f"archive_{key}",),
        )  # fmt: skip


def open_chosen(key: str) -> None:
    """Open the archive of what was just chosen."""
    filed = st.session_state[key]
    if filed is not None:
        link_to("filed", filed)
        open_page("archive", filed=filed)
