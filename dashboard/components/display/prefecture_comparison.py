"""The prefecture's published report beside the sums of its counties: what differs, and whose."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.components.display.county_comparison import (
    EXPLAINED,
    by_state,
    table_height,
)
from dashboard.components.display.data_table import data_table
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.selection import Selection
from dashboard.tables.compiling.county_total import BY_COUNTY, OF_PREFECTURE

TITLE = "市级公布数与各县之和"


def prefecture_comparison(selection: Selection) -> None:
    """Draw how the published report of the last chosen year stands to its counties, if any."""
    found = ask("prefecture_cells_compared", **selection.parameters)
    if found.empty:
        return
    st.subheader(TITLE, anchor=False)
    st.markdown(literal(compared(found)))
    apart = found[found["state"] != EXPLAINED]
    data_table(apart, OF_PREFECTURE, selection, height=table_height(apart))
    if not apart.empty:
        st.subheader("不同的格，逐县列出", anchor=False)
        parts = ask("prefecture_parts_compared", **selection.parameters)
        data_table(parts, BY_COUNTY, selection, height=table_height(parts))


@cached
def compared(found: pd.DataFrame) -> str:
    """Return in how many cells the published figures differ from the sums, and who is missing."""
    first = found.iloc[0]
    missing = f"，没有公布的 {first['missing']} 个：{first['missing_names']}"
    return (
        f"已公布 {first['filed']} 个县（区、市）和市级单位{missing if first['missing'] else ''}。"
        f"{by_state(found, wording.PREFECTURE_CELL_LABELS)}"
    )
