"""Says below each year how many units its figures cover."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import theme
from dashboard.charts.figure import Figure, laid_out
from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.result import rows


@cached
def covered(figure: Figure, years: pd.DataFrame) -> Figure:
    """Return the figure with `units` of `units_expected` written below every `year`."""
    known = rows(years)
    size = 11 if len(known) <= 9 else 9
    margin = 1.5 if len(known) == 1 else 0.5
    axis = {
        "tickmode": "array",
        "range": [known[0]["year"] - margin, known[-1]["year"] + margin],
        "tickvals": [row["year"] for row in known],
        "ticktext": [
            f"{row['year']}<br><span style='font-size:{size}px;color:{theme.MUTED}'>"
            f"{wording.share(row['units'], row['units_expected'])}</span>"
            for row in known
        ],
    }
    return theme.grown(laid_out(figure, xaxis=axis), below=14)
