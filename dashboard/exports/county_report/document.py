"""The county's report as a Word document in the official order: six sections, three tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from dashboard.exports.county_report.grid import Layout, Place
from dashboard.exports.county_report.story import Heading, Passage, story, title_of
from dashboard.exports.county_report.total import CountyTotal
from dashboard.exports.notice.paper import depth, new_paper, pad, room, set_in, shade

HEAD_COLOR = "E7EBF0"
MANY = 12
NARROW, LOW = 30, 10
"""Between text and line of a cell, in twentieths of a point."""
SMALL, SMALL_LINE = Pt(9), Pt(12.5)
LEAST_PAGE = Mm(150), Mm(205)
"""The width and height of a page of text that holds the tallest table."""


def report_document(
    total: CountyTotal, passages: Sequence[Passage], mark: str = "", template: bytes | None = None
) -> bytes:
    """Return the report as a Word document; `mark` stands above every page, as for samples."""
    paper = new_paper(title_of(total), mark, template)
    paper.add_paragraph(title_of(total), style="Title")
    for piece in story(total, passages):
        match piece:
            case Heading():
                heading(paper, piece.text)
            case Layout():
                write_table(paper, piece, total)
            case text:
                indented(paper, text)
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
    set_in(paragraph)


def indented(paper: Any, text: str) -> None:
    """Write a paragraph with its first line set in."""
    paragraph = paper.add_paragraph(text)
    set_in(paragraph)
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def write_table(paper: Any, layout: Layout, total: CountyTotal) -> None:
    """Write an official table with its sums."""
    table = paper.add_table(layout.rows, layout.columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    fit(table, layout)
    widths = [round(room(paper) * share) for share in layout.shares]
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
    holds_it = room(paper) >= LEAST_PAGE[0] and depth(paper) >= LEAST_PAGE[1]
    if holds_it or not layout.is_tall:
        together(table, is_small=layout.is_tall)


def fit(table: Any, layout: Layout) -> None:
    """Bring the text of a table that has many rows or columns nearer to its lines."""
    if layout.is_tall:
        pad(table, NARROW, LOW)
    elif layout.columns > MANY:
        pad(table, NARROW)
    else:
        pad(table)


def together(table: Any, *, is_small: bool) -> None:
    """Keep a table on one page, in small letters where it is tall."""
    *before, _ = table._tbl.tr_lst
    for row in table._tbl.tr_lst:
        for paragraph in (Paragraph(p, table) for p in row.iter(qn("w:p"))):
            paragraph.paragraph_format.keep_with_next = row in before
            if is_small:
                paragraph.paragraph_format.line_spacing = SMALL_LINE
                for run in paragraph.runs:
                    run.font.size = SMALL


def fill(grid: list[list[Any]], place: Place, total: CountyTotal) -> None:
    """Write the text or the sum of one place."""
    cell = grid[place.row][place.column]
    if place.rows > 1 or place.columns > 1:
        last = grid[place.row + place.rows - 1][place.column + place.columns - 1]
        cell = cell.merge(last)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = "表格文字"
    text = total.cells[place.address].text if place.address else place.text
    paragraph.add_run(text).bold = place.is_heading
    if place.is_heading or place.address:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if place.is_heading:
        shade(cell, HEAD_COLOR)
