"""A PDF is read as it looks, however its maker drew the rules of its tables."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl import extract
from etl.domain.errors import UnreadableFile
from etl.domain.report import Document
from etl.extract import ocr, pdf
from etl.transform import parse
from tests.forms import LARGE

FONT = "STSong-Light"
ROWS = [["项目", "", "总计"], ["行政许可", "12", "/"], ["行政处罚", "", "0"]]
WIDTH, HEIGHT = 90, 22
LEFT, TOP = 80, 700
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def drawn(
    draw: Callable[[Canvas], None], *, turned: int = 0, aslant: int = 0, lock: str | None = None
) -> bytes:
    """Return a page with the text of the rows, on which `draw` has drawn.

    A viewer turns the page by `turned` degrees; all is drawn on it turned by `aslant` degrees.
    """
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(842, 842), encrypt=lock)
    canvas.translate(421, 421)
    canvas.rotate(aslant)
    canvas.translate(-421, -421)
    canvas.setFont(FONT, 11)
    canvas.drawString(LEFT, TOP + 40, "清水坪乡2024年政府信息公开工作年度报告")
    for number, row in enumerate(ROWS):
        for place, text in enumerate(row):
            canvas.drawString(LEFT + 8 + WIDTH * place, TOP - HEIGHT * number - 15, text)
    draw(canvas)
    canvas.setPageRotation(turned)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def as_lines(canvas: Canvas) -> None:
    for number in range(len(ROWS) + 1):
        y = TOP - HEIGHT * number
        canvas.line(LEFT, y, LEFT + 3 * WIDTH, y)
    for place in range(4):
        x = LEFT + WIDTH * place
        canvas.line(x, TOP, x, TOP - HEIGHT * len(ROWS))


def as_boxes(canvas: Canvas) -> None:
    for number in range(len(ROWS)):
        for place in range(3):
            canvas.rect(LEFT + WIDTH * place, TOP - HEIGHT * (number + 1), WIDTH, HEIGHT)


def as_thin_boxes(canvas: Canvas) -> None:
    for number in range(len(ROWS) + 1):
        canvas.rect(LEFT, TOP - HEIGHT * number, 3 * WIDTH, 0.6, stroke=0, fill=1)
    for place in range(4):
        canvas.rect(
            LEFT + WIDTH * place, TOP - HEIGHT * len(ROWS), 0.6, HEIGHT * 3, stroke=0, fill=1
        )


def as_pieces(canvas: Canvas) -> None:
    for number in range(len(ROWS) + 1):
        for place in range(3):
            x, y = LEFT + WIDTH * place, TOP - HEIGHT * number
            canvas.line(x, y, x + WIDTH, y)
            if number < len(ROWS):
                canvas.line(x, y, x, y - HEIGHT)
                canvas.line(x + WIDTH, y, x + WIDTH, y - HEIGHT)


def as_open_sides(canvas: Canvas) -> None:
    for number in range(len(ROWS) + 1):
        y = TOP - HEIGHT * number
        canvas.line(LEFT, y, LEFT + 3 * WIDTH, y)
    for place in (1, 2):
        x = LEFT + WIDTH * place
        canvas.line(x, TOP, x, TOP - HEIGHT * len(ROWS))


def as_form(canvas: Canvas) -> None:
    canvas.beginForm("rules")
    as_lines(canvas)
    canvas.endForm()
    canvas.doForm("rules")


def nothing(_: Canvas) -> None:
    """Draw no rules."""


@pytest.mark.parametrize(
    "draw", [as_lines, as_boxes, as_thin_boxes, as_pieces, as_open_sides, as_form]
)
def test_rules_make_a_table_however_they_are_drawn(draw: Callable[[Canvas], None]) -> None:
    title, *rows = pdf.lines(drawn(draw))
    assert title.text == "清水坪乡2024年政府信息公开工作年度报告"
    assert [row.cells for row in rows] == [tuple(row) for row in ROWS]
    assert rows[1].place == "第1页 第3行"


def test_a_page_with_links_is_read_like_any_other() -> None:
    def with_a_link(canvas: Canvas) -> None:
        as_lines(canvas)
        canvas.linkURL("https://example.org/", (LEFT, TOP, LEFT + 40, TOP + 20))

    assert pdf.lines(drawn(with_a_link)) == pdf.lines(drawn(as_lines))


@pytest.mark.parametrize("aslant", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_its_text_stands(turned: int, aslant: int) -> None:
    title, *rows = pdf.lines(drawn(as_lines, turned=turned, aslant=aslant))
    assert title.text == "清水坪乡2024年政府信息公开工作年度报告"
    assert [row.cells for row in rows] == [tuple(row) for row in ROWS]


def test_without_rules_a_place_is_never_made_up() -> None:
    title, *rows = pdf.lines(drawn(nothing))
    assert title.cells is None
    assert [row.cells for row in rows] == [None] * 3
    assert [row.text.split() for row in rows] == [[t for t in row if t] for row in ROWS]


def test_a_cell_that_spans_rows_stands_once() -> None:
    def spanning(canvas: Canvas) -> None:
        bottom = TOP - HEIGHT * len(ROWS)
        canvas.rect(LEFT, bottom, WIDTH, HEIGHT * 3)
        for number in range(len(ROWS)):
            for place in (1, 2):
                y = TOP - HEIGHT * (number + 1)
                canvas.rect(LEFT + WIDTH * place, y, WIDTH, HEIGHT)

    _, *rows = pdf.lines(drawn(spanning))
    assert [row.cells for row in rows] == [
        ("项目行政许可行政处罚", "", "总计"),
        ("", "12", "/"),
        ("", "", "0"),
    ]


@pytest.mark.parametrize("content", [b"%PDF-1.7 cut short", b"no pdf", drawn(as_lines, lock="1")])
def test_what_cannot_be_opened_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="PDF"):
        extract.read(path)


@settings(max_examples=60, deadline=None, suppress_health_check=LARGE)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(drawn(as_lines))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(content) // 2, len(content)))
    try:
        pdf.lines(bytes(content[:cut]))
    except UnreadableFile:
        return


def test_a_low_sign_stays_on_its_line() -> None:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 16)
    canvas.drawString(LEFT, 600, "一、总体情况，一、二、三。")
    canvas.showPage()
    canvas.save()
    assert [line.text for line in pdf.lines(content.getvalue())] == ["一、总体情况，一、二、三。"]


def test_a_picture_among_pages_of_text_is_never_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr, "NEEDED", ("no_such_recognizer",))
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 11)
    canvas.drawString(LEFT, TOP, "清水坪乡2024年政府信息公开工作年度报告")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 20, 20, 550, 780)
    canvas.showPage()
    canvas.save()
    first, second = pdf.lines(content.getvalue())
    assert (second.place, second.text, second.confidence) == ("第2页", "", 0.0)
    report = parse(Document("报告.pdf", "pdf", "", (first, second)))
    assert [(i.message, i.place) for i in report.issues if i.kind == "unread_picture"] == [
        ("第2页是图片，没有识别", "第2页")
    ]


def test_a_huge_page_is_drawn_no_larger_than_it_may() -> None:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(14_400, 14_400))
    canvas.showPage()
    canvas.save()
    ((number, image),) = pdf.page_images(content.getvalue(), [0])
    assert number == 1
    assert image.width * image.height <= 1.1 * pdf.MOST_PIXELS


@pytest.mark.parametrize(("said", "shown"), [("999", "\ufffd"), ("128", "128"), ("none", "\ufffd")])
def test_a_text_that_says_another_figure_than_it_draws_is_unreadable(said: str, shown: str) -> None:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 12)
    canvas.drawString(100, 620, "清水坪乡2024年政府信息公开工作年度报告")
    canvas.drawString(100, 580, "公开信息")
    code: list[str] = canvas._code  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    code.append(f"/Span <</ActualText ({said})>> BDC")
    canvas.drawString(100, 540, "128")
    code.append("EMC")
    canvas.showPage()
    canvas.save()
    assert set(pdf.lines(content.getvalue())[2].text) == set(shown)


def test_a_figure_that_the_edge_of_a_page_cuts_is_no_other() -> None:
    document = pypdfium2.PdfDocument(drawn(lambda canvas: canvas.drawString(400, 500, "3855")))
    document[0].set_cropbox(0, 0, 408, 842)
    content = io.BytesIO()
    document.save(content)
    assert "3\ufffd" in [line.text for line in pdf.lines(content.getvalue())]
