"""The files that wait for a person, and what is decided about them from a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.data.import_job import done_by
from dashboard.queries import data_folder
from etl.domain.errors import ReportError
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.storage.files import waiting
from etl.storage.unit_register.units import load_register

LONGEST_NAME = 40
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """What an official chose for a file: a unit and year, or neither where it is dismissed."""

    by: str
    why: str
    place_id: str | None = None
    year: int | None = None
    dismiss: bool = False


def waiting_files() -> tuple[ImportEntry, ...]:
    """Return the files that wait, the newest first."""
    return waiting.entries(data_folder())


def units_for(near: Sequence[str]) -> list[Place]:
    """Return the units of the register, those first that a file may be of; none without one."""
    try:
        places = load_register(data_folder()).places
    except (ReportError, OSError):
        return []
    return sorted(places, key=lambda place: place.place_id not in near)


def decide(sha256: str, choice: Choice) -> str:
    """Carry out what was chosen by our command line; return why not, empty when done."""
    said = [f"--why={choice.why[:LONGEST_REASON]}"]
    if choice.dismiss:
        said.append("--dismiss")
    if choice.place_id:
        said.append(f"--place={choice.place_id}")
    if choice.year:
        said.append(f"--year={choice.year}")
    return done_by(choice.by[:LONGEST_NAME], ["decide", sha256, *said])
