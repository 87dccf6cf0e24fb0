"""Writes the sample county's reports, each a different one, in every format that is measured."""

from __future__ import annotations

import html
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from etl.definitions import load
from etl.domain.report import Mark, Report
from etl.sample.county import dice
from etl.sample.prose import TABLES, Writer, prose, section, signature, text_of
from etl.sample.sentences import Voice
from etl.sample.truth import SEED, Draft, drafts
from tests.documents import converted
from tests.printing import PRINTERS, Printed, Rows, Values, placements

MOST_DOCX = 100
MOST_PDF = 60
TEXT_WIDTH = 8640  # twentieths of a point between the margins of a new document
FONT = "<w:rPr><w:rFonts w:ascii='SimSun' w:eastAsia='SimSun'/><w:sz w:val='18'/></w:rPr>"


@dataclass(frozen=True)
class Paper:
    """A file to be read, and what stands in each cell of its official tables."""

    path: Path
    content: bytes
    printed: Values


@dataclass(frozen=True)
class Told:
    """A report of the sample county: its text file, and its paragraphs and tables in order."""

    name: str
    text: bytes
    parts: tuple[str | Rows, ...]
    printed: Values


def papers(folder: Path, reports: int) -> dict[str, list[Paper]]:
    """Return the files by suffix; PDF is left out where LibreOffice is not installed."""
    told = list(islice(different(), reports))
    made = {
        ".txt": written(folder, told, ".txt", [t.text for t in told]),
        ".html": written(folder, told, ".html", [web_page(t.parts) for t in told]),
    }
    told = told[:MOST_DOCX]
    made[".docx"] = written(folder, told, ".docx", [word_file(t.parts) for t in told])
    if shutil.which("soffice") or shutil.which("libreoffice"):
        made[".pdf"] = as_pdf(folder, made[".docx"][:MOST_PDF])
    return made


def written(folder: Path, told: list[Told], suffix: str, contents: list[bytes]) -> list[Paper]:
    made = []
    for one, content in zip(told, contents, strict=True):
        path = folder / f"{one.name}{suffix}"
        path.write_bytes(content)
        made.append(Paper(path, content, one.printed))
    return made


def as_pdf(folder: Path, sources: list[Paper]) -> list[Paper]:
    paths = converted(folder, [paper.path for paper in sources], ".pdf")
    return [
        Paper(path, path.read_bytes(), source.printed)
        for path, source in zip(paths, sources, strict=True)
    ]


def different() -> Iterator[Told]:
    """Yield whole reports without end, no text twice: one sample county after another."""
    seen: set[bytes] = set()
    for seed in count(SEED):
        for draft in drafts(seed):
            text = text_of(draft).encode(draft.township.encoding) if is_whole(draft) else b""
            if text and text not in seen:
                seen.add(text)
                yield told_of(draft, text, f"{len(seen):04}")


def is_whole(draft: Draft) -> bool:
    """Say whether a draft is printed as text with every official cell."""
    report = draft.submission.report
    form = load().forms[report.edition or ""]
    has = {cell.address for cell in report.cells if cell.mark is not Mark.ABSENT}
    return draft.submission.format == "txt" and has == set(form.addresses())


def told_of(draft: Draft, text: bytes, number: str) -> Told:
    report = draft.submission.report
    printed = {cell.address: cell.raw for cell in report.cells}
    name = f"{number}_{draft.township.name}{draft.year}"
    return Told(name, text, tuple(parts_of(draft, report, printed)), printed)


def parts_of(draft: Draft, report: Report, printed: Values) -> Iterator[str | Rows]:
    """Yield what the text file says, with the official tables as tables."""
    voice = Voice(draft.seed, draft.township, draft.year)
    writer = Writer(draft, voice, dice(draft.seed, draft.township.code, draft.year, "prose"))
    form, words = load().forms[report.edition or ""], prose()
    yield writer.fill(writer.habit("title", words["titles"]))
    yield writer.fill(writer.habit("preamble", words["preambles"]))
    for ordinal, heading in enumerate(writer.habit("headings", words["headings"]), 1):
        yield heading
        if table := TABLES.get(ordinal):
            yield PRINTERS[table](form.table(table), printed)
        else:
            yield from section(writer, ordinal)
    yield from signature(writer)


def web_page(parts: Sequence[str | Rows]) -> bytes:
    body = "".join(
        f"<p>{html.escape(p)}</p>" if isinstance(p, str) else web_table(p) for p in parts
    )
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def web_table(rows: Rows) -> str:
    lines = ("".join(web_cell(cell) for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def web_cell(cell: Printed) -> str:
    text = html.escape(cell.text)
    return f"<td colspan='{cell.columns}' rowspan='{cell.rows}'><p>{text}</p></td>"


def word_file(parts: Sequence[str | Rows]) -> bytes:
    """Return a Word file, its tables written as XML: placing merged cells one by one takes long."""
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            document.element[0].insert(-1, parse_xml(word_table(part)))
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def word_table(rows: Rows) -> str:
    """Return a table's XML; a cell that spans rows goes on in an empty one below."""
    wide = TEXT_WIDTH // sum(cell.columns for cell in rows[-1])
    lines: list[list[tuple[int, str]]] = [[] for _ in rows]
    for row, column, cell in placements(rows):
        for down in range(cell.rows):
            xml = word_cell(cell, cell.columns * wide, is_first=down == 0)
            lines[row + down].append((column, xml))
    grid = f"<w:gridCol w:w='{wide}'/>" * (TEXT_WIDTH // wide)
    body = "".join(f"<w:tr>{''.join(xml for _, xml in sorted(line))}</w:tr>" for line in lines)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val='TableGrid'/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def word_cell(cell: Printed, wide: int, *, is_first: bool) -> str:
    merged = f"<w:vMerge w:val='{'restart' if is_first else 'continue'}'/>"
    text = html.escape(cell.text) if is_first else ""
    return (
        f"<w:tc><w:tcPr><w:tcW w:w='{wide}' w:type='dxa'/>"
        f"<w:gridSpan w:val='{cell.columns}'/>{merged if cell.rows > 1 else ''}</w:tcPr>"
        f"<w:p><w:pPr><w:jc w:val='center'/>{FONT}</w:pPr><w:r>{FONT}<w:t>{text}</w:t></w:r></w:p>"
        "</w:tc>"
    )
