"""A figure as plain data, the way the browser draws it.

Making Plotly's own objects takes ten times as long as all that is in them; tests check that these
are what Plotly takes. Nothing changes a figure: every step returns one of its own, so that one
that was made can be kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Part = Mapping[str, Any]
Figure = dict[str, Any]
"""`data`, the list of traces, and `layout`."""


def laid_out(figure: Figure, **changes: Any) -> Figure:
    """Return the figure with these parts of its layout changed."""
    return {"data": figure["data"], "layout": merged(figure["layout"], changes)}


def merged(part: Part, changes: Part) -> dict[str, Any]:
    """Return a part with what the changes say of it, at any depth."""
    found = dict(part)
    for name, value in changes.items():
        is_deeper = isinstance(value, Mapping) and isinstance(found.get(name), Mapping)
        found[name] = merged(found[name], value) if is_deeper else value
    return found


def with_traces(figure: Figure, traces: Sequence[Part]) -> Figure:
    """Return the figure with more traces."""
    return {**figure, "data": [*figure["data"], *traces]}


def with_notes(figure: Figure, notes: Sequence[Part], shapes: Sequence[Part] = ()) -> Figure:
    """Return the figure with more annotations, and more shapes."""
    layout = figure["layout"]
    return laid_out(
        figure,
        annotations=[*layout.get("annotations", ()), *notes],
        shapes=[*layout.get("shapes", ()), *shapes],
    )
