"""Lines over the years, broken where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_notes, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows
from etl.definitions import load

NO_DATA = {
    "y": 0.5, "yref": "paper", "text": "无数据", "textangle": -90, "showarrow": False,
    "font": {"size": 11, "color": theme.MUTED},
}  # fmt: skip
HATCHED_YEAR = {
    "type": "rect", "y0": 0, "y1": 1, "yref": "paper", "fillcolor": theme.LIGHT_GREY,
    "opacity": 0.6, "line": {"width": 0}, "layer": "below",
}  # fmt: skip
EDITION_LINE = {
    "type": "line", "xref": "x", "y0": 0, "y1": 1, "yref": "y domain",
    "line": {"color": theme.MUTED, "width": 1, "dash": "dot"},
}  # fmt: skip
EDITION_NOTE = {
    "xanchor": "left", "xref": "x", "y": 1, "yanchor": "bottom", "yref": "y domain",
    "showarrow": False, "font": {"size": 11, "color": theme.MUTED},
}  # fmt: skip


UNFINISHED = {
    "xref": "x", "xanchor": "right", "xshift": 14, "yshift": 8,
    "y": 1, "yref": "y domain", "yanchor": "bottom",
    "showarrow": False, "font": {"size": 11, "color": theme.MUTED},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `units` names the column saying how many units its sum covers.

    `approximate` names the one that says whether it is about so many.
    """

    column: str
    label: str
    color: str
    units: str | None = None
    dash: str = "solid"
    approximate: str | None = None


@cached
def trend(
    years: pd.DataFrame,
    lines: Sequence[Line],
    heading: Heading,
    *,
    editions: bool = False,
) -> Figure:
    """Return lines over `year`; hollow points are sums of some units only (`units_expected`).

    The way to a last year that not all have reported in (`units_filed`) yet is dashed.
    `editions` marks the years from which another edition of the official form is in force.
    """
    unit = heading.unit
    shown = [int(year) for year in years["year"]]
    figure = theme.base(
        heading,
        xaxis=theme.year_axis(shown),
        yaxis={"separatethousands": True} | ({"tickformat": ".0%"} if unit == "%" else {}),
        hovermode="x unified",
        showlegend=len(lines) > 1,
    )
    known, open_year = rows(years), unfinished(years)
    is_labeled = len(lines) == 1
    traces = [drawn(known, line, unit, open_year) for line in lines]
    if open_year is not None:
        traces += [dashed(known[-2:], line, unit) for line in lines]
    figure = with_traces(figure, [labeled(t) for t in traces] if is_labeled else traces)
    if open_year is not None:
        figure = with_notes(figure, [{**UNFINISHED, "x": open_year, "text": filed(known[-1])}])
    figure = marked_missing(figure, empty_years(years, lines))
    if editions:
        figure = marked_editions(figure, shown)
    # Numbers above the highest point, and how far the last year is in, do not touch the subtitle.
    above = 14 * is_labeled if open_year is None else 24
    return theme.with_room_for_legend(theme.grown(figure, above=above))


def unfinished(years: pd.DataFrame) -> int | None:
    """Return the last year where units have yet to report in it, if it is known who has."""
    if "units_filed" not in years or years.empty:
        return None
    last = rows(years)[-1]
    return int(last["year"]) if last["units_filed"] < last["units_expected"] else None


def filed(row: Row) -> str:
    """Return how far a year has come in."""
    return f"已报 {wording.share(row['units_filed'], row['units_expected'])}"


def drawn(known: Sequence[Row], line: Line, unit: str, open_year: int | None) -> dict[str, Any]:
    """Return one line with its points; a missing year is a gap, not a height."""
    heights = [
        None if wording.is_missing(row[line.column]) or row["year"] == open_year
        else row[line.column]
        for row in known
    ]  # fmt: skip
    return traced(known, line, unit) | {
        "y": heights,
        "name": line.label,
        "line": {"color": line.color, "width": 2.5, "dash": line.dash},
    }


def dashed(known: Sequence[Row], line: Line, unit: str) -> dict[str, Any]:
    """Return the way to the year that is not finished, which alone says what it is."""
    told = [""] * (len(known) - 1) + [hover(known[-1], line, unit)]
    return traced(known, line, unit) | {
        "customdata": told,
        "y": [None if wording.is_missing(row[line.column]) else row[line.column] for row in known],
        "showlegend": False,
        "line": {"color": line.color, "width": 1.5, "dash": "6px,4px"},
        "marker": {
            "size": [0] * (len(known) - 1) + [9],
            "color": theme.PAPER,
            "line": {"color": line.color, "width": 2},
        },
    }


def labeled(trace: dict[str, Any]) -> dict[str, Any]:
    """Return a line with its values written above its points, so that a saved picture speaks."""
    told = [str(text).partition("，")[0].partition(" ")[0] for text in trace["customdata"]]
    return trace | {
        "mode": "lines+markers+text",
        "text": ["" if y is None else text for y, text in zip(trace["y"], told, strict=True)],
        "textposition": "top center",
        "textfont": {"size": 11, "color": theme.INK},
        "cliponaxis": False,
    }


def traced(known: Sequence[Row], line: Line, unit: str) -> dict[str, Any]:
    """Return what every line has."""
    return {
        "type": "scatter",
        "x": [row["year"] for row in known],
        "mode": "lines+markers",
        "connectgaps": False,
        "marker": {
            "size": 9,
            "color": [line.color if covers_all(row, line) else theme.PAPER for row in known],
            "line": {"color": line.color, "width": 2},
        },
        "customdata": [hover(row, line, unit) for row in known],
        "hovertemplate": "%{customdata}<extra>" + line.label + "</extra>",
    }


def covers_all(row: Row, line: Line) -> bool:
    """Return whether every expected unit is in the sum."""
    return line.units is None or row[line.units] == row["units_expected"]


def hover(row: Row, line: Line, unit: str) -> str:
    """Return the figure in words, with what it covers."""
    value, about = row[line.column], line.approximate and row[line.approximate]
    text = (
        wording.rate(value, approximate=about)
        if unit == "%"
        else wording.number(value, unit, approximate=about)
    )
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


def marked_missing(figure: Figure, years: list[int]) -> Figure:
    """Return the figure with the years hatched that have no figures."""
    hatched = [{**HATCHED_YEAR, "x0": year - 0.4, "x1": year + 0.4} for year in years]
    return with_notes(figure, [{**NO_DATA, "x": year} for year in years], hatched)


@cached
def marked_editions(figure: Figure, years: list[int]) -> Figure:
    """Return the figure with a mark where the official form changed.

    Rows are not the same before and after.
    """
    starts = {form.in_force.get("from"): form.edition for form in load().forms.values()}
    places = {
        start - 0.5: f"{edition} 版表式"
        for start, edition in starts.items()
        if start and years[0] < start <= years[-1]
    }
    return with_notes(
        theme.grown(figure, above=14 if places else 0),
        [{**EDITION_NOTE, "x": place, "text": text} for place, text in places.items()],
        [{**EDITION_LINE, "x0": place, "x1": place} for place in places],
    )
