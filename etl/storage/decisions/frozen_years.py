"""The years that a county has frozen, each with its package of data in the folder `frozen`.

A package that an undone act has left lies there still: the undoing can be undone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from etl.storage.files import durable
from etl.storage.records.change_log import Act, Edit, changes, record
from etl.storage.records.store import reading
from etl.storage.records.tables import CHANGES, FROZEN

FOLDER = "frozen"
SHORT = 12


@dataclass(frozen=True, slots=True)
class FrozenYear:
    """A year of a county as it stood, its id, what it was called, and the hash of its package.

    `inputs` says what it rests on; `act` is the number of the act that froze it, `who` and `why`
    its person and reason.
    """

    id: str
    county_id: str
    year: int
    name: str
    at: datetime
    sha256: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    act: int = 0
    who: str = ""
    why: str = ""

    @property
    def file_name(self) -> str:
        """Return what the package is called."""
        return f"{self.id}-{self.sha256[:SHORT]}.zip"

    def path(self, root: Path) -> Path:
        """Return where the package lies below a data folder."""
        return root / FOLDER / self.file_name


def frozen_years(root: Path) -> tuple[FrozenYear, ...]:
    """Return what is frozen in a data folder in the order of the acts; raise BrokenSheet."""
    with reading(root) as connection:
        found = list(changes(connection, kind=FROZEN.name))
    last = {change.key: change for change in found}
    # What an undoing brings back was frozen by the first act all the same.
    first = {change.key: change for change in reversed(found)}
    made = [
        FrozenYear(
            change.key, change.after["county_id"], int(change.after["year"]), change.after["name"],
            datetime.fromisoformat(change.after["at"]), change.after["sha256"],
            json.loads(change.after["inputs"]), change.act, change.who, change.why,
        )
        for change in first.values()
        if change.after is not None and last[change.key].after is not None
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: one.act))


def next_id(connection: Connection, county_id: str, year: int) -> str:
    """Return an id that no frozen year ever had, one that was taken back among them."""
    had = (
        select(CHANGES.c.key)
        .distinct()
        .where(
            CHANGES.c.kind == FROZEN.name, CHANGES.c.place_id == county_id, CHANGES.c.year == year
        )
    )
    numbers = (int(key.rpartition("-")[2]) for key in connection.scalars(had))
    return f"{county_id}-{year}-{1 + max(numbers, default=0)}"


def keep(connection: Connection, root: Path, frozen: FrozenYear, package: bytes, act: Act) -> int:
    """Keep a package for good, then that the year is frozen; return the number of the act."""
    path = frozen.path(root)
    durable.make_folder(path.parent)
    durable.write(path, package)
    values = {
        "county_id": frozen.county_id,
        "year": str(frozen.year),
        "name": frozen.name,
        "at": frozen.at.isoformat(timespec="seconds"),
        "sha256": frozen.sha256,
        "inputs": json.dumps(frozen.inputs, ensure_ascii=False, sort_keys=True),
    }
    edit = Edit(FROZEN, frozen.id, values, frozen.county_id, frozen.year, seen=0)
    return record(connection, act, [edit])
