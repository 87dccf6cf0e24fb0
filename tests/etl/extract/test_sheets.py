"""Two pages printed on one sheet are read one after the other, the columns of a table are not."""

from __future__ import annotations

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl.extract import pdf

FONT = "STSong-Light"
SIZE = (842, 595)
TOP, STEP = 520, 24
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
TABLE = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "11", "12", "13"],
    ["行政规范性文件", "21", "22", "23"],
]
PROSE = [
    "一年来，本镇各办公室按时公开各类政府信息",
    "群众来电来访均有专人接待并及时作出答复",
    "公开目录每季度核对一次，错漏之处当天改正",
    "镇里另外安排了两名同志负责网站日常维护",
    "下一年将继续做好公开内容的审核与归档工作",
    "有关意见建议可向本镇党政办公室书面提出来",
]


def sheet(left: list[str], right: list[str], *, ruled: int | None = None) -> bytes:
    """Return a sheet with lines on either side, and a ruled table from a place on the right."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=SIZE)
    canvas.setFont(FONT, 11)
    for at, texts in ((40, left), (460, right)):
        for number, text in enumerate(texts):
            canvas.drawString(at, TOP - STEP * number, text)
    if ruled is not None:
        draw_table(canvas, ruled, TOP - STEP)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def draw_table(canvas: Canvas, left: int, top: int) -> None:
    for number, row in enumerate(TABLE):
        for place, text in enumerate(row):
            box = left + 85 * place, top - STEP * (number + 1)
            canvas.rect(*box, 85, STEP)
            canvas.drawString(box[0] + 4, box[1] + 8, text)


def printed(content: bytes) -> list[str | tuple[str, ...]]:
    return [line.cells or line.text for line in pdf.lines(content)]


def test_the_right_page_of_a_sheet_follows_the_left_one() -> None:
    content = sheet(PROSE, ["二、主动公开政府信息情况"], ruled=460)
    assert printed(content) == [*PROSE, "二、主动公开政府信息情况", *map(tuple, TABLE)]


def test_two_columns_of_sentences_are_read_one_after_the_other() -> None:
    assert printed(sheet(PROSE, PROSE[::-1])) == [*PROSE, *PROSE[::-1]]


def test_labels_and_figures_of_one_table_stay_beside_one_another() -> None:
    labels = [f"{text[:16]}件数" for text in PROSE]
    found = printed(sheet(labels, [str(n) for n in range(6)]))
    assert found == [f"{label} {n}" for n, label in enumerate(labels)]


def test_a_table_across_the_sheet_is_not_parted() -> None:
    content = sheet(PROSE[:1], [], ruled=250)
    assert printed(content) == [PROSE[0], *map(tuple, TABLE)]
