"""A flow: where things came from, through one middle, to where they went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_notes, with_traces
from dashboard.charts.style.theme import Heading
from dashboard.labels import wording
from dashboard.queries.caching import cached

ROW_HEIGHT = 36
FEWEST_ROWS = 4
APART = 18
"""How many pixels stand between two streams, so that their names do not touch."""
NAMES_WIDTH = 112
SEE_THROUGH = "80"
"""The last two digits of a color of which half shows what is below."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One source or one destination: its name, how much of it there is, its color."""

    label: str
    value: float
    color: str


@cached
def flow(
    sources: Sequence[Stream], middle: Stream, destinations: Sequence[Stream], heading: Heading
) -> Figure:
    """Return the streams from their sources through the middle; what is none is not drawn."""
    left = [stream for stream in sources if stream.value > 0]
    right = [stream for stream in destinations if stream.value > 0]
    height = ROW_HEIGHT * max(FEWEST_ROWS, len(left), len(right))
    scale = (height - APART * (max(len(left), len(right)) - 1)) / middle.value
    downs = centers(left, scale, height), centers(right, scale, height)
    names = [
        name_beside(stream, down, side, heading.unit)
        for streams, places, side in ((left, downs[0], "left"), (right, downs[1], "right"))
        for stream, down in zip(streams, places, strict=True)
    ]
    figure = theme.base(
        replace(heading, height=height, legend=False),
        margin={"l": NAMES_WIDTH, "r": NAMES_WIDTH},
    )
    figure = with_traces(figure, [streaming((left, right), middle, downs, heading.unit)])
    figure = with_notes(figure, [*names, name_above(middle, heading.unit)])
    return theme.grown(figure, above=20, below=-44)


def streaming(
    ends: tuple[list[Stream], list[Stream]],
    middle: Stream,
    downs: tuple[list[float], list[float]],
    unit: str,
) -> dict[str, Any]:
    """Return the streams themselves, each end where its name will stand."""
    left, right = ends
    nodes = [*left, *right, middle]
    center = len(nodes) - 1
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [""] * len(nodes),
            "customdata": [named(stream, unit) for stream in nodes],
            "color": [stream.color for stream in nodes],
            "x": [0.001] * len(left) + [0.999] * len(right) + [0.5],
            "y": [*downs[0], *downs[1], 0.5],
            "line": {"width": 0},
            "pad": APART,
            "thickness": 14,
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "link": {
            "source": [*range(len(left)), *[center] * len(right)],
            "target": [*[center] * len(left), *range(len(left), center)],
            "value": [stream.value for stream in nodes[:-1]],
            "color": [stream.color + SEE_THROUGH for stream in nodes[:-1]],
            "customdata": [named(stream, unit) for stream in nodes[:-1]],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }


def name_beside(stream: Stream, down: float, side: str, unit: str) -> dict[str, Any]:
    """Return the name of an end with its amount, outside the streams."""
    is_left = side == "left"
    return {
        "x": 0 if is_left else 1, "y": 1 - down, "xref": "paper", "yref": "paper",
        "xanchor": "right" if is_left else "left", "xshift": -6 if is_left else 6,
        "yanchor": "middle", "showarrow": False, "text": named(stream, unit),
    }  # fmt: skip


def name_above(middle: Stream, unit: str) -> dict[str, Any]:
    """Return the name of the middle with its amount, above it."""
    return {
        "x": 0.5, "y": 1, "xref": "paper", "yref": "paper", "yanchor": "bottom",
        "showarrow": False, "text": named(middle, unit),
    }  # fmt: skip


def named(stream: Stream, unit: str) -> str:
    """Return a stream's name with its amount."""
    return f"{stream.label} {wording.number(stream.value, unit)}"


def centers(streams: Sequence[Stream], scale: float, height: float) -> list[float]:
    """Return how far down the middle of each stream stands, 0 to 1, the whole centered."""
    sizes = [stream.value * scale for stream in streams]
    above = (height - sum(sizes) - APART * (len(sizes) - 1)) / 2
    found = []
    for size in sizes:
        found.append(min(0.999, max(0.001, (above + size / 2) / height)))
        above += size + APART
    return found
