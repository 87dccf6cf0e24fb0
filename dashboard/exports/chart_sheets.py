"""The sheets of a workbook that hold nothing but the figures of its charts.

Spreadsheet programs draw a word as 0, and the sheet of the table says in words why a figure is
missing; on these sheets such a cell is empty, and the chart has a gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard.exports.native_chart import Drawn

CHART = "图表"
WIDTH, ROW = 760, 20
"""In pixels; of a chart, and the height of a row of the sheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of figures by category, and the charts that stand beside or below them."""

    name: str
    records: list[dict[str, Any]]
    charts: list[dict[str, Any]]


def sheets_of(charts: list[Drawn]) -> Iterator[Sheet]:
    """Yield the sheets of charts: those of the same categories stand on one."""
    by_axis = groupby(charts, key=lambda chart: (chart.axis.column.heading, chart.axis.names))
    for number_of, ((heading, names_of), alike) in enumerate(by_axis, 1):
        records: list[dict[str, Any]] = [{heading: name} for name in names_of]
        placed: list[dict[str, Any]] = []
        below = 0
        listed = list(alike)
        columns = 1 + sum(len(chart.series) for chart in listed)
        for chart in listed:
            names = [told_apart(name, records[0]) for name in chart.series]
            for name, values in zip(names, chart.series.values(), strict=True):
                for record, value in zip(records, values, strict=True):
                    record[name] = value
            placed.append(as_placed(chart, heading, names, (len(records) + 2, columns + 1), below))
            below += chart.height // ROW + 1
        yield Sheet(CHART if number_of == 1 else f"{CHART}{number_of}", records, placed)


def told_apart(name: str, used: dict[str, Any]) -> str:
    """Return a heading that no other column has."""
    number_of = 1
    while (heading := name if number_of == 1 else f"{name}（{number_of}）") in used:
        number_of += 1
    return heading


def as_placed(
    chart: Drawn, heading: str, names: list[str], beyond: tuple[int, int], below: int
) -> dict[str, Any]:
    """Return a chart for the library: beside its figures where bars lie, below them otherwise."""
    row, column = beyond
    return {
        "type": f"{'bar' if chart.lies else 'column'}{'_stacked' if chart.is_stacked else ''}",
        "categories": heading,
        "series": names,
        "title": chart.title,
        "row": below if chart.lies else row + below,
        "col": column if chart.lies else 0,
        "width": WIDTH,
        "height": chart.height,
    }
