"""Good files of every format, all saying the same, for the attacks to damage."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl import extract, templates
from etl.domain.place import Place
from etl.templates import Entry
from etl.transform import parse
from tests import binary_word, printing, word_samples

REPORTS = Path(__file__).parents[1] / "reports"
GOOD = (REPORTS / "2024_scanned_tabs.txt").read_bytes()
OTHER = (REPORTS / "2023_pipe_rows.txt").read_bytes()
PLACE = Place("990201001", "示例省", "示例市", "南渡县", "清水坪乡", "乡")
FONT = "STSong-Light"


@cache
def files() -> Mapping[str, bytes]:
    """Return a good file by the suffix of each format."""
    values = word_samples.filled("2021", 1)
    text = GOOD.decode()
    return {
        ".txt": GOOD,
        ".csv": "\n".join(line.replace("\t", ",") for line in text.splitlines()).encode("gb18030"),
        ".html": printing.as_html("2021", values),
        ".docx": word_samples.report("2021", values),
        ".doc": old_word(text),
        ".rtf": rich_text(text),
        ".pdf": pdf(text),
        ".xlsx": printing.as_xlsx("2021", values),
        ".xls": old_workbook(text),
        ".png": picture(),
        ".json": template(".json"),
        "-template.csv": template(".csv"),
        "-template.xlsx": template(".xlsx"),
    }


@cache
def archives() -> Mapping[str, bytes]:
    """Return archives of two good reports by how they are packed, and one that is no zip."""
    ways = {
        "stored": zipfile.ZIP_STORED,
        "deflated": zipfile.ZIP_DEFLATED,
        "bzip2": zipfile.ZIP_BZIP2,
        "lzma": zipfile.ZIP_LZMA,
    }
    return {
        **{name: zipped(way) for name, way in ways.items()},
        "gbk": zipped(zipfile.ZIP_DEFLATED, plain="name.txt", named="望云镇.txt"),
        "tar": tarred(),
    }


def zipped(way: int, plain: str = "", named: str = "") -> bytes:
    """Return an archive of two reports; bytes of the name `plain` are replaced by GBK."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", way) as archive:
        archive.writestr("年报/清水坪乡2024.txt", GOOD)
        archive.writestr(plain or "望云镇2023.txt", OTHER)
    return content.getvalue().replace(plain.encode() or b"\0none", named.encode("gbk"))


def tarred() -> bytes:
    """Return another kind of archive."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = len(GOOD)
        archive.addfile(member, io.BytesIO(GOOD))
    return content.getvalue()


def old_word(text: str) -> bytes:
    """Return a .doc of the first lines of a text."""
    parts = [binary_word.Part(f"{line[:100]}\r") for line in text.splitlines()[:30]]
    return binary_word.document(parts)


def rich_text(text: str) -> bytes:
    """Return an .rtf of a text."""
    escaped = "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))
    return (r"{\rtf1\ansi\ansicpg936 " + escaped.replace("\\'0a", "\\par\n") + "}").encode()


def pdf(text: str) -> bytes:
    """Return a .pdf of the first lines of a text, with a ruled table."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setFont(FONT, 10)
    for number, line in enumerate(text.splitlines()[:40]):
        canvas.drawString(60, 780 - 15 * number, line.replace("\t", " ")[:60])
    for number in range(5):
        canvas.line(60, 150 - 20 * number, 360, 150 - 20 * number)
        canvas.line(60 + 75 * number, 150, 60 + 75 * number, 70)
    canvas.save()
    return content.getvalue()


def picture() -> bytes:
    """Return a small picture with nothing on it."""
    content = io.BytesIO()
    Image.new("L", (60, 40), 255).save(content, "PNG")
    return content.getvalue()


def template(suffix: str) -> bytes:
    """Return a filled-in template of one report."""
    report = parse(extract.read_content("a.txt", GOOD))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        templates.write(path, [Entry(PLACE, 2024, report)])
        return path.read_bytes()


def old_workbook(text: str) -> bytes:
    """Return an .xls of the lines of a text, a cell for each part."""
    rows = [line.split("\t") for line in text.splitlines()[:60]]
    words = sorted({cell[:200] for row in rows for cell in row})
    shared = struct.pack("<II", len(words), len(words))
    shared += b"".join(
        struct.pack("<HB", len(word), 1) + word.encode("utf-16-le") for word in words
    )
    cells = b"".join(
        record(0xFD, struct.pack("<HHHI", number, column, 0, words.index(cell[:200])))
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    )
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 6))
    name = "表".encode("utf-16-le")
    before = start + parts_of(0xFC, shared)
    bound = len(before) + 4 + 8 + len(name) + 4
    sheet = record(0x85, struct.pack("<IHBB", bound, 0, 1, 1) + name)
    inside = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 6))
    inside += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, 10, 0)) + cells
    whole = before + sheet + record(0x0A, b"") + inside + record(0x0A, b"")
    return binary_word.compound({"Workbook": whole})


def parts_of(kind: int, content: bytes) -> bytes:
    """Return a record; what is too long for one goes on in others."""
    first, rest = content[:8000], content[8000:]
    found = record(kind, first)
    while rest:
        found += record(0x3C, rest[:8000])
        rest = rest[8000:]
    return found


def record(kind: int, content: bytes) -> bytes:
    """Return a record of a workbook."""
    return struct.pack("<HH", kind, len(content)) + content
