"""A township × year matrix of states; every state has a color and a glyph of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows

ROW_HEIGHT = 23
AXIS_HEIGHT = 20


@dataclass(frozen=True, slots=True)
class State:
    """How a state is named, colored and written in its cell."""

    label: str
    color: str
    glyph: str = ""
    ink: str = theme.ON_BRIGHT
    hatched: bool = False


@cached
def state_matrix(
    cells: pd.DataFrame,
    states: Mapping[str, State],
    heading: Heading,
    *,
    row: str = "township",
    marked: tuple[str, State] | None = None,
) -> Figure:
    """Return one cell per `row` and `year`, colored by `state`; `note` is shown when hovering.

    A state without a glyph shows the cell's own `glyph`. `marked` names a column and the look of a
    dot on the cells that have a value there.
    """
    places = list(dict.fromkeys(map(theme.plain, cells[row])))
    years = theme.year_axis(sorted({int(year) for year in cells["year"]}))
    figure = theme.base(
        replace(heading, height=ROW_HEIGHT * len(places) + 72),
        xaxis=years | {"side": "top", "showline": False, "ticks": ""},
        yaxis=theme.names_axis(places, showline=False, ticks=""),
        barmode="overlay",
        bargap=0.1,
        showlegend=True,
    )
    chosen = {state: cells[cells["state"] == state] for state in states}
    drawn = [tiles(own, states[state], row) for state, own in chosen.items() if not own.empty]
    if marked is not None and cells[marked[0]].notna().any():
        drawn.append(dots(cells[cells[marked[0]].notna()], marked[1], row))
    figure = theme.grown(with_traces(figure, drawn), above=AXIS_HEIGHT)
    return theme.with_room_for_legend(figure)


def dots(cells: pd.DataFrame, look: State, row: str) -> dict[str, Any]:
    """Return a dot at the edge of each of these cells, which the legend explains."""
    return {
        "type": "scatter",
        "x": [int(year) + 0.38 for year in cells["year"]],
        "y": [theme.plain(name) for name in cells[row]],
        "mode": "markers",
        "name": look.label,
        "marker": {"color": look.color, "size": 7, "line": {"color": look.ink, "width": 1}},
        "hoverinfo": "skip",
    }


def tiles(cells: pd.DataFrame, look: State, row: str) -> dict[str, Any]:
    """Return the cells of one state as tiles one year wide."""
    glyphs = [look.glyph] * len(cells) if look.glyph else list(cells["glyph"])
    return {
        "type": "bar",
        "y": [theme.plain(name) for name in cells[row]],
        "x": [0.94] * len(cells),
        "base": [int(year) - 0.47 for year in cells["year"]],
        "orientation": "h",
        "name": look.label,
        "text": glyphs,
        "textposition": "inside",
        "constraintext": "none",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": look.ink, "size": 12},
        "marker": {
            "color": look.color,
            "pattern": theme.hatched(look.color, is_hatched=look.hatched),
        },
        "customdata": [hover(cell, look, row) for cell in rows(cells)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def hover(cell: Row, look: State, row: str) -> str:
    """Return what a cell says in words."""
    note = "" if wording.is_missing(cell["note"]) else f"<br>{theme.plain(cell['note'])}"
    return f"<b>{theme.plain(cell[row])}</b> {cell['year']} 年<br>{look.label}{note}"
