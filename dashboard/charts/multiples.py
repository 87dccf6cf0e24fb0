"""Small multiples: one panel per figure, one bar per side, each panel on a scale of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.queries.caching import cached

BAR_HEIGHT, PANEL_HEAD = 24, 34
WORDS = 2.3
"""How many times as wide as the longest bar a panel is, for the words beside it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One bar: its name, its value where there is one, and what is written beside it.

    What is hatched stands for what is not said.
    """

    name: str
    value: float | None
    words: str
    color: str = theme.COMPARED
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure of every side; its scale ends at `scale`, or else at its largest value."""

    title: str
    sides: Sequence[Side]
    scale: float | None = None


@cached
def small_multiples(panels: Sequence[Panel], heading: Heading) -> Figure:
    """Return the panels one below the other; where there is no value, its reason is written."""
    height = sum(head(panel) + BAR_HEIGHT * len(panel.sides) for panel in panels)
    layout: dict[str, Any] = {
        "annotations": [],
        "showlegend": False,
        "bargap": 0.25,
        "margin": {"b": 8},
    }
    above = 0.0
    for number, panel in enumerate(panels, 1):
        top = 1 - (above + head(panel)) / height
        above += head(panel) + BAR_HEIGHT * len(panel.sides)
        layout |= axes(panel, number, [max(0.0, 1 - above / height), top])
        layout["annotations"] += [titled(panel, top), *written(panel, number)]
    figure = theme.base(replace(heading, height=height + 22), **layout)
    return with_traces(figure, [bars(panel, number) for number, panel in enumerate(panels, 1)])


def head(panel: Panel) -> int:
    """Return how many pixels the name of a panel takes."""
    return PANEL_HEAD if panel.title else 0


def axes(panel: Panel, number: int, domain: Sequence[float]) -> dict[str, Any]:
    """Return the axes of a panel: its scale from zero with room for the words, and its sides."""
    highest = panel.scale or max(side.value or 0 for side in panel.sides) or 1
    names = [theme.plain(side.name) for side in panel.sides]
    return {
        axis("xaxis", number): theme.X_AXIS
        | {"visible": False, "range": [0, highest * WORDS], "anchor": axis("y", number)},
        axis("yaxis", number): theme.Y_AXIS
        | {
            "type": "category", "categoryorder": "array", "categoryarray": names[::-1],
            "range": [-0.5, len(names) - 0.5], "showgrid": False, "domain": domain,
            "anchor": axis("x", number), "ticklabelstandoff": 4,
        },
    }  # fmt: skip


def axis(name: str, number: int) -> str:
    """Return how a figure calls the axis of a panel."""
    return name if number == 1 else f"{name}{number}"


def bars(panel: Panel, number: int) -> dict[str, Any]:
    """Return the bars of a panel."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [side.value for side in panel.sides],
        "y": [theme.plain(side.name) for side in panel.sides],
        "xaxis": axis("x", number),
        "yaxis": axis("y", number),
        "marker": {
            "color": [side.color for side in panel.sides],
            "pattern": theme.hatched(is_hatched=True)
            | {"shape": [shape_of(side) for side in panel.sides]},
        },
        "customdata": [f"{theme.plain(side.name)}：{side.words}" for side in panel.sides],
        "hovertemplate": "%{customdata}<extra>" + panel.title + "</extra>",
    }


def shape_of(side: Side) -> str:
    """Return how the bar of a side is hatched, if it is."""
    return str(theme.hatched(side.color, is_hatched=side.hatched)["shape"])


def titled(panel: Panel, top: float) -> dict[str, Any]:
    """Return the name of a panel, above it."""
    return {
        "text": panel.title, "x": 0, "y": top, "xref": "paper", "yref": "paper",
        "xanchor": "left", "yanchor": "bottom", "showarrow": False,
        "font": {"size": 13, "color": theme.INK},
    }  # fmt: skip


def written(panel: Panel, number: int) -> Iterator[dict[str, Any]]:
    """Yield the words beside each bar."""
    for side in panel.sides:
        yield {
            "text": side.words, "x": side.value or 0, "y": theme.plain(side.name),
            "xref": axis("x", number), "yref": axis("y", number), "xanchor": "left",
            "xshift": 5, "showarrow": False,
            "font": {"size": 12, "color": theme.MUTED if side.value is None else theme.INK},
        }  # fmt: skip
