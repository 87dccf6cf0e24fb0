"""One look for every chart: colors by what they mean, as their table says (colors.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard.charts.style.colors import AT_NIGHT, color
from dashboard.charts.style.figure import Figure, laid_out
from dashboard.charts.style.wrapping import wrapped

FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"

INK, MUTED = "#1F2933", "#5F6B7A"
LIGHT_GREY, HATCH = "#E6E8EB", "#8A939E"
PAPER = "white"

ON_TIME, ATTENTION, UNSURE = color("on_time"), color("attention"), color("unsure")
WAITING, UNREADABLE, BROKEN = color("waiting"), color("unreadable"), color("broken")
WITHDRAWN, PARTLY_MISSING = color("withdrawn"), color("partly_missing")
MISSING, SILENT, GREY, PALE = color("missing"), color("silent"), color("grey"), color("pale")
DISCLOSED, RECEIVED, ANSWERED = color("disclosed"), color("received"), color("answered")
TOLD, HALF_TOLD, STATED = color("told"), color("half_told"), color("stated")
UNFINISHED, CARRIED = color("unfinished"), color("carried")
PENDING_REVIEW, PENDING_LAWSUIT = color("pending_review"), color("pending_lawsuit")
CORRECTED, WHOLE = color("corrected"), color("whole")
ZERO, ZERO_CONFIRMED = color("zero"), color("zero_confirmed")
UNMAPPED, UNEXPLAINED, SMALL_SAMPLE = color("unmapped"), GREY, GREY
COMPARED = color("compared")
DOTTED, LENGTH = ".", 7
"""How a rest is hatched, and how long a color is that nothing shines through."""
# Written upon a color, so the same by day and night.
ON_DEEP, ON_BRIGHT = "#FFFFFF", "#1E2832"
NIGHT = {
    PAPER: "#12171D",
    INK: "#E4E9EE",
    MUTED: "#A7B2BE",
    LIGHT_GREY: "#2C343E",
    HATCH: "#76828F",
} | AT_NIGHT

TITLE_WIDTH, WHOLE_LINE, ON_A_PHONE = 21, 40, 18
"""Of the title of a chart beside another, of one that has a line of its own, and on a phone."""
SMALLER, LARGER, SMALLEST = 1.3, 12, 8
"""How many more characters a line below the title holds; letters, as of what is not small."""


X_AXIS: dict[str, Any] = {
    "automargin": True, "showgrid": False, "zeroline": False, "linecolor": MUTED,
    "ticks": "outside",
}  # fmt: skip
Y_AXIS: dict[str, Any] = {
    "automargin": True, "gridcolor": LIGHT_GREY, "zeroline": False, "rangemode": "tozero",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a chart: its title, its unit, its legend.

    `height` is in pixels, `width` that of the title in Chinese characters.
    """

    title: str
    unit: str = ""
    subtitle: str = ""
    height: int = 300
    legend: bool = True
    width: int = TITLE_WIDTH


def plain(text: object) -> str:
    """Return a text of which Plotly, which knows a little HTML, takes no part for markup."""
    return escape(str(text), quote=False)


def measure(unit: str) -> str:
    """Return a unit as it stands behind 单位：; of what is counted, the title tells what it is."""
    return "个" if unit.startswith("个") else unit


def base(heading: Heading, **layout: Any) -> Figure:
    """Return an empty figure with the house's fonts, margins and a title that wraps.

    `layout` is what the figure has beside these.
    """
    lines = wrapped(heading.title, heading.width)
    small_width = round(heading.width * SMALLER)
    unit = f"单位：{measure(heading.unit)}" if heading.unit else ""
    small = wrapped("；".join(filter(None, (unit, heading.subtitle))), small_width)
    height = heading.height
    above = 18 + 22 * len(lines) + 18 * len(small)
    empty: Figure = {"data": [], "layout": {
        "title": {
            "text": "<br>".join(map(plain, lines)), "x": 0, "xanchor": "left", "xref": "container",
            "y": 1 - 22 / (height + above), "yref": "container", "yanchor": "auto",
            "font": {"size": 16, "color": INK, "weight": 600}, "pad": {"l": 8},
            "subtitle": {
                "text": "<br>".join(map(plain, small)), "font": {"size": 12, "color": MUTED},
            },
        },
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "height": height + above,
        "margin": {"l": 8, "r": 12, "t": above + 14, "b": 56},
        "legend": {
            "orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 0,
            "yref": "container", "yanchor": "bottom", "traceorder": "normal",
        },
        "hoverlabel": {"bgcolor": PAPER, "font": {"family": FONT, "size": 13}, "align": "left"},
        "separators": ".,",
        "bargap": 0.3,
        "meta": {"small_width": small_width},
        "xaxis": X_AXIS,
        "yaxis": Y_AXIS,
    }}  # fmt: skip
    return laid_out(empty, **layout)


def hatched(look: str = MISSING, *, is_hatched: bool) -> dict[str, Any]:
    """Return the pattern of a bar: hatched for what is missing, dotted for what is left over."""
    if not is_hatched:
        return {"shape": ""}
    shape = DOTTED if look == UNEXPLAINED else "/"
    return {"shape": shape, "bgcolor": MISSING, "fgcolor": HATCH, "size": 6, "solidity": 0.25}


