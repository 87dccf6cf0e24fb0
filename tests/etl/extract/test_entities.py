"""What a document names outside itself is never opened, and what it repeats is not multiplied."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from etl.domain.errors import UnreadableFile
from etl.extract import read_content
from tests.word_samples import package, paragraph

INSIDE = "不该读到的内容"
BEFORE = "清水坪乡主动公开政府信息"
TABLES = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def with_declaration(content: bytes, declared: str) -> bytes:
    """Return a package whose part with the text starts with declarations of entities."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if b"ENTITY" in part:
                body = re.sub(r"^<\?xml.*?\?>", "", part.decode())
                part = f"<!DOCTYPE x [{declared}]>{body.replace('ENTITY', '&x;')}".encode()
            new.writestr(name, part)
    return made.getvalue()


def word(declared: str) -> bytes:
    return with_declaration(package(paragraph(f"{BEFORE}ENTITY")), declared)


def open_document(declared: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        new.writestr(
            "content.xml",
            f"<!DOCTYPE x [{declared}]><o:document-content xmlns:o='{OFFICE}' xmlns:t='{TABLES}'>"
            f"<o:body><o:text><t:p>{BEFORE}&x;</t:p></o:text></o:body></o:document-content>",
        )
    return made.getvalue()


def workbook(declared: str) -> bytes:
    made, book = io.BytesIO(), openpyxl.Workbook()
    (sheet,) = book.worksheets
    sheet["A1"] = f"{BEFORE}ENTITY"
    book.save(made)
    return with_declaration(made.getvalue(), declared)


MADE = {"甲.docx": word, "甲.odt": open_document, "甲.xlsx": workbook}


def text_of(name: str, content: bytes) -> str:
    """Return all that is read of a file, or why it is not."""
    try:
        lines = read_content(name, content).lines
    except UnreadableFile as error:
        return str(error)
    return "\n".join(line.text + "".join(line.cells or ()) for line in lines)


@pytest.mark.parametrize("name", MADE)
def test_no_file_that_a_document_names_is_read(name: str, tmp_path: Path) -> None:
    made: Callable[[str], bytes] = MADE[name]
    assert BEFORE in text_of(name, made('<!ENTITY x "一">'))
    secret = tmp_path / "secret.txt"
    secret.write_text(INSIDE, "utf-8")
    told = text_of(name, made(f'<!ENTITY x SYSTEM "{secret.as_uri()}">'))
    assert INSIDE not in told
    assert told


@pytest.mark.parametrize("name", MADE)
def test_nested_entities_are_not_multiplied(name: str) -> None:
    nested = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghx", strict=True)
    )
    assert len(text_of(name, MADE[name](nested))) < 1000
