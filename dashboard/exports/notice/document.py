"""Builds a notice as a Word document, with the fonts and margins of official papers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt

from dashboard.exports.notice.fitting import COLUMN_WIDTHS
from dashboard.exports.notice.notice import SEVERITIES, TITLE, Notice, tally
from dashboard.exports.notice.paper import new_paper, pad, room, set_in, shade
from dashboard.exports.notice.points import Point, readable
from dashboard.labels import wording
from dashboard.queries.source import SAMPLE_MARK

SHADE_HEAD = "E7EBF0"
SHADE_GROUP = "F4F6F8"
BLANK_LINE = "＿＿＿＿＿＿＿＿"


def document(notice: Notice) -> bytes:
    """Return the notice as a Word document."""
    mark = f"【{SAMPLE_MARK}】由示例县的虚构数据生成，请勿发出"
    paper = new_paper(TITLE, mark if notice.sender.is_sample else "", notice.sender.template)
    write_opening(paper, notice)
    write_table(paper, notice)
    write_closing(paper, notice)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def write_opening(paper: Any, notice: Notice) -> None:
    """Write the heading, the addressee and the opening sentences."""
    paper.add_paragraph(TITLE, style="Title")
    paper.add_paragraph(f"{readable(notice.report.township, 60)}：")
    indented(paper, notice.opening)


def indented(paper: Any, text: str) -> Any:
    """Write and return a paragraph with the first line set in by two signs."""
    paragraph = paper.add_paragraph(text)
    set_in(paragraph)
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def write_table(paper: Any, notice: Notice) -> None:
    """Write the numbered points under a heading that every page repeats."""
    spacer(paper)
    table = paper.add_table(1, len(COLUMN_WIDTHS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    pad(table)
    for (name, width), column in zip(COLUMN_WIDTHS.items(), table.columns, strict=True):
        column.width = round(room(paper) * width / sum(COLUMN_WIDTHS.values()))
        fill(column.cells[0], [name], bold=True, centered=True)
        shade(column.cells[0], SHADE_HEAD)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:cantSplit"))
    head.append(OxmlElement("w:tblHeader"))
    numbered = list(enumerate(notice.points, 1))
    for severity in SEVERITIES:
        group = [(number, point) for number, point in numbered if point.severity == severity]
        if group:
            add_heading(table, severity, [point for _, point in group])
        for number, point in group:
            add_point(table, number, point)
    keep_with_signature(table)
    spacer(paper)


def keep_with_signature(table: Any) -> None:
    """Keep the last point on the page of the signature, which never stands alone."""
    for cell in table.rows[-1].cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def spacer(paper: Any) -> None:
    """Write a little distance."""
    layout = paper.add_paragraph(style="表格文字").paragraph_format
    layout.line_spacing = Pt(6)
    layout.keep_with_next = True


def add_heading(table: Any, severity: str, points: Sequence[Point]) -> None:
    """Add the row that opens the errors or the warnings."""
    name, asked = SEVERITIES[severity]
    row = new_row(table)
    cell = row.cells[0].merge(row.cells[-1])
    fill(cell, [f"{name} {tally(points)[severity]} 处（{asked}）"], bold=True)
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    shade(cell, SHADE_GROUP)


def add_point(table: Any, number: int, point: Point) -> None:
    """Add the row of one point."""
    row = new_row(table)
    fill(row.cells[0], [str(number)], centered=True)
    fill(row.cells[1], point.where)
    fill(row.cells[2], point.what)
    fill(row.cells[3], point.asked)
    row.cells[2].paragraphs[0].runs[0].bold = True


def new_row(table: Any) -> Any:
    """Add a row that no page break parts."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, cell in zip(table.columns, row.cells, strict=True):
        cell.width = column.width
    return row


def fill(cell: Any, texts: Sequence[str], *, bold: bool = False, centered: bool = False) -> None:
    """Write texts into a cell, a paragraph each."""
    for number, text in enumerate(texts):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.style = "表格文字"
        paragraph.add_run(text).bold = bold
        if centered:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def write_closing(paper: Any, notice: Notice) -> None:
    """Write what is not listed, the hints, the way to answer and the signature."""
    for text in (notice.remainder, notice.hint, notice.sender.frozen):
        if text:
            indented(paper, text).paragraph_format.keep_with_next = True
    sender = notice.sender
    contact = readable(sender.contact, 40) or BLANK_LINE
    phone = readable(sender.phone, 40) or BLANK_LINE
    line = indented(paper, f"联系人：{contact}　　电话：{phone}")
    line.paragraph_format.keep_with_next = True
    office = readable(sender.office, 60) or f"（单位）{BLANK_LINE}"
    for number, text in enumerate((office, wording.day(sender.today))):
        paragraph = paper.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(28)
        paragraph.paragraph_format.keep_with_next = not number
        paragraph.paragraph_format.space_before = Pt(0 if number else 12)
