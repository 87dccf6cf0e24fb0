"""The paper of a notice: page, fonts, header and footer in the manner of official documents."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.data.office.templates import TEXT_HERE, BadTemplate
from dashboard.exports.notice.font_names import name_fallbacks
from dashboard.exports.notice.word_notes import STYLE as NOTE_STYLE

BODY_FONT = "仿宋"
TABLE_FONT = "宋体"
LATIN_FONT = "Times New Roman"
OWN_STYLES = ("Title", "表格文字", "页眉页脚", NOTE_STYLE, "Table Grid")
NARROWEST = Mm(60)
INDENT = Pt(12)
"""The size of letters where a style names none."""


def new_paper(title: str, mark: str = "", template: bytes | None = None) -> Any:
    """Return a document ready to be written on; `mark`, where there is one, is above every page.

    A template of the office's own gives its page, fonts, header and footer, and what it says above
    the place of the text; what it has no style for is written in ours.
    """
    paper = Document(io.BytesIO(template) if template else None)
    if template:
        ours: Any = Document()
        set_styles(ours)
        lend_styles(paper, ours, OWN_STYLES)
        set_language(paper.styles["Normal"])
        clear_place(paper)
    else:
        set_page(paper)
        set_styles(paper)
        name_fallbacks(paper)
    paper.core_properties.title = title
    paper.core_properties.author = ""
    paper.core_properties.comments = ""
    paper.core_properties.language = "zh-CN"
    set_edges(paper, mark)
    return paper


def tried(kept: str) -> str:
    """Return a template as it is kept once all that letters need was written on it.

    Raises BadTemplate where it cannot be.
    """
    try:
        paper = new_paper("公文", "样张", base64.b64decode(kept))
        for name in OWN_STYLES[:-1]:
            paper.add_paragraph("正文", style=name)
        paper.add_table(1, 1, style=OWN_STYLES[-1])
        is_wide = room(paper) >= NARROWEST
        paper.save(io.BytesIO())
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        raise BadTemplate(
            "模板的样式或页面设置有问题，写不上正文。", "请用 Word 或 WPS 打开后另存为 .docx。"
        ) from error
    if not is_wide:
        raise BadTemplate("模板的页面太窄，写不下表格。", "请改小左右页边距。")
    return kept


def lend_styles(paper: Any, ours: Any, wanted: Sequence[str]) -> None:
    """Give a template those of our styles that it has none of the name for."""
    names = {style.name for style in paper.styles}
    for name in wanted:
        if name not in names:
            style = deepcopy(ours.styles[name].element)
            style.set(qn("w:styleId"), f"gongkai_{ours.styles[name].style_id}")
            for tag in ("w:basedOn", "w:link", "w:next"):
                for other in style.findall(qn(tag)):
                    style.remove(other)
            paper.styles.element.append(style)


def clear_place(paper: Any) -> None:
    """Take the place of the text out of a template, where none is named the last empty line."""
    place = next((p for p in paper.paragraphs if p.text.strip() == TEXT_HERE), None)
    if place is None and paper.paragraphs and not paper.paragraphs[-1].text.strip():
        place = paper.paragraphs[-1]
    if place is not None and place._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        place._p.getparent().remove(place._p)


def room(paper: Any) -> int:
    """Return how wide the text is."""
    section = paper.sections[-1]
    return section.page_width - section.left_margin - section.right_margin


def depth(paper: Any) -> int:
    """Return how high a page of text is."""
    section = paper.sections[-1]
    return section.page_height - section.top_margin - section.bottom_margin


def set_in(paragraph: Any) -> None:
    """Set the first line of a paragraph in by two signs of its font."""
    style = paragraph.style
    while style.font.size is None and style.base_style is not None:
        style = style.base_style
    paragraph.paragraph_format.first_line_indent = 2 * (style.font.size or INDENT)
    paragraph._p.pPr.ind.set(qn("w:firstLineChars"), "200")


def set_page(paper: Any) -> None:
    """Set A4 with the margins of official papers."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.left_margin, section.right_margin = Mm(26), Mm(24)
    section.header_distance, section.footer_distance = Mm(15), Mm(14)


def set_styles(paper: Any) -> None:
    """Give each kind of text its font, size and distance."""
    styles = paper.styles
    set_font(styles["Normal"], BODY_FONT, 12)
    layout = styles["Normal"].paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = Pt(22)
    title = styles["Title"]
    set_font(title, TABLE_FONT, 20, bold=True)
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(12)
    title.paragraph_format.line_spacing = Pt(30)
    small = styles.add_style("表格文字", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = styles["Normal"]
    set_font(small, TABLE_FONT, 10.5)
    small.paragraph_format.line_spacing = Pt(15)
    for name in ("页眉页脚", NOTE_STYLE):
        edge = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        edge.base_style = styles["Normal"]
        set_font(edge, TABLE_FONT, 9)
        edge.paragraph_format.line_spacing = Pt(12)


def set_font(style: Any, name: str, size: float, *, bold: bool = False) -> None:
    """Set a style's fonts for Chinese and for Latin signs, black."""
    style.font.name = LATIN_FONT
    style.font.size = Pt(size)
    style.font.bold = bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")
    for color in style.element.rPr.findall(qn("w:color")):
        style.element.rPr.remove(color)
    set_language(style)


def set_language(style: Any) -> None:
    """Have a style written in mainland Chinese: else a font may draw shared signs as in Taiwan."""
    properties = style.element.get_or_add_rPr()
    language: Any = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:eastAsia"), "zh-CN")


def set_edges(paper: Any, mark: str) -> None:
    """Write a mark, where there is one, above every page, and its number below where none is."""
    section = paper.sections[0]
    first = [section.first_page_header] if section.different_first_page_header_footer else []
    for above in (section.header, *first) if mark else ():
        header = above.paragraphs[0] if is_bare(above) else above.add_paragraph()
        header.style = "页眉页脚"
        header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        header.add_run(mark).bold = True
    if not is_bare(section.footer):
        return
    footer = section.footer.paragraphs[0]
    footer.style = "页眉页脚"
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for before, code in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES")):
        footer.add_run(before)
        add_field(footer, code)
    footer.add_run(" 页")


def is_bare(edge: Any) -> bool:
    """Return whether a header or footer shows nothing yet."""
    shows = ".//w:t | .//w:fldSimple | .//w:instrText | .//w:drawing | .//w:pict"
    return bool(edge.paragraphs) and not edge._element.xpath(shows)


def add_field(paragraph: Any, code: str) -> None:
    """Add a field that the word processor computes, like the number of the page."""
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def pad(table: Any, beside: int = 90, above: int = 40) -> None:
    """Keep the text of every cell a little away from the lines, in twentieths of a point."""
    margins: Any = OxmlElement("w:tblCellMar")
    for side, twips in (("top", above), ("left", beside), ("bottom", above), ("right", beside)):
        edge: Any = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties: Any = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        properties.insert(properties.index(look), margins)


def shade(cell: Any, color: str) -> None:
    """Give a cell a light ground."""
    ground: Any = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)
