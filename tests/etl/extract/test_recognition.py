"""A scanned page is read, never with a wrong figure, and says that it was recognized."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import run
from etl import extract
from etl.domain.errors import UnreadableFile
from etl.domain.report import Document, Line, Mark, Report
from etl.transform import parse
from etl.transform.numbers import read_cell

TITLE = "清水坪乡2024年政府信息公开工作年度报告"
PROSE = "2024年，清水坪乡主动公开政府信息136条。全年没有收到政府信息公开申请。"
BLOCKS = [
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "/", "12"),
    ("行政规范性文件", "3", "", "307"),
]
PRINTED = {
    "article_20.regulations.issued": "0",
    "article_20.regulations.repealed": "/",
    "article_20.regulations.in_force": "12",
    "article_20.normative_documents.issued": "3",
    "article_20.normative_documents.repealed": "",
    "article_20.normative_documents.in_force": "307",
}
LEFT, TOP, WIDTH, HEIGHT = 120, 560, 340, 64


def chinese_font() -> ImageFont.FreeTypeFont:
    for folder in run.FONT_FOLDERS:
        for path in sorted(Path(folder).expanduser().rglob("*.tt[cf]")):
            if any(word in path.name.lower().replace("-", "") for word in run.FONT_WORDS):
                return ImageFont.truetype(str(path), 32)
    raise LookupError("the tests need a Chinese font")


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """Return a page at 200 dots an inch: a title, a sentence, and a ruled table."""
    image = Image.new("L", (1654, 1200), 255)
    draw = ImageDraw.Draw(image)
    font = chinese_font()
    draw.text((400, 120), TITLE, font=font, fill=0)
    draw.text((LEFT, 280), PROSE, font=font, fill=0)
    draw.text((LEFT, 440), "第二十条第（一）项", font=font, fill=0)
    for row, cells in enumerate(BLOCKS):
        for place, text in enumerate(cells):
            x, y = LEFT + WIDTH * place, TOP + HEIGHT * row
            draw.rectangle((x, y, x + WIDTH, y + HEIGHT), outline=0, width=2)
            draw.text((x + 30, y + 10), text, font=font, fill=0)
    return image


def scanned(page: Image.Image) -> Image.Image:
    """Return a page as an office's scanner would give it: aslant, grainy, poorly compressed."""
    turned = page.rotate(-0.8, fillcolor=250, resample=Image.Resampling.BICUBIC)
    grain = np.random.default_rng(7).normal(0, 10, (turned.height, turned.width))
    gray = np.clip(np.asarray(turned, dtype=float) + grain, 0, 255).astype(np.uint8)
    content = io.BytesIO()
    Image.fromarray(gray).save(content, "JPEG", quality=60)
    return Image.open(content)


def written(path: Path, image: Image.Image) -> Path:
    image.save(path)
    return path


def values(report: Report) -> dict[str, str]:
    return {cell.address: cell.raw for cell in report.cells if cell.address in PRINTED}


def test_a_clean_picture_is_read_whole(page: Image.Image, tmp_path: Path) -> None:
    report = parse(extract.read(written(tmp_path / "报告.png", page)))
    assert (report.identity.township, report.identity.year) == ("清水坪乡", 2024)
    assert values(report) == PRINTED
    figures = {f.figure: f for f in report.figures}
    assert figures["proactive_total"].value == 136
    assert figures["applications_received"].value == 0
    assert all(f.confidence and f.confidence >= 0.8 for f in figures.values())
    assert "recognized" in {issue.kind for issue in report.issues}
    read = [cell for cell in report.cells if cell.address in PRINTED]
    assert all(cell.confidence and cell.confidence >= 0.8 for cell in read)


def test_a_poor_scan_gives_no_wrong_figure(page: Image.Image, tmp_path: Path) -> None:
    report = parse(extract.read(written(tmp_path / "报告.jpg", scanned(page))))
    found = {c.address: c for c in report.cells if c.address in PRINTED}
    sure = {a for a, c in found.items() if c.mark not in (Mark.UNREADABLE, Mark.ABSENT)}
    assert {a: found[a].raw for a in sure} == {a: PRINTED[a] for a in sure}
    assert len(sure) >= 3


