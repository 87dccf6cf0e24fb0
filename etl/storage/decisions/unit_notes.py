"""What people remark on a unit's year, in the store of what people decide; no figure changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.domain.errors import BrokenSheet
from etl.storage.records.change_log import Act, Edit, changes, one_line, record
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import NOTES

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class UnitNote:
    """A remark on a unit's year, who made it and when by the clock on the wall.

    `version` is how often it was changed.
    """

    place_id: str
    year: int
    text: str
    who: str
    at: datetime
    version: int


def load_notes(root: Path) -> tuple[UnitNote, ...]:
    """Return the notes that stand, by unit and year; raise BrokenSheet."""
    with reading(root) as connection:
        found = list(changes(connection, kind=NOTES.name))
    last = {change.key: change for change in found}
    # Who takes an act back brings words of another back, and does not make them.
    said = {(c.key, c.after["text"]): c for c in found if c.after and c.undoes is None}
    return tuple(
        UnitNote(
            c.place_id, int(c.after["year"]), c.after["text"],
            said[key, c.after["text"]].who, said[key, c.after["text"]].at, c.version,
        )
        for key, c in sorted(last.items())
        if c.after is not None
    )  # fmt: skip


def set_note(root: Path, unit: tuple[str, int], text: str, act: Act, seen: int) -> int:
    """Keep a note on a unit's year, none where it is empty, and return the act's number.

    `seen` is the version that the person looked at, 0 for none. Raises BrokenSheet where no reason
    is given, ChangedMeanwhile, NoName, CannotWrite.
    """
    if not act.why.strip():
        raise BrokenSheet("没有写明理由。", "请填写理由后再保存。")
    place_id, year = unit
    said = one_line(text)[:LONGEST_NOTE]
    values = {"place_id": place_id, "year": str(year), "text": said} if said else None
    with writing(root) as connection:
        edit = Edit(NOTES, f"{place_id}/{year}", values, place_id, year, seen)
        return record(connection, act, [edit])
