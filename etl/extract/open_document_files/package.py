"""Opens the package of an OpenDocument file, or the same XML saved as one flat file."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from etl.domain.errors import UnreadableFile

LARGEST_XML = 64 * 1024 * 1024
ENCRYPTED = b"encryption-data"
PACKAGE = b"PK\x03\x04"
DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError, OSError, ValueError,
    NotImplementedError, etree.XMLSyntaxError,
)  # fmt: skip
BROKEN = UnreadableFile(
    "OpenDocument 文件已损坏，无法打开。",
    "请用 WPS 或 LibreOffice 打开原件，另存为 .docx 或 .xlsx 后重试。",
)
LOCKED = UnreadableFile(
    "文件加了密码。", "请用 WPS 或 LibreOffice 打开原件，取消密码后另存，再重新导入。"
)


def trees_of(content: bytes) -> tuple[etree._Element, etree._Element]:
    """Return the trees of a file's content and of its styles; raise UnreadableFile for others."""
    try:
        if not content.startswith(PACKAGE):
            root = parsed(content)
            return root, root
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            manifest = "META-INF/manifest.xml"
            if manifest in names and ENCRYPTED in bounded(package, manifest):
                raise LOCKED
            root = parsed(bounded(package, "content.xml"))
            return root, parsed(bounded(package, "styles.xml")) if "styles.xml" in names else root
    except DAMAGED as error:
        raise BROKEN from error


def bounded(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of a package that is no larger than any report needs."""
    if package.getinfo(name).file_size > LARGEST_XML:
        raise UnreadableFile("文件解压后过大。", "请确认文件是否正常。")
    return package.read(name)


def parsed(xml: bytes) -> etree._Element:
    """Return XML as a tree; entities are never resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(xml, parser)
