"""Columns side by side, for figures that must not be added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows


@dataclass(frozen=True, slots=True)
class Group:
    """One of the columns of every year; `units` names the column saying how many it covers."""

    column: str
    label: str
    color: str
    units: str | None = None


@cached
def grouped_columns(years: pd.DataFrame, groups: Sequence[Group], heading: Heading) -> Figure:
    """Return the columns of each `year` beside each other; what is missing has no column."""
    known = rows(years)
    given = {
        group: [row for row in known if not wording.is_missing(row[group.column])]
        for group in groups
    }
    shown = [int(row["year"]) for row in known]
    highest = max((row[g.column] for g, told in given.items() for row in told), default=0)
    figure = theme.base(
        heading,
        barmode="group",
        bargap=0.25,
        showlegend=True,
        xaxis=theme.year_axis(shown, 1.5 if len(shown) == 1 else 0.5),
        yaxis={"separatethousands": True} | ({"dtick": 1} if highest <= 4 else {}),
    )
    columns = [column(told, group, heading.unit) for group, told in given.items()]
    return theme.with_room_for_legend(with_traces(figure, columns))


def column(given: Sequence[Row], group: Group, unit: str) -> dict[str, Any]:
    """Return one of the columns of every year."""
    return {
        "type": "bar",
        "x": [row["year"] for row in given],
        "y": [row[group.column] for row in given],
        "name": group.label,
        "marker": {"color": group.color},
        "text": [wording.number(row[group.column]) for row in given],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": 11},
        "cliponaxis": False,
        "customdata": [
            wording.number(row[group.column], unit)
            + (f"，{row[group.units]} 个单位写明" if group.units else "")
            for row in given
        ],
        "hovertemplate": "%{x} 年：%{customdata}<extra>" + group.label + "</extra>",
    }
