"""How much room a table needs to be read whole; `page.css` gives it, or a line of its own.

A table that has less, beside something else, hides at its right what it is read for.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import count

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitDuplicateElementKey

from dashboard.charts.style.wrapping import length
from dashboard.exports.values import texts
from dashboard.queries.caching import cached
from dashboard.tables.schema import Column, Table

SIGN, EDGES, WIDEST = 14, 18, 500
"""In pixels: a Chinese character of a cell, what is around it, and Streamlit's widest column."""
REM, ROOMS, WHOLE_LINE = 16, (24, 28, 32, 36, 40, 44), 64
"""In rem: the rooms that `page.css` knows; who needs more stands beside nothing else."""
LOOKED_AT, SEEN_BY_BROWSER = 300, 10
"""Rows that are measured here, and those that the browser makes a column as wide as: the last one
and the first. Of more than `FEW` it leaves out what is twice as wide as they are on average, here a
little less, as fonts differ.
"""
FEW, FAR_WIDER = 5, 1.8


@cached
def widths(frame: pd.DataFrame, table: Table) -> dict[str, int]:
    """Return how many pixels wide each column has to be; a longer text opens on click."""
    looked_at = frame[:LOOKED_AT]
    return {
        column.name: wide(longest(column.heading, *texts(looked_at, column)))
        for column in table.columns
    }


@cached
def widened(frame: pd.DataFrame, table: Table) -> dict[str, int]:
    """Return the widths of those columns that the browser would make too narrow.

    It looks at few rows: further down, texts that begin alike would lose what tells them apart.
    """
    needed_by, seen = widths(frame, table), seen_by_browser(frame)
    narrow = {
        column.name: needed_by[column.name]
        for column in table.columns
        if by_browser(seen, column) < needed_by[column.name]
    }
    return narrow | lengthened(frame, table)


def lengthened(frame: pd.DataFrame, table: Table) -> dict[str, int]:
    """Return the width of a last column whose long texts take what is left of a whole line.

    Only the last one pushes no other out of sight where the line is shorter.
    """
    last, needed_by = table.columns[-1], widths(frame, table)
    taken = sum(needed_by.values())
    left = WHOLE_LINE * REM - taken
    if needed_by[last.name] < WIDEST or left <= 0 or taken <= ROOMS[-1] * REM:
        return {}
    whole = EDGES + SIGN * longest(*texts(frame[:LOOKED_AT], last))
    return {last.name: round(min(whole, WIDEST + left))}


def seen_by_browser(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that the browser makes columns as wide as."""
    is_long = len(frame) > SEEN_BY_BROWSER
    return frame.iloc[[*range(SEEN_BY_BROWSER - 1), -1]] if is_long else frame


def by_browser(seen: pd.DataFrame, column: Column) -> int:
    """Return how many pixels wide the browser makes a column of these rows by itself."""
    cells = [wide(length(text)) for text in texts(seen, column)]
    if len(cells) > FEW:
        far = FAR_WIDER * sum(cells) / len(cells)
        cells = [cell for cell in cells if cell < far]
    return max([wide(length(column.heading)), *cells])


@cached
def needed(frame: pd.DataFrame, table: Table, *, beside: int = 0) -> int:
    """Return in how many rem all columns of a table are seen, and so many pixels beside them."""
    whole = (sum(widths(frame, table).values()) + beside) / REM
    return next((rem for rem in ROOMS if rem >= whole), WHOLE_LINE)


def is_pushed(frame: pd.DataFrame, table: Table) -> bool:
    """Return whether a table is pushed sideways even where it has a line of its own."""
    return sum(widths(frame, table).values()) > WHOLE_LINE * REM


def longest(*cells: str) -> float:
    """Return the length of the longest text in Chinese characters."""
    return max(map(length, cells))


def wide(characters: float) -> int:
    """Return how many pixels wide a column of such texts is."""
    return round(min(WIDEST, EDGES + SIGN * characters))


def room(rem: int, name: str) -> DeltaGenerator:
    """Return a place that has so much room, or else a line of its own.

    A page may show tables of one name several times; each has a place with a key of its own.
    """
    for number in count():
        with suppress(StreamlitDuplicateElementKey):
            return st.container(key=f"room_{rem}_{name}_{number}")
    raise AssertionError("count() has no end")
