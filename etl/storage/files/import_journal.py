"""The journal of what became of every file given to us: `imports.jsonl` in the data folder.

Originals, register and journal are the truth; the database can always be rebuilt from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from etl.domain.import_entry import ImportEntry
from etl.storage.files import jsonl

FILE = "imports.jsonl"
Text = Annotated[str, Field(max_length=10_000)]


class Entry(BaseModel):
    """The shape of a line; what later versions add to it is passed over."""

    seq: int
    imported_at: datetime
    file_name: Text
    sha256: Text
    outcome: Text
    message: Text = ""
    place_id: Text | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    reports: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    basis: Text = ""
    original: Text = ""
    source: Text = ""
    near: tuple[Text, ...] = ()
    unit: Text = ""
    area: Text = ""
    decided_by: Text = ""
    why: Text = ""
    brought_by: Text = ""


def path_in(data: Path) -> Path:
    """Return the journal of imports below the data folder."""
    return data / FILE


def record(data: Path, entry: ImportEntry) -> ImportEntry:
    """Append an entry, see it on the disk, and return it with its number in the journal."""
    values = asdict(entry) | {"imported_at": with_offset(entry.imported_at)}
    del values["seq"]
    return replace(entry, seq=jsonl.append(path_in(data), values))


def entries(data: Path) -> Iterator[ImportEntry]:
    """Yield what became of every file in the order of the journal; damaged lines are left out."""
    for values in jsonl.lines(path_in(data)):
        entry = entry_of(values)
        if entry is not None:
            yield entry


def entry_of(values: dict[str, Any]) -> ImportEntry | None:
    """Return the entry in a line of the journal, None in one that is none.

    Its time is that of the clock on the wall where it was written, whatever zone we are in now.
    """
    try:
        read = Entry.model_validate(values).model_dump()
    except ValidationError:
        return None
    return ImportEntry(**read | {"imported_at": read["imported_at"].replace(tzinfo=None)})


def with_offset(moment: datetime) -> str:
    """Return a moment as text with its offset from UTC, so that it stays one moment anywhere."""
    return moment.astimezone().isoformat(timespec="microseconds")
