"""The paper of a notice: page, fonts, header and footer in the manner of official documents."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

BODY_FONT = "仿宋"
TABLE_FONT = "宋体"
LATIN_FONT = "Times New Roman"
FALLBACKS = {"仿宋": "FangSong;仿宋_GB2312;STFangsong", "宋体": "SimSun;NSimSun;STSong"}


def prepare(paper: Any, title: str) -> None:
    """Make a new document ready to be written on."""
    set_page(paper, title)
    set_styles(paper)
    name_fallbacks(paper)


def set_page(paper: Any, title: str) -> None:
    """Set A4 with the margins of official papers, and what the file says of itself."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.left_margin, section.right_margin = Mm(26), Mm(24)
    section.header_distance, section.footer_distance = Mm(15), Mm(14)
    paper.core_properties.title = title
    paper.core_properties.author = ""
    paper.core_properties.comments = ""
    paper.core_properties.language = "zh-CN"


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
    edge = styles.add_style("页眉页脚", WD_STYLE_TYPE.PARAGRAPH)
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


def name_fallbacks(paper: Any) -> None:
    """Tell the word processor by which other names it may know the Chinese fonts."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    for relation in paper.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            table = relation.target_part
            table._blob = table.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())


def set_edges(paper: Any, mark: str) -> None:
    """Write a mark, where there is one, above every page and its number below."""
    section = paper.sections[0]
    if mark:
        header = section.header.paragraphs[0]
        header.style = "页眉页脚"
        header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        header.add_run(mark).bold = True
    footer = section.footer.paragraphs[0]
    footer.style = "页眉页脚"
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for before, code in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES")):
        footer.add_run(before)
        add_field(footer, code)
    footer.add_run(" 页")


def add_field(paragraph: Any, code: str) -> None:
    """Add a field that the word processor computes, like the number of the page."""
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def pad(table: Any) -> None:
    """Keep the text of every cell a little away from the lines."""
    margins: Any = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 40), ("left", 90), ("bottom", 40), ("right", 90)):
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
