"""Opens PDF files: prose as lines, ruled tables as rows of cells; scanned pages as pictures."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import pypdfium2
from PIL import Image
from pypdfium2.raw import (
    FLAT_NORMALDISPLAY,
    FLATTEN_FAIL,
    FPDF_ERR_PASSWORD,
    FPDFPage_Flatten,
    FPDFPage_GetAnnotCount,
)

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract.ocr import lines_of
from etl.extract.ruled_pages.actual_text import misstated
from etl.extract.ruled_pages.characters import UNMAPPED
from etl.extract.ruled_pages.lines import page_lines
from etl.extract.ruled_pages.shapes import Shapes, TooMuchDrawn, shapes_of

SUFFIXES = (".pdf",)
MOST_PAGES = 200
SCALE = 3  # 216 dots an inch
MOST_PIXELS = 16_000_000
FEWEST_GLYPHS = 8
LAYERS = b"/OCProperties"
PACKED = re.compile(rb"/ObjStm[^\x00]{0,300}?stream\r?\n")
MOST_PACKED, LARGEST_PACKED = 50, 4_000_000
MOST_UNMAPPED = 0.3
UNLOCK = "请用 PDF 阅读器打开原件，取消密码后另存，再重新导入。"
LOCK = threading.Lock()
RESAVE = "请用 Word、WPS 或浏览器打开原件，重新另存为 PDF 或 .docx 后重试。"


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines and table rows of a PDF file, placed by page and line.

    A page that is a picture is recognized where the extra for it is installed. Among pages of
    text one that cannot be recognized is an empty line without confidence; alone it is refused.
    """
    with opened(content) as document:
        layers = has_layers(content)
        pages = [shapes_on(document, n, has_layers=layers) for n in range(len(document))]
    pictures = [n for n, page in enumerate(pages) if not is_text(page)]
    if len(pictures) == len(pages):
        return lines_of(page_images(content, pictures))
    found: list[Line] = []
    for number, page in enumerate(pages):
        if number in pictures and (page.is_pictured or len(page.glyphs) >= FEWEST_GLYPHS):
            found += recognized(content, number)
        else:
            found += page_lines(page, number + 1)
    return tuple(found)


def recognized(content: bytes, number: int) -> tuple[Line, ...]:
    """Return the lines of one pictured page, or the one line that stands for what is not read."""
    try:
        return lines_of(page_images(content, [number]))
    except UnreadableFile:
        return (Line(f"第{number + 1}页", "", confidence=0.0),)


def page_images(content: bytes, numbers: Iterable[int]) -> Iterator[tuple[int, Image.Image]]:
    """Yield pages as pictures, each with its number as printed in places, counted from 1."""
    for number in numbers:
        with opened(content) as document:
            try:
                page = document[number]
                scale = min(SCALE, (MOST_PIXELS / (page.get_width() * page.get_height())) ** 0.5)
                image = page.render(scale=scale).to_pil()  # pyright: ignore[reportArgumentType]
            except pypdfium2.PdfiumError as error:
                raise UnreadableFile(f"PDF 第{number + 1}页已损坏。", RESAVE) from error
        yield number + 1, image


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Give an open PDF document; PDFium serves one thread at a time."""
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if error.err_code == FPDF_ERR_PASSWORD:
                raise UnreadableFile("PDF 文件加了密码。", UNLOCK) from error
            raise UnreadableFile("PDF 文件已损坏，或并不是 PDF。", RESAVE) from error
        try:
            document.init_forms()
            refuse_unlikely(document)
            yield document
        finally:
            document.close()


def refuse_unlikely(document: pypdfium2.PdfDocument) -> None:
    """Refuse a document without pages or with far more than a report has."""
    if not 1 <= len(document) <= MOST_PAGES:
        raise UnreadableFile(
            f"PDF 文件有 {len(document)} 页，不像年度报告（最多 {MOST_PAGES} 页）。",
            "请确认是否选错文件，或只保留年度报告的页。",
        )


def is_text(page: Shapes) -> bool:
    """Return whether a page has text, in fonts that say what their characters are."""
    unmapped = sum(glyph.text == UNMAPPED for glyph in page.glyphs)
    return len(page.glyphs) >= FEWEST_GLYPHS and unmapped <= MOST_UNMAPPED * len(page.glyphs)


def has_layers(content: bytes) -> bool:
    """Return whether parts of a document may be switched off; packed objects are looked into."""
    if LAYERS in content:
        return True
    for found in islice(PACKED.finditer(content), MOST_PACKED):
        try:
            inside = zlib.decompressobj().decompress(content[found.end() :], LARGEST_PACKED)
        except zlib.error:
            continue
        if LAYERS in inside:
            return True
    return False


def with_notes(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Return a page on which form fields, notes and links are drawn as they are printed."""
    page = document[number]
    if not FPDFPage_GetAnnotCount(page.raw):
        return page
    # The page's own method asks for a form, which a document with links alone lacks.
    if FPDFPage_Flatten(page.raw, FLAT_NORMALDISPLAY) == FLATTEN_FAIL:
        raise pypdfium2.PdfiumError("The annotations of a page cannot be drawn.")
    return document[number]


def shapes_on(document: pypdfium2.PdfDocument, number: int, *, has_layers: bool = False) -> Shapes:
    """Return what a page draws, its form's fields and notes included; `number` counts from 0."""
    try:
        page = with_notes(document, number)
        doubted = misstated(page, lambda: document[number])
        text_page = page.get_textpage()
        return shapes_of(page, text_page, has_layers=has_layers, doubted=doubted)
    except TooMuchDrawn as error:
        raise UnreadableFile(
            f"PDF 第{number + 1}页的文字或线条过多，不像年度报告。", "请确认是否选错文件。"
        ) from error
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"PDF 第{number + 1}页已损坏。", RESAVE) from error
