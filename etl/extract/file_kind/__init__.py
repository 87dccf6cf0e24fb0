"""Says what a file is by its content; its name only decides where the content is plain text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from etl.domain.errors import UnreadableFile

HEAD = 4096
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE = b"PK\x03\x04"
WHITE = b"\xef\xbb\xbf \r\n\t\x00"
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
STREAMS = (("EncryptedPackage", ""), ("WordDocument", ".doc"), ("Workbook", ".xls"))
MEMBERS = (
    ("word/", ".docx"), ("xl/workbook.bin", ".xlsb"), ("xl/", ".xlsx"), ("ppt/", ".pptx"),
    ("OFD.xml", ".ofd"),
)  # fmt: skip
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
OPEN_KINDS = ((b"text", ".odt"), (b"spreadsheet", ".ods"))
MARKED_UP = (
    (b"/wordprocessingml/", ".docx"), (b"/word/2003/wordml", ".docx"),
    (b"office:spreadsheet", ".xls"), (b"opendocument:xmlns:office", ".fodt"),
)  # fmt: skip
MAIL = (b"mime-version:", b"content-type: multipart/")
XML = b"<?xml"
PAGE = (b"<html", b"<!doctype html", b"<meta", b"<head", b"<body")
PART_OF_PAGE = (b"<table", b"<div", b"<p>", b"<p ", b"<!doctype", b"<span", b"<center")
PLAIN = (".txt", ".md", ".csv", ".tsv")
LOCKED = UnreadableFile(
    "文件加了密码。", "请用 Word、Excel 或 WPS 打开原件，取消密码后另存，再重新导入。"
)
NO_OFD = "这是 OFD 版式文件，目前不能直接读取。"
MAKE_PDF = "请用 WPS 或 OFD 阅读器打开，选择“打印”或“导出”为 PDF（保留文字），再导入 PDF。"


def kind_of(content: bytes, suffix: str) -> str:
    """Return the suffix under which files of such content go, the given one where none is sure.

    Raises UnreadableFile for what is encrypted, and for a page of the national format OFD.
    """
    for sign, told in SIGNED:
        if content.startswith(sign):
            return told(content) or suffix
    if b"%PDF-" in content[:1024]:
        return ".pdf"
    return written_kind(content[:HEAD].lstrip(WHITE).lower(), suffix)


def written_kind(head: bytes, suffix: str) -> str:
    """Return the kind of a file that is written in characters, by how it begins."""
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if suffix not in PLAIN and any(sign in head for sign in MAIL):
        return ".mht"
    if head.startswith(b"<"):
        for sign, kind in MARKED_UP:
            if sign in head:
                return kind
    if head.startswith(PAGE) or (suffix not in PLAIN and head.startswith((XML, *PART_OF_PAGE))):
        return ".html"
    return suffix


def compound_kind(content: bytes) -> str:
    """Return what an older office program wrote, by the streams that the file names."""
    for name, kind in STREAMS:
        if name.encode("utf-16-le") in content:
            if not kind:
                raise LOCKED
            return kind
    return ".xls" if "Book".encode("utf-16-le") in content else ""


def package_kind(content: bytes) -> str:
    """Return what a zip package holds, nothing where it is another archive or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if "mimetype" in names and package.getinfo("mimetype").file_size < HEAD:
                told = package.read("mimetype")
                if told.startswith(OPEN_DOCUMENT):
                    return open_kind(told.removeprefix(OPEN_DOCUMENT))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return ""
    kind = next((k for start, k in MEMBERS if any(n.startswith(start) for n in names)), "")
    if kind == ".ofd":
        raise UnreadableFile(NO_OFD, MAKE_PDF)
    return kind


def open_kind(told: bytes) -> str:
    """Return the kind of an OpenDocument package."""
    return next((kind for start, kind in OPEN_KINDS if told.startswith(start)), "")


def picture_kind(_: bytes) -> str:
    """Return the kind of any picture."""
    return ".png"


SIGNED: tuple[tuple[bytes, Callable[[bytes], str]], ...] = (
    (COMPOUND, compound_kind),
    (PACKAGE, package_kind),
    *((sign, picture_kind) for sign in PICTURES),
)
