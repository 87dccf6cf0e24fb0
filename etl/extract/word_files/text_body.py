"""Reads the text of a Word file from its XML, with looks, list numbers and notes."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract import picture
from etl.extract.printed.lines import numbered_lines
from etl.extract.word_files import package
from etl.extract.word_files.looks import MAY_TELL, TELLING, is_used, looks_of, take_out_unseen
from etl.extract.word_files.markup import blocks, paragraph_of_text
from etl.extract.word_files.names import CELL, RELATION, ROW, TABLE, WORD
from etl.extract.word_files.numbering import NUMBERED, write_numbers
from etl.extract.word_files.pictures import embedded
from etl.extract.word_files.tidying import tidy, write_notes

NAMESPACE = WORD[1:-1].encode()
# Word's strict variant, and the XML of Word 2003, differ for us by nothing but the name.
OTHER_NAMESPACES = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
)
OTHER_RELATIONS = (
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    RELATION[1:].partition("}")[0].encode(),
)
# How characters look is most of the XML and says nothing of the text; it need not be parsed.
LOOKS = ((b"<w:rPr>", b"</w:rPr>"), (b"<w:tcBorders>", b"</w:tcBorders>"))
LISTED = re.compile(rb"numPr")
HEAD = 16_384
SHORTEST_TEXT = 120
MOST_PICTURES = 30
ReadChunk = Callable[[bytes], tuple[Line, ...]]


def lines(content: bytes, read_chunk: ReadChunk) -> tuple[Line, ...]:
    """Return a Word package's paragraphs and table rows in printed order.

    `read_chunk` reads the whole documents, of any kind, that a text may hold.
    """
    parts = package.parts_of(content)
    body, found = read(parts, read_chunk)
    pictures = [parts.images[name] for name in embedded(body) if name in parts.images]
    if pictures and sum(len(line.text) for line in found) < SHORTEST_TEXT:
        return pictured(parts, pictures)
    return found


def pictured(parts: package.Parts, names: list[str]) -> tuple[Line, ...]:
    """Return what the pictures of a file print that holds hardly anything else."""
    return tuple(line for name in names[:MOST_PICTURES] for line in picture.lines(parts.load(name)))


def lines_of_xml(xml: bytes) -> tuple[Line, ...]:
    """Return the paragraphs and table rows that Word's XML holds, saved as one flat file."""
    return read(package.Parts(xml.lstrip()), lambda _: ())[1]


def read(parts: package.Parts, read_chunk: ReadChunk) -> tuple[etree._Element, tuple[Line, ...]]:
    """Return the body of a Word file as it is seen, and its lines."""
    others = {name: usual_names(xml) for name, xml in parts.others.items()}
    main = usual_names(parts.main)
    styles_xml = others.get("styles", b"")
    may_tell = any(sign in main for sign in MAY_TELL)
    tells = (may_tell and TELLING.search(main) is not None) or is_used(styles_xml, main, TELLING)
    root = parsed(main if tells else without_looks(main))
    body = next(root.iter(f"{WORD}body"), None)
    if body is None:
        raise UnreadableFile("Word 文件没有正文。", package.HINT)
    insert_chunks(body, {key: read_chunk(chunk) for key, chunk in parts.chunks.items()})
    is_listed = any(sign in main for sign in NUMBERED) or is_used(styles_xml, main, LISTED)
    styles = part(root, others, "styles") if tells or is_listed else None
    if tells:
        take_out_unseen(body, looks_of(styles))
    if is_listed:
        write_numbers(body, part(root, others, "numbering"), styles)
    for kind in ("footnote", "endnote"):
        if (
            f"{kind}Reference".encode() in main
            and (notes := part(root, others, f"{kind}s")) is not None
        ):
            write_notes(body, notes, kind)
    tidy(body)
    return body, numbered_lines(blocks(body))


def part(root: etree._Element, others: dict[str, bytes], name: str) -> etree._Element | None:
    """Return a part beside the text, which a flat file holds in the same tree."""
    if name in others:
        return parsed(others[name])
    return next(root.iter(f"{WORD}{name}"), None)


def parsed(xml: bytes) -> etree._Element:
    """Return XML as a tree; entities are never resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("Word 文件的正文已损坏。", package.HINT) from error


def usual_names(xml: bytes) -> bytes:
    """Return Word's XML under its usual namespace."""
    if NAMESPACE not in xml[:HEAD]:
        for other in OTHER_NAMESPACES:
            xml = xml.replace(other, NAMESPACE)
        xml = xml.replace(*OTHER_RELATIONS)
    return xml


def without_looks(xml: bytes) -> bytes:
    """Return Word's XML without the formatting of characters, where none tells of the text."""
    for start, end in LOOKS:
        head, *rest = xml.split(start)
        if xml.count(end) == len(rest):
            xml = head + b"".join([part.partition(end)[2] for part in rest])
    return xml


def insert_chunks(body: etree._Element, chunks: dict[str, tuple[Line, ...]]) -> None:
    """Put the lines and rows of documents set into a text in the places where they are printed."""
    for place in list(body.iter(f"{WORD}altChunk")):
        for line in reversed(chunks.get(place.get(RELATION, ""), ())):
            place.addnext(row_of(line.cells) if line.cells else paragraph_of_text(line.text))


def row_of(cells: tuple[str, ...]) -> etree._Element:
    """Return a table of one row with texts as its cells."""
    table = etree.Element(TABLE)
    row = etree.SubElement(table, ROW)
    for text in cells:
        etree.SubElement(row, CELL).append(paragraph_of_text(text))
    return table
