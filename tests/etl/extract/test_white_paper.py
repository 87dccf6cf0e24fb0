"""The edges of white paper behind a text are not to be seen, and are no rules of a table."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl.extract import pdf

FONT = "STSong-Light"
WIDTH, HEIGHT = 90, 22
LEFT, TOP = 80, 700
ROWS = [["项目", "", "总计"], ["行政许可", "12", "/"], ["行政处罚", "", "0"]]
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def page(draw: Callable[[Canvas], None]) -> list[tuple[str, ...] | None]:
    """Return the cells of the rows of a page on which `draw` has drawn before the texts."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(842, 842))
    draw(canvas)
    canvas.setFillGray(0)
    canvas.setFont(FONT, 11)
    for number, row in enumerate(ROWS):
        for place, text in enumerate(row):
            canvas.drawString(LEFT + 8 + WIDTH * place, TOP - HEIGHT * number - 15, text)
    canvas.save()
    return [line.cells for line in pdf.lines(content.getvalue())]


def boxes(canvas: Canvas, *, gap: float = 0) -> None:
    canvas.setFillGray(1)
    for row in range(3):
        for column in range(3):
            x, y = LEFT + WIDTH * column, TOP - HEIGHT * (row + 1)
            canvas.rect(x + gap, y + gap, WIDTH - 2 * gap, HEIGHT - 2 * gap, stroke=0, fill=1)


def on_shade(canvas: Canvas) -> None:
    canvas.setFillGray(0.4)
    canvas.rect(LEFT, TOP - 3 * HEIGHT, 3 * WIDTH, 3 * HEIGHT, stroke=0, fill=1)
    boxes(canvas, gap=0.5)


def outlined(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    for row in range(3):
        for column in range(3):
            canvas.rect(
                LEFT + WIDTH * column, TOP - HEIGHT * (row + 1), WIDTH, HEIGHT, stroke=1, fill=1
            )


def test_white_boxes_on_white_paper_are_no_table() -> None:
    assert all(cells is None for cells in page(boxes))


@pytest.mark.parametrize("draw", [on_shade, outlined], ids=["on a shade", "outlined"])
def test_white_boxes_whose_edges_are_seen_are_a_table(draw: Callable[[Canvas], None]) -> None:
    assert page(draw) == [tuple(row) for row in ROWS]
