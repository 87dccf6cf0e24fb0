"""The county's published report beside the sums of its units: what differs, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import data_table
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.selection import Selection
from dashboard.tables.compiling.county_total import COMPARED

EXPLAINED = "equal"


def county_comparison(selection: Selection) -> None:
    """Draw how the published report of the last chosen year stands to its units, if it is there."""
    found = ask("county_cells_compared", **selection.parameters)
    if found.empty:
        return
    st.subheader("县级公布数与各单位之和", anchor=False)
    st.markdown(literal(compared(found)))
    apart = found[found["state"] != EXPLAINED]
    data_table(apart, COMPARED, selection, height=table_height(apart))


def table_height(found: pd.DataFrame) -> int:
    """Return how high a table of what differs is drawn, in pixels."""
    return min(38 + 35 * len(found), 335)


@cached
def compared(found: pd.DataFrame) -> str:
    """Return in how many cells the published figures differ from the sums, and who is missing."""
    first = found.iloc[0]
    missing = f"，缺报 {first['missing']} 个：{first['missing_names']}" if first["missing"] else ""
    return f"已报 {first['filed']} 个单位{missing}。{by_state(found, wording.COUNTY_CELL_LABELS)}"


def by_state(found: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Return how many of the published cells are in each state, by the states' names."""
    counts = found["state"].value_counts()
    told = (f"{counts[state]} 格{label}" for state, label in labels.items() if state in counts)
    return f"公布的 {len(found)} 格中：{'，'.join(told)}。"
