"""Keeps the files as they came, and the journal of what became of every file given to us.

Originals, register and journal are the truth; the database can always be rebuilt from them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from etl import journals
from etl.model import ImportEntry
from etl.reading import Given
from etl.settling import Settled

FILED = re.compile(r"(?P<place_id>\d{9,12})-(?P<sha>[0-9a-f]{12})")
MIXED = "structured"


@dataclass(frozen=True, slots=True)
class Original:
    """A kept file, with the place and year it was filed under where it holds one report."""

    path: Path
    place_id: str | None = None
    year: int | None = None
    county_id: str | None = None


def folder(data: Path) -> Path:
    """Return the folder of the originals below the data folder."""
    return data / "reports"


def journal_path(data: Path) -> Path:
    """Return the journal of imports below the data folder."""
    return data / "imports.jsonl"


def originals(data: Path) -> Iterator[Original]:
    """Yield every kept file in a fixed order; folders say county and year, names the place."""
    root = folder(data)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "~")):
            yield original_at(path, path.relative_to(root).parts)


def original_at(path: Path, parts: tuple[str, ...]) -> Original:
    """Return the original at a path below the folder of originals."""
    county_id = parts[0] if len(parts) > 1 and parts[0].isdigit() else None
    year = int(parts[1]) if len(parts) > 2 and parts[1].isdigit() else None
    filed = FILED.fullmatch(path.stem)
    return Original(path, filed["place_id"] if filed else None, year, county_id)


def keep(data: Path, given: Given, sha256: str, settled: Settled | None) -> Path:
    """Keep a file's bytes under a name of our own, whole or not at all, and return where."""
    name = f"{sha256[:12]}{PurePath(given.name).suffix.lower()}"
    if settled is None:
        target = folder(data) / MIXED / name
    else:
        place, year = settled.place, settled.year
        target = folder(data) / place.county_id / str(year) / f"{place.place_id}-{name}"
    target.parent.mkdir(parents=True, exist_ok=True)
    pending = target.with_name(f".{target.name}.part")
    pending.write_bytes(given.content)
    os.replace(pending, target)
    return target


def stamp(path: Path) -> str:
    """Return what changes when a kept file changes."""
    state = path.stat()
    return f"{state.st_size}-{state.st_mtime_ns}"


def record(data: Path, entry: ImportEntry) -> None:
    """Append one line to the journal and see it on the disk before returning."""
    line = asdict(entry) | {"imported_at": entry.imported_at.isoformat(timespec="microseconds")}
    journals.append(journal_path(data), line)


def journal(data: Path) -> Iterator[ImportEntry]:
    """Yield what became of every file, oldest first; a line torn by a crash is left out."""
    for line in journals.lines(journal_path(data)):
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
