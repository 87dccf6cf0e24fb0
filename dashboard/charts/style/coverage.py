"""Says below each year how many units its figures cover."""

from __future__ import annotations

import pandas as pd

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, laid_out
from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.result import rows

LABEL = 3
"""How many characters of a chart's small print a year with its n/N takes."""


@cached
def covered(figure: Figure, years: pd.DataFrame) -> Figure:
    """Return the figure with `units` of `units_expected` written below the years, last included."""
    known = rows(years)
    told = known[:: -every(figure, len(known))][::-1]
    size = 11 if len(known) <= 9 else 9
    margin = 1.5 if len(known) == 1 else 0.5
    axis = {
        "tickmode": "array",
        "range": [known[0]["year"] - margin, known[-1]["year"] + margin],
        "tickvals": [row["year"] for row in told],
        "ticktext": [
            f"{row['year']}<br><span style='font-size:{size}px;color:{theme.MUTED}'>"
            f"{wording.share(row['units'], row['units_expected'])}</span>"
            for row in told
        ],
    }
    return theme.grown(laid_out(figure, xaxis=axis), below=14)


def every(figure: Figure, years: int) -> int:
    """Return how many years there are to one label, so that labels do not touch."""
    room = figure["layout"]["meta"]["small_width"] // LABEL
    return -(-years // max(room, 1))
