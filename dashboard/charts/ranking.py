"""Rates as points with their interval, so that small numbers are not taken for performance."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.result import rows

SMALL = 30
ROW_HEIGHT = 24


@cached
def ranking(rates: pd.DataFrame, heading: Heading, *, color: str, row: str = "township") -> Figure:
    """Return `rate` with `low` and `high` per `row`, in the given order, best above.

    Rows of fewer than SMALL in the `denominator` are grey; n/N stands beside each name.
    """
    places = [
        theme.plain(rate[row])
        + wording.BESIDE
        + wording.about(rate.get("approximate"))
        + wording.share(rate["numerator"], rate["denominator"])
        for rate in rows(rates)
    ]
    small = rates["denominator"] < SMALL
    looks = (
        (~small, color, f"{SMALL} {heading.unit}及以上"),
        (small, theme.SMALL_SAMPLE, f"不足 {SMALL} {heading.unit}，仅供参考"),
    )
    drawn = []
    for chosen, shade, name in looks:
        if chosen.any():
            named = [place for place, keep in zip(places, chosen, strict=True) if keep]
            drawn.append(points(rates[chosen], named, shade, name))
    lowest = max(0, math.floor(float(rates["low"].min()) * 10) / 10)
    figure = theme.base(
        replace(heading, height=ROW_HEIGHT * len(places) + 70),
        xaxis={
            "tickformat": ".0%",
            "range": [lowest - 0.02 * (1 - lowest), 1 + 0.02 * (1 - lowest)],
            "showgrid": True,
            "gridcolor": theme.LIGHT_GREY,
            "nticks": 6,
        },
        yaxis=theme.names_axis(places),
        showlegend=bool(small.any()),
    )
    return with_traces(figure, drawn)


def points(rates: pd.DataFrame, places: list[str], color: str, name: str) -> dict[str, Any]:
    """Return the points of one group with their 95 % intervals."""
    known = rows(rates)
    return {
        "type": "scatter",
        "x": [row["rate"] for row in known],
        "y": places,
        "name": name,
        "mode": "markers",
        "marker": {"size": 10, "color": color, "line": {"color": theme.PAPER, "width": 1}},
        "error_x": {
            "type": "data", "symmetric": False, "color": color, "thickness": 1.5, "width": 4,
            "array": [row["high"] - row["rate"] for row in known],
            "arrayminus": [row["rate"] - row["low"] for row in known],
        },
        "customdata": [
            f"{place} {wording.rate(row['rate'], approximate=row.get('approximate'))}<br>"
            f"95% 置信区间 {wording.rate(row['low'])} – {wording.rate(row['high'])}"
            for place, row in zip(places, known, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip
