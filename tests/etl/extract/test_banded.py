"""Rules across alone part a table into rows, and columns are where no character stands."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl.domain.report import Document
from etl.extract import pdf
from etl.transform import parse

FONT = "STSong-Light"
PLACES = (80, 220, 300, 380)
HEAD = [["指标名称"], ["计量", "单位"], ["2013", "年度"], ["历年", "累计"]]
ROWS = [
    [["主动公开信息", "数"], ["条"], ["61"], ["307"]],
    [["其中：1.网站", "公开"], ["条"], ["45"], ["288"]],
    [["2.政府公报公", "开"], ["条"], ["16"], ["19"]],
    [["对申请的答复", "数"], ["条"], ["2"], ["5"]],
]
TITLE = "望云镇2013年政府信息公开情况统计表"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def page(*, ruled: range, step: int = 40) -> bytes:
    """Return a page with the table, its rules below the rows of these numbers; -1 is above all."""
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 11)
    canvas.drawString(80, 760, TITLE)
    for number, row in enumerate([HEAD, *ROWS]):
        bottom = 730 - step * (number + 1)
        for place, texts in zip(PLACES, row, strict=True):
            for line, text in enumerate(texts):
                canvas.drawString(place, bottom + step / 2 + 7 * len(texts) - 14 * (line + 1), text)
        if number in ruled:
            canvas.line(76, bottom, 460, bottom)
    if -1 in ruled:
        canvas.line(76, 730, 460, 730)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


WHOLE = [tuple("".join(texts) for texts in row) for row in (HEAD, *ROWS)]


@pytest.mark.parametrize("ruled", [range(-1, 5), range(5), range(-1, 4), range(4)])
def test_headings_and_labels_of_several_lines_are_whole(ruled: range) -> None:
    lines = pdf.lines(page(ruled=ruled))
    assert [line.cells for line in lines if line.cells] == WHOLE
    assert lines[0].text == TITLE
    report = parse(Document("x.pdf", "pdf", "", lines))
    found = {cell.address: str(cell.value) for cell in report.cells}
    assert found["statistics.disclosed.this_year"] == "61"
    assert found["statistics.answered.cumulative"] == "5"


def test_rows_that_no_rule_parts_are_read_as_lines() -> None:
    found = [line.cells for line in pdf.lines(page(ruled=range(-1, 5, 5))) if line.cells]
    assert found == []
    three = pdf.lines(page(ruled=range(-1, 6, 2), step=28))
    assert not [line.cells for line in three if line.cells]
