"""What officials remark on a unit's year, as the store has it now."""

from __future__ import annotations

from dashboard.data.accounts.people import act_of
from dashboard.data.decisions.review_decisions import root
from dashboard.data.files.import_job import published
from etl.domain.errors import ReportError
from etl.storage.decisions.unit_notes import UnitNote, load_notes, set_note
from etl.storage.records.change_log import version_of
from etl.storage.records.store import reading
from etl.storage.records.tables import NOTES

Unit = tuple[str, int]


def note_on(unit: Unit) -> tuple[UnitNote | None, int]:
    """Return the note on a unit's year, None for none, and how often it was changed."""
    found = {(note.place_id, note.year): note for note in load_notes(root())}
    with reading(root()) as connection:
        return found.get(unit), version_of(connection, NOTES, f"{unit[0]}/{unit[1]}")


def save_note(unit: Unit, text: str, seen: int, by: str, why: str) -> str:
    """Keep a note, none where it is empty, and publish it; return why not, empty when done."""
    try:
        done = set_note(root(), unit, text, act_of(by, why), seen)
    except ReportError as error:
        return str(error)
    return published("备注已保存") if done else ""
