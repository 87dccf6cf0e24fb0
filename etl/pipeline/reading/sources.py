"""Where reports come from: files, folders, archives and e-mails with their members as files.

Nothing is unpacked to the disk, and no member's name is used as a path.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol
from zipfile import ZipFile, ZipInfo

from etl import extract, templates
from etl.domain.errors import UnreadableFile
from etl.domain.printable import printable
from etl.extract import archives
from etl.extract.archives.leftovers import is_left
from etl.extract.zip_archive import BROKEN, opened

ARCHIVES = (".zip", *archives.SUFFIXES)
MOST_MEMBERS = 5_000
MOST_UNPACKED = 2 * 1024 * 1024 * 1024
ENCRYPTED = 0x1
NAMED_IN_UTF8 = 0x800
LONGEST_NAME = 500
UNPACK = "请解压后把其中的文件直接导入，或请报送单位重新打包。"


class Opener(Protocol):
    """Gives the bytes of a source when they are wanted."""

    def __call__(self) -> bytes:
        """Return the bytes, or raise UnreadableFile."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read, by the name to show for it; its bytes are not loaded yet.

    `place` says where it lay, as a hash: the same for the same path another time, empty where
    only a copy was given to us. Two files of one name in two places are two files.
    """

    name: str
    content: Opener
    place: str = ""


def sources_in(
    paths: Iterable[Path], names: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Source]:
    """Yield the files named, those in folders and in archives, hidden ones left out.

    `names` says what a file is called that lies under a name of our own.
    """
    for path in paths:
        if path.is_dir():
            for inside in sorted(p for p in path.rglob("*") if is_wanted(p)):
                below = inside.relative_to(path).as_posix()
                yield from sources_at(inside, names.get(inside.name, below), is_copy=bool(names))
        else:
            yield from sources_at(path, names.get(path.name, path.name), is_copy=bool(names))


def sources_at(path: Path, name: str, *, is_copy: bool) -> Iterator[Source]:
    """Yield one file, or the members of the archive that it is."""
    called = readable(name)
    place = "" if is_copy else place_of(path)
    if is_other_archive(path):
        yield from other_members(path, called, place)
    elif path.suffix.lower() == ".zip":
        yield from members_of(path, called, place)
    else:
        yield Source(called, partial(content_of, path), place)


def is_other_archive(path: Path) -> bool:
    """Return whether a file is an archive other than zip, or an e-mail with attachments."""
    is_named = path.suffix.lower() in ARCHIVES
    if not is_named or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(16)
    return path.suffix.lower() in archives.SUFFIXES or archives.is_other_archive(head)


def other_members(path: Path, called: str, place: str) -> Iterator[Source]:
    """Yield the files in another archive; an e-mail without attachments is a file itself."""
    try:
        members = wanted_members(path)
    except UnreadableFile as error:
        yield Source(called, partial(refused, error), place)
        return
    if not members:
        yield Source(called, partial(content_of, path), place)
    for member in members:
        name = f"{called}/{printable(member.name)}"[-LONGEST_NAME:]
        yield Source(
            name, partial(read_member, member), place_of(path, member.name) if place else ""
        )


def wanted_members(path: Path) -> list[archives.Member]:
    """Return the files in another archive; raise UnreadableFile for too many or none."""
    members = [m for m in archives.members_of(path) if not is_left(printable(m.name))]
    if len(members) > MOST_MEMBERS or sum(m.size for m in members) > MOST_UNPACKED:
        raise UnreadableFile("压缩包里的文件过多或解压后过大。", UNPACK)
    if not members and path.suffix.lower() != ".eml":
        raise UnreadableFile("压缩包里没有文件。", "请确认是否选错了压缩包。")
    return members


def read_member(member: archives.Member) -> bytes:
    """Return the bytes of a member of another archive, never more than a file may have."""
    refuse_archive(member.name)
    return checked(member.read(templates.LARGEST_FILE + 1))


def refuse_archive(name: str) -> None:
    """Raise UnreadableFile for an archive in an archive: what it unpacks to has no bound."""
    if name.lower().endswith(ARCHIVES):
        raise UnreadableFile("压缩包里还有压缩包。", "请把里面的压缩包先解压再导入。")


def checked(content: bytes) -> bytes:
    """Return the content of a member that is neither empty nor larger than a file may be."""
    if len(content) > templates.LARGEST_FILE:
        raise extract.too_large(len(content), extract.LARGEST_FILE)
    if not content.strip():
        raise extract.empty()
    return bounded(content)


def place_of(path: Path, member: str = "") -> str:
    """Return what tells this place of a file from all others, without naming it."""
    named = os.fsencode(path.absolute()) + b"\0" + member.encode("utf-8", "replace")
    return hashlib.sha256(named).hexdigest()


def readable(name: str) -> str:
    """Return a file's name as text; one that the system could not decode is mostly in GBK."""
    raw = os.fsencode(name) if any("\udc80" <= sign <= "\udcff" for sign in name) else b""
    try:
        name = raw.decode("gb18030") if raw else name
    except UnicodeDecodeError:
        name = raw.decode("utf-8", "replace")
    return printable(name)[-LONGEST_NAME:]


