"""The bulletin as slides: a question each, its computed sentences beside a chart one can edit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from dashboard.exports.bulletin import sentences
from dashboard.exports.bulletin.figures import DRAWN, Bulletin
from dashboard.exports.bulletin.native_chart import KINDS, NativeChart, chart_data
from dashboard.exports.bulletin.yearly import chart_by_year
from dashboard.exports.notice.points import readable
from etl.definitions import load

WIDE, HIGH, EDGE = Cm(33.867), Cm(19.05), Cm(1.6)
TOP, TEXT_WIDE, GAP = Cm(3.6), Cm(11.5), Cm(0.8)
TITLE_SIZE, TEXT_SIZE, SMALL, TINY = Pt(30), Pt(18), Pt(14), Pt(10)
FONT, COLOR, LONGEST = "微软雅黑", RGBColor(0x1F, 0x4E, 0x79), 4_000
TITLE_ONLY = 5


TITLES = {
    "proactive_total": "主动公开",
    "hotline_answer_rate": "政务热线",
    "applications_received_new": "依申请公开",
}
"""Of the slides that are about more than the indicator which they draw."""


def bulletin_slides(bulletin: Bulletin, mark: str = "", charts: Sequence[str] = DRAWN) -> bytes:
    """Return the slides, one for each of the indicators to draw; `mark` stands in every title.

    An indicator with too few years to draw is told in words alone.
    """
    show: Any = Presentation()
    show.slide_width, show.slide_height = WIDE, HIGH
    head = f"{mark}{bulletin.county}{bulletin.year}年度"
    slide(show, f"{head} 报送与质量", [*sentences.filing(bulletin), *sentences.quality(bulletin)])
    more = {
        "hotline_answer_rate": sentences.told(bulletin, ["hotline_received"]),
        "applications_received_new": sentences.zero(bulletin),
    }
    for indicator in charts:
        title = TITLES.get(indicator) or sentences.label_of(indicator)
        texts = [*sentences.told(bulletin, [indicator]), *more.get(indicator, ())]
        chart = chart_by_year(bulletin, indicator, load().indicators[indicator].unit)
        slide(show, f"{head} {title}", texts, chart)
    slide(show, f"{head} 口径说明", sentences.notes(bulletin), size=SMALL)
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def slide(
    show: Any, title: str, texts: Sequence[str],
    chart: tuple[NativeChart, str] | None = None, size: int = TEXT_SIZE,
) -> None:  # fmt: skip
    """Add a slide: its title, its sentences, and a chart beside them where there is one."""
    made = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    place(made.shapes.title, (EDGE, Cm(0.9), WIDE - 2 * EDGE, Cm(2)))
    write(made.shapes.title.text_frame, [title], TITLE_SIZE)
    wide = WIDE - 2 * EDGE if chart is None else TEXT_WIDE
    box = made.shapes.add_textbox(EDGE, TOP, wide, HIGH - TOP - EDGE)
    box.text_frame.word_wrap = True
    write(box.text_frame, [readable(text, LONGEST) for text in texts], size)
    if chart is not None:
        left = EDGE + TEXT_WIDE + GAP
        draw(made, *chart, (left, TOP, WIDE - left - EDGE, HIGH - TOP - EDGE))


def place(shape: Any, area: tuple[int, int, int, int]) -> None:
    """Put a shape in an area: left, top, width, height."""
    shape.left, shape.top, shape.width, shape.height = area


def write(frame: Any, texts: Sequence[str], size: int) -> None:
    """Write paragraphs into a frame, in a font that has Chinese."""
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.name = text, size, FONT
        run.font.color.rgb = COLOR if size == TITLE_SIZE else RGBColor(0x22, 0x22, 0x22)
        east = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": FONT})
        run._r.get_or_add_rPr().append(east)


def draw(made: Any, chart: NativeChart, alt: str, area: tuple[int, int, int, int]) -> None:
    """Draw a chart with its values at the columns and an axis from 0; `alt` says it in words."""
    frame = made.shapes.add_chart(KINDS[chart.kind, chart.is_stacked], *area, chart_data(chart))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    drawn = frame.chart
    drawn.has_legend = False
    drawn.font.size, drawn.font.name = TINY, FONT
    # The values stand at the columns.
    drawn.value_axis.visible = False
    drawn.value_axis.minimum_scale = 0
    drawn.value_axis.has_major_gridlines = False
    if chart.is_share:
        # Room for the values above columns of nearly 100 %.
        drawn.value_axis.maximum_scale = 1.1
    drawn.category_axis.tick_labels.font.size = TINY
    drawn.category_axis._element.txPr.bodyPr.set("rot", "0")
    drawn.has_title = True
    drawn.chart_title.text_frame.text = chart.title
    drawn.chart_title.include_in_layout = False
    plot = drawn.plots[0]
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.font.size = Pt(14)
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = COLOR
