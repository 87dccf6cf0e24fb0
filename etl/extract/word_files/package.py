"""Opens the zip package of a Word file (.docx), or the same XML saved as one flat file."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract.word_files.markup import WORD, blocks, tidy

MAIN = "word/document.xml"
RELATIONS = "_rels/.rels"
TARGET = re.compile(rb'Target="/?([^"]{1,200}\.xml)"')
OFFICE_DOCUMENT = b"/officeDocument"
LARGEST_XML = 64 * 1024 * 1024
NAMESPACE = WORD[1:-1].encode()
# Word's strict variant, and the XML of Word 2003, differ for us by nothing but the name.
OTHER_NAMESPACES = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
)
# How characters look is most of the XML and says nothing of the text; it need not be parsed.
LOOKS = ((b"<w:rPr>", b"</w:rPr>"), (b"<w:tcBorders>", b"</w:tcBorders>"))
LOOKS_THAT_TELL = (b"vanish", b"rPrChange", b"<!--", b"<![CDATA[")
HEAD = 16_384
HINT = "请用 Word 或 WPS 打开原件，确认无密码后另存为 .docx 重试。"
DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip


def lines(content: bytes) -> tuple[Line, ...]:
    """Return a Word package's paragraphs and table rows in printed order."""
    return lines_of_xml(main_part(content))


def lines_of_xml(xml: bytes) -> tuple[Line, ...]:
    """Return the paragraphs and table rows that Word's XML holds."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
        root = etree.fromstring(without_looks(usual_names(xml.lstrip())), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("Word 文件的正文已损坏。", HINT) from error
    body = next(root.iter(f"{WORD}body"), None)
    if body is None:
        raise UnreadableFile("Word 文件没有正文。", HINT)
    tidy(body)
    return tuple(
        Line(f"第{number}段", " ".join(cells), cells if len(cells) > 1 else None)
        for number, cells in enumerate(blocks(body), 1)
    )


def main_part(content: bytes) -> bytes:
    """Return the XML of a package's main part; its size is bounded."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            refuse_foreign(names)
            name = MAIN if MAIN in names else named_main(package)
            if package.getinfo(name).file_size > LARGEST_XML:
                raise UnreadableFile("Word 文件解压后过大。", "请确认文件是否正常。")
            return package.read(name)
    except DAMAGED as error:
        raise UnreadableFile("Word 文件已损坏、加了密码，或并不是 .docx。", HINT) from error


def refuse_foreign(names: list[str]) -> None:
    """Refuse a workbook or a presentation under a name of Word."""
    kinds = {"xl/workbook.xml": ("Excel", ".xlsx"), "ppt/presentation.xml": ("PowerPoint", ".pptx")}
    for name, (program, suffix) in kinds.items():
        if name in names:
            raise UnreadableFile(
                f"这是 {program} 文件，不是 Word 文件。",
                f"请把扩展名改为 {suffix}，或另存为 .docx 后重试。",
            )


def named_main(package: zipfile.ZipFile) -> str:
    """Return the name that a package gives its main part, where it is not the usual one."""
    if package.getinfo(RELATIONS).file_size > LARGEST_XML:
        raise zipfile.BadZipFile
    for relation in package.read(RELATIONS).split(b"<Relationship "):
        target = TARGET.search(relation)
        if OFFICE_DOCUMENT in relation and target is not None:
            return target[1].decode("utf-8", "replace")
    raise zipfile.BadZipFile


def usual_names(xml: bytes) -> bytes:
    """Return Word's XML under its usual namespace."""
    if NAMESPACE not in xml[:HEAD]:
        for other in OTHER_NAMESPACES:
            xml = xml.replace(other, NAMESPACE)
    return xml


def without_looks(xml: bytes) -> bytes:
    """Return Word's XML without the formatting of characters, unless it tells what is hidden."""
    if any(sign in xml for sign in LOOKS_THAT_TELL):
        return xml
    for start, end in LOOKS:
        head, *rest = xml.split(start)
        if xml.count(end) == len(rest):
            xml = head + b"".join([part.partition(end)[2] for part in rest])
    return xml
