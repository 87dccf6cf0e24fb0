"""Archives other than zip: 7z, rar, and e-mails with what is attached to them.

Nothing is unpacked to the disk, and what is read of a member is bounded.
"""

from __future__ import annotations

import email
import email.policy
import io
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from functools import partial
from itertools import islice
from pathlib import Path

import rarfile
from py7zr import SevenZipFile
from py7zr.exceptions import ArchiveError
from py7zr.io import BytesIOFactory

from etl.domain.errors import UnreadableFile

SUFFIXES = (".7z", ".rar", ".eml")
SEVEN, RAR = b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"
BROKEN = (
    ArchiveError, rarfile.Error, lzma.LZMAError, zlib.error, struct.error, OSError,
    EOFError, ValueError, KeyError, IndexError, TypeError, AttributeError, RuntimeError,
    NotImplementedError, ArithmeticError, MemoryError,
)  # fmt: skip
UNPACK = "请解压后把其中的文件直接导入，或请报送单位用 zip 重新打包。"
LOCKED = UnreadableFile("压缩包加了密码。", UNPACK)
DAMAGED = UnreadableFile("压缩包已损坏，或里面的文件无法取出。", UNPACK)
NO_PROGRAM = UnreadableFile("这台电脑没有可以解开 rar 的程序。", UNPACK)
MOST_PARTS = 500


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name, its size as told, and what gives at most so many bytes."""

    name: str
    size: int
    read: Callable[[int], bytes]


def is_other_archive(head: bytes) -> bool:
    """Return whether a file begins as a 7z or rar archive does, whatever its name."""
    return head.startswith((SEVEN, RAR))


def members_of(path: Path) -> list[Member]:
    """Return the files in an archive or an e-mail; raise UnreadableFile for damaged ones."""
    with path.open("rb") as file:
        head = file.read(len(RAR))
    try:
        if head.startswith(SEVEN):
            return list(seven_members(path))
        if head.startswith(RAR):
            return list(rar_members(path))
        return list(attachments(path)) if path.suffix.lower() == ".eml" else []
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise DAMAGED from error


def seven_members(path: Path) -> Iterator[Member]:
    """Yield the files in a 7z archive."""
    with SevenZipFile(path) as archive:
        if archive.needs_password():
            raise LOCKED
        entries = [entry for entry in archive.list() if not entry.is_directory]
    for entry in entries:
        yield Member(
            entry.filename, entry.uncompressed, partial(seven_content, path, entry.filename)
        )


def seven_content(path: Path, name: str, most: int) -> bytes:
    """Return at most so many bytes of a file in a 7z archive."""
    try:
        with SevenZipFile(path) as archive:
            factory = BytesIOFactory(most)
            archive.extract(targets=[name], factory=factory)
            return bytes(factory.products[name].read())
    except BROKEN as error:
        raise DAMAGED from error


def rar_members(path: Path) -> Iterator[Member]:
    """Yield the files in a rar archive."""
    with rarfile.RarFile(path) as archive:
        if archive.needs_password():
            raise LOCKED
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in entries:
        yield Member(entry.filename, entry.file_size, partial(rar_content, path, entry.filename))


def rar_content(path: Path, name: str, most: int) -> bytes:
    """Return at most so many bytes of a file in a rar archive."""
    try:
        with rarfile.RarFile(path) as archive, archive.open(name) as file:
            return bytes(file.read(most))
    except rarfile.RarCannotExec as error:
        raise NO_PROGRAM from error
    except BROKEN as error:
        raise DAMAGED from error


def attachments(path: Path) -> Iterator[Member]:
    """Yield what is attached to an e-mail; pictures of its own text are no attachments."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    for part in islice(message.walk(), MOST_PARTS):
        name = name_of(part)
        is_shown_inside = part.get_content_maintype() == "image" and part.get("Content-ID")
        body = part.get_payload(decode=True) if name and not is_shown_inside else None
        if isinstance(body, bytes):
            yield Member(name, len(body), io.BytesIO(body).read)


def name_of(part: Message) -> str:
    """Return the name of an attachment, nothing for other parts."""
    name = part.get_filename()
    return str(make_header(decode_header(name))) if name else ""
