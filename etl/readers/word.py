"""Opens Word files (.docx) straight from their XML: paragraphs as lines, table rows with cells.

A cell that a merge only continues is blank in its row; a merged cell is no repeated value.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from etl.errors import UnreadableFile
from etl.model import Line

SUFFIXES = (".docx",)
DOCUMENT = "word/document.xml"
LARGEST_XML = 64 * 1024 * 1024
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
DELETED = {f"{WORD}del", f"{WORD}moveFrom", ALTERNATE}
HINT = "请用 Word 或 WPS 打开原件，确认无密码后另存为 .docx 重试。"


def lines(content: bytes) -> tuple[Line, ...]:
    """Return a Word file's paragraphs and table rows in printed order."""
    body = document(content).find(f"{WORD}body")
    if body is None:
        raise UnreadableFile("Word 文件没有正文。", HINT)
    return tuple(
        Line(f"第{number}段", " ".join(cells), cells if len(cells) > 1 else None)
        for number, cells in enumerate(blocks(body), 1)
    )


def document(content: bytes) -> etree._Element:
    """Return the main part of a Word package; its size is bounded and no entity is expanded."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if package.getinfo(DOCUMENT).file_size > LARGEST_XML:
                raise UnreadableFile("Word 文件解压后过大。", "请确认文件是否正常。")
            xml = package.read(DOCUMENT)
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, RuntimeError, etree.XMLSyntaxError) as error:
        raise UnreadableFile("Word 文件已损坏、加了密码，或并不是 .docx。", HINT) from error


def blocks(container: etree._Element) -> Iterator[tuple[str, ...]]:
    """Yield each paragraph as one text, each table row as its cells' texts."""
    for element in container:
        if element.tag == f"{WORD}p":
            yield (text_of(element),)
        elif element.tag == f"{WORD}tbl":
            for row in element.iter(f"{WORD}tr"):
                yield tuple(cell_text(cell) for cell in row.iterchildren(f"{WORD}tc"))
        elif element.tag in (f"{WORD}sdt", f"{WORD}sdtContent"):
            yield from blocks(element)


def cell_text(cell: etree._Element) -> str:
    """Return the paragraphs of a table cell as one text."""
    return "".join(text_of(paragraph) for paragraph in cell.iter(f"{WORD}p")).strip()


def text_of(paragraph: etree._Element) -> str:
    """Return what a paragraph prints, tabs and breaks included, deleted text left out."""
    signs = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}
    parts = []
    for element in paragraph.iter():
        if element.tag == f"{WORD}t" and not is_deleted(element):
            parts.append(element.text or "")
        elif str(element.tag) in signs and next(element.iterancestors(), element).tag == f"{WORD}r":
            parts.append(signs[str(element.tag)])
    return "".join(parts)


def is_deleted(text: etree._Element) -> bool:
    """Return whether a text stands in a tracked deletion or an alternate drawing."""
    return any(ancestor.tag in DELETED for ancestor in text.iterancestors())