def test_a_scanned_pdf_is_read_like_the_picture(page: Image.Image, tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    canvas = Canvas(str(path), pagesize=(page.width * 0.36, page.height * 0.36))
    canvas.drawImage(ImageReader(page), 0, 0, page.width * 0.36, page.height * 0.36)
    canvas.showPage()
    canvas.save()
    document = extract.read(path)
    assert document.lines[0].place == "第1页 第1行"
    assert values(parse(document)) == PRINTED


@pytest.mark.parametrize(
    "turn",
    [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270],
)
def test_a_scan_that_lies_wrong_is_turned(
    page: Image.Image, turn: Image.Transpose, tmp_path: Path
) -> None:
    report = parse(extract.read(written(tmp_path / "报告.png", page.transpose(turn))))
    assert values(report) == PRINTED


def drawn_cell(parts: list[tuple[int, int, str]], width: int = 300) -> np.ndarray:
    """Return a cell in which texts stand at places."""
    image = Image.new("L", (width, 110), 255)
    draw = ImageDraw.Draw(image)
    for x, y, text in parts:
        draw.text((x, y), text, font=chinese_font(), fill=0)
    return np.asarray(image)


@pytest.mark.parametrize("gap", [16, 24, 40, 120])
@pytest.mark.parametrize(("first", "second"), [("0", "1"), ("47", "3"), ("1", "1")])
def test_two_figures_in_one_cell_are_never_one(first: str, second: str, gap: int) -> None:
    from etl.extract.ocr.words import cell_texts

    width = round(chinese_font().getlength(first))
    beside = drawn_cell([(20, 30, first), (20 + width + gap, 30, second)])
    below = drawn_cell([(120, 8, first), (130, 58, second)])
    for text in cell_texts([beside, below]):
        assert read_cell(text.text)[0] is None


def test_no_other_digit_has_the_shape_of_a_plain_zero() -> None:
    from etl.extract.ocr.rings import is_plain_zero

    alone = {text: drawn_cell([(60, 30, text)]) for text in "0123456789口日"}
    assert {text for text, cell in alone.items() if is_plain_zero(cell)} == {"0"}
    assert not is_plain_zero(drawn_cell([(60, 30, "0"), (120, 30, "0")]))


@pytest.mark.parametrize("figure", ["11", "1111", "4071", "170", "11.06"])
def test_the_digits_of_one_figure_stay_together(figure: str) -> None:
    from etl.extract.ocr.words import cell_texts

    (text,) = cell_texts([drawn_cell([(60, 30, figure)])])
    assert text.text == figure


def test_a_figure_wrapped_in_a_full_cell_is_one() -> None:
    from etl.extract.ocr.words import cell_texts

    (text,) = cell_texts([drawn_cell([(10, 8, "4073"), (34, 58, "26")], width=90)])
    assert text.text == "407326"


def test_a_long_picture_is_cut_where_nothing_is_printed() -> None:
    from etl.extract.ocr.orientation import cut

    picture = np.full((2_000, 400), 255, np.uint8)
    picture[::40] = picture[1::40] = 0
    pieces = list(cut(picture))
    assert sum(len(piece) for piece in pieces) == 2_000
    assert all(len(piece) <= 800 for piece in pieces)
    assert all(piece[0].min() == 255 for piece in pieces[1:])


def test_a_scan_without_a_table_is_no_empty_report(tmp_path: Path) -> None:
    image = Image.new("L", (1400, 500), 255)
    draw = ImageDraw.Draw(image)
    draw.text((60, 60), TITLE, fill=0, font=chinese_font())
    report = parse(extract.read(written(tmp_path / "报告.png", image)))
    assert "no_table_recognized" in {issue.kind for issue in report.issues}


def test_a_recognized_rate_above_the_whole_is_a_doubt() -> None:
    said = "12345热线受理41件，办结率101.9%。"
    for sure in (0.97, None):
        lines = (Line("第1行", TITLE, confidence=sure), Line("第2行", said, confidence=sure))
        report = parse(Document("x.pdf", "pdf", "", lines))
        read = {figure.figure for figure in report.figures}
        asked = {c.figure for c in report.candidates if c.reason == "above_whole"}
        assert "hotline_rate_stated" in (asked if sure else read)
        assert "hotline_rate_stated" not in (read if sure else asked)


def test_without_the_extra_it_is_said_who_can_install_it(tmp_path: Path, page: Image.Image) -> None:
    path = written(tmp_path / "报告.png", page)
    code = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if 'rapidocr' in name else find(name, *a)\n"
        "from pathlib import Path; from etl import extract\n"
        "from etl.domain.errors import UnreadableFile\n"
        "try: extract.read(Path(sys.argv[1]))\n"
        "except UnreadableFile as error: print(error)\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8"
    )
    assert "请技术人员装上图片识别" in shown.stdout
    assert "python" not in shown.stdout, "an official has no command line"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n cut", b"no picture"])
def test_a_broken_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.png"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="图片已损坏"):
        extract.read(path)


def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "大.png", Image.new("1", (12_000, 12_000)))
    with pytest.raises(UnreadableFile, match="像素过多"):
        extract.read(path)
