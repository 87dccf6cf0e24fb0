"""What the office of a county says of itself in notices: its name, whom to ask, and the number."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from etl.storage.records.change_log import Act, Edit, one_line, record, standing, version_of
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import SENDERS

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands below a notice, each part empty where it is not said."""

    office: str = ""
    contact: str = ""
    phone: str = ""


def signature_of(root: Path, county_id: str) -> tuple[Signature, int]:
    """Return what a county's office says of itself, and how often that was changed.

    Raises BrokenSheet.
    """
    with reading(root) as connection:
        said = standing(connection, SENDERS, county_id) or {}
        return Signature(**said), version_of(connection, SENDERS, county_id)


def keep_signature(root: Path, county_id: str, said: Signature, act: Act, seen: int) -> int:
    """Keep what an office says of itself for all who write its notices; return the act's number.

    `seen` is the version that the person looked at. Raises NoName, ChangedMeanwhile, OutOfConfines,
    CannotWrite.
    """
    parts = {"office": said.office, "contact": said.contact, "phone": said.phone}
    values = {name: one_line(part)[:LONGEST] for name, part in parts.items()}
    with writing(root) as connection:
        kept = values if any(values.values()) else None
        return record(connection, act, [Edit(SENDERS, county_id, kept, county_id, seen=seen)])
