"""A chart with more rows than a sheet or a screen holds, as several of fewer rows each.

Letters keep their size, and every sheet has the title, the axis and the legend: what is shrunk or
cut cannot be read.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from dashboard.charts.style.figure import Figure, laid_out
from dashboard.queries.caching import cached

MOST_ACROSS = 30
"""So many names stand beside each other on the width of paper."""
EDGE = 0.03
"""What of a row is left out above a sheet, so that nothing of the one before stands on it."""
Spans = list[tuple[float, float]]


@cached
def sheets(figure: Figure, tallest: int) -> list[Figure]:
    """Return the figure in parts of at most so many pixels, from above and then from left."""
    down = [figure] if figure["layout"]["height"] <= tallest else in_rows(figure, tallest)
    parts = [part for one in down for part in in_columns(one)]
    if len(parts) == 1:
        return parts
    return [numbered(part, f"（{number}/{len(parts)}）") for number, part in enumerate(parts, 1)]


def in_rows(figure: Figure, tallest: int) -> list[Figure]:
    """Return the figure in parts of fewer rows or panels, each row as high as it was."""
    layout = figure["layout"]
    around = layout["margin"]["t"] + layout["margin"]["b"]
    if "yaxis2" in layout:
        return [panels_between(figure, *span) for span in spans_of_panels(figure, tallest - around)]
    extent = extent_of(layout["yaxis"], layout["meta"])
    if extent is None:
        return [figure]
    low, high, rows = extent
    pitch = (layout["height"] - around) / (high - low)
    fitting = max(1, int((tallest - around) / pitch))
    beyond = high - low - rows
    found = []
    for first, last in even(rows, fitting):
        bottom, top = high - beyond - last, high - first - EDGE
        shown = laid_out(clipped(figure), yaxis={"range": [bottom, top], "autorange": False})
        found.append(as_high(shown, around + pitch * (top - bottom)))
    return found


def extent_of(axis: dict[str, Any], meta: dict[str, Any]) -> tuple[float, float, int] | None:
    """Return where an axis of rows begins and ends, and how many it has; None for one of values."""
    if axis.get("type") == "category" and "categoryarray" in axis:
        rows = len(axis["categoryarray"])
        return -0.5, rows - 0.5, rows
    if "rows" in meta:
        low, high = axis["range"]
        return low, high, meta["rows"]
    return None


def even(number: int, most: int) -> list[tuple[int, int]]:
    """Return the bounds of parts of nearly the same size, of at most so many."""
    parts = -(-number // most)
    bounds = [round(number * part / parts) for part in range(parts + 1)]
    return list(pairwise(bounds))


def clipped(figure: Figure) -> Figure:
    """Return the figure with nothing drawn of what stands outside its axes."""
    data = [
        {**trace, "cliponaxis": True} if "cliponaxis" in trace else trace
        for trace in figure["data"]
    ]
    return {**figure, "data": data}


def as_high(figure: Figure, height: float) -> Figure:
    """Return the figure so many pixels high, its title where it was."""
    layout = figure["layout"]
    y = 1 - (1 - layout["title"]["y"]) * layout["height"] / height
    return laid_out(figure, height=round(height), title={"y": y})


def in_columns(figure: Figure) -> list[Figure]:
    """Return the figure in parts of as many names as stand beside each other."""
    axis = figure["layout"].get("xaxis", {})
    names = axis.get("categoryarray", ()) if axis.get("type") == "category" else ()
    if len(names) <= MOST_ACROSS:
        return [figure]
    return [
        laid_out(figure, xaxis={"range": [first - 0.5, last - 0.5], "autorange": False})
        for first, last in even(len(names), MOST_ACROSS)
    ]


def spans_of_panels(figure: Figure, room: float) -> Spans:
    """Return the spans of the plot that hold whole panels, as shares of its height from above."""
    layout = figure["layout"]
    whole = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    ends = sorted(layout[name]["domain"][0] for name in layout if name.startswith("yaxis"))[::-1]
    spans: Spans = []
    top = last = 1.0
    for end in ends:
        if (top - end) * whole > room and last < top:
            spans.append((last, top))
            top = last
        last = end
    return [*spans, (last, top)]


def panels_between(figure: Figure, low: float, high: float) -> Figure:
    """Return the panels of a span of the plot, which have its whole height."""
    layout = figure["layout"]
    around = layout["margin"]["t"] + layout["margin"]["b"]
    kept = {
        name.removeprefix("yaxis"): axis
        for name, axis in layout.items()
        if name.startswith("yaxis") and low - 1e-9 <= axis["domain"][0] < high - 1e-9
    }
    own = {f"{letter}{number}" for letter in "xy" for number in kept}
    others = {
        name: part for name, part in layout.items() if not name.startswith(("xaxis", "yaxis"))
    }
    axes = {f"xaxis{number}": layout[f"xaxis{number}"] for number in kept}
    for number, axis in kept.items():
        domain = [min(1.0, max(0.0, (at - low) / (high - low))) for at in axis["domain"]]
        axes[f"yaxis{number}"] = {**axis, "domain": domain}
    notes = [
        note if note["yref"] != "paper" else {**note, "y": (note["y"] - low) / (high - low)}
        for note in layout["annotations"]
        if (note["yref"] in own if note["yref"] != "paper" else low < note["y"] <= high)
    ]
    data = [trace for trace in figure["data"] if trace["yaxis"] in own]
    part = {"data": data, "layout": {**others, **axes, "annotations": notes}}
    height = around + (layout["height"] - around) * (high - low)
    return as_high(part, height)


def numbered(figure: Figure, number: str) -> Figure:
    """Return the figure with the number of its sheet behind its title."""
    return laid_out(figure, title={"text": figure["layout"]["title"]["text"] + number})
