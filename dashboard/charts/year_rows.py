"""Small multiples over the years: one row of bars per figure, each year below the same year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.charts.style.wrapping import wrapped
from dashboard.queries.caching import cached

ROW_HEIGHT = 48
TALLEST = 0.56
"""How much of its row the longest bar takes; the rest is for the number above it."""
NAME_WIDTH = 6
"""How many characters of a name stand on a line."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of one year: its value, what is written above the bar, and what hovering says."""

    value: float
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One figure over the years; a year that is not there has no bar."""

    label: str
    color: str
    years: Mapping[int, Told]
    hatched: bool = False
    scale: float | None = None


@cached
def year_rows(
    figures: Sequence[YearRow],
    years: Sequence[int],
    heading: Heading,
    *,
    unfinished: int | None = None,
) -> Figure:
    """Return a row per figure, the first above, all on one scale unless a row has its own `scale`.

    The bar of the `unfinished` year is hollow.
    """
    highest = max((told.value for row in figures for told in row.years.values()), default=0) or 1
    figure = theme.base(
        replace(heading, height=ROW_HEIGHT * len(figures) + 40),
        barmode="overlay",
        meta={"rows": len(figures)},
        bargap=0.25,
        showlegend=False,
        margin={"b": 36},
        xaxis=theme.year_axis(list(years), 1.5 if len(years) == 1 else 0.5),
        yaxis={
            "tickmode": "array",
            "tickvals": [TALLEST / 2 - place for place in range(len(figures))],
            "ticktext": [
                "<br>".join(map(theme.plain, wrapped(row.label, NAME_WIDTH))) for row in figures
            ],
            "range": [1 - len(figures), 1],
            "showgrid": False,
            "rangemode": "normal",
            "ticklabelstandoff": 4,
            "tickfont": {"size": 12},
        },
    )
    drawn = [
        bars(row, -place, (row.scale or highest, unfinished, 10 if len(years) < 8 else 9))
        for place, row in enumerate(figures)
    ]
    return with_traces(figure, drawn)


def bars(row: YearRow, ground: int, drawn: tuple[float, int | None, int]) -> dict[str, Any]:
    """Return the bars of one figure, which stand on the ground of their row."""
    scale, unfinished, size = drawn
    told = row.years.values()
    return {
        "type": "bar",
        "x": list(row.years),
        "y": [TALLEST * one.value / scale for one in told],
        "base": [ground] * len(row.years),
        "name": row.label,
        "marker": {
            "color": [theme.PAPER if year == unfinished else row.color for year in row.years],
            "line": {"color": row.color, "width": 1},
            "pattern": theme.hatched(row.color, is_hatched=row.hatched),
        },
        "text": [one.text for one in told],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": size},
        "constraintext": "none",
        "cliponaxis": False,
        "customdata": [f"{year} 年：{one.words}" for year, one in row.years.items()],
        "hovertemplate": "%{customdata}<extra>" + theme.plain(row.label) + "</extra>",
    }
