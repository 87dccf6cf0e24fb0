"""Parts of a page under tabs, of which only the open one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import data_table
from dashboard.queries.selection import Selection
from dashboard.tables.schema import Table

Frame = Callable[[], pd.DataFrame]


def parts(shown: Mapping[str, Callable[[], None]], *, key: str) -> None:
    """Draw the part under the open tab; another is drawn when its tab is chosen.

    The labels must not depend on the filters: whoever changes these stays at the same tab.
    """
    tabs = st.tabs(list(shown), key=f"part_{key}", on_change="rerun")
    for tab, draw in zip(tabs, shown.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def tables(shown: Mapping[str, tuple[Frame, Table]], selection: Selection, *, key: str) -> None:
    """Draw the table under the open tab; another is asked for when its tab is chosen."""
    drawn = {label: partial(draw, *of, selection) for label, of in shown.items()}
    parts(drawn, key=key)


def draw(frame: Frame, table: Table, selection: Selection) -> None:
    """Ask for a table and draw it."""
    data_table(frame(), table, selection)
