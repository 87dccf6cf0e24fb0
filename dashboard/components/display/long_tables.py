"""Tables with more columns or rows than are drawn at once: as plain text, or as far as in view."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.components.display.data_table import configuration, words
from dashboard.components.display.room import is_pushed, widened
from dashboard.components.display.row_list import is_narrow, row_list
from dashboard.exports.values import texts
from dashboard.labels import wording
from dashboard.tables.schema import Kind, Table

LOOKED_AT = 100
"""Rows by which the width of columns is chosen where there are very many."""


def preview_table(frame: pd.DataFrame, table: Table, *, height: Any = "auto") -> None:
    """Draw some rows of a table with many columns as plain text, which is quick to draw."""
    if is_narrow():
        row_list(frame, table, table.name)
        return
    columns = table.columns
    shown = {column.name: texts(frame, column) for column in columns}
    wide = widened(frame, table)
    st.dataframe(
        pd.DataFrame(shown, dtype="str"),
        hide_index=True,
        column_config={
            c.name: st.column_config.TextColumn(
                c.heading,
                width=wide.get(c.name),
                pinned=(c is columns[0] and is_pushed(frame, table)) or None,
                alignment="left" if c.kind is Kind.TEXT else "right",
            )
            for c in columns
        },
        height=height,
        key=f"table_{table.name}",
        alt=f"{table.name}，{len(frame)} 行",
    )


def scrolling_table(frame: pd.DataFrame, table: Table, *, height: Any = "auto") -> None:
    """Draw any number of rows, of which the browser fetches those in view, and sorts them all.

    Each figure must say in another column why it is missing or that it is about so many.
    """
    st.dataframe(
        pa.table({column.name: words(frame, column) for column in table.columns}),
        hide_index=True,
        column_config=configuration(table, widths=widened(frame[:LOOKED_AT], table)),
        height=height,
        key=f"scrolling_{table.name}",
        placeholder=wording.NOTHING,
        lazy=True,
        alt=f"{table.name}，{len(frame)} 行",
    )
