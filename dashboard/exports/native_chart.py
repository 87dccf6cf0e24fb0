"""The chart that a workbook draws itself, from a sheet of its own that holds just its figures.

Spreadsheet programs draw a word as 0, and the sheet of the table says in words why a figure is
missing; on this sheet such a cell is empty, and the chart has a gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.exports.values import given
from dashboard.tables.schema import Column, Kind, Table

CHART = "图表"
MOST_ROWS = 60
WIDTH, HEIGHT, LINE = 760, 380, 20
"""In pixels; a line is that of a lying bar."""


def charted(table: Table) -> list[Column]:
    """Return the columns of the chart: what it is drawn by, and its figures."""
    by_name = {column.name: column for column in table.columns}
    return [table.columns[0], *(by_name[name] for name in table.charted)]


def chart_of(title: str, table: Table, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the chart of a table for the library; none where it would say nothing.

    A row stands for one category each, and no more of them than can be told apart.
    """
    if not table.charted or not 0 < len(frame) <= MOST_ROWS:
        return []
    first, *figures = charted(table)
    drawn = [column for column in figures if frame[column.name].notna().any()]
    if not drawn or frame[first.name].duplicated().any():
        return []
    lies = first.kind is not Kind.YEAR
    height = max(HEIGHT, LINE * len(frame) * (1 if table.is_stacked else len(drawn)))
    return [
        {
            "type": f"{'bar' if lies else 'column'}{'_stacked' if table.is_stacked else ''}",
            "categories": first.heading,
            "series": [column.heading for column in drawn],
            "title": title,
            "row": 0 if lies else len(frame) + 2,
            "col": len(figures) + 2 if lies else 0,
            "width": WIDTH,
            "height": height,
        }
    ]


def chart_records(table: Table, frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the figures of the chart by heading, as lying bars read downwards."""
    first, *figures = charted(table)
    rows = frame if first.kind is Kind.YEAR else frame[::-1]
    headings = [column.heading for column in (first, *figures)]
    values = [rows[column.name].tolist() for column in figures]
    for category, *found in zip(given(rows[first.name], first), *values, strict=True):
        numbers = (None if pd.isna(value) else float(value) for value in found)
        yield dict(zip(headings, (str(category), *numbers), strict=True))
