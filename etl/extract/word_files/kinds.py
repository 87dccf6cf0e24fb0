"""Opens a file with a name of Word, WPS or rich text as what its content is."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from itertools import islice

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract import html, text
from etl.extract.binary_word import office
from etl.extract.binary_word.parts import HasPassword, NotBinaryWord, opened
from etl.extract.binary_word.story import blocks
from etl.extract.word_files import package, rich_text

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE = b"PK\x03\x04"
RICH_TEXT = b"{\\rtf"
MAIL = b"mime-version:"
WORD_XML = (b"/wordprocessingml/", b"/word/2003/wordml")
XML = b"<?xml"
PAGE = (b"<html", b"<!doctype", b"<meta", b"<head", b"<body", b"<table", b"<div", b"<p")
WHITE = b"\xef\xbb\xbf \r\n\t\x00"
PART_STARTS, MOST_PARTS = b"\n--", 5_000
HEAD = 4096
Reader = Callable[[bytes], tuple[Line, ...]]
RESAVE = "请用 Word 或 WPS 打开原件，另存为 .docx 后重试。"


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the paragraphs and table rows of what an office program wrote, in printed order."""
    reader = reader_of(content)
    if reader is None:
        raise unknown()
    return reader(content)


def lines_or_text(content: bytes) -> tuple[Line, ...]:
    """Return the lines of what an office program wrote, or of plain text under its name."""
    reader = reader_of(content)
    if reader is not None:
        return reader(content)
    try:
        return text.lines(content)
    except UnreadableFile as error:
        raise unknown() from error


def reader_of(content: bytes) -> Reader | None:
    """Return what reads such content: a package, rich text, Word's XML, a page or its mail."""
    head = content[:HEAD].lstrip(WHITE).lower()
    if content.startswith(COMPOUND):
        return compound_lines
    if content.startswith(PACKAGE):
        return package.lines
    if head.startswith(RICH_TEXT):
        return rich_text.lines
    if head.startswith(XML) and any(name in head for name in WORD_XML):
        return package.lines_of_xml
    if MAIL in head:
        return mail_lines
    return html.lines if head.startswith((XML, *PAGE)) else None


def unknown() -> UnreadableFile:
    """Return the refusal of bytes that no office program writes."""
    return UnreadableFile("文件已损坏，或并不是 Word、WPS 文件。", RESAVE)


def compound_lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of a binary Word file, with LibreOffice's help where it is none of ours."""
    try:
        found = blocks(opened(content))
    except HasPassword as error:
        raise UnreadableFile(
            "Word 文件加了密码。", "请打开原件取消密码，另存为 .docx 后重试。"
        ) from error
    except NotBinaryWord as error:
        return package.lines(office.as_docx(content, str(error)))
    return tuple(
        Line(f"第{number}段", " ".join(cells), cells if len(cells) > 1 else None)
        for number, cells in enumerate(found, 1)
    )


def mail_lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of the web page inside a file that Word saved as a single-file page."""
    if content.count(PART_STARTS) > MOST_PARTS:
        raise unknown()
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
    except RecursionError as error:
        raise unknown() from error
    for part in islice(message.walk(), MOST_PARTS):
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes):
            return html.lines(page)
    raise UnreadableFile("文件里没有网页正文。", RESAVE)
