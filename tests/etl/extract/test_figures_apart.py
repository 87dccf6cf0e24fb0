"""Two figures printed near each other in a PDF are never read as one, nor one as two."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl.domain.report import Line
from etl.extract import pdf

SONG = "STSong-Light"
FONTS = (SONG, "Helvetica", "Times-Roman", "Courier")
SIZE = 10.5
pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def page(draw: Callable[[Canvas], None]) -> tuple[Line, ...]:
    """Return the lines of a page on which `draw` has drawn, below a line of text."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(595, 842))
    canvas.setFont(SONG, SIZE)
    canvas.drawString(80, 780, "云岭镇各项办理情况如下表所示")
    draw(canvas)
    canvas.save()
    return pdf.lines(content.getvalue())


def cell(draw: Callable[[Canvas], None], width: float = 90) -> str:
    """Return what is read of the second cell of a ruled row, its left edge 200 points in."""

    def ruled(canvas: Canvas) -> None:
        canvas.rect(100, 700, 100, 40)
        canvas.rect(200, 700, width, 40)
        canvas.drawString(110, 715, "许可")
        draw(canvas)

    cells = page(ruled)[-1].cells
    assert cells is not None
    assert cells[0] == "许可"
    return cells[1]


def beside(parts: tuple[str, ...], font: str, gap: float) -> Callable[[Canvas], None]:
    """Return what draws figures in a cell with `gap` times the size of the text between them."""

    def draw(canvas: Canvas) -> None:
        x = 206.0
        for part in parts:
            canvas.setFont(font, SIZE)
            canvas.drawString(x, 715, part)
            x += pdfmetrics.stringWidth(part, font, SIZE) + gap * SIZE

    return draw


@pytest.mark.parametrize("gap", [0.25, 0.35, 0.5, 0.58, 0.7, 1.2, 3])
@pytest.mark.parametrize("font", FONTS)
def test_two_figures_in_a_cell_are_never_one(font: str, gap: float) -> None:
    assert cell(beside(("0", "1"), font, gap)) == "0 1"
    assert cell(beside(("47", "3"), font, gap)) == "47 3"


@pytest.mark.parametrize("figure", ["11", "1111", "4071", "1,170", "17.06", "0"])
@pytest.mark.parametrize("font", FONTS)
def test_the_digits_of_one_figure_stay_together(font: str, figure: str) -> None:
    assert cell(beside((figure,), font, 0)) == figure
    assert cell(beside(tuple(figure), font, 0.06)) == figure


@pytest.mark.parametrize("gap", [0.3, 0.5, 0.8])
def test_a_figure_spread_over_its_cell_is_no_other_figure(gap: float) -> None:
    assert cell(beside(("4", "0", "7"), SONG, gap)) == "4 0 7"


def test_a_text_with_space_between_all_its_letters_keeps_its_figures() -> None:
    said = "全年公开信息407条其中规划类38条"

    def spaced(canvas: Canvas) -> None:
        canvas.drawString(80, 740, said, charSpace=0.3 * SIZE)

    assert page(spaced)[-1].text == said


@pytest.mark.parametrize(
    ("lines", "width", "read"),
    [
        (("407", "3"), 90, "407 3"),
        (("40", "73"), 36, "40 73"),
        (("407", "3"), 26, "4073"),
        (("４０", "７３"), 60, "４０ ７３"),
    ],
)
def test_figures_on_two_lines_are_one_only_where_the_cell_is_full(
    lines: tuple[str, str], width: float, read: str
) -> None:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(lines):
            half = pdfmetrics.stringWidth(text, SONG, SIZE) / 2
            canvas.drawString(200 + width / 2 - half, 723 - 13 * number, text)

    assert cell(draw, width) == read
