"""Keeps the files as they came, under names of our own that hold their whole hash."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePath

from etl.domain.errors import CannotWrite
from etl.storage.files import durable

# Versions before the second wrote the first twelve digits of the hash.
FILED = re.compile(r"(?:(?P<place_id>[0-9]{9,12})-)?(?P<sha>[0-9a-f]{64}|[0-9a-f]{12})(?:-[0-9]+)?")
NUMBER = re.compile(r"[0-9]+")
SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")
MIXED = "structured"
MOST_COPIES = 100


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a file is filed: the county, year and unit of its one report."""

    county_id: str
    year: int
    place_id: str


@dataclass(frozen=True, slots=True)
class Original:
    """A kept file; `name` is its path below the data folder, `stamp` changes when it changes.

    Its folders say the county and the year it was filed under, its file name the place, where it
    holds one report.
    """

    data: Path
    name: str
    stamp: str

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        return self.data / self.name

    @property
    def place_id(self) -> str | None:
        """Return the place that the file was filed under."""
        filed = FILED.fullmatch(self.path.stem)
        return filed["place_id"] if filed else None

    @property
    def county_id(self) -> str | None:
        """Return the county that the file was filed under."""
        return self.folder_of_number(1)

    @property
    def year(self) -> int | None:
        """Return the report year that the file was filed under."""
        year = self.folder_of_number(2)
        return int(year) if year else None

    def folder_of_number(self, depth: int) -> str | None:
        """Return the name of the folder this deep below the data folder where it is a number."""
        folders = self.name.split("/")[:-1]
        name = folders[depth] if len(folders) > depth else ""
        return name if NUMBER.fullmatch(name) else None

    def has_content(self, sha256: str) -> bool:
        """Return whether a content of this hash is what the name says; other names say nothing."""
        filed = FILED.fullmatch(self.path.stem)
        if filed is None or not (filed["place_id"] or self.path.parent.name == MIXED):
            return True
        return sha256.startswith(filed["sha"])


def folder(data: Path) -> Path:
    """Return the folder of the originals below the data folder."""
    return data / "reports"


def originals(data: Path) -> Iterator[Original]:
    """Yield every kept file in a fixed order."""
    kept = folder(data)
    if kept.is_dir():
        below = kept.relative_to(data).as_posix()
        for name, state in files_in(os.fspath(kept), below):
            yield Original(data, name, stamp(state))


def files_in(inside: str, below: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files of a folder, then those of the folders in it, with the state of each.

    Path objects for thousands of files would take a second. A file whose name no text can hold is
    none of ours.
    """
    with os.scandir(inside) as found:
        entries = sorted((e for e in found if is_text(e.name)), key=attrgetter("name"))
    for entry in entries:
        if not entry.name.startswith((".", "~")) and entry.is_file():
            yield f"{below}/{entry.name}", entry.stat()
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(entry.path, f"{below}/{entry.name}")


def is_text(name: str) -> bool:
    """Return whether a file's name can be written as text."""
    return not any("\ud800" <= sign <= "\udfff" for sign in name)


def keep(data: Path, content: bytes, suffix: str, filed: Filed | None) -> Original:
    """Keep a file's bytes whole and for good, and return where; what is kept is never replaced.

    Where the name is taken by other bytes, an original that was damaged, a further name is used.
    Raises CannotWrite where the disk is full or the folder cannot be written.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    suffix = suffix.lower() if SUFFIX.fullmatch(suffix.lower()) else ""
    if filed is None:
        target, stem = folder(data) / MIXED, sha256
    else:
        target = folder(data) / filed.county_id / str(filed.year)
        stem = f"{filed.place_id}-{sha256}"
    try:
        path = kept_at(target, stem, suffix, content)
        return Original(data, path.relative_to(data).as_posix(), stamp(path.stat()))
    except OSError as error:
        raise CannotWrite(
            "原件存不下来。", "请确认磁盘有空间、数据文件夹可以写入，再重新导入。"
        ) from error


def kept_at(target: Path, stem: str, suffix: str, content: bytes) -> Path:
    """Return the file of this content in a folder, making it where it is not there."""
    for copy in range(1, MOST_COPIES):
        path = target / f"{stem}{'' if copy == 1 else f'-{copy}'}{suffix}"
        try:
            durable.write_new(path, content)
        except FileExistsError:
            if path.is_file() and path.read_bytes() != content:
                continue
        return path
    raise FileExistsError(stem)


def stamp(state: os.stat_result) -> str:
    """Return what changes when a kept file in this state changes."""
    return f"{state.st_size}-{state.st_mtime_ns}"


def suffix_of(name: str) -> str:
    """Return the ending of a file's name."""
    return PurePath(name).suffix
