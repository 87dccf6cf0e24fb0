"""Bars of one figure by township; who gave none is hatched and says why."""

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

ROW_HEIGHT = 23
STUB = 0.03
"""How long the bar of a missing figure is, as a share of the longest."""


@dataclass(frozen=True, slots=True)
class Amount:
    """The figure: its column, the one that says why it is missing, and whether it is about."""

    column: str
    mark: str
    approximate: str
    color: str


@cached
def amounts(townships: pd.DataFrame, amount: Amount, heading: Heading) -> Figure:
    """Return one bar per `township`, in the given order, the first above."""
    known = rows(townships)
    places = [theme.plain(row["township"]) for row in known]
    given = [row for row in known if not wording.is_missing(row[amount.column])]
    missing = [row for row in known if wording.is_missing(row[amount.column])]
    longest = max((row[amount.column] for row in given), default=1) or 1
    figure = theme.base(
        replace(heading, height=ROW_HEIGHT * len(places) + 56),
        xaxis={
            "range": [0, longest * 1.2],
            "showgrid": True,
            "gridcolor": theme.LIGHT_GREY,
            "separatethousands": True,
            "nticks": 5,
        },
        yaxis=theme.names_axis(places, ticklabelstandoff=4),
        showlegend=False,
        barmode="overlay",
        margin={"b": 36},
    )
    drawn = [given_bars(given, amount, heading.unit)] if given else []
    drawn += [missing_bars(missing, amount, STUB * longest)] if missing else []
    return with_traces(figure, drawn)


def given_bars(given: list[Row], amount: Amount, unit: str) -> dict[str, Any]:
    """Return the bars of those who gave the figure, written beside them."""
    texts = [
        wording.number(row[amount.column], approximate=row[amount.approximate]) for row in given
    ]
    return {
        "type": "bar",
        "y": [theme.plain(row["township"]) for row in given],
        "x": [row[amount.column] for row in given],
        "orientation": "h",
        "marker": {"color": amount.color},
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}：%{text} " + unit + "<extra></extra>",
    }


def missing_bars(missing: list[Row], amount: Amount, length: float) -> dict[str, Any]:
    """Return a hatched stub for each township without the figure, with the reason."""
    return {
        "type": "bar",
        "y": [theme.plain(row["township"]) for row in missing],
        "x": [length] * len(missing),
        "orientation": "h",
        "marker": {"color": theme.MISSING, "pattern": theme.hatched(is_hatched=True)},
        "text": [wording.missing(row[amount.mark]) for row in missing],
        "textposition": "outside",
        "textfont": {"color": theme.MUTED},
        "cliponaxis": False,
        "hovertemplate": "%{y}：%{text}<extra></extra>",
    }
