"""Where reports come from: files, folders, and zip archives with their members as files.

Nothing is unpacked to the disk, and no member's name is used as a path.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from etl import extract, templates
from etl.domain.errors import UnreadableFile

ARCHIVES = (".zip",)
MOST_MEMBERS = 5_000
MOST_UNPACKED = 2 * 1024 * 1024 * 1024
ENCRYPTED = 0x1
NAMED_IN_UTF8 = 0x800
HIDDEN = (".", "~", "__MACOSX")
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
UNPACK = "请解压后把其中的文件直接导入，或请报送单位重新打包。"


class Opener(Protocol):
    """Gives the bytes of a source when they are wanted."""

    def __call__(self) -> bytes:
        """Return the bytes, or raise UnreadableFile."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read, by the name to show for it; its bytes are not loaded yet."""

    name: str
    content: Opener


def sources_in(
    paths: Iterable[Path], names: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Source]:
    """Yield the files named, those in folders and in archives, hidden ones left out.

    `names` says what a file is called that lies under a name of our own.
    """
    for path in paths:
        name = names.get(path.name, path.name)
        if path.is_dir():
            yield from sources_in((p for p in sorted(path.rglob("*")) if is_wanted(p)), names)
        elif path.suffix.lower() in ARCHIVES:
            yield from members_of(path, name)
        else:
            yield Source(name, partial(content_of, path))


def suffixes() -> tuple[str, ...]:
    """Return the endings of every file that can be read, archives included."""
    return tuple(sorted({*extract.readers(), *templates.SUFFIXES, *ARCHIVES}))


def is_wanted(path: Path) -> bool:
    """Return whether a file of a folder is one that a person put there; pipes are left out."""
    return path.is_file() and not path.name.startswith(HIDDEN)


def content_of(path: Path) -> bytes:
    """Return a file's bytes; a structured file may be larger than a report."""
    content = extract.content_of(path, templates.LARGEST_FILE)
    return bounded(content)


def bounded(content: bytes) -> bytes:
    """Return content that is no larger than a file of its kind may be, or raise UnreadableFile."""
    if len(content) > extract.LARGEST_FILE and not templates.is_structured(content):
        raise extract.too_large(len(content), extract.LARGEST_FILE)
    return content


def members_of(path: Path, called: str) -> Iterator[Source]:
    """Yield the files in an archive; one that cannot be opened is a source that says why."""
    try:
        extract.refuse_no_file(path)
        with ZipFile(path) as archive:
            members = [m for m in archive.infolist() if is_member(m)]
        refuse_bomb(members)
    except UnreadableFile as error:
        yield Source(called, partial(refused, error))
        return
    except BROKEN as error:
        problem = UnreadableFile("压缩包已损坏或不是 zip 格式。", UNPACK)
        problem.__cause__ = error
        yield Source(called, partial(refused, problem))
        return
    if not members:
        empty = UnreadableFile("压缩包里没有文件。", "请确认是否选错了压缩包。")
        yield Source(called, partial(refused, empty))
    for member in members:
        name = f"{called}/{shown_name(member)}"
        yield Source(name, partial(member_content, path, member))


def is_member(member: ZipInfo) -> bool:
    """Return whether a member is a file that a person put there."""
    parts = [part for part in shown_name(member).split("/") if part not in (".", "..")]
    return not member.is_dir() and not any(part.startswith(HIDDEN) for part in parts)


def refuse_bomb(members: list[ZipInfo]) -> None:
    """Refuse an archive of more files or bytes than a county's reports can be."""
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise UnreadableFile("压缩包里的文件过多或解压后过大。", UNPACK)


def refused(error: UnreadableFile) -> bytes:
    """Raise the error of a source that cannot be opened."""
    raise error


def shown_name(member: ZipInfo) -> str:
    """Return a member's name; one without the mark of UTF-8 is mostly in GBK."""
    if member.flag_bits & NAMED_IN_UTF8:
        return member.filename
    raw = member.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return member.filename


def member_content(path: Path, member: ZipInfo) -> bytes:
    """Return the bytes of a member, never more than a file may have."""
    largest = templates.LARGEST_FILE
    if shown_name(member).lower().endswith(ARCHIVES):
        raise UnreadableFile("压缩包里还有压缩包。", "请把里面的压缩包先解压再导入。")
    if member.flag_bits & ENCRYPTED:
        raise UnreadableFile("压缩包加了密码。", UNPACK)
    try:
        with ZipFile(path) as archive, archive.open(member) as file:
            content = file.read(largest + 1)
    except BROKEN as error:
        raise UnreadableFile("压缩包里的这个文件已损坏。", UNPACK) from error
    if len(content) > largest:
        raise extract.too_large(len(content), extract.LARGEST_FILE)
    if not content.strip():
        raise extract.empty()
    return bounded(content)