def suffixes() -> tuple[str, ...]:
    """Return the endings of every file that can be read, archives included."""
    return tuple(sorted({*extract.readers(), *templates.SUFFIXES, *ARCHIVES}))


def is_wanted(path: Path) -> bool:
    """Return whether a file of a folder is one that a person put there; pipes are left out."""
    return path.is_file() and not is_left(path.name)


def content_of(path: Path) -> bytes:
    """Return a file's bytes; a structured file may be larger than a report."""
    content = extract.content_of(path, templates.LARGEST_FILE)
    return bounded(content)


def bounded(content: bytes) -> bytes:
    """Return content that is no larger than a file of its kind may be, or raise UnreadableFile."""
    if len(content) > extract.LARGEST_FILE and not templates.is_structured(content):
        raise extract.too_large(len(content), extract.LARGEST_FILE)
    return content


def members_of(path: Path, called: str, place: str) -> Iterator[Source]:
    """Yield the files in an archive; one that cannot be opened is a source that says why."""
    try:
        members = listed(path)
    except UnreadableFile as error:
        yield Source(called, partial(refused, error), place)
        return
    for member in members:
        name = f"{called}/{shown_name(member)}"[-LONGEST_NAME:]
        below = place_of(path, member.filename) if place else ""
        yield Source(name, partial(member_content, path, member), below)


def listed(path: Path) -> list[ZipInfo]:
    """Return the files in an archive; raise UnreadableFile for one that is none or has none."""
    extract.refuse_no_file(path)
    try:
        with opened(path) as archive:
            members = [member for member in archive.infolist() if is_member(member)]
    except BROKEN as error:
        raise UnreadableFile("压缩包已损坏、文件过多，或不是 zip 格式。", UNPACK) from error
    refuse_bomb(members)
    if not members:
        raise UnreadableFile("压缩包里没有文件。", "请确认是否选错了压缩包。")
    return members


def is_member(member: ZipInfo) -> bool:
    """Return whether a member is a file that a person put there."""
    return not member.is_dir() and not is_left(shown_name(member))


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
        return printable(member.filename)
    raw = member.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return printable(raw.decode(encoding).replace("\\", "/"))
        except UnicodeDecodeError:
            continue
    return printable(member.filename)


def member_content(path: Path, member: ZipInfo) -> bytes:
    """Return the bytes of a member, never more than a file may have."""
    largest = templates.LARGEST_FILE
    refuse_archive(shown_name(member))
    if member.flag_bits & ENCRYPTED:
        raise UnreadableFile("压缩包加了密码。", UNPACK)
    try:
        with ZipFile(path) as archive, archive.open(member) as file:
            content = file.read(largest + 1)
    except BROKEN as error:
        raise UnreadableFile("压缩包里的这个文件已损坏。", UNPACK) from error
    return checked(content)
