"""Bars that are stacked only where the parts add up to their whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.charts import theme
from dashboard.charts.theme import Heading

HEADROOM = 1.3
"""How far the axis of siblings reaches above their highest bar, for the marks of editions."""


@dataclass(frozen=True, slots=True)
class Part:
    """How one part of a whole is named and colored; hatched where it stands for what is missing."""

    label: str
    color: str
    hatched: bool = False


def stacked_bars(
    parts: pd.DataFrame,
    looks: Mapping[str, Part],
    heading: Heading,
    *,
    along: str = "year",
    horizontal: bool = False,
) -> go.Figure:
    """Return one bar for each value of `along`, made of `part` and `value`, in the given order."""
    figure = theme.base(heading)
    for part, look in looks.items():
        rows = parts[(parts["part"] == part) & parts["value"].notna()]
        if not rows.empty:
            figure.add_trace(bar(rows, look, along, heading.unit, horizontal=horizontal))
    figure.update_layout(barmode="stack", showlegend=heading.legend)
    places = list(dict.fromkeys(parts[along]))
    if horizontal:
        figure.update_yaxes(
            type="category", categoryorder="array", categoryarray=places[::-1], showgrid=False
        )
        figure.update_xaxes(showgrid=True, gridcolor=theme.LIGHT_GREY, separatethousands=True)
    elif along == "year":
        margin = 1.5 if len(places) == 1 else 0.5
        theme.year_axis(figure, [int(place) for place in places], margin)
        figure.update_yaxes(separatethousands=True)
    if parts["value"].max() <= 4:
        figure.update_layout({"xaxis_dtick" if horizontal else "yaxis_dtick": 1})
    return theme.with_room_for_legend(figure) if heading.legend else figure


def bar(rows: pd.DataFrame, look: Part, along: str, unit: str, *, horizontal: bool) -> go.Bar:
    """Return one part of every bar."""
    places, values = list(rows[along]), list(rows["value"])
    return go.Bar(
        x=values if horizontal else places,
        y=places if horizontal else values,
        orientation="h" if horizontal else "v",
        name=look.label,
        marker={
            "color": look.color,
            "line": {"color": theme.PAPER, "width": 1},
            "pattern": theme.hatched(is_hatched=look.hatched),
        },
        customdata=[wording.number(value, unit) for value in values],
        hovertemplate="%{customdata}<extra>" + look.label + "</extra>",
    )


def stacked_columns(
    wide: pd.DataFrame,
    looks: Mapping[str, Part],
    heading: Heading,
    *,
    along: str = "year",
    horizontal: bool = False,
) -> go.Figure:
    """Return stacked bars of an answer with one column per part."""
    parts = wide.melt([along], list(looks), "part", "value")
    return stacked_bars(parts, looks, heading, along=along, horizontal=horizontal)


def reaching(figure: go.Figure, top: float) -> go.Figure:
    """Return a figure whose bars end at the same `top` as those of its siblings beside it."""
    return figure.update_yaxes(range=[0, max(top, 1) * HEADROOM], dtick=1 if top <= 4 else None)
