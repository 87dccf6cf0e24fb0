"""The units that file reports, and a report settled on one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from etl.domain.report import Report


@dataclass(frozen=True, slots=True)
class Place:
    """One township-level unit of the register, valid from and to the given report years.

    `populations` are year and number of people, of the years of which it was entered.
    """

    place_id: str
    province: str
    prefecture: str
    county: str
    township: str
    type: str
    aliases: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None
    successor: str | None = None
    populations: tuple[tuple[int, int], ...] = ()

    @property
    def county_id(self) -> str:
        """Return the six-digit code of the county, the head of every code below it."""
        return self.place_id[:6]

    def is_valid(self, year: int) -> bool:
        """Return whether the unit filed reports for this year."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)


@dataclass(frozen=True, slots=True)
class Submission:
    """A report settled on a place and year, with the file it came from."""

    place: Place
    year: int
    report: Report
    file_name: str
    format: str
    sha256: str
    imported_at: datetime
    original: str = ""
