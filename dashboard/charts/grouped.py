"""Columns side by side, for figures that must not be added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.charts import theme
from dashboard.charts.theme import Heading
from dashboard.records import rows


@dataclass(frozen=True, slots=True)
class Group:
    """One of the columns of every year; `units` names the column saying how many it covers."""

    column: str
    label: str
    color: str
    units: str | None = None


def grouped_columns(years: pd.DataFrame, groups: Sequence[Group], heading: Heading) -> go.Figure:
    """Return the columns of each `year` beside each other; what is missing has no column."""
    known = rows(years)
    figure = theme.base(heading)
    for group in groups:
        given = [row for row in known if not wording.is_missing(row[group.column])]
        figure.add_trace(
            go.Bar(
                x=[row["year"] for row in given],
                y=[row[group.column] for row in given],
                name=group.label,
                marker={"color": group.color},
                customdata=[
                    wording.number(row[group.column], heading.unit)
                    + (f"，{row[group.units]} 个单位写明" if group.units else "")
                    for row in given
                ],
                hovertemplate="%{x} 年：%{customdata}<extra>" + group.label + "</extra>",
            )
        )
    figure.update_layout(barmode="group", bargap=0.25, showlegend=True)
    shown = [int(row["year"]) for row in known]
    theme.year_axis(figure, shown, 1.5 if len(shown) == 1 else 0.5)
    figure.update_yaxes(separatethousands=True)
    given = (row[group.column] for row in known for group in groups)
    if max((float(v) for v in given if not wording.is_missing(v)), default=0) <= 4:
        figure.update_yaxes(dtick=1)
    return theme.with_room_for_legend(figure)
