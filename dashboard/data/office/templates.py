"""The files in whose look an office writes, checked when they are brought: Word, slides."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from dashboard.data.office.files import own_file
from etl.domain.errors import ReportError
from etl.pipeline.open_original import lines_of
from etl.storage.own_files.kept import TEMPLATE, Which

LARGEST, LARGEST_PARTS, MOST_PARTS = 1024 * 1024, 20 * 1024 * 1024, 300
LARGEST_SLIDES = 2 * LARGEST
TEXT_HERE = "{正文}"
"""The paragraph of a template in whose place the text begins."""
OFFICE = b"application/vnd.openxmlformats-officedocument."
PRINTER = re.compile(r"ppt/printerSettings/printerSettings\d+\.bin")
"""What PowerPoint remembers of a printer, which nothing runs."""
FOREIGN = re.compile(r"vbaProject|activeX|embeddings|afchunk|\.bin$", re.IGNORECASE)
LIVE = re.compile(r"DDE|INCLUDE|MACRO|(?<!HYPER)LINK|IMPORT|DATABASE|\bRD\b")
"""Fields that fetch or run something."""
XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
CARRIERS = ("/aFChunk", "/oleObject", "/package", "/control", "/vbaProject", "/subDocument")
"""Ends of the kinds of relations that carry what is none of Word's, whatever a part is called."""
ACTING = {
    "altChunk", "subDoc", "mailMerge", "object", "control", "OLEObject", "frameset", "oleObj",
}  # fmt: skip
DOING = ("program", "macro", "ole", "hlinkfile", "hlinkpres")
"""What a click on a slide may do beside going to another slide or page of the web."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of template: its main part, the program that makes it, and the ending of its name."""

    main: bytes
    program: str
    suffix: str


WORD = Paper(OFFICE + b"wordprocessingml.document.main+xml", "Word", ".docx")
POWERPOINT = Paper(OFFICE + b"presentationml.presentation.main+xml", "PowerPoint", ".pptx")


class BadTemplate(ReportError):
    """A file that no letter can be written on."""

    kind = "bad_template"


def template_of(county_id: str, kind: str = TEMPLATE) -> bytes | None:
    """Return the file in whose look a county's office writes, of Word or of slides; None for ours.

    A store that cannot be read is said on every page.
    """
    try:
        file, _ = own_file(Which(kind, county_id))
    except ReportError:
        return None
    return base64.b64decode(file.content) if file else None


def template_content(name: str, content: bytes) -> str:
    """Return an uploaded template as it is kept; raise ReportError saying what is wrong with it."""
    if len(content) > LARGEST:
        raise BadTemplate("模板超过 1 MB。", "请删去模板中的大图片。")
    # In a process of its own, so that no file can take all time and memory of this one.
    lines = (line.text.strip() for line in lines_of(f"{name}.docx", content))
    told = [line for line in lines if line]
    refuse_parts(content)
    if told.count(TEXT_HERE) > 1 or (TEXT_HERE in told and told[-1] != TEXT_HERE):
        raise BadTemplate(
            f"“{TEXT_HERE}”应当只有一处，后面没有文字。", "文头写在它前面，页脚写在页脚里。"
        )
    if told and TEXT_HERE not in told:
        raise BadTemplate(
            "模板中有文字，但没有写明正文放在哪里。",
            f"请在文头下面另起一段，只写“{TEXT_HERE}”，或删去全部正文。",
        )
    return base64.b64encode(content).decode()


def slides_content(name: str, content: bytes) -> str:
    """Return an uploaded template of slides as it is kept; raise BadTemplate."""
    if len(content) > LARGEST_SLIDES:
        raise BadTemplate(f"模板“{name}”超过 2 MB。", "请删去模板中的大图片。")
    refuse_parts(content, POWERPOINT)
    return base64.b64encode(content).decode()


def refuse_parts(content: bytes, paper: Paper = WORD) -> None:
    """Refuse what is no plain file of its kind: macros, objects, live fields, parts elsewhere."""
    as_one = f"请用 {paper.program} 或 WPS 另存为 {paper.suffix}。"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_PARTS:
                raise BadTemplate("模板解压后过大。", "请删去模板中的大图片。")
            texts = {part.filename: package.read(part) for part in parts}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, OSError, ValueError) as error:
        raise BadTemplate("模板已损坏或加了密码。", as_one) from error
    carried = (name for name in texts if FOREIGN.search(name) and not PRINTER.fullmatch(name))
    if any(carried) or paper.main not in texts.get("[Content_Types].xml", b""):
        raise BadTemplate(
            f"模板带有宏或嵌入的对象，或不是 {paper.suffix} 文件。",
            f"请删去后另存为 {paper.suffix}。",
        )
    for name, text in texts.items():
        # A part is XML by what refers to it, whatever its name ends in.
        if name.endswith((".xml", ".rels")) or XML.match(text):
            refuse_live(text, as_one)


def refuse_live(text: bytes, as_one: str) -> None:
    """Refuse a part that declares entities, or refers to files or programs elsewhere."""
    try:
        found = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise BadTemplate("模板已损坏。", as_one) from error
    fields = ""
    is_outside = found.getroottree().docinfo.doctype != ""
    for element in found.iter("{*}*"):
        name = etree.QName(element).localname
        said = {etree.QName(key).localname: str(value) for key, value in element.attrib.items()}
        # Word puts a field together from as many pieces as it likes.
        is_new = name in ("fldSimple", "fldChar")
        fields += (element.text or "") if name == "instrText" else said.get("instr", "")
        fields += "|" if is_new else ""
        is_outside |= is_from_elsewhere(name, said)
    if is_outside or LIVE.search(fields.upper()):
        raise BadTemplate("模板引用了外部的文件或程序。", "请删去链接的图片、模板和域后重试。")


def is_from_elsewhere(name: str, said: Mapping[str, str]) -> bool:
    """Return whether an element with its attributes brings in what is no part of the paper."""
    kind = said.get("Type", "")
    if said.get("TargetMode") == "External" and not kind.endswith("/relationships/hyperlink"):
        return True
    if said.get("action", "").removeprefix("ppaction://").startswith(DOING):
        return True
    is_fetched = name in ("imagedata", "fill", "stroke") and "src" in said
    is_linked = name == "blip" and "link" in said
    return name in ACTING or kind.endswith(CARRIERS) or is_fetched or is_linked
