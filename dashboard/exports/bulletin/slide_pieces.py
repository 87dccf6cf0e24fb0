"""What stands on a slide beside texts: charts that can be edited, tables that go on and on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm, Pt

from dashboard.exports.bulletin.deck import (
    FONT,
    TABLE_SIZE,
    TINY,
    Area,
    Deck,
    lines_of,
    new_slide,
    style,
)
from dashboard.exports.bulletin.listings import Listing
from dashboard.exports.bulletin.native_chart import (
    KINDS,
    NativeChart,
    chart_data,
    mark_approximate,
)
from dashboard.exports.notice.points import readable

LONGEST = 200
MOST_BARS, FEW_BARS = 20, 12
LABELS, SMALL_LABELS, MIDDLING = Pt(14), Pt(11), Pt(12)
SIDE, ABOVE = Cm(0.25), Cm(0.08)
"""What a cell of a table leaves free around its text."""
ROOM = Cm(2.2)
"""That a column needs for a label in large letters."""
NOTHING = "没有"
ROW_LINE = 1.45
"""How high a line of a table is against its letters, in the program that gives it most room."""
Row: TypeAlias = tuple[str, ...]


def add_listing(deck: Deck, head: str, listing: Listing) -> None:
    """Add a table, on as many slides as it needs, each with the headings."""
    total = sum(listing.widths)
    widths = [deck.body.width * width // total for width in listing.widths]
    rows = [tuple(readable(text, LONGEST) for text in row) for row in listing.rows]
    if not rows:
        rows = [(NOTHING, *[""] * (len(widths) - 1))]
    pages = evenly(listing.headings, rows, widths, deck.body.height)
    for number, page in enumerate(pages, 1):
        of_all = f"（{number}/{len(pages)}）" if len(pages) > 1 else ""
        made = new_slide(deck, f"{head} {listing.title}{of_all}")
        add_table(deck, made, replace(listing, rows=page), widths)


def evenly(
    headings: Sequence[str], rows: Sequence[Row], widths: Sequence[int], height: int
) -> list[list[Row]]:
    """Return rows by as few slides as hold them, none of which has many fewer than the others."""
    pages = by_slide(headings, rows, widths, height)
    lower = height
    while len(pages) > 1:
        lower -= round(height * 0.04)
        tighter = by_slide(headings, rows, widths, lower)
        if len(tighter) > len(pages):
            break
        pages = tighter
    return pages


def by_slide(
    headings: Sequence[str], rows: Sequence[Row], widths: Sequence[int], height: int
) -> list[list[Row]]:
    """Return rows by the slides they fill below their headings."""
    top = height_of(headings, widths)
    pages: list[list[Row]] = [[]]
    used = top
    for row in rows:
        high = height_of(row, widths)
        if pages[-1] and used + high > height:
            pages.append([])
            used = top
        pages[-1].append(row)
        used += high
    return pages


def height_of(row: Sequence[str], widths: Sequence[int]) -> int:
    """Return how high a row becomes, its longest text broken into lines."""
    lines = max(
        lines_of(text, width - 2 * SIDE, TABLE_SIZE)
        for text, width in zip(row, widths, strict=True)
    )
    return round(lines * TABLE_SIZE * ROW_LINE) + 2 * ABOVE


def add_table(deck: Deck, made: Any, listing: Listing, widths: Sequence[int]) -> None:
    """Add a table whose first row are its headings."""
    rows = (listing.headings, *listing.rows)
    heights = [height_of(row, widths) for row in rows]
    area = Area(deck.body.left, deck.body.top, sum(widths), sum(heights))
    table = made.shapes.add_table(len(rows), len(widths), *area.placed).table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for line, height, texts in zip(table.rows, heights, rows, strict=True):
        line.height = height
        for place, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            run = filled(cell, text, is_left=place == 0 or listing.is_prose)
            if texts is rows[0]:
                # Its colour is that of the headings of the table's own style.
                run.font.size, run.font.bold = TABLE_SIZE, True
            else:
                style(deck, run, TABLE_SIZE)


def filled(cell: Any, text: str, *, is_left: bool) -> Any:
    """Write the text of a cell and return its run."""
    cell.margin_left = cell.margin_right = SIDE
    cell.margin_top = cell.margin_bottom = ABOVE
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if is_left else PP_ALIGN.CENTER
    run = paragraph.add_run()
    run.text = text
    return run


def draw(deck: Deck, made: Any, chart: tuple[NativeChart, str], area: Area) -> None:
    """Draw a chart with its values at its bars and an axis from 0; the words say it otherwise."""
    given, alt = chart
    kind = KINDS[given.kind, given.is_stacked]
    frame = made.shapes.add_chart(kind, *area.placed, chart_data(given))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    drawn = frame.chart
    is_many = len(given.values) > FEW_BARS
    drawn.has_legend = False
    drawn.font.size = TINY
    if not deck.is_own:
        drawn.font.name = FONT
    # The values stand at the columns.
    drawn.value_axis.visible = False
    drawn.value_axis.minimum_scale = 0
    drawn.value_axis.has_major_gridlines = False
    if given.is_share or given.most:
        # Room for the values above columns of nearly 100 %.
        drawn.value_axis.maximum_scale = 1.1 if given.is_share else given.most
    is_small = given.kind == "columns" or is_many
    drawn.category_axis.tick_labels.font.size = TINY if is_small else MIDDLING
    drawn.category_axis._element.txPr.bodyPr.set("rot", "0")
    drawn.has_title = True
    drawn.chart_title.text_frame.text = given.title
    drawn.chart_title.text_frame.paragraphs[0].runs[0].font.size = LABELS
    drawn.chart_title.include_in_layout = False
    is_narrow = given.kind == "columns" and area.width < ROOM * len(given.values)
    label(deck, drawn.plots[0], given, SMALL_LABELS if is_many or is_narrow else LABELS)


def label(deck: Deck, plot: Any, given: NativeChart, size: int) -> None:
    """Write the values at the bars of a chart, those that are approximate as such."""
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.font.size = size
    (series,) = plot.series
    if not deck.is_own:
        series.format.fill.solid()
        (color,) = given.colors
        series.format.fill.fore_color.rgb = RGBColor.from_string(color.removeprefix("#"))
    mark_approximate(series._element, given, str(round(size / Pt(1) * 100)))
