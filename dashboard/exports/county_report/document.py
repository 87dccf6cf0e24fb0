"""The county's report as a Word document in the official order: six sections, three tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dashboard.exports.county_report.grid import Layout, Place
from dashboard.exports.county_report.links import Goal, goals, link, name_place
from dashboard.exports.county_report.overview import Sentence
from dashboard.exports.county_report.sentences import joint_notes, mark_notes, whole_notes
from dashboard.exports.county_report.story import Heading, Passage, story, title_of
from dashboard.exports.county_report.total import CountyTotal
from dashboard.exports.notice.official import indented, official_paper, write_heading
from dashboard.exports.notice.paper import depth, pad, room, shade
from dashboard.exports.notice.word_notes import add_note
from etl.definitions.schema import Table

HEAD_COLOR = "E7EBF0"
NARROW, LOW = 30, 10
"""Between text and line of a cell, in twentieths of a point."""
SMALL, SMALL_LINE = Pt(9), Pt(12.5)
LEAST_PAGE = Mm(150), Mm(205)
"""The width and height of a page of text that holds the tallest table."""


def report_document(
    total: CountyTotal, passages: Sequence[Passage], mark: str = "", template: bytes | None = None
) -> bytes:
    """Return the report as a Word document; `mark` stands above every page, as for samples."""
    paper = official_paper(title_of(total), mark, template)
    paper.add_paragraph(title_of(total), style="Title")
    # Of all sums at the first sentence, which says over which units they go.
    notes, to = "".join((*whole_notes(total), *total.remarks)), goals(total)
    for piece in story(total, passages):
        match piece:
            case Heading():
                above = write_heading(paper, piece.text, piece.level)
                notes_below(paper, above, notes_of_table(total, piece.table) if piece.table else ())
            case Layout():
                write_table(paper, piece, total, to)
            case tuple():
                notes_below(paper, linked(paper, piece, to), [notes])
                notes = ""
            case text:
                indented(paper, text)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def linked(paper: Any, sentence: Sentence, to: Mapping[str, Goal]) -> Any:
    """Write a paragraph whose figures lead to their cells, and return it."""
    paragraph = indented(paper, "")
    for part in sentence:
        if isinstance(part, str):
            paragraph.add_run(part)
        else:
            link(paragraph, part.text, to[part.address])
    return paragraph


def notes_below(paper: Any, paragraph: Any, notes: Iterable[str]) -> None:
    """Have these notes stand at the foot of the page of a paragraph, as one."""
    if text := "".join(notes):
        add_note(paper, paragraph, text)


def notes_of_table(total: CountyTotal, table: Table) -> Iterator[str]:
    """Yield what is to be known of the marks in a table."""
    return mark_notes([total.cells[address] for address in table.addresses()])


def write_table(paper: Any, layout: Layout, total: CountyTotal, to: Mapping[str, Goal]) -> None:
    """Write an official table with its sums, each under a name by which it is found."""
    table = paper.add_table(layout.rows, layout.columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    fit(table, layout)
    grid = [list(row.cells) for row in table.rows]
    set_widths(table, grid, [round(room(paper) * share) for share in layout.shares])
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < layout.heading_rows:
            properties.append(OxmlElement("w:tblHeader"))
    joint = notes_of_cells(total)
    # To look a style up by its name for every cell takes ten times as long as all else of a table.
    style = paper.styles["表格文字"].style_id
    for place in layout.places:
        paragraph = fill(grid, place, style)
        if place.address:
            link(paragraph, total.cells[place.address].text, to[place.address])
            name_place(paragraph, to[place.address])
        if place.address in joint:
            add_note(paper, paragraph, joint[place.address])
    holds_it = room(paper) >= LEAST_PAGE[0] and depth(paper) >= LEAST_PAGE[1]
    if holds_it or not layout.is_tall:
        together(table, is_small=layout.is_tall)


def set_widths(table: Any, grid: list[list[Any]], widths: Sequence[int]) -> None:
    """Set the widths of columns, and of their cells, by which some programs go."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in grid:
        for cell, width in zip(row, widths, strict=True):
            cell.width = width


def fit(table: Any, layout: Layout) -> None:
    """Bring the text of a table that has many rows or columns nearer to its lines."""
    if layout.is_tall:
        pad(table, NARROW, LOW)
    elif layout.is_wide:
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
                for run in paragraph._p.xpath(".//w:r"):
                    Run(run, paragraph).font.size = SMALL


def notes_of_cells(total: CountyTotal) -> dict[str, str]:
    """Return by its address what is to be known of a sum with documents of several units."""
    notes = joint_notes(total, total.joint)
    return {cell.address: text for cell, text in zip(total.joint, notes, strict=True)}


def fill(grid: list[list[Any]], place: Place, style: str) -> Any:
    """Write the text of one place, none where a sum is to stand, and return its paragraph."""
    cell = grid[place.row][place.column]
    if place.rows > 1 or place.columns > 1:
        last = grid[place.row + place.rows - 1][place.column + place.columns - 1]
        cell = cell.merge(last)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style
    if not place.address:
        paragraph.add_run(place.text).bold = place.is_heading
    if place.is_heading or place.address:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if place.is_heading:
        shade(cell, HEAD_COLOR)
    return paragraph
