"""The typography of official papers (GB/T 9704): page, title, two levels of headings, text."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.exports.notice.paper import (
    lend_styles,
    new_paper,
    set_font,
    set_in,
    set_styles,
)

TITLE_FONT, TEXT_FONT = "方正小标宋简体", "仿宋_GB2312"
HEADING_FONTS = {"Heading 1": "黑体", "Heading 2": "楷体_GB2312"}
"""Of the headings 一、 and （一）."""
TITLE_SIZE, TEXT_SIZE, LINE = 22, 16, 28
"""In points: 2 号, 3 号, and lines of which a page holds twenty-two."""


def official_paper(title: str, mark: str = "", template: bytes | None = None) -> Any:
    """Return a document ready to be written on in the manner of official papers.

    A template of the office's own gives its look, headings too where it has any; `mark` stands
    above every page.
    """
    paper = new_paper(title, mark, template)
    if template:
        ours: Any = Document()
        set_styles(ours)
        set_headings(ours)
        lend_styles(paper, ours, tuple(HEADING_FONTS))
        return paper
    set_margins(paper)
    set_headings(paper)
    styles = paper.styles
    set_font(styles["Normal"], TEXT_FONT, TEXT_SIZE)
    styles["Normal"].paragraph_format.line_spacing = Pt(LINE)
    set_font(styles["Title"], TITLE_FONT, TITLE_SIZE)
    styles["Title"].paragraph_format.line_spacing = Pt(TITLE_SIZE * 1.6)
    styles["Title"].paragraph_format.space_after = Pt(LINE)
    return paper


def set_margins(paper: Any) -> None:
    """Leave the edges that give a text of 156 by 225 mm, the number of the page below it."""
    section = paper.sections[0]
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(24)


def set_headings(paper: Any) -> None:
    """Give the two levels of headings their fonts, as large as the text and in its lines."""
    for name, font in HEADING_FONTS.items():
        style = paper.styles[name]
        set_font(style, font, TEXT_SIZE)
        layout = style.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing = Pt(LINE)
        layout.keep_with_next = True
        spacing = style.element.pPr.find(qn("w:spacing"))
        for name_of in ("beforeAutospacing", "afterAutospacing"):
            spacing.attrib.pop(qn(f"w:{name_of}"), None)


def write_heading(paper: Any, text: str, level: int = 1) -> Any:
    """Write a heading, which never stands alone at the foot of a page, and return its paragraph."""
    paragraph = paper.add_paragraph(text, style=[*HEADING_FONTS][level - 1])
    paragraph.paragraph_format.keep_with_next = True
    set_in(paragraph)
    return paragraph


def indented(paper: Any, text: str) -> Any:
    """Write a paragraph with its first line set in, and return it."""
    paragraph = paper.add_paragraph(text)
    set_in(paragraph)
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph
