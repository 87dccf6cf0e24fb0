"""A chart on screen, described for those who cannot see it, with a button for its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard import wording
from dashboard.charts import theme
from dashboard.exports import file_name
from dashboard.filters import link_to
from dashboard.page import open_page
from dashboard.queries import ask
from dashboard.records import rows
from dashboard.repairs import repairs, summary
from dashboard.selection import Selection
from dashboard.source import SAMPLE_MARK, source

Point = Mapping[str, Any]
"""A mark of a chart as the browser names it, with its `x` and `y`."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a click on a mark does, and the words that invite to it."""

    invitation: str
    open: Callable[[Point, Selection], None]


def chart(
    figure: go.Figure,
    name: str,
    selection: Selection,
    *,
    alt: str,
    opens: Opening | None = None,
) -> None:
    """Draw a figure; the picture it saves carries the filters, the date and the sample mark.

    `opens` says what happens when a mark is clicked.
    """
    origin = source()
    mark = SAMPLE_MARK if origin.is_sample else ""
    parts = [selection.description, f"数据截至 {origin.built_at:%Y-%m-%d}"]
    repaired = summary(repairs(selection))
    caption = " · ".join([*parts, f"含{repaired}"] if repaired else parts)
    config = {
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "displaylogo": False,
        "showSendToCloud": False,
        "toImageButtonOptions": {
            "format": "png",
            "scale": 2,
            "filename": file_name(name, selection, origin, "png").removesuffix(".png"),
        },
    }
    shown = theme.captioned(figure, caption, mark)
    key = f"chart_{name}"
    if opens is not None:
        # Anew after every click, so that who comes back does not meet the mark still chosen.
        key += f"_{st.session_state.get(clicks(name), 0)}"
        shown = theme.inviting(shown, opens.invitation)
    st.plotly_chart(
        theme.at_night(shown) if st.context.theme.type == "dark" else shown,
        key=key,
        theme=None,
        on_select="ignore" if opens is None else partial(clicked, name, key, opens, selection),
        selection_mode="points",
        config=config,
        alt=f"{name.replace('_', ' ')}：{alt}。图中数值见本页表格。",
    )


def clicks(name: str) -> str:
    """Return under which name it is kept how often a chart was clicked."""
    return f"clicks_{name}"


def clicked(name: str, key: str, opens: Opening, selection: Selection) -> None:
    """Do what a click on a mark asks for; a click that chooses nothing takes a choice back."""
    points = st.session_state[key]["selection"]["points"]
    if points:
        st.session_state[clicks(name)] = st.session_state.get(clicks(name), 0) + 1
        opens.open(points[0], selection)


def open_township(point: Point, selection: Selection) -> None:
    """Open the page of the township that a mark stands for, where its name says which it is."""
    name = str(point["y"]).partition(wording.BESIDE)[0]
    found = rows(ask("townships_to_choose", county=selection.county_id))
    named = [row["series_id"] for row in found if row["township"] == name]
    if len(named) == 1:
        link_to("unit", named[0])
        open_page("township", unit=named[0])


TOWNSHIP = Opening("点击打开乡镇档案", open_township)
