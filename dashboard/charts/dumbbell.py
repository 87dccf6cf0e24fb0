"""Two rates of one thing on a line, to show how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows

ROW_HEIGHT = 24
APART = 0.1
"""From how many percentage points on two rates are said to differ."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One of the two rates: its column and how it is drawn."""

    column: str
    label: str
    color: str
    symbol: str = "circle"
    size: int = 13


@cached
def dumbbell(pairs: pd.DataFrame, first: Dot, second: Dot, heading: Heading) -> Figure:
    """Return two rates per `township` with the line between; `difference_points` is written."""
    known = rows(pairs)
    places = [theme.plain(row["township"]) for row in known]
    apart = [row for row in known if abs(row["difference_points"]) >= APART]
    joined = [lines(apart, first, second)] if apart else []
    lowest = min(min(row[first.column], row[second.column]) for row in known)
    highest = max(max(row[first.column], row[second.column]) for row in known)
    reach = max(highest - lowest, 0.02)
    figure = theme.base(
        replace(heading, height=ROW_HEIGHT * len(places) + 90),
        annotations=[written(row, first, second) for row in apart],
        xaxis={
            "tickformat": ".0%" if reach > 0.04 else ".1%",
            "range": [lowest - 0.08 * reach, highest + (0.4 if apart else 0.08) * reach],
            "showgrid": True,
            "gridcolor": theme.LIGHT_GREY,
            "nticks": 5,
        },
        yaxis=theme.names_axis(places),
    )
    figure = with_traces(figure, [*joined, *(dots(known, dot) for dot in (first, second))])
    return theme.with_room_for_legend(figure)


def lines(apart: list[Row], first: Dot, second: Dot) -> dict[str, Any]:
    """Return the lines between the rates that differ."""
    return {
        "type": "scatter",
        "x": [x for row in apart for x in (row[first.column], row[second.column], None)],
        "y": [y for row in apart for y in (*[theme.plain(row["township"])] * 2, None)],
        "mode": "lines",
        "line": {"color": theme.BROKEN, "width": 3},
        "name": "两者有出入",
        "hoverinfo": "skip",
    }


def dots(known: list[Row], dot: Dot) -> dict[str, Any]:
    """Return one of the two rates."""
    names = [theme.plain(row["township"]) for row in known]
    return {
        "type": "scatter",
        "x": [row[dot.column] for row in known],
        "y": names,
        "mode": "markers",
        "name": dot.label,
        "marker": {
            "size": dot.size, "symbol": dot.symbol, "color": dot.color,
            "line": {"color": theme.PAPER, "width": 1},
        },
        "customdata": [
            f"{name}：{wording.rate(row[dot.column], digits=2)}"
            for name, row in zip(names, known, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra>" + dot.label + "</extra>",
    }  # fmt: skip


def written(row: Row, first: Dot, second: Dot) -> dict[str, Any]:
    """Return the difference, beside the higher of the two."""
    return {
        "x": max(row[first.column], row[second.column]), "y": theme.plain(row["township"]),
        "text": wording.points(row["difference_points"] / 100), "showarrow": False,
        "xanchor": "left", "xshift": 9, "font": {"size": 12, "color": theme.BROKEN},
    }  # fmt: skip
