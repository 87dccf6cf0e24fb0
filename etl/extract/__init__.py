"""Opens a file: one module per format, each with SUFFIXES and `lines(content)`.

What a file is its content says; the suffix decides only between kinds of plain text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path, PurePath
from pkgutil import iter_modules

from etl.domain.errors import UnreadableFile
from etl.domain.report import Document, Line
from etl.extract.file_kind import kind_of
from etl.extract.printed.marks import as_seen

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
Reader = Callable[[bytes], tuple[Line, ...]]


def reader_modules() -> list[str]:
    """Return the names of the modules that read a format."""
    return [f"{__name__}.{one.name}" for one in iter_modules(__path__) if not one.ispkg]


@cache
def readers() -> dict[str, Reader]:
    """Return the reading function for each suffix, found in the modules beside this one."""
    found: dict[str, Reader] = {}
    for name in reader_modules():
        reader = import_module(name)
        found |= dict.fromkeys(reader.SUFFIXES, reader.lines)
    return found


def content_of(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Return a file's bytes; raise UnreadableFile when it is no file, empty or too large."""
    try:
        refuse_no_file(path)
        size = path.stat().st_size
        if size > largest:
            raise too_large(size, largest)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            "文件无法打开。", "请确认文件存在、未被其他程序占用，并且有读取权限。"
        ) from error
    if not content.strip():
        raise empty()
    return content


def refuse_no_file(path: Path) -> None:
    """Refuse a pipe or a device, which may never end, and what is no longer there."""
    if not path.exists():
        raise UnreadableFile("文件已不存在。", "可能在导入期间被移走或删除，请重新选择。")
    if not path.is_file():
        raise UnreadableFile("这不是普通文件。", "请选择报告文件本身。")


def too_large(size: int, largest: int) -> UnreadableFile:
    """Return the rejection of a file of `size` bytes where `largest` are allowed."""
    return UnreadableFile(
        f"文件过大（{size / MEGABYTE:.0f} MB），超过上限 {largest // MEGABYTE} MB。",
        "年度报告通常不到 1 MB，请确认是否选错文件；填报表过大时请按年度分开。",
    )


def empty() -> UnreadableFile:
    """Return the rejection of a file in which nothing stands."""
    return UnreadableFile("文件是空的（0 字节或只有空白）。", "请让报送单位重新发送。")


def read(path: Path) -> Document:
    """Return the file as a document; raise UnreadableFile when no reader can open it."""
    return read_content(path.name, content_of(path))


def read_content(name: str, content: bytes) -> Document:
    """Return a file's content as a document; its content says which reader opens it."""
    suffix = PurePath(name).suffix.lower()
    reader = readers().get(kind_of(content, suffix))
    if reader is None:
        known = "、".join(sorted(readers()))
        raise UnreadableFile(
            f"不支持的文件类型“{suffix or '无扩展名'}”。",
            f"目前可读：{known}。请另存为其中一种后重试。",
        )
    return Document(
        name=name,
        format=suffix.lstrip("."),
        sha256=hashlib.sha256(content).hexdigest(),
        lines=tuple(as_seen(reader(content))),
    )
