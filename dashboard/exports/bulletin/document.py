"""The bulletin as a Word document: computed sentences, tables, and charts that Word can edit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from dashboard.exports.bulletin import sentences
from dashboard.exports.bulletin.figures import Bulletin
from dashboard.exports.bulletin.listings import FILED, UNITS, filed, main_figures
from dashboard.exports.bulletin.native_chart import add_chart
from dashboard.exports.bulletin.of_year import RANKED_CHARTS
from dashboard.exports.bulletin.yearly import chart_by_year, left_out_by_year
from dashboard.exports.county_report.document import HEAD_COLOR
from dashboard.exports.notice.official import indented, official_paper, write_heading
from dashboard.exports.notice.paper import pad, shade
from dashboard.exports.notice.points import readable

LONGEST_NAME, LONGEST_TEXT = 40, 4_000
CENTERED = '<w:jc w:val="center"/>'


def bulletin_document(
    bulletin: Bulletin, mark: str = "", template: bytes | None = None, *, is_ranked: bool = False
) -> bytes:
    """Return the bulletin; `mark` stands above every page; ranked lists only where asked for."""
    title = f"{bulletin.county}{bulletin.year}年度政府信息公开工作年度报告通报"
    paper = official_paper(title, mark, template)
    paper.add_paragraph(title, style="Title")
    part(paper, "一、报送情况", sentences.filing(bulletin))
    table(paper, FILED, [filed(unit) for unit in bulletin.units])
    part(paper, "二、报告质量", sentences.quality(bulletin))
    part(paper, "三、主动公开", sentences.told(bulletin, ["proactive_total"]))
    by_year(paper, bulletin, "proactive_total", "条")
    part(paper, "四、政务热线",
         sentences.told(bulletin, ["hotline_received", "hotline_answer_rate"]))  # fmt: skip
    by_year(paper, bulletin, "hotline_answer_rate", "%")
    part(paper, "五、依申请公开", [
        *sentences.told(bulletin, ["applications_received_new", "applications_carried_out"]),
        *sentences.zero(bulletin),
    ])  # fmt: skip
    by_year(paper, bulletin, "applications_received_new", "件")
    part(paper, "六、各单位主要数字", [])
    table(paper, UNITS, main_figures(bulletin))
    if is_ranked:
        ranked(paper, bulletin)
    part(paper, "说明", [f"{n}. {text}" for n, text in enumerate(sentences.notes(bulletin), 1)])
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def part(paper: Any, title: str, texts: Sequence[str]) -> None:
    """Write a heading and its paragraphs."""
    write_heading(paper, title)
    for text in texts:
        indented(paper, readable(text, LONGEST_TEXT))


def by_year(paper: Any, bulletin: Bulletin, indicator: str, unit: str) -> None:
    """Draw an indicator by year, where there is enough to draw."""
    chart = chart_by_year(bulletin, indicator, unit)
    if chart is not None:
        add_chart(paper, *chart)
        for text in left_out_by_year(bulletin, indicator):
            indented(paper, readable(text, LONGEST_TEXT))


def ranked(paper: Any, bulletin: Bulletin) -> None:
    """Write ranked bars; rates over few cases and figures that are missing are not ranked."""
    for _, make in RANKED_CHARTS.values():
        for one in make(bulletin):
            add_chart(paper, one.chart, one.alt, height=20 + 6 * len(one.chart.values))


def table(
    paper: Any,
    headings: Sequence[str],
    found: Sequence[Sequence[str]],
    longest: int = LONGEST_NAME,
    widths: Sequence[int] = (),
) -> None:
    """Write a table whose heading repeats on every page and whose rows are never torn."""
    drawn = paper.add_table(1, len(headings), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    pad(drawn)
    # To look a style up by its name for every cell takes ten times as long as all else of a table.
    style = paper.styles["表格文字"].style_id
    (line,) = drawn.rows
    properties = line._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))
    for place, (cell, text) in enumerate(zip(line.cells, headings, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style
        paragraph.add_run(readable(text, longest)).bold = True
        if place:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if widths:
            # Some programs go by the width of the column, others by that of its cells.
            drawn.columns[place].width = cell.width = widths[place]
        shade(cell, HEAD_COLOR)
    shape = RowShape(style, [round(cell.width.twips) for cell in line.cells])
    for texts in found:
        drawn._tbl.append(row_of([readable(text, longest) for text in texts], shape))


@dataclass(frozen=True, slots=True)
class RowShape:
    """What all rows of a table have in common: the style of their text, the widths of columns."""

    style: str
    widths: Sequence[int]


def row_of(texts: Sequence[str], shape: RowShape) -> Any:
    """Return a row of a table, in one piece: cell by cell a long table takes seconds."""
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr><w:p><w:pPr>'
        f"<w:pStyle w:val={quoteattr(shape.style)}/>{CENTERED if place else ''}</w:pPr>"
        f'<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        "</w:p></w:tc>"
        for place, (text, width) in enumerate(zip(texts, shape.widths, strict=True))
    )
    whole = f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    return parse_xml(whole)
