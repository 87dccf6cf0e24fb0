"""One test of kinds over every format: what a person does not read as part of a number joins none.

Each kind prints 128 beside something that is struck out, raised, hidden or apart; each format
prints it once in the cell of a table and once in a sentence.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from xlsxwriter import Workbook

from etl import extract
from etl.domain.report import Line, Mark
from etl.extract.ruled_pages.characters import UNMAPPED
from etl.transform.numbers import read_cell
from tests import binary_word, word_samples

LABEL = "行政许可"
KINDS = ("struck", "raised", "hidden", "white", "pale")
OPEN_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("fo", "xsl-fo-compatible"), ("draw", "drawing"),
    )
)  # fmt: skip
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def docx(kind: str) -> bytes:
    looks = {
        "struck": "<w:strike/>", "raised": "<w:vertAlign w:val='superscript'/>",
        "hidden": "<w:vanish/>", "white": "<w:color w:val='FfFfFf'/>",
        "pale": '<w:color w:val="FDFEFD"/>',
    }  # fmt: skip
    odd = f"<w:r><w:rPr>{looks[kind]}</w:rPr><w:t>9</w:t></w:r>"
    runs = odd + run("128") if kind == "struck" else run("128") + odd
    return word_samples.package(
        word_samples.table((LABEL, f"<w:p>{runs}</w:p>"))
        + f"<w:p>{run('主动公开信息')}{runs}{run('条。')}</w:p>"
    )


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def rtf(kind: str) -> bytes:
    looks = {"struck": "strike", "raised": "super", "hidden": "v", "white": "cf2", "pale": "cf3"}
    odd = rf"{{\{looks[kind]} 9}}"
    text = odd + "128" if kind == "struck" else "128" + odd
    said = "".join(rf"\u{ord(c)}?" for c in "主动公开信息")
    label = "".join(rf"\u{ord(c)}?" for c in LABEL)
    return (
        r"{\rtf1\ansi{\colortbl;\red0\green0\blue0;\red255\green255\blue255;"
        r"\red251\green254\blue249;}"
        rf"\trowd\cellx1\cellx2\intbl {label}\cell {text}\cell\row\pard {said}{text}"
        rf"\u{ord('条')}?\par}}"
    ).encode()


def doc(kind: str) -> bytes:
    looks = {
        "struck": struct.pack("<HB", 0x0837, 1), "raised": struct.pack("<HB", 0x2A48, 1),
        "hidden": binary_word.HIDDEN, "white": struct.pack("<HI", 0x6870, 0xFFFFFF),
        "pale": struct.pack("<HI", 0x6870, 0xFDFEFA),
    }  # fmt: skip
    at = 0 if kind == "struck" else 3
    text = "9128" if kind == "struck" else "1289"
    cell = binary_word.Part(f"{text}\x07", binary_word.IN_TABLE, gone=(at, at + 1, looks[kind]))
    end = binary_word.Part("\x07", binary_word.ROW_END + binary_word.row(0, 0))
    said = binary_word.Part(f"主动公开信息{text}条。\r", gone=(6 + at, 7 + at, looks[kind]))
    label = binary_word.Part(f"{LABEL}\x07", binary_word.IN_TABLE)
    return binary_word.document([label, cell, end, said])


def html(kind: str) -> bytes:
    odd = {
        "struck": "<s>9</s>", "raised": "<sup>9</sup>",
        "hidden": "<span class=sort>9</span>", "white": "<span style='color:#FFF'>9</span>",
        "pale": "<font color=#FEFDFE>9</font>",
    }[kind]  # fmt: skip
    text = odd + "128" if kind == "struck" else "128" + odd
    return (
        "<html><meta charset=utf-8><style>td .sort, p .sort{display:none}</style>"
        f"<table><tr><td>{LABEL}</td><td>{text}</td></tr></table><p>主动公开信息{text}条。</p>"
    ).encode()


def odt(kind: str) -> bytes:
    looks = {
        "struck": "style:text-line-through-style='solid'",
        "raised": "style:text-position='super 58%'", "hidden": "text:display='none'",
        "white": "fo:color='#ffFFfF' fo:background-color='#FFFFFF'",
        "pale": "fo:color='#fEfefd'",
    }  # fmt: skip
    odd = "<text:span text:style-name='T1'>9</text:span>"
    text = odd + "128" if kind == "struck" else "128" + odd
    body = (
        "<table:table><table:table-row><table:table-cell>"
        f"<text:p>{LABEL}</text:p></table:table-cell><table:table-cell><text:p>{text}</text:p>"
        f"</table:table-cell></table:table-row></table:table><text:p>主动公开信息{text}条。</text:p>"
    )
    return open_document("text", f"<style:text-properties {looks[kind]}/>", body)


def open_document(kind: str, look: str, body: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        made.writestr(
            "content.xml",
            f"<office:document-content {OPEN_NAMES}><office:automatic-styles>"
            f"<style:style style:name='T1' style:family='text'>{look}</style:style>"
            f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
            "</office:body></office:document-content>",
        )
    return content.getvalue()


def xlsx(kind: str) -> bytes:
    content = io.BytesIO()
    workbook = Workbook(content)
    sheet = workbook.add_worksheet()
    looks = {
        "struck": {"font_strikeout": True}, "raised": {"font_script": 1},
        "white": {"font_color": "#FFFFFF"}, "hidden": {}, "pale": {"font_color": "#FDFEFD"},
    }  # fmt: skip
    odd = workbook.add_format(looks[kind])
    plain = workbook.add_format({"bold": False})
    sheet.write_string(0, 0, LABEL)
    if kind == "hidden":
        sheet.write_number(0, 1, 128)
        sheet.write_number(0, 2, 9, workbook.add_format({"num_format": ";;;"}))
        sheet.write_string(1, 0, "主动公开信息128条。")
    else:
        parts = [odd, "9", plain, "128"] if kind == "struck" else [plain, "128", odd, "9"]
        sheet.write_rich_string(0, 1, *parts)
        sheet.write_rich_string(1, 0, "主动公开信息", *parts, plain, "条。")
    workbook.close()
    return content.getvalue()


def pdf(kind: str) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 12)
    for place in range(3):
        canvas.line(100 + 120 * place, 600, 100 + 120 * place, 640)
    for height in (600, 640):
        canvas.line(100, height, 340, height)
    canvas.drawString(104, 615, LABEL)
    figure(canvas, kind, 230, 615)
    canvas.drawString(100, 500, "主动公开信息")
    figure(canvas, kind, 172, 500)
    canvas.drawString(172 + 12 * 2.2, 500, "条。")
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def figure(canvas: Canvas, kind: str, x: float, y: float) -> None:
    """Draw 128 with a 9 before or behind it."""
    text = canvas.beginText(x, y)
    text.setFont(FONT, 12)
    canvas.drawString(x + 6 if kind == "struck" else x, y, "128")
    if kind == "struck":
        canvas.drawString(x, y, "9")
        canvas.line(x, y + 4.2, x + 6, y + 4.2)
        return
    if kind == "clipped":
        canvas.saveState()
        away = canvas.beginPath()
        away.rect(x, y - 2, 18, 14)
        canvas.clipPath(away, stroke=0, fill=0)
        canvas.setFont(FONT, 12)
        canvas.drawString(x + 18, y, "9")
        canvas.restoreState()
        return
    text = canvas.beginText(x + 18, y + (5 if kind == "raised" else 0))
    text.setFont(FONT, 7 if kind == "raised" else 12)
    text.setTextRenderMode(3 if kind == "hidden" else 0)
    if kind in ("white", "pale"):
        text.setFillColorRGB(*([1.0 if kind == "white" else 0.98] * 3))
    text.textOut("9")
    text.setTextRenderMode(0)
    text.setFillColorRGB(0, 0, 0)
    canvas.drawText(text)


FORMATS: dict[str, Callable[[str], bytes]] = {
    "docx": docx, "rtf": rtf, "doc": doc, "html": html, "odt": odt, "xlsx": xlsx, "pdf": pdf,
}  # fmt: skip


def read(suffix: str, content: bytes) -> tuple[Line, ...]:
    return extract.read_content(f"报告.{suffix}", content).lines


def figure_in(lines: tuple[Line, ...]) -> str:
    """Return what stands in the cell beside the label."""
    (cells,) = [line.cells for line in lines if line.cells and line.cells[0] == LABEL]
    return cells[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_no_part_of_a_figure_joins_none(suffix: str, kind: str) -> None:
    lines = read(suffix, FORMATS[suffix](kind))
    assert figure_in(lines) == "128"
    said = ["".join(line.text.split()) for line in lines if "主动公开信息" in line.text]
    assert len(said) == 1
    assert said[0].rstrip("。") == "主动公开信息128条"


def test_what_is_clipped_away_on_a_page_joins_no_figure() -> None:
    lines = read("pdf", pdf("clipped"))
    assert figure_in(lines) == "128"
    assert "主动公开信息128条" in "".join("".join(line.text.split()) for line in lines)


def test_a_figure_through_which_a_clip_cuts_is_unreadable() -> None:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 12)
    canvas.drawString(100, 620, "清水坪乡2024年政府信息公开工作年度报告")
    for cut in (100 + 12 * 4.6, 400):
        canvas.saveState()
        shown = canvas.beginPath()
        shown.rect(90, 500, cut - 90, 100)
        canvas.clipPath(shown, stroke=0, fill=0)
        canvas.setFont(FONT, 12)
        canvas.drawString(100, 580 if cut < 400 else 550, "公开信息128条")
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    cut, whole = ["".join(line.text.split()) for line in read("pdf", content.getvalue())[1:]]
    assert whole == "公开信息128条"
    assert cut == f"公开信息1{UNMAPPED}"


def clipped_to(left: float, bottom: float, right: float, top: float, *texts: str) -> str:
    """Return the last line of a page, its text at 100, 500 in pieces of their own, clipped."""
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 12)
    canvas.drawString(100, 620, "清水坪乡2024年政府信息公开工作年度报告")
    canvas.saveState()
    shown = canvas.beginPath()
    shown.rect(left, bottom, right - left, top - bottom)
    canvas.clipPath(shown, stroke=0, fill=0)
    canvas.setFont(FONT, 12)
    x = 100.0
    for text in texts:
        canvas.drawString(x, 500, text)
        x += canvas.stringWidth(text, FONT, 12)
    canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return "".join(read("pdf", content.getvalue())[-1].text.split())


@pytest.mark.parametrize(
    ("clip", "seen"),
    [
        ((90, 480, 400, 520), "件数64"),
        ((90, 501, 400, 507), "件数64"),
        ((90, 480, 127, 520), f"件数{UNMAPPED}"),
        ((90, 480, 130, 520), f"件数{UNMAPPED}"),
        ((90, 480, 133, 520), f"件数6{UNMAPPED}"),
        ((127, 480, 400, 520), f"{UNMAPPED}4"),
        ((90, 504, 400, 520), f"件数{UNMAPPED}{UNMAPPED}"),
        ((90, 480, 400, 504), f"件数{UNMAPPED}{UNMAPPED}"),
        ((90, 480, 124, 520), "件数"),
    ],
)
def test_a_figure_of_which_a_piece_is_shown_is_neither_gone_nor_read(
    clip: tuple[float, float, float, float], seen: str
) -> None:
    assert clipped_to(*clip, "件数64") == seen


def test_a_stray_text_clipped_away_behind_a_figure_leaves_it() -> None:
    assert clipped_to(90, 480, 130.2, 520, "件数6", "4") == "件数6"


def rows_in_rtf() -> bytes:
    label = "".join(rf"\u{ord(c)}?" for c in LABEL)
    row = rf"\trowd\cellx1\cellx2\intbl {label}\cell 128\par 12\cell\row"
    return rf"{{\rtf1\ansi{row}\pard}}".encode()


APART = {
    "docx": lambda: word_samples.package(
        word_samples.table((LABEL, word_samples.paragraph("128") + word_samples.paragraph("12")))
    ),
    "rtf": rows_in_rtf,
    "html": f"<table><tr><td>{LABEL}<td><p>128<p>12</table>".encode,
    "odt": lambda: open_document(
        "text", "",
        f"<table:table><table:table-row><table:table-cell><text:p>{LABEL}</text:p>"
        "</table:table-cell><table:table-cell><text:p>128</text:p><text:p>12</text:p>"
        "</table:table-cell></table:table-row></table:table>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("suffix", APART)
def test_two_paragraphs_of_a_cell_are_no_figure(suffix: str) -> None:
    text = figure_in(read(suffix, APART[suffix]()))
    assert text.split() == ["128", "12"]
    assert read_cell(text)[1] is Mark.UNREADABLE


def test_the_ground_of_a_paragraph_lasts_longer_than_the_look_of_its_characters() -> None:
    colors = r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red0\green0\blue128;}"
    for words, shown in ((r"\cbpat3\plain\cf2 128", "128"), (r"128\pard\cf2 9", "128")):
        content = rf"{{\rtf1\ansi{colors}\pard\cbpat3 x\par\pard {words}\par}}"
        assert [line.text for line in read("rtf", content.encode())] == ["x", shown]


def test_parts_of_a_formula_that_do_not_stand_on_one_line_are_no_figure() -> None:
    def part(name: str, *inside: str) -> str:
        return f"<m:{name}>{''.join(inside)}</m:{name}>"

    def printed(text: str) -> str:
        return part("r", part("t", text))

    raised = part("sSup", part("e", printed("12")), part("sup", printed("8")))
    share = part("f", part("num", printed("12")), part("den", printed("8")))
    for formula, shown in ((printed("128"), "128"), (raised, "12^8"), (share, "12/8")):
        row = (LABEL, f"<w:p>{part('oMath', formula)}</w:p>")
        assert figure_in(read("docx", word_samples.package(word_samples.table(row)))) == shown


NUMBERED = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="2"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def listed(text: str, level: int) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr>{run(text)}</w:p>"


def test_numbers_that_word_counts_are_printed() -> None:
    body = listed("部分公开", 0) + listed("国家秘密", 1) + listed("128", 1) + listed("不予公开", 0)
    main = f"<w:document {word_samples.NAMESPACES}><w:body>{body}</w:body></w:document>"
    content = io.BytesIO()
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("word/document.xml", main)
        made.writestr("word/numbering.xml", NUMBERED)
        made.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships><Relationship Id="a" Type="{kinds}/numbering" Target="numbering.xml"/>'
            "</Relationships>",
        )
    lines = read("docx", content.getvalue())
    assert [line.text for line in lines] == [
        "（二）部分公开",
        "1.国家秘密",
        "2. 128",
        "（三）不予公开",
    ]


def turned_in_word(text: str) -> bytes:
    forced = f"<w:p><w:bdo w:val='rtl'>{run(text)}</w:bdo></w:p>"
    return word_samples.package(word_samples.table((LABEL, forced)))


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("docx", turned_in_word("821")),
        ("docx", word_samples.package(word_samples.table((LABEL, "\u202e821\u202c")))),
        *(
            ("html", f"<table><tr><td>{LABEL}<td>{cell}</table>".encode())
            for cell in (
                "<bdo dir=rtl>821</bdo>", "<bdo dir='RTL'>8<b>2</b>1</bdo>", "<bdo>128</bdo>",
                "<span style='unicode-bidi:bidi-override;direction:rtl'>821</span>",
                "<span style='direction:rtl'>128</span>", "1\u202e82\u202c",
            )
        ),
    ],
)  # fmt: skip
def test_figures_that_run_from_right_to_left_are_read_as_they_are_seen(
    suffix: str, content: bytes
) -> None:
    assert figure_in(read(suffix, content)) == "128"


def test_a_text_drawn_twice_or_on_its_side_is_read_once() -> None:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 12)
    canvas.rotate(90)
    for shift in (0, 0.5):
        canvas.drawString(200 + shift, -100, "主动公开信息128条")
    canvas.showPage()
    canvas.save()
    assert [line.text for line in read("pdf", content.getvalue())] == ["主动公开信息128条"]


def test_what_a_file_is_its_content_says() -> None:
    page = f"<html><meta charset=utf-8><table><tr><td>{LABEL}<td>128</table>".encode()
    mail = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + page
    for suffix, content in (
        ("xls", page), ("doc", page), ("mht", mail), ("doc", mail), ("docx", odt("struck")),
        ("txt", docx("hidden")), ("wps", rtf("raised")), ("xls", xlsx("struck")),
    ):  # fmt: skip
        assert figure_in(read(suffix, content)) == "128"


@pytest.mark.parametrize(
    ("shade", "shown"),
    [
        ("w:val='clear' w:fill='1F4E79'", "128"),
        ("w:val='clear' w:fill='auto' w:themeFill='accent1'", "128"),
        ("w:val='clear' w:themeFill='background1' w:themeFillShade='80'", "128"),
        ("w:val='solid' w:color='1F4E79' w:fill='FFFFFF'", "128"),
        ("w:val='solid' w:color='auto' w:fill='auto'", "128"),
        ("w:val='clear' w:color='1F4E79' w:fill='auto'", "12"),
        ("w:val='clear' w:fill='FFFFFF' w:themeFill='background1'", "12"),
        ("w:val='solid' w:color='FFFFFF' w:fill='auto'", "12"),
    ],
)
def test_white_characters_of_word_are_seen_on_every_ground(shade: str, shown: str) -> None:
    white = "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>8</w:t></w:r>"
    cell = f"<w:p><w:pPr><w:shd {shade}/></w:pPr>{run('12')}{white}</w:p>"
    assert figure_in(read("docx", word_samples.package(word_samples.table((LABEL, cell))))) == shown
