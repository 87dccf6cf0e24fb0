"""The form in which a county loads its past and takes home what it has: Excel, CSV and JSON.

One `Entry` is a place and year; `read(write(…))` gives back every cell, figure and part of the
total with its mark. Sections of the text and issues are not part of these files.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Protocol

from etl.domain.errors import BrokenTemplate, UnreadableFile
from etl.domain.report import Report
from etl.extract.zip_archive import BROKEN, opened
from etl.storage.files import durable
from etl.templates import csv_file, json_file
from etl.templates.entry import Entry, refuse_twice
from etl.templates.workbook import reading, writing
from etl.templates.workbook.archive import is_ours

__all__ = ["SUFFIXES", "Entry", "is_structured", "read", "read_content", "write"]

LARGEST_FILE = 50 * 1024 * 1024
HEAD = 64 * 1024
ZIP = b"PK"


class Reader(Protocol):
    """Reads the reports that the content of a file holds."""

    def __call__(self, content: bytes, /) -> tuple[Report, ...]:
        """Return the reports, or raise BrokenTemplate."""
        ...


WRITERS = {".xlsx": writing.write, ".csv": csv_file.write, ".json": json_file.write}
READERS: dict[str, Reader] = {
    ".xlsx": reading.read,
    ".csv": csv_file.read,
    ".json": json_file.read,
}
SUFFIXES = tuple(WRITERS)


def write(path: Path, wanted: Sequence[Entry], *, is_sample: bool = False) -> None:
    """Write reports and empty rows in the format of the path's suffix, whole or not at all."""
    refuse_twice(wanted)
    with durable.replacing(path) as pending:
        WRITERS[path.suffix.lower()](pending, wanted, is_sample=is_sample)


def is_structured(content: bytes) -> bool:
    """Return whether a file is one of ours, by its content; never raises."""
    try:
        return suffix_of(content) is not None
    except BROKEN:
        return False


def suffix_of(content: bytes) -> str | None:
    """Return the suffix of the format that a file of ours is in, whatever its name."""
    if content.startswith(ZIP):
        with opened(BytesIO(content)) as archive:
            return ".xlsx" if is_ours(archive) else None
    head = content[:HEAD]
    if csv_file.is_ours(head):
        return ".csv"
    return ".json" if json_file.is_ours(head) else None


def read(path: Path) -> tuple[Report, ...]:
    """Return the reports of a file; raise BrokenTemplate saying where it is not as it should be."""
    return read_content(content_of(path), path.suffix.lower())


def read_content(content: bytes, suffix: str) -> tuple[Report, ...]:
    """Return the reports of a file's content; its own form decides before the file's suffix."""
    form = ".xlsx" if content.startswith(ZIP) else suffix_of(content) or suffix
    if form not in READERS or (form == ".xlsx" and not content.startswith(ZIP)):
        raise BrokenTemplate(
            "文件不是 Excel 工作簿（.xlsx）、CSV 或 JSON 填报表。",
            "旧版 .xls 请在 Excel 或 WPS 中另存为 .xlsx；也可重新下载空表填写。",
        )
    return READERS[form](content)


def content_of(path: Path) -> bytes:
    """Return a file's bytes; refuse one that is empty or too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise BrokenTemplate(
                f"文件过大，超过上限 {LARGEST_FILE // 1024 // 1024} MB。",
                "请按年度或乡镇分成几个文件导入。",
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            "文件无法打开。", "请确认文件存在、未被其他程序占用，并且有读取权限。"
        ) from error
    if not content.strip():
        raise BrokenTemplate("文件是空的。", "请重新下载空表填写，或请填报单位重新发送。")
    return content
