"""The headline figures with their change on the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from dashboard.components.shown import on_screen
from dashboard.exports.page.pieces import Metric
from dashboard.labels import wording
from dashboard.labels.markdown import literal

BEFORE_UNIT = re.compile(r"(?<=\d) (?=[一-鿿])")


def metric_row(metrics: Sequence[Metric]) -> None:
    """Draw the figures side by side as far as there is room, no change colored as good.

    `page.css` lays the cards out in a grid, so that they wrap and no figure is cut.
    """
    if not on_screen(*metrics):
        return
    row = st.container(horizontal=True, key="cards")
    for metric in metrics:
        with row.container(border=True, height="stretch", gap="xxsmall"):
            st.metric(
                metric.label,
                metric.value,
                metric.change,
                delta_color="off",
                delta_arrow="off" if metric.change == wording.UNCHANGED else "auto",
                delta_description="较上年" if metric.change else None,
                help=literal(metric.help) if metric.help else None,
            )
            if metric.change is None and metric.compared:
                st.caption("上年无可比数据")
            for said in (metric.comparison, metric.note):
                if said:
                    st.caption(firm(literal(said)))


def firm(text: str) -> str:
    """Return a text of which no line ends between a number and its unit."""
    return BEFORE_UNIT.sub("\u00a0", text)
