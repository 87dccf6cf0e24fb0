"""The page as a PDF where no browser of this machine prints it: sentences, tables, plain charts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, LongTable, Paragraph, SimpleDocTemplate, TableStyle

from dashboard.charts.style.colors import colors_of
from dashboard.exports import mark_of
from dashboard.exports.native_chart import Drawn, charts_of
from dashboard.exports.page.pieces import Chart, Headline, Listing, Note
from dashboard.exports.page.whole import (
    METRIC_HEADINGS,
    MOST_CHARTS,
    UNDRAWN,
    Part,
    WholePage,
    figures_of,
    metric_rows,
    rows_of,
    seen,
    widths,
)
from dashboard.tables.schema import Kind

FONT = "STSong-Light"
"""What every reader of PDF has a Chinese typeface for; none is carried along."""
MARGIN, HEADING_COLOR, GRID = 15 * mm, HexColor("#DCE6F1"), HexColor("#B8C2CC")
WIDE_COLUMNS = 8
"""From so many on letters are smaller."""
CHART_HEIGHT, TALLEST, BAR, SIDE = 180, 470, 11, 130
"""In points: a chart of columns, what a sheet holds, a lying bar, the names beside lying bars."""


def plain_pdf(page: WholePage) -> bytes:
    """Return the page as a PDF, on paper that lies on its side as its tables are wide."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    paper = SimpleDocTemplate(
        buffer, pagesize=landscape(A4), title=page.title, author="",
        leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
    )  # fmt: skip
    story: list[Any] = [text(page.title, 18), text(page.about), text(page.question)]
    if page.charts:
        story.append(text(UNDRAWN.format(len(page.charts))))
    for part in page.parts():
        story += written(part, paper.width)
    story.append(text("说明", 12))
    story += [text(f"{name}：{told}") for name, told in page.notes()]
    edge = partial(sheet_edge, mark_of(page.source))
    paper.build(story, onFirstPage=edge, onLaterPages=edge)
    return buffer.getvalue()


def sheet_edge(mark: str, canvas: Canvas, paper: SimpleDocTemplate) -> None:
    """Write the number of a sheet, and the mark of sample data where it is such."""
    canvas.setFont(FONT, 8)
    right = paper.pagesize[0] - MARGIN
    canvas.drawRightString(right, MARGIN / 2, str(canvas.getPageNumber()))
    canvas.drawRightString(right, paper.pagesize[1] - MARGIN / 1.5, mark)


def text(said: str, size: float = 9) -> Paragraph:
    """Return a paragraph in which nothing of what is said is markup."""
    style = ParagraphStyle(
        "", fontName=FONT, fontSize=size, leading=size * 1.4, wordWrap="CJK", spaceAfter=size / 3,
        keepWithNext=size > 9,
    )  # fmt: skip
    return Paragraph(escape(seen(said)).replace("\n", "<br/>"), style)


def written(part: Part, width: float) -> Iterator[Any]:
    """Yield what a part of the page is on paper of a width in points."""
    match part:
        case Headline():
            yield text(part.text, 12)
        case Note():
            yield text(part.text)
        case Chart():
            return
        case Listing():
            headings, rows, told = rows_of(part)
            title = part.table.name.replace("_", " · ")
            head = [text(title, 12)]
            for chart in charts_of(title, part.charted, part.frame)[:MOST_CHARTS]:
                yield KeepTogether([*head, text(chart.title), as_drawing(chart, width)])
                head = []
            yield from head
            yield table(headings, rows, width, figures_of(part))
            yield text(told)
        case list():
            yield table(METRIC_HEADINGS, metric_rows(part), width)


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: float,
    figures: Sequence[bool] = (),
) -> LongTable:
    """Return a table whose headings stand on every sheet; columns of `figures` stand right."""
    size = 7.5 if len(headings) > WIDE_COLUMNS else 9
    cells = [[text(one, size) for one in row] for row in (headings, *rows)]
    for row in cells[1:]:
        for cell, is_figure in zip(row, figures, strict=False):
            cell.style.alignment = 2 if is_figure else 0
    look = TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.5, GRID),
        ("BACKGROUND", (0, 0), (-1, 0), HEADING_COLOR),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ])  # fmt: skip
    return LongTable(
        cells, colWidths=widths([headings, *rows], width), repeatRows=1, style=look, spaceAfter=6
    )


def as_drawing(drawn: Drawn, width: float) -> Drawing:
    """Return a chart of a table, a value that is missing left open."""
    bars = len(drawn.axis.names) * (1 if drawn.is_stacked else len(drawn.series))
    height = min(TALLEST, max(CHART_HEIGHT, BAR * bars)) if drawn.lies else CHART_HEIGHT
    chart: Any = HorizontalBarChart() if drawn.lies else VerticalBarChart()
    chart.x, chart.y = SIDE if drawn.lies else 40, 30
    chart.width, chart.height = width - chart.x - SIDE, height - 45
    chart.data = [tuple(values) for values in drawn.series.values()]
    chart.categoryAxis.categoryNames = list(drawn.axis.names)
    chart.categoryAxis.style = "stacked" if drawn.is_stacked else "parallel"
    for axis in (chart.categoryAxis, chart.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = FONT, 7
    chart.valueAxis.valueMin = min(0, *(v for one in chart.data for v in one if v is not None))
    is_share = drawn.figure.kind is Kind.RATE
    chart.valueAxis.labelTextFormat = as_percent if is_share else as_number
    chart.barLabelFormat = None if drawn.is_stacked else (as_percent if is_share else as_number)
    chart.barLabels.fontName, chart.barLabels.fontSize, chart.barLabels.nudge = FONT, 6, 10
    colors = [HexColor(color) for color in colors_of(list(drawn.series))]
    for number in range(len(chart.data)):
        chart.bars[number].fillColor = colors[number % len(colors)]
        chart.bars[number].strokeColor = None
    drawing = Drawing(width, height)
    drawing.add(chart)
    drawing.add(legend_of(drawn, colors, width, height))
    return drawing


def legend_of(drawn: Drawn, colors: Sequence[Any], width: float, height: float) -> Legend:
    """Return which color stands for which figures."""
    legend: Any = Legend()
    legend.x, legend.y = width - SIDE + 10, height - 15
    legend.fontName, legend.fontSize, legend.boxAnchor = FONT, 7, "nw"
    legend.alignment, legend.columnMaximum, legend.dx, legend.dy = "right", 20, 7, 7
    legend.colorNamePairs = [
        (colors[number % len(colors)], name[:16]) for number, name in enumerate(drawn.series)
    ]
    return legend


def as_number(value: float) -> str:
    """Return a number of a chart."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def as_percent(value: float) -> str:
    """Return a share of a chart."""
    return f"{value:.1%}"
