"""The county's report as a Word document in the official order: six sections, three tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from dashboard.exports.county_report.grid import Layout, Place, layouts
from dashboard.exports.county_report.sentences import footnotes, overview
from dashboard.exports.county_report.total import CountyTotal
from dashboard.exports.notice.paper import pad, prepare, set_edges, shade
from dashboard.exports.notice.points import readable
from etl.definitions import sections

HEAD_COLOR = "E7EBF0"
ORDINALS = "一二三四五六"
TEXT_WIDTH = 160
LONGEST_PASSAGE = 4_000
PROBLEMS, OTHER_MATTERS = 5, 6


@dataclass(frozen=True, slots=True)
class Passage:
    """What one unit writes in a section, for the editor of the county's report to choose from."""

    unit: str
    section: int
    text: str


def report_document(total: CountyTotal, passages: Sequence[Passage], mark: str = "") -> bytes:
    """Return the report as a Word document; `mark` stands above every page, as for samples."""
    paper = Document()
    title = f"{total.county}{total.year}年政府信息公开工作年度报告"
    prepare(paper, title)
    set_edges(paper, mark)
    paper.add_paragraph(title, style="Title")
    tables = {layout.table.section: layout for layout in layouts(total.form)}
    for section in sections():
        heading(paper, f"{ORDINALS[section.ordinal - 1]}、{section.title}")
        if section.ordinal in tables:
            write_table(paper, tables[section.ordinal], total)
        elif section.ordinal == 1:
            for text in overview(total):
                indented(paper, text)
        else:
            quote(paper, [p for p in passages if p.section == section.ordinal])
    heading(paper, "汇总说明")
    for number, text in enumerate(footnotes(total), 1):
        indented(paper, f"{number}. {text}")
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def heading(paper: Any, text: str) -> None:
    """Write the heading of a section, which never stands alone at the foot of a page."""
    paragraph = paper.add_paragraph()
    paragraph.add_run(text).bold = True
    layout = paragraph.paragraph_format
    layout.keep_with_next = True
    layout.space_before = Pt(8)
    layout.first_line_indent = Pt(24)


def indented(paper: Any, text: str) -> None:
    """Write a paragraph with its first line set in."""
    layout = paper.add_paragraph(text).paragraph_format
    layout.first_line_indent = Pt(24)
    layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def quote(paper: Any, passages: Sequence[Passage]) -> None:
    """Write what the units say, each with its name, for the editor to choose from."""
    if not passages:
        indented(paper, "（各单位报告没有这一部分的文字，请补写。）")
        return
    indented(paper, "（以下摘自各单位报告，请选取、改写后删去其余。）")
    for passage in passages:
        indented(
            paper, f"【{readable(passage.unit, 60)}】{readable(passage.text, LONGEST_PASSAGE)}"
        )


def write_table(paper: Any, layout: Layout, total: CountyTotal) -> None:
    """Write an official table with its sums."""
    table = paper.add_table(layout.rows, layout.columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    pad(table)
    widths = [Mm(TEXT_WIDTH * share) for share in layout.shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number in range(layout.rows):
        properties = table.rows[number]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < layout.heading_rows:
            properties.append(OxmlElement("w:tblHeader"))
    grid = [list(row.cells) for row in table.rows]
    for row in grid:
        for cell, width in zip(row, widths, strict=True):
            cell.width = width
    for place in layout.places:
        fill(grid, place, total)


def fill(grid: list[list[Any]], place: Place, total: CountyTotal) -> None:
    """Write the text or the sum of one place."""
    cell = grid[place.row][place.column]
    if place.rows > 1 or place.columns > 1:
        last = grid[place.row + place.rows - 1][place.column + place.columns - 1]
        cell = cell.merge(last)
    paragraph = cell.paragraphs[0]
    paragraph.style = "表格文字"
    text = total.cells[place.address].text if place.address else place.text
    paragraph.add_run(text).bold = place.is_heading
    if place.is_heading or place.address:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if place.is_heading:
        shade(cell, HEAD_COLOR)
