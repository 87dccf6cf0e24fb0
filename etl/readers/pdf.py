"""Opens PDF files: prose as lines, ruled tables as rows of cells; scanned pages as pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PIL import Image

from etl.errors import UnreadableFile
from etl.model import Line
from etl.readers.drawn.lines import page_lines
from etl.readers.drawn.shapes import Shapes, TooMuchDrawn, shapes_of
from etl.readers.recognition import lines_of

SUFFIXES = (".pdf",)
MOST_PAGES = 200
SCALE = 3  # 216 dots an inch
FEWEST_GLYPHS = 8
LOCK = threading.Lock()
RESAVE = "请用 Word、WPS 或浏览器打开原件，重新另存为 PDF 或 .docx 后重试。"


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines and table rows of a PDF file, placed by page and line."""
    with opened(content) as document:
        pages = [shapes_on(document, number) for number in range(len(document))]
    if sum(len(page.glyphs) for page in pages) < FEWEST_GLYPHS * len(pages):
        return lines_of(page_images(content))
    return tuple(line for number, page in enumerate(pages, 1) for line in page_lines(page, number))


def page_images(content: bytes) -> Iterator[tuple[int, Image.Image]]:
    """Yield each page of a PDF file as a picture, with its number."""
    with opened(content) as document:
        for number in range(len(document)):
            yield number + 1, document[number].render(scale=SCALE).to_pil()


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Give an open PDF document; PDFium serves one thread at a time."""
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile("PDF 文件已损坏、加了密码，或并不是 PDF。", RESAVE) from error
        try:
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


def shapes_on(document: pypdfium2.PdfDocument, number: int) -> Shapes:
    """Return what a page draws; `number` counts from 0."""
    try:
        page = document[number]
        text = page.get_textpage()
        return shapes_of(page, text)
    except TooMuchDrawn as error:
        raise UnreadableFile(
            f"PDF 第{number + 1}页的文字或线条过多，不像年度报告。", "请确认是否选错文件。"
        ) from error
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"PDF 第{number + 1}页已损坏。", RESAVE) from error
