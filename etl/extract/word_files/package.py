"""Opens the zip package of a Word file (.docx), and the parts that its text needs."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from etl.domain.errors import UnreadableFile

MAIN = "word/document.xml"
RELATIONS = "_rels/.rels"
KINDS = {
    "/styles": "styles", "/numbering": "numbering", "/footnotes": "footnotes",
    "/endnotes": "endnotes",
}  # fmt: skip
OFFICE_DOCUMENT, CHUNK, IMAGE = "/officeDocument", "/aFChunk", "/image"
LARGEST_XML = 64 * 1024 * 1024
MOST_CHUNKS = 50
HINT = "请用 Word 或 WPS 打开原件，确认无密码后另存为 .docx 重试。"
DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError, OSError, ValueError,
    NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The XML of a Word file's text, and what that refers to, each part by what it is.

    `chunks` are whole documents set into the text, `images` the names of its pictures, both by
    the name of their relation; `load` gives the bytes of a picture.
    """

    main: bytes
    others: dict[str, bytes] = field(default_factory=dict)
    chunks: dict[str, bytes] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    load: Callable[[str], bytes] = lambda _: b""


def parts_of(content: bytes) -> Parts:
    """Return the parts of a package; each is bounded, raises UnreadableFile for a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            refuse_foreign(names)
            name = main_name(package, names)
            relations = related(package, names, name)
            others = {
                KINDS[kind]: bounded(package, target)
                for kind, _, target in relations
                if kind in KINDS and target in names
            }
            chunks = {
                key: bounded(package, target)
                for kind, key, target in relations[:MOST_CHUNKS]
                if kind == CHUNK and target in names
            }
            images = {key: target for kind, key, target in relations if kind == IMAGE}
            main = bounded(package, name)
    except DAMAGED as error:
        raise UnreadableFile("Word 文件已损坏、加了密码，或并不是 .docx。", HINT) from error
    return Parts(main, others, chunks, images, lambda target: member(content, target))


def member(content: bytes, name: str) -> bytes:
    """Return one part of a package, nothing where it is not in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return bounded(package, name)
    except DAMAGED:
        return b""


def bounded(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of a package that is no larger than any report needs."""
    if package.getinfo(name).file_size > LARGEST_XML:
        raise UnreadableFile("Word 文件解压后过大。", "请确认文件是否正常。")
    return package.read(name)


def refuse_foreign(names: set[str]) -> None:
    """Refuse a workbook or a presentation in place of a Word file."""
    kinds = {"xl/workbook.xml": "Excel", "ppt/presentation.xml": "PowerPoint"}
    for name, program in kinds.items():
        if name in names:
            raise UnreadableFile(
                f"这是 {program} 文件，不是 Word 文件。", "请把报告正文另存为 .docx 后重试。"
            )


def main_name(package: zipfile.ZipFile, names: set[str]) -> str:
    """Return the name that a package gives its main part, else the usual one."""
    for kind, _, target in relations_in(package, RELATIONS, "") if RELATIONS in names else ():
        if kind == OFFICE_DOCUMENT and target in names:
            return target
    if MAIN not in names:
        raise zipfile.BadZipFile
    return MAIN


def related(package: zipfile.ZipFile, names: set[str], main: str) -> list[tuple[str, str, str]]:
    """Return (kind, name, target) of each relation of the main part."""
    folder, name = posixpath.split(main)
    listed = f"{folder}/_rels/{name}.rels".lstrip("/")
    return relations_in(package, listed, folder) if listed in names else []


def relations_in(package: zipfile.ZipFile, name: str, folder: str) -> list[tuple[str, str, str]]:
    """Return (kind, name, target) of each relation that a list of them holds."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(bounded(package, name), parser)
    except etree.XMLSyntaxError:
        return []
    found = []
    for entry in root.iterchildren("{*}Relationship"):
        kind = "/" + entry.get("Type", "").rpartition("/")[2]
        target = entry.get("Target", "")
        whole = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        if entry.get("TargetMode") != "External":
            found.append((kind, entry.get("Id", ""), posixpath.normpath(whole)))
    return found
