"""A chart on screen, described for those who cannot see it, with a button for its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure
from dashboard.components.display.row_list import is_narrow
from dashboard.components.shown import on_screen
from dashboard.data.caveats import caveats, footnote
from dashboard.exports import file_name
from dashboard.exports.page import pieces
from dashboard.labels import wording
from dashboard.navigation.choices import link_to
from dashboard.navigation.registry import open_page
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import SAMPLE_MARK, source

HOLDS = {
    "总览": ("narrative.proactive", "narrative.hotline", "applications.received_new"),
    "主动公开": ("narrative.proactive",),
    "第二十条": ("article_20.",),
    "热线": ("narrative.hotline",),
    "依申请公开": ("applications.",),
    "零申请乡镇": ("applications.received_new", "narrative.applications_received"),
    "复议诉讼": ("reviews.",),
    "数据质量": ("",),
    "对比": ("",),
    "乡镇档案_主动公开": ("narrative.proactive",),
    "乡镇档案_热线": ("narrative.hotline",),
    "乡镇档案_新收申请": ("applications.received_new",),
}
"""How the addresses of the figures begin that charts of such a name are drawn of."""
Point = Mapping[str, Any]
"""A mark of a chart as the browser names it, with its `x` and `y`."""


class Drawn(BaseFigure):
    """A finished figure as Streamlit takes it, which is not looked at again."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure

    def to_dict(self) -> Figure:
        """Return the figure as it was made."""
        return self._figure

    @property
    def height(self) -> int:
        """Return how high the chart is, in pixels."""
        return int(self._figure["layout"]["height"])

    @property
    def picture_height(self) -> int:
        """Return how high the saved picture is, in pixels."""
        return int(self._figure["layout"]["meta"]["picture"]["height"])


@dataclass(frozen=True, slots=True)
class Opening:
    """What a click on a mark does, and the words that invite to it."""

    invitation: str
    open: Callable[[Point, Selection], None]


def chart(
    figure: Figure,
    name: str,
    selection: Selection,
    *,
    alt: str,
    opens: Opening | None = None,
) -> None:
    """Draw a figure; the picture it saves carries the filters, the date and the sample mark.

    `opens` says what happens when a mark is clicked. What is corrected or recognized of the figures
    that are drawn is told.
    """
    origin = source()
    mark = SAMPLE_MARK if origin.is_sample else ""
    caption = f"{selection.description} · 数据截至 {origin.built_at:%Y-%m-%d}"
    caveat = footnote(held(caveats(selection), name))
    about = " · ".join(filter(None, (selection.description, caveat)))
    if not on_screen(pieces.Chart(figure, alt, about)):
        return
    invitation = opens.invitation if opens else ""
    is_night = st.context.theme.type == "dark"
    key = f"chart_{name}"
    if opens is not None:
        # Anew after every click, so that who comes back does not meet the mark still chosen.
        key += f"_{st.session_state.get(clicks(name), 0)}"
    figure = narrow(figure) if is_narrow() else figure
    drawn = finished(figure, (caveat, caption, mark), invitation=invitation, is_night=is_night)
    st.plotly_chart(
        drawn,
        key=key,
        theme=None,
        on_select="ignore" if opens is None else partial(clicked, name, key, opens, selection),
        selection_mode="points",
        config=picture_button(file_name(name, selection, origin, "png"), drawn.picture_height),
        alt=f"{name.replace('_', ' ')}：{alt}。图中数值见本页表格。",
    )


@cached
def narrow(figure: Figure) -> Figure:
    """Return the figure for a phone."""
    return theme.narrowed(figure)


def picture_button(file: str, height: int) -> dict[str, Any]:
    """Return the settings of Plotly that leave one button: the chart as a picture of this name."""
    return {
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "displaylogo": False,
        "showSendToCloud": False,
        "toImageButtonOptions": {
            "format": "png", "scale": 2, "height": height, "filename": file.removesuffix(".png"),
        },
    }  # fmt: skip


def held(found: Sequence[Row], name: str) -> list[Row]:
    """Return the corrections of figures that a chart holds, and the reports read from pictures."""
    beginnings = next((given for of, given in HOLDS.items() if name.startswith(of)), ())
    return [
        row
        for row in found
        if beginnings
        and (wording.is_missing(row["address"]) or row["address"].startswith(beginnings))
    ]


@cached
def finished(
    figure: Figure, told: tuple[str, str, str], *, invitation: str, is_night: bool
) -> Drawn:
    """Return the figure with all that stands around it, for a page by day or by night.

    Whose figures they are stands above the page; the picture, which leaves it, says so itself.
    """
    caveat, caption, mark = told
    shown = theme.captioned(figure, caveat) if caveat else figure
    shown = theme.carrying(shown, theme.captioned(shown, caption, mark))
    if invitation:
        shown = theme.inviting(shown, invitation)
    return Drawn(theme.at_night(shown) if is_night else shown)


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
    name = unescape(str(point["y"])).partition(wording.BESIDE)[0]
    found = rows(ask("townships_to_choose", county=selection.county_id))
    named = [row["series_id"] for row in found if row["township"] == name]
    if len(named) == 1:
        open_unit(named[0])


def open_unit(series_id: str) -> None:
    """Open the page of a township, which shows and corrects its figures."""
    link_to("unit", series_id)
    open_page("township", unit=series_id)


TOWNSHIP = Opening("点击打开乡镇档案", open_township)
