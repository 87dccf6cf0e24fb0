"""Keeps the files as they came, and the journal of what became of every file given to us.

Originals, register and journal are the truth; the database can always be rebuilt from them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from operator import attrgetter
from pathlib import Path, PurePath
from typing import Any

from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.storage import jsonl

FILED = re.compile(r"(?P<place_id>\d{9,12})-(?P<sha>[0-9a-f]{12})")
MIXED = "structured"


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
        return folders[depth] if len(folders) > depth and folders[depth].isdigit() else None


def folder(data: Path) -> Path:
    """Return the folder of the originals below the data folder."""
    return data / "reports"


def journal_path(data: Path) -> Path:
    """Return the journal of imports below the data folder."""
    return data / "imports.jsonl"


def originals(data: Path) -> Iterator[Original]:
    """Yield every kept file in a fixed order."""
    kept = folder(data)
    if kept.is_dir():
        below = kept.relative_to(data).as_posix()
        for name, state in files_in(os.fspath(kept), below):
            yield Original(data, name, stamp(state))


def files_in(inside: str, below: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files of a folder, then those of the folders in it, with the state of each.

    Path objects for thousands of files would take a second.
    """
    with os.scandir(inside) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        if not entry.name.startswith((".", "~")) and entry.is_file():
            yield f"{below}/{entry.name}", entry.stat()
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(entry.path, f"{below}/{entry.name}")


def keep(
    data: Path, name: str, content: bytes, sha256: str, filed_under: tuple[Place, int] | None
) -> Path:
    """Keep a file's bytes under a name of our own, whole or not at all, and return where.

    `filed_under` is the unit and the report year where the file holds one report.
    """
    own = f"{sha256[:12]}{PurePath(name).suffix.lower()}"
    if filed_under is None:
        target = folder(data) / MIXED / own
    else:
        place, year = filed_under
        target = folder(data) / place.county_id / str(year) / f"{place.place_id}-{own}"
    target.parent.mkdir(parents=True, exist_ok=True)
    pending = target.with_name(f".{target.name}.part")
    pending.write_bytes(content)
    os.replace(pending, target)
    return target


def stamp(state: os.stat_result) -> str:
    """Return what changes when a kept file in this state changes."""
    return f"{state.st_size}-{state.st_mtime_ns}"


def record(data: Path, entry: ImportEntry) -> None:
    """Append one line to the journal and see it on the disk before returning."""
    line = asdict(entry) | {"imported_at": entry.imported_at.isoformat(timespec="microseconds")}
    jsonl.append(journal_path(data), line)


def journal(data: Path) -> Iterator[ImportEntry]:
    """Yield what became of every file, oldest first; a line torn by a crash is left out."""
    for line in jsonl.lines(journal_path(data)):
        entry = entry_of(line)
        if entry is not None:
            yield entry


def entry_of(line: dict[str, Any]) -> ImportEntry | None:
    """Return the entry in a line of the journal, None in one that is not whole."""
    try:
        values: dict[str, Any] = {**line}
        values["imported_at"] = datetime.fromisoformat(line["imported_at"])
        return ImportEntry(**values)
    except (ValueError, TypeError, KeyError):
        return None
