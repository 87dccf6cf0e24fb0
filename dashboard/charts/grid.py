"""A matrix of two names, such as rule × township; every state has a color of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.matrix import State
from dashboard.charts.theme import Heading
from dashboard.records import rows

ROW_HEIGHT = 32
NAMES_HEIGHT = 96
NAME_WIDTH = 12
LINES = 2
SMALL = 5
TILE = 15


def grid(
    cells: pd.DataFrame, states: Mapping[str, State], heading: Heading, *, row: str, column: str
) -> go.Figure:
    """Return one tile per `row` and `column`, colored by `state` with its own `glyph`.

    `note` is shown when hovering; a hatched state stands for what could not be told and is small.
    """
    down, across = list(dict.fromkeys(cells[row])), list(dict.fromkeys(cells[column]))
    figure = theme.base(replace(heading, height=ROW_HEIGHT * len(down) + NAMES_HEIGHT + 40))
    for state, look in states.items():
        chosen = cells[cells["state"] == state]
        if not chosen.empty:
            figure.add_trace(tiles(chosen, look, row, column))
    figure.update_xaxes(
        type="category", categoryorder="array", categoryarray=across, side="top", tickangle=-60,
        showline=False, ticks="",
    )  # fmt: skip
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=down[::-1], showgrid=False,
        showline=False, ticks="", tickmode="array", tickvals=down, tickfont={"size": 12},
        ticktext=[on_two_lines(name) for name in down],
    )  # fmt: skip
    return theme.grown(figure, above=NAMES_HEIGHT)


def on_two_lines(name: str) -> str:
    """Return the name of a row as it stands beside it, cut where it is longer."""
    lines = theme.wrapped(name, NAME_WIDTH)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]
    return "<br>".join(escape(line) for line in lines)


def tiles(cells: pd.DataFrame, look: State, row: str, column: str) -> go.Scatter:
    """Return the tiles of one state."""
    return go.Scatter(
        x=list(cells[column]),
        y=list(cells[row]),
        name=look.label,
        mode="markers+text",
        text=list(cells["glyph"]),
        textfont={"color": look.ink, "size": 11},
        marker={
            "symbol": "square",
            "size": SMALL if look.hatched else TILE,
            "color": theme.GREY if look.hatched else look.color,
        },
        customdata=[
            f"<b>{escape(cell[column])}</b> {escape(cell[row])}<br>{look.label}{cell['note']}"
            for cell in rows(cells)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
