"""Lines over the years, broken where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.charts import theme
from dashboard.charts.theme import Heading
from dashboard.records import Row, rows
from etl.definitions import load


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `units` names the column saying how many units its sum covers."""

    column: str
    label: str
    color: str
    units: str | None = None
    dash: str = "solid"


def trend(
    years: pd.DataFrame,
    lines: Sequence[Line],
    heading: Heading,
    *,
    editions: bool = False,
) -> go.Figure:
    """Return lines over `year`; hollow points are sums of some units only (`units_expected`).

    `editions` marks the years from which another edition of the official form is in force.
    """
    figure = theme.base(heading)
    unit = heading.unit
    shown = [int(year) for year in years["year"]]
    for line in lines:
        figure.add_trace(drawn(years, line, unit))
    for year in empty_years(years, lines):
        mark_missing(figure, year)
    if editions:
        mark_editions(figure, shown)
    theme.year_axis(figure, shown)
    figure.update_yaxes(separatethousands=True, tickformat=".0%" if unit == "%" else None)
    figure.update_layout(hovermode="x unified", showlegend=len(lines) > 1)
    return theme.with_room_for_legend(figure)


def drawn(years: pd.DataFrame, line: Line, unit: str) -> go.Scatter:
    """Return one line with its points; a missing year is a gap, not a height."""
    known = rows(years)
    return go.Scatter(
        x=[row["year"] for row in known],
        y=[None if wording.is_missing(row[line.column]) else row[line.column] for row in known],
        name=line.label,
        mode="lines+markers",
        connectgaps=False,
        line={"color": line.color, "width": 2.5, "dash": line.dash},
        marker={
            "size": 9,
            "color": [line.color if covers_all(row, line) else theme.PAPER for row in known],
            "line": {"color": line.color, "width": 2},
        },
        customdata=[hover(row, line, unit) for row in known],
        hovertemplate="%{customdata}<extra>" + line.label + "</extra>",
    )  # fmt: skip


def covers_all(row: Row, line: Line) -> bool:
    """Return whether every expected unit is in the sum."""
    return line.units is None or row[line.units] == row["units_expected"]


def hover(row: Row, line: Line, unit: str) -> str:
    """Return the figure in words, with what it covers."""
    value = row[line.column]
    text = wording.rate(value) if unit == "%" else wording.number(value, unit)
    if line.units is None:
        return text
    return f"{text}，{wording.coverage(row[line.units], row['units_expected'])}"


def empty_years(years: pd.DataFrame, lines: Sequence[Line]) -> list[int]:
    """Return the years in which no line has a value."""
    return [
        int(row["year"])
        for row in rows(years)
        if all(wording.is_missing(row[line.column]) for line in lines)
    ]


def mark_missing(figure: go.Figure, year: int) -> None:
    """Hatch a year without figures."""
    figure.add_shape(
        type="rect", x0=year - 0.4, x1=year + 0.4, y0=0, y1=1, yref="paper",
        fillcolor=theme.LIGHT_GREY, opacity=0.6, line={"width": 0}, layer="below",
    )  # fmt: skip
    figure.add_annotation(
        x=year, y=0.5, yref="paper", text="无数据", textangle=-90, showarrow=False,
        font={"size": 11, "color": theme.MUTED},
    )  # fmt: skip


def mark_editions(figure: go.Figure, years: list[int]) -> None:
    """Mark where the official form changed, since rows are not the same before and after."""
    for form in load().forms.values():
        start = form.in_force.get("from")
        if start and years[0] < start <= years[-1]:
            figure.add_vline(
                x=start - 0.5, line={"color": theme.MUTED, "width": 1, "dash": "dot"},
                annotation={
                    "text": f"{form.edition} 版表式",
                    "font": {"size": 11, "color": theme.MUTED},
                },
                annotation_position="top right",
            )  # fmt: skip
