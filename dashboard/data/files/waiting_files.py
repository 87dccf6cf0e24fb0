"""The files that wait for a person, and what is decided about them from a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from dashboard.data.files.import_job import done_by
from dashboard.data.unit_register import add_unit, known_register
from dashboard.queries import data_folder
from dashboard.queries.reader import counties, person
from etl.definitions.unit_kinds import TOWNSHIP, kind_of_type
from etl.domain.errors import ReportError
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.storage.files import waiting

LONGEST_NAME = 40
LONGEST_REASON = 200
OWN_CODES = range(901, 1000)
"""What follows the county's code in that of a unit which has no official one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an official chose for a file: a unit and year, or neither where it is dismissed.

    `unit` is one that the register lacks, by the columns of the register; it is entered first.
    A file of `several` reports names the unit of each.
    """

    by: str = ""
    why: str = ""
    place_id: str | None = None
    year: int | None = None
    dismiss: bool = False
    unit: Mapping[str, str] | None = None
    several: bool = False


def waiting_files() -> tuple[ImportEntry, ...]:
    """Return the files that wait, the newest first."""
    return tuple(filter(is_ours(), waiting.entries(data_folder())))


def dismissed_files() -> tuple[tuple[ImportEntry, ImportEntry], ...]:
    """Return why each file that was dismissed did wait, and its dismissal, the newest first."""
    ours = is_ours()
    return tuple(pair for pair in waiting.dismissed(data_folder()) if ours(pair[0]))


def is_ours() -> Callable[[ImportEntry], bool]:
    """Return what tells whether a file is a matter of whoever is at the screen."""
    account = person()
    who = account.name if account else ""
    return partial(waiting.is_known, counties=counties(), who=who)


def known_units() -> dict[str, Place]:
    """Return the units of the register by code; none without one."""
    try:
        places = known_register(data_folder()).places
    except (ReportError, OSError):
        return {}
    return {place.place_id: place for place in places}


def likely_units(entry: ImportEntry) -> list[Place]:
    """Return the units that a file may be of, else those whose name is like the one it writes."""
    try:
        register = known_register(data_folder())
    except (ReportError, OSError):
        return []
    meant = [place for place in register.places if place.place_id in entry.near]
    return meant or register.near(entry.unit)


def free_code(units: Mapping[str, Place], county_id: str, unit_type: str) -> str:
    """Return the county's code, with the next of our own where the unit has no official one."""
    if not county_id or kind_of_type(unit_type) == TOWNSHIP:
        return county_id
    return next((code for n in OWN_CODES if (code := f"{county_id}{n}") not in units), county_id)


def decide(sha256: str, choice: Choice) -> str:
    """Carry out what was chosen by our command line; return why not, empty when done."""
    said, place_id, entered = [f"--why={choice.why[:LONGEST_REASON]}"], choice.place_id, ""
    if choice.unit is not None:
        try:
            added = add_unit(choice.unit, choice.by, choice.why)
        except ReportError as error:
            return str(error)
        place_id = None if choice.several else added
        entered = "单位已加入名册，文件没有收下："
    if choice.dismiss:
        said.append("--dismiss")
    if place_id:
        said.append(f"--place={place_id}")
    if choice.year:
        said.append(f"--year={choice.year}")
    problem = done_by(choice.by[:LONGEST_NAME], ["decide", sha256, *said])
    return f"{entered}{problem}" if problem else ""


def restore(sha256: str, by: str, why: str) -> str:
    """Have a file that was dismissed wait again; return why not, empty when done."""
    said = ["decide", sha256, "--restore", f"--why={why[:LONGEST_REASON]}"]
    return done_by(by[:LONGEST_NAME], said)
