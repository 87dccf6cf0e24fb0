"""A chart in large type, for a screen that a whole room reads."""

from __future__ import annotations

import re
from typing import Any

from dashboard.charts.style.figure import Figure, laid_out

LARGEST, SCREEN = 1.45, 540
"""How much larger letters are, and what of a screen of 768 pixels is left for a chart."""
IN_PIXELS = {
    "size", "xshift", "yshift", "standoff", "ticklabelstandoff", "thickness", "ticklen", "pad",
    "t", "b", "l", "r",
}  # fmt: skip
LETTERS = re.compile(r"font-size:(\d+)px")


def enlarged(figure: Figure) -> Figure:
    """Return the figure with letters, marks and margins as much larger as a screen has room for.

    The title stands on top in one line; its height is what the figure needs at least.
    """
    layout = figure["layout"]
    factor = max(1.0, min(LARGEST, SCREEN / layout["height"]))
    large = {part: times(content, factor) for part, content in figure.items()}
    title = large["layout"]["title"]
    return laid_out(
        large,
        title={
            "text": joined(title["text"]), "subtitle": {"text": joined(title["subtitle"]["text"])},
            "y": 1, "yanchor": "top", "pad": {"l": 8, "t": 8},
        },
        height=max(layout["height"], SCREEN),
    )  # fmt: skip


def joined(text: str) -> str:
    """Return the lines of a text as one, with a blank before a number again."""
    return re.sub("<br>", "", re.sub(r"<br>(?=\d)", " ", text))


def times(part: Any, factor: float, *, is_size: bool = False) -> Any:
    """Return a part of a figure with every size in pixels as much larger."""
    if isinstance(part, dict):
        return {key: times(value, factor, is_size=key in IN_PIXELS) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [times(value, factor, is_size=is_size) for value in part]
    if isinstance(part, str):
        return LETTERS.sub(lambda found: f"font-size:{int(found[1]) * factor:.0f}px", part)
    is_number = isinstance(part, int | float) and not isinstance(part, bool)
    return part * factor if is_size and is_number else part
