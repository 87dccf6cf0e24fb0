"""All records as one file, a workbook or a zip of CSV files, and back into an empty folder."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import IO

import python_calamine
import xlsxwriter
from sqlalchemy.exc import IntegrityError

from etl.definitions.records import record_tables
from etl.domain.errors import BrokenSheet, CannotWrite, NewerData
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.workspace import silent
from etl.storage.files import data_format, durable
from etl.storage.records import store
from etl.storage.records.change_log import Act, added
from etl.storage.records.whole_records import TABLES, bring_in, is_empty, lines_of
from etl.storage.unit_register.units import load_register

ABOUT = "说明"
WORKBOOK, ARCHIVE = ".xlsx", ".zip"
LARGEST = 512 * 1024 * 1024
MOST_ROWS = 1_048_576
TEXTS_ONLY = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip
Tables = dict[str, list[list[str]]]


@cache
def labels() -> dict[str, str]:
    """Return what each table is called."""
    return {name: table.label for name, table in record_tables().items()}


def take_out(root: Path, suffix: str) -> bytes:
    """Return all records of a data folder as of one moment: a workbook, or CSV files in a zip.

    Raises BrokenSheet where the store cannot be read, CannotWrite where a sheet cannot hold it.
    """
    load_register(root)
    tables = {ABOUT: about()}
    with store.reading(root) as connection:
        tables |= {labels()[name]: [*lines_of(connection, table)] for name, table in TABLES.items()}
    return as_workbook(tables) if suffix == WORKBOOK else as_archive(tables)


def about() -> list[list[str]]:
    """Return what the file says of itself, the number of its tables' making first."""
    now = f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"
    return [
        ["记录版本", str(store.HEAD)],
        ["取出时间", now],
        ["内容", "人作出的全部登记和决定，每表一页；不含原件、导入记录和密码。"],
        ["取回", "在“备份”页取回：先看会改动什么，再取回；账号的密码不在其中，要重新设。"],
        ["改正", "列名不要改，列名写着“勿改”的列也不要改；其他列可以改正后取回。"],
        ["写法", "以单引号开头的，后面是原文；以双引号开头的，是 JSON 写法的原文。"],
    ]


def as_workbook(tables: Tables) -> bytes:
    """Return tables as a workbook in which every cell is text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, TEXTS_ONLY) as made:
        for name, lines in tables.items():
            if len(lines) > MOST_ROWS:
                raise CannotWrite(f"“{name}”的行数超过 Excel 的上限。", "请取出为 CSV（.zip）。")
            sheet = made.add_worksheet(name)
            for number, line in enumerate(lines):
                for place, cell in enumerate(line):
                    sheet.write_string(number, place, cell)
    return buffer.getvalue()


def as_archive(tables: Tables) -> bytes:
    """Return tables as CSV files with a byte order mark in a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, lines in tables.items():
            text = io.StringIO(newline="")
            csv.writer(text).writerows(lines)
            made.writestr(f"{name}.csv", text.getvalue().encode("utf-8-sig"))
    return buffer.getvalue()


def write_out(root: Path, target: Path) -> None:
    """Write all records of a data folder to a file, its format by its suffix."""
    content = take_out(root, target.suffix.lower())
    try:
        durable.write(target, content)
    except OSError as error:
        raise CannotWrite("写不下来，没有生成。", "请确认磁盘有空间、可以写入。") from error


def bring_back(root: Path, source: Path) -> int:
    """Bring records into a data folder that has none, and return how many rows there are.

    Raises BrokenSheet for what is no such file, NewerData for one of a newer program, NotEmpty,
    CannotWrite; nothing is kept then.
    """
    return bring_whole(root, given_in(source.name, content_of(source)))


def bring_whole(root: Path, given: Tables, act: Act | None = None) -> int:
    """Bring all records of a file with their log into a data folder that has none.

    Returns how many rows there are; an act that does so is written down after them. Raises as
    `bring_back` does.
    """
    with one_at_a_time(root, silent):
        try:
            with store.writing(root) as connection:
                brought = bring_in(connection, given)
                if act is not None:
                    added(connection, act)
        except CannotWrite as error:
            if isinstance(error.__cause__, IntegrityError):
                raise BrokenSheet("记录之间对不上，没有取回。", "请用取出的原文件。") from error
            raise
        data_format.mark(root)
    return brought


def has_none(root: Path) -> bool:
    """Return whether a data folder has no record yet, and no log of any."""
    with store.reading(root) as connection:
        return is_empty(connection)


def content_of(source: Path) -> bytes:
    """Return the bytes of a file; raise BrokenSheet where it is too large or cannot be read."""
    try:
        if source.stat().st_size > LARGEST:
            raise BrokenSheet(f"{source.name} 过大。", "请确认没有放错文件。")
        return source.read_bytes()
    except OSError as error:
        raise BrokenSheet(f"{source.name} 读不出来。", "请用取出的原文件。") from error


def given_in(name: str, content: bytes) -> Tables:
    """Return the tables of the store in a file that records were taken out in, by their names.

    Raises BrokenSheet for what is no such file, NewerData for one of a newer program.
    """
    tables = read_tables(name, content)
    version = dict(line[:2] for line in tables.get(ABOUT, []) if len(line) > 1).get("记录版本", "")
    if not (version.isascii() and version.isdecimal()):
        raise BrokenSheet(f"{name} 不是取出的记录。", "请用本程序取出的文件。")
    if int(version) > store.HEAD:
        raise NewerData("记录由较新版本的程序取出。", "请更新程序后再取回；数据没有改动。")
    return {table: tables[label] for table, label in labels().items() if label in tables}


def read_tables(name: str, content: bytes) -> Tables:
    """Return the tables of a file that records were taken out in, by what they are called."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST:
                raise BrokenSheet(f"{name} 过大。", "请确认没有放错文件。")
        if name.lower().endswith(WORKBOOK):
            return from_workbook(content)
        return dict(from_archive(io.BytesIO(content)))
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
        ValueError, csv.Error, python_calamine.CalamineError,
    ) as error:  # fmt: skip
        raise BrokenSheet(f"{name} 读不出来。", "请用取出的原文件。") from error


def from_workbook(content: bytes) -> Tables:
    """Return the sheets of a workbook, every cell as text."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    known = {ABOUT, *labels().values()}
    return {
        name: [
            [as_text(cell) for cell in row]
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in book.sheet_names
        if name in known
    }


def as_text(cell: object) -> str:
    """Return what a cell holds; a whole number that a sheet has made of text as it stood."""
    is_whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if is_whole and isinstance(cell, float) else str(cell)


def from_archive(source: Path | IO[bytes]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the CSV files in a zip."""
    csv.field_size_limit(min(sys.maxsize, LARGEST))
    with zipfile.ZipFile(source) as packed:
        for entry in packed.infolist():
            text = packed.read(entry).decode("utf-8-sig")
            yield entry.filename.removesuffix(".csv"), [*csv.reader(io.StringIO(text, newline=""))]
