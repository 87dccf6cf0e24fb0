"""Small multiples: one panel per figure, one bar per side, each panel on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import theme
from dashboard.charts.theme import Heading

BAR_HEIGHT, PANEL_HEAD = 24, 34


@dataclass(frozen=True, slots=True)
class Side:
    """One bar: its name, its value where there is one, and what is written beside it."""

    name: str
    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure of every side; its scale ends at `scale`, or else at its largest value."""

    title: str
    sides: Sequence[Side]
    scale: float | None = None


def small_multiples(panels: Sequence[Panel], heading: Heading) -> go.Figure:
    """Return the panels one below the other; where there is no value, its reason is written."""
    height = sum(PANEL_HEAD + BAR_HEIGHT * len(panel.sides) for panel in panels)
    figure = make_subplots(
        rows=len(panels),
        cols=1,
        subplot_titles=[panel.title for panel in panels],
        vertical_spacing=min(PANEL_HEAD / height, 0.9 / max(1, len(panels) - 1)),
        figure=theme.base(replace(heading, height=height + 30)),
    )
    figure.update_annotations(x=0, xanchor="left", font={"size": 13, "color": theme.INK})
    for row, panel in enumerate(panels, 1):
        draw(figure, panel, row)
    figure.update_layout(showlegend=False, bargap=0.25)
    return theme.grown(figure, above=PANEL_HEAD)


def draw(figure: go.Figure, panel: Panel, row: int) -> None:
    """Draw one panel, its scale from zero, with room for the words."""
    figure.add_trace(
        go.Bar(
            x=[side.value for side in panel.sides],
            y=[side.name for side in panel.sides],
            orientation="h",
            marker={"color": theme.COMPARED},
            customdata=[f"{side.name}：{side.words}" for side in panel.sides],
            hovertemplate="%{customdata}<extra>" + panel.title + "</extra>",
        ),
        row=row,
        col=1,
    )
    highest = panel.scale or max(side.value or 0 for side in panel.sides) or 1
    figure.update_xaxes(visible=False, range=[0, highest * 1.6], row=row, col=1)
    names = [side.name for side in panel.sides]
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=names[::-1],
        range=[-0.5, len(names) - 0.5],
        showgrid=False,
        row=row,
        col=1,
    )
    for side in panel.sides:
        figure.add_annotation(
            x=side.value or 0,
            y=side.name,
            text=side.words,
            showarrow=False,
            xanchor="left",
            xshift=5,
            font={"size": 12, "color": theme.MUTED if side.value is None else theme.INK},
            row=row,
            col=1,
        )
