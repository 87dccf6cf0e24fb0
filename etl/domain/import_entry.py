"""What the journal says of a file that was given to us."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """What became of one file given to `gongkai import`.

    `seq` is its number in the journal, which orders; `imported_at` is what the clock said, without
    its offset. `basis` is what a rejection rested on, empty where it is not to be remembered.
    `original` is where the file is kept below the data folder, `source` tells where it lay when it
    was given to us, as a hash; empty where only a copy was. `near` are the codes of the units that
    a file that waits may be of, `unit` and `area` what it calls its unit and where that lies,
    `reports` how many it holds; who decided on it, and why, stand in `decided_by` and `why`, who
    gave it to us in `brought_by`, empty where that was not said.
    """

    imported_at: datetime
    file_name: str
    sha256: str
    outcome: str
    message: str = ""
    place_id: str | None = None
    year: int | None = None
    reports: int = field(default=0)
    basis: str = ""
    original: str = ""
    source: str = ""
    near: tuple[str, ...] = ()
    unit: str = ""
    area: str = ""
    decided_by: str = ""
    why: str = ""
    brought_by: str = ""
    seq: int = 0
