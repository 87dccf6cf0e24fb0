"""The page as a Word document: its sentences, figures, charts, tables and notes."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt

from dashboard.charts.style.wrapping import length
from dashboard.exports import mark_of
from dashboard.exports.browser import NotPrinted
from dashboard.exports.bulletin.document import table
from dashboard.exports.bulletin.native_chart import NativeChart, add_chart
from dashboard.exports.native_chart import MOST_ROWS as MOST_MARKS
from dashboard.exports.notice.paper import new_paper, set_in
from dashboard.exports.notice.points import readable
from dashboard.exports.page.pieces import Chart, Headline, Listing, Note
from dashboard.exports.page.web import pictures
from dashboard.exports.page.whole import (
    LONGEST_TEXT,
    METRIC_HEADINGS,
    Part,
    WholePage,
    metric_rows,
    rows_of,
)
from dashboard.tables.schema import Kind

PORTRAIT_COLUMNS = 7
TEXT_WIDTH, TEXT_HEIGHT = 160, 225
"""In millimeters."""
LEAST, MOST = 2, 24
"""The width of a column in Chinese characters: its edges, and what a longest text counts for."""


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
            table(paper, METRIC_HEADINGS, listed, LONGEST_TEXT, widths(paper, listed))


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


def widths(paper: Any, rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is by its longest text, sentences only up to a bound."""
    section = paper.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    longest = [LEAST + min(MOST, max(map(length, texts))) for texts in zip(*rows, strict=True)]
    return [round(room * one / sum(longest)) for one in longest]


def add_listing(paper: Any, listing: Listing, *, is_charted: bool) -> None:
    """Add a table, and before it a chart of its own figures where it is to have one."""
    headings, rows, told = rows_of(listing)
    if len(headings) > PORTRAIT_COLUMNS:
        turn(paper)
    title = listing.table.name.replace("_", " · ")
    heading(paper, title)
    frame, by_name = listing.frame, {column.name: column for column in listing.table.columns}
    if is_charted and listing.table.charted and len(frame) <= MOST_MARKS:
        drawn = by_name[listing.table.charted[0]]
        values = frame[drawn.name].astype(float)
        categories = tuple(readable(row[0], LONGEST_TEXT) for row in rows)
        chart = NativeChart(
            "columns" if listing.table.columns[0].kind is Kind.YEAR else "bars",
            f"{title}：{drawn.heading}", categories,
            tuple(None if math.isnan(value) else value for value in values.tolist()),
            is_share=drawn.kind is Kind.RATE,
        )  # fmt: skip
        add_chart(paper, chart, chart.title, height=max(70, 6 * len(rows)))
    table(paper, headings, rows, LONGEST_TEXT, widths(paper, [headings, *rows]))
    if told:
        small(paper, told)
