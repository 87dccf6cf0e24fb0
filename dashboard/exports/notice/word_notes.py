"""Footnotes of a Word document, which the library that writes it has none of.

A part of the package holds their texts, a run of the main text refers to each by its number.
"""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

STYLE = "脚注文字"
EMPTY = "".join((
    f"<w:footnotes {nsdecls('w')}>",
    *(
        f'<w:footnote w:type="{kind}" w:id="{number}">'
        f"<w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for number, kind in enumerate(("separator", "continuationSeparator"), -1)
    ),
    "</w:footnotes>",
))  # fmt: skip
"""The lines above notes, which Word expects as notes of their own."""


def add_note(paper: Any, paragraph: Any, text: str) -> None:
    """Add a footnote to the end of a paragraph, be it in a table."""
    part = part_of(paper)
    notes: Any = parse_xml(part.blob)
    known = [int(note.get(qn("w:id"))) for note in notes.findall(qn("w:footnote"))]
    number = str(max(known, default=0) + 1)
    notes.append(note_of(number, text, paper.styles[STYLE].style_id))
    part._blob = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)
    paragraph._p.append(raised("footnoteReference", number))


def part_of(paper: Any) -> Any:
    """Return the part of the package with the footnotes, which is made where there is none."""
    for relation in paper.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            return relation.target_part
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, EMPTY.encode(), paper.part.package)
    paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def note_of(number: str, text: str, style: str) -> Any:
    """Return a note: its number raised, and its text."""
    note: Any = OxmlElement("w:footnote")
    note.set(qn("w:id"), number)
    paragraph: Any = OxmlElement("w:p")
    paragraph.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), style)
    paragraph.append(raised("footnoteRef"))
    paragraph.add_r().text = f" {text}"
    note.append(paragraph)
    return note


def raised(kind: str, number: str = "") -> Any:
    """Return a run with the raised number of a note, or of the note that it stands in."""
    run: Any = OxmlElement("w:r")
    run.get_or_add_rPr().superscript = True
    sign: Any = OxmlElement(f"w:{kind}")
    if number:
        sign.set(qn("w:id"), number)
    run.append(sign)
    return run
