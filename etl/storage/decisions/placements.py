"""Which version of a unit's year counts, and which reports were filed under another unit or year.

Kept in the store of what people decide. Originals stay where they lie: a withdrawn one as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from etl.storage.records.change_log import Edit, changes, values_of
from etl.storage.records.store import reading
from etl.storage.records.tables import CHOSEN, MOVED


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which version of a unit's year a person wants to count, and who said so, when and why.

    `report` is its key, empty where none is to count; `file_name` is the file's that was taken or
    withdrawn. What came after entry `since` of the journal counts all the same.
    """

    place_id: str
    year: int
    report: str
    file_name: str
    since: int
    who: str = ""
    why: str = ""
    at: datetime = datetime.min


@dataclass(frozen=True, slots=True)
class Moved:
    """The unit and year that a report counts for in the place of those of its key."""

    report: str
    place_id: str
    year: int
    file_name: str


@dataclass(frozen=True, slots=True)
class Placements:
    """All that people have said of the versions that were filed."""

    chosen: tuple[Chosen, ...] = ()
    moved: tuple[Moved, ...] = ()


def report_key(sha256: str, place_id: str, year: int) -> str:
    """Return what tells a report apart for good: its file, and the unit and year it came under."""
    return f"{sha256}/{place_id}/{year}"


def load_placements(root: Path) -> Placements:
    """Return what was decided in a data folder; raise BrokenSheet where it cannot be read."""
    with reading(root) as connection:
        last = {change.key: change for change in changes(connection, kind=CHOSEN.name)}
        moved = connection.execute(select(MOVED).order_by(MOVED.c.key))
        return Placements(
            tuple(
                Chosen(**with_numbers(c.after), who=c.who, why=c.why, at=c.at)
                for _, c in sorted(last.items())
                if c.after is not None
            ),
            tuple(Moved(report=row.key, **with_numbers(values_of(row))) for row in moved),
        )


def with_numbers(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a record with its numbers as numbers."""
    return {name: int(v) if name in ("year", "since") else v for name, v in values.items()}


def edit_of(said: Chosen | Moved) -> Edit:
    """Return the change that makes a decision; a report moved home again is moved no more."""
    year = str(said.year)
    values: dict[str, str] | None = {"place_id": said.place_id, "year": year}
    values["file_name"] = said.file_name
    if isinstance(said, Chosen):
        values |= {"report": said.report, "since": str(said.since)}
        return Edit(CHOSEN, f"{said.place_id}/{year}", values, said.place_id, said.year)
    if said.report.endswith(f"/{said.place_id}/{year}"):
        values = None
    return Edit(MOVED, said.report, values, said.place_id, said.year)
