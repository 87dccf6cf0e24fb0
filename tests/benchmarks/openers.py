"""What reading is measured beside: merely opening the same bytes, and the libraries people know."""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Callable

import docx
import lxml.etree
import lxml.html
import pdfplumber
import pypdfium2

Opener = Callable[[bytes], object]


def decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("gb18030")


def parse_word_xml(content: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return lxml.etree.fromstring(archive.read("word/document.xml"))


def pdfium_text(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def python_docx_cells(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    return texts


def pdfplumber_cells(content: bytes) -> list[object]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [(page.extract_text(), page.extract_tables()) for page in document.pages]


FLOORS: dict[str, tuple[str, Opener]] = {
    ".txt": ("bytes.decode", decode),
    ".html": ("lxml.html", lxml.html.document_fromstring),
    ".docx": ("zipfile and lxml", parse_word_xml),
    ".pdf": ("pypdfium2, text only", pdfium_text),
}
RIVALS: dict[str, tuple[str, Opener]] = {
    ".docx": ("python-docx", python_docx_cells),
    ".pdf": ("pdfplumber", pdfplumber_cells),
}
