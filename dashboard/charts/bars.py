"""Bars that are stacked only where the parts add up to their whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, laid_out, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.labels import wording
from dashboard.queries.caching import cached

SMALLEST = {"minsize": 9, "mode": "hide"}
"""A number that does not fit into its bar in this size is only told when hovering."""
CHARACTER = 0.035
"""What share of the longest bar a character takes, lying, in half a page of 1093 pixels."""
HEADROOM = 1.3
"""How far the axis of siblings reaches above their highest bar, for the marks of editions."""


@dataclass(frozen=True, slots=True)
class Part:
    """How one part of a whole is named and colored; hatched where it stands for what is missing."""

    label: str
    color: str
    hatched: bool = False


@cached
def stacked_bars(
    parts: pd.DataFrame,
    looks: Mapping[str, Part],
    heading: Heading,
    *,
    along: str = "year",
    horizontal: bool = False,
) -> Figure:
    """Return one bar for each value of `along`, made of `part` and `value`, in the given order.

    A part of which there is none anywhere is not named.
    """
    known = parts[parts["value"].notna()]
    shown = {part: known[known["part"] == part] for part in looks}
    longest = known.groupby(along, sort=False)["value"].sum().max() if horizontal else None
    sizes = {} if horizontal else {"uniformtext": SMALLEST}
    figure = with_traces(
        theme.base(heading, barmode="stack", showlegend=heading.legend, **sizes),
        [
            bar(rows, looks[part], (along, heading.unit), longest)
            for part, rows in shown.items()
            if rows["value"].any()
        ],
    )
    places = list(dict.fromkeys(map(theme.plain, parts[along])))
    amounts: dict[str, Any] = {"separatethousands": True}
    if parts["value"].max() <= 4:
        amounts["dtick"] = 1
    if horizontal:
        figure = laid_out(
            figure,
            yaxis=theme.names_axis(places, range=[-0.5, len(places) - 0.5], ticklabelstandoff=4),
            xaxis=amounts | {"showgrid": True, "gridcolor": theme.LIGHT_GREY},
        )
    else:
        margin = 1.5 if len(places) == 1 else 0.5
        years = theme.year_axis([int(place) for place in places], margin)
        figure = laid_out(figure, xaxis=years, yaxis=amounts)
    return theme.with_room_for_legend(figure) if heading.legend else figure


def bar(
    rows: pd.DataFrame, look: Part, measure: tuple[str, str], longest: float | None
) -> dict[str, Any]:
    """Return one part of every bar; bars lie where it is said how long the `longest` is."""
    along, unit = measure
    horizontal = longest is not None
    places = [theme.plain(place) if horizontal else place for place in rows[along]]
    values = list(rows["value"])
    return {
        "type": "bar",
        "x": values if horizontal else places,
        "y": places if horizontal else values,
        "orientation": "h" if horizontal else "v",
        "name": look.label,
        "marker": {
            "color": look.color,
            "line": {"color": theme.PAPER, "width": 1},
            "pattern": theme.hatched(look.color, is_hatched=look.hatched),
        },
        "text": [written(value, longest) for value in values],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none" if horizontal else "both",
        "customdata": [wording.number(value, unit) for value in values],
        "hovertemplate": "%{customdata}<extra>" + look.label + "</extra>",
    }


def written(value: float, longest: float | None) -> str:
    """Return a number as it stands in its bar, if a lying one has room for it."""
    text = wording.number(value) if value else ""
    fits = longest is None or value >= CHARACTER * len(text) * longest
    return text if fits else ""


@cached
def stacked_columns(
    wide: pd.DataFrame,
    looks: Mapping[str, Part],
    heading: Heading,
    *,
    along: str = "year",
    horizontal: bool = False,
) -> Figure:
    """Return stacked bars of an answer with one column per part."""
    parts = wide.melt([along], list(looks), "part", "value")
    return stacked_bars(parts, looks, heading, along=along, horizontal=horizontal)


@cached
def reaching(figure: Figure, top: float) -> Figure:
    """Return a figure whose bars end at the same `top` as those of its siblings beside it."""
    axis = {"range": [0, max(top, 1) * HEADROOM], "dtick": 1 if top <= 4 else None}
    return laid_out(figure, yaxis=axis)
