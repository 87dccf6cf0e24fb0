"""Opens older Word and WPS files: directly where they are of 1997 to 2003, else with LibreOffice.

A file that is something else under such a name is read as what it is.
"""

from __future__ import annotations

from etl.errors import UnreadableFile
from etl.model import Line
from etl.readers import rich_text, web, word
from etl.readers.binary_word import office
from etl.readers.binary_word.parts import HasPassword, NotBinaryWord, opened
from etl.readers.binary_word.story import blocks

SUFFIXES = (".doc", ".wps")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE = b"PK\x03\x04"
RICH_TEXT = b"{\\rtf"
PAGE = (b"<html", b"<!doctype", b"<?xml", b"<meta", b"mime-version")


def lines(content: bytes) -> tuple[Line, ...]:
    """Return a file's paragraphs and table rows in printed order."""
    if content.startswith(PACKAGE):
        return word.lines(content)
    if content.startswith(RICH_TEXT):
        return rich_text.lines(content)
    if not content.startswith(COMPOUND):
        head = content[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        return web.lines(content) if head.startswith(PAGE) else refuse_unknown()
    try:
        found = tuple(blocks(opened(content)))
    except HasPassword as error:
        raise UnreadableFile(
            "Word 文件加了密码。", "请打开原件取消密码，另存为 .docx 后重试。"
        ) from error
    except NotBinaryWord as error:
        return word.lines(office.as_docx(content, str(error)))
    return tuple(
        Line(f"第{number}段", " ".join(cells), cells if len(cells) > 1 else None)
        for number, cells in enumerate(found, 1)
    )


def refuse_unknown() -> tuple[Line, ...]:
    """Refuse bytes that no Word program writes."""
    raise UnreadableFile(
        "文件已损坏，或并不是 Word、WPS 文件。", "请用 Word 或 WPS 打开原件，另存为 .docx 后重试。"
    )
