"""What the journal says of a file that was given to us."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """What became of one file given to `gongkai import`; `basis` is what a rejection rested on."""

    imported_at: datetime
    file_name: str
    sha256: str
    outcome: str
    message: str = ""
    place_id: str | None = None
    year: int | None = None
    reports: int = field(default=0)
    basis: str = ""