def year_axis(years: list[int], margin: float = 0.5) -> dict[str, Any]:
    """Return an axis that shows every report year once, and never a half one.

    So many years stand beside the outer ones.
    """
    step = 1 if len(years) <= 12 else 2
    return {
        "type": "linear",
        "tickmode": "array",
        "tickvals": years[::-1][::step][::-1],
        "tickformat": "d",
        "range": [years[0] - margin, years[-1] + margin],
    }


def names_axis(names: list[str], **more: Any) -> dict[str, Any]:
    """Return an axis of names, the first above."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": names[::-1],
        "showgrid": False,
        **more,
    }


def grown(figure: Figure, *, above: int = 0, below: int = 0) -> Figure:
    """Return the figure with more room above or below its plot, the title where it was."""
    layout = figure["layout"]
    before, margin = layout["height"], layout["margin"]
    height = before + above + below
    return laid_out(
        figure,
        height=height,
        title={"y": 1 - (1 - layout["title"]["y"]) * before / height},
        margin={"t": margin["t"] + above, "b": margin["b"] + below},
    )


def with_room_for_legend(figure: Figure) -> Figure:
    """Return the figure with room for a legend of three entries a line."""
    named = sum(trace.get("showlegend", True) for trace in figure["data"])
    return grown(figure, below=21 * (-(-named // 3) - 1))


def captioned(figure: Figure, caption: str, mark: str = "") -> Figure:
    """Return the figure with lines below its title that travel with the picture."""
    layout = figure["layout"]
    before = layout["title"]["subtitle"]["text"]
    marked = f"{mark} · {caption}" if mark else caption
    below = map(plain, wrapped(marked, layout["meta"]["small_width"] - 1))
    lines = [*([before] if before else []), *below]
    if mark:
        bold = f"<b style='color:{BROKEN}'>{mark}</b>"
        lines = [line.replace(mark, bold, 1) for line in lines]
    told = laid_out(figure, title={"subtitle": {"text": "<br>".join(lines)}})
    return grown(told, above=18 * (len(lines) - bool(before)))


def narrowed(figure: Figure) -> Figure:
    """Return the figure for a phone: its title in more lines, its numbers in smaller letters."""
    layout, small_width = figure["layout"], round(TITLE_WIDTH * SMALLER)
    title = layout["title"]
    lines, before = title["text"].split("<br>"), title["subtitle"]["text"]
    small = before.split("<br>") if before else []
    narrow = [part for line in lines for part in wrapped(line, ON_A_PHONE)]
    narrow_small = [part for line in small for part in wrapped(line, small_width)]
    told = {"text": "<br>".join(narrow), "subtitle": {"text": "<br>".join(narrow_small)}}
    more = 22 * (len(narrow) - len(lines)) + 18 * (len(narrow_small) - len(small))
    narrow_axis = {"xaxis": {"tickangle": -90}} if layout["xaxis"].get("tickangle") else {}
    shown = laid_out(figure, title=told, meta={"small_width": small_width}, **narrow_axis)
    return grown({**shown, "data": [*map(in_small, figure["data"])]}, above=more)


def in_small(trace: dict[str, Any]) -> dict[str, Any]:
    """Return a trace whose numbers, where they are small already, have room on a phone."""
    size = trace.get("textfont", {}).get("size", LARGER)
    if size >= LARGER:
        return trace
    return {**trace, "textfont": {**trace["textfont"], "size": max(SMALLEST, size - 2)}}


def carrying(figure: Figure, picture: Figure) -> Figure:
    """Return the figure as it is, with what its saved picture has instead; see picture.js."""
    kept = {part: picture["layout"][part] for part in ("title", "height", "margin")}
    return laid_out(figure, meta={"picture": kept})


def inviting(figure: Figure, invitation: str) -> Figure:
    """Return the figure with words below what hovering over a mark says."""
    asked = f"<br><i>{invitation}</i><extra>"
    invited = [
        {**trace, "hovertemplate": trace["hovertemplate"].replace("<extra>", asked)}
        if "hovertemplate" in trace
        else trace
        for trace in figure["data"]
    ]
    return {**figure, "data": invited}


def at_night(figure: Figure) -> Figure:
    """Return the figure for a dark page: paper and ink change, and what is too dark for it."""
    return recolored(figure)


def recolored(part: Any) -> Any:
    """Return a part of a figure with the colors of the page exchanged."""
    if isinstance(part, dict):
        return {key: recolored(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [recolored(value) for value in part]
    return at_night_text(part) if isinstance(part, str) else part


def at_night_text(text: str) -> str:
    """Return a color of the page exchanged, also where a text names it for a part of itself."""
    if found := NIGHT.get(text) or NIGHT.get(text[:LENGTH]):
        return found + text[LENGTH:] if text.startswith("#") else found
    for day, night in NIGHT.items():
        text = text.replace(f"color:{day}", f"color:{night}")
    return text
