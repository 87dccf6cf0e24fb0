"""A grid of small tiles, each saying by color and sign how something came out for someone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.charts.matrix import State
from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_notes, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows

ROW_HEIGHT = 36
NAMES_HEIGHT = 84
TILE_WIDTH, TILE = 0.84, 0.44
SMALL_WIDTH, SMALL = 0.24, 0.1
NAME_GAP = 0.04


@cached
def grid(
    cells: pd.DataFrame, states: Mapping[str, State], heading: Heading, *, row: str, column: str
) -> Figure:
    """Return one tile per `row` and `column`, colored by `state` with its own `glyph`.

    The name of a row stands above its tiles, so that these have the width of the chart. `note` is
    shown when hovering; a hatched state stands for what could not be told and is small. The
    `customdata` of a tile is what it says and its row.
    """
    down = list(dict.fromkeys(cells[row]))
    across = list(dict.fromkeys(map(theme.plain, cells[column])))
    figure = theme.base(
        replace(heading, height=ROW_HEIGHT * len(down) + NAMES_HEIGHT + 40),
        barmode="overlay",
        meta={"rows": len(down)},
        showlegend=True,
        xaxis={
            "type": "category", "categoryorder": "array", "categoryarray": across, "side": "top",
            "tickangle": -60, "showline": False, "ticks": "", "dtick": 1, "tickfont": {"size": 12},
        },
        yaxis={"visible": False, "range": [0.5 - len(down), 0.55]},
    )  # fmt: skip
    chosen = {state: cells[cells["state"] == state] for state in states}
    drawn = [
        tiles(own, states[state], down, (row, column))
        for state, own in chosen.items()
        if not own.empty
    ]
    names = [row_name(name, place) for place, name in enumerate(down)]
    return theme.grown(with_notes(with_traces(figure, drawn), names), above=NAMES_HEIGHT)


def row_name(name: str, place: int) -> dict[str, Any]:
    """Return the name of a row, above its tiles."""
    return {
        "text": theme.plain(name), "x": 0, "xref": "paper", "xanchor": "left",
        "y": NAME_GAP - place, "yanchor": "bottom", "showarrow": False,
        "align": "left", "font": {"size": 12},
    }  # fmt: skip


def tiles(
    cells: pd.DataFrame, look: State, down: list[str], axes: tuple[str, str]
) -> dict[str, Any]:
    """Return the tiles of one state."""
    row, column = axes
    height, width = (SMALL, SMALL_WIDTH) if look.hatched else (TILE, TILE_WIDTH)
    middles = [-down.index(name) - TILE / 2 for name in cells[row]]
    return {
        "type": "bar",
        "x": [theme.plain(name) for name in cells[column]],
        "y": [height] * len(cells),
        "base": [middle - height / 2 for middle in middles],
        "width": width,
        "name": look.label,
        "text": list(cells["glyph"]),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textangle": 0,
        "textfont": {"color": look.ink, "size": 12},
        "marker": {"color": theme.GREY if look.hatched else look.color},
        "customdata": [[told(cell, look, axes), cell[row]] for cell in rows(cells)],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def told(cell: Row, look: State, axes: tuple[str, str]) -> str:
    """Return what a tile says in words."""
    row, column = (theme.plain(cell[axis]) for axis in axes)
    return f"<b>{column}</b> {row}<br>{look.label}{theme.plain(cell['note'])}"
