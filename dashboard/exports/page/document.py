"""The page as a Word document: its sentences, figures, charts, tables and notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt

from dashboard.exports import mark_of
from dashboard.exports.bulletin.document import table
from dashboard.exports.bulletin.native_chart import NativeChart, add_chart
from dashboard.exports.native_chart import Drawn, charts_of
from dashboard.exports.notice.paper import new_paper, set_in
from dashboard.exports.notice.points import readable
from dashboard.exports.page.pieces import Chart, Headline, Listing, Note
from dashboard.exports.page.web import pictures
from dashboard.exports.page.whole import (
    LONGEST_TEXT,
    METRIC_HEADINGS,
    MOST_CHARTS,
    UNDRAWN,
    Part,
    WholePage,
    metric_rows,
    rows_of,
    widths,
)
from dashboard.exports.printing import NotPrinted
from dashboard.tables.schema import Kind

PORTRAIT_COLUMNS = 7
TEXT_WIDTH, TEXT_HEIGHT, HEADING = 160, 225, 25
"""In millimeters."""


def page_document(page: WholePage) -> bytes:
    """Return the page as a Word document.

    Charts are pictures where a browser of this machine draws them; where none does, tables that say
    what of them is charted have a chart that Word draws.
    """
    paper = new_paper(page.title, mark_of(page.source))
    paper.add_paragraph(page.title, style="Title")
    small(paper, page.about)
    small(paper, page.question)
    try:
        drawn = iter(pictures(page.charts))
    except NotPrinted:
        drawn = None
        small(paper, UNDRAWN.format(len(page.charts)))
    for part in page.parts():
        write(paper, part, drawn)
    heading(paper, "说明")
    for name, text in page.notes():
        small(paper, f"{name}：{text}")
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def heading(paper: Any, text: str) -> None:
    """Write a heading, which never stands alone at the foot of a page."""
    paragraph = paper.add_paragraph()
    paragraph.add_run(text).bold = True
    layout = paragraph.paragraph_format
    layout.keep_with_next = True
    layout.space_before = Pt(8)
    set_in(paragraph)


def write(paper: Any, part: Part, drawn: Iterator[bytes | None] | None) -> None:
    """Write a part of the page; its chart is the next of the pictures, where there are any."""
    match part:
        case Headline():
            heading(paper, readable(part.text, LONGEST_TEXT))
        case Note():
            small(paper, part.text)
        case Chart() if drawn is not None:
            add_picture(paper, part, next(drawn))
        case Listing():
            add_listing(paper, part, is_charted=drawn is None)
        case list():
            listed = metric_rows(part)
            table(paper, METRIC_HEADINGS, listed, LONGEST_TEXT, as_wide(paper, listed))


def turn(paper: Any) -> None:
    """Go on on paper that lies on its side, for a table of many columns."""
    if paper.sections[-1].orientation != WD_ORIENT.LANDSCAPE:
        section = paper.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width


def small(paper: Any, text: str) -> None:
    """Write a paragraph in small letters."""
    paper.add_paragraph(readable(text, LONGEST_TEXT), style="表格文字")


def add_picture(paper: Any, chart: Chart, drawn: bytes | None) -> None:
    """Add the picture of a chart, with what it shows in words, no larger than the paper."""
    if drawn is None:
        return
    shape = paper.add_picture(io.BytesIO(drawn), width=Mm(TEXT_WIDTH))
    section = paper.sections[-1]
    room = min(Mm(TEXT_HEIGHT), section.page_height - section.top_margin - section.bottom_margin)
    if shape.height > room * 0.95:
        shape.width, shape.height = int(shape.width * room * 0.95 / shape.height), int(room * 0.95)
    shape._inline.docPr.set("descr", readable(chart.alt, LONGEST_TEXT))
    paper.paragraphs[-1].paragraph_format.line_spacing = 1.0
    paper.paragraphs[-1].paragraph_format.keep_with_next = True
    small(paper, chart.about)


def as_wide(paper: Any, rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide the columns of a table are on the paper."""
    section = paper.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    return [round(width) for width in widths(rows, room)]


def add_listing(paper: Any, listing: Listing, *, is_charted: bool) -> None:
    """Add a table, and before it charts of its own figures where it is to have some."""
    headings, rows, told = rows_of(listing)
    if len(headings) > PORTRAIT_COLUMNS:
        turn(paper)
    title = listing.table.name.replace("_", " · ")
    heading(paper, title)
    if is_charted:
        for chart in charts_of(title, listing.charted, listing.frame)[:MOST_CHARTS]:
            native = as_native(chart)
            add_chart(paper, native, native.title, height=height_of(chart, room_of(paper)))
    table(paper, headings, rows, LONGEST_TEXT, as_wide(paper, [headings, *rows]))
    if told:
        small(paper, told)


def as_native(chart: Drawn) -> NativeChart:
    """Return a chart of a table as Word draws it."""
    series = tuple((name, tuple(values)) for name, values in chart.series.items())
    name, values = series[0]
    return NativeChart(
        "bars" if chart.lies else "columns",
        f"{chart.title}：{name}" if len(series) == 1 else chart.title,
        tuple(readable(category, LONGEST_TEXT) for category in chart.axis.names),
        values,
        is_share=chart.figure.kind is Kind.RATE,
        series=series,
        is_stacked=chart.is_stacked,
    )


def room_of(paper: Any) -> int:
    """Return how many millimeters of height a sheet of the paper leaves a chart and its heading."""
    section = paper.sections[-1]
    height = section.page_height - section.top_margin - section.bottom_margin
    return height // Mm(1) - HEADING


def height_of(chart: Drawn, room: int) -> int:
    """Return how high a chart stands on paper in millimeters, no higher than its sheet."""
    bars = len(chart.axis.names) * (1 if chart.is_stacked else len(chart.series))
    return min(room, max(70, 6 * bars)) if chart.lies else 70
