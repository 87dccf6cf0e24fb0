"""What a person decides on the versions of a report, done by our own command line."""

from __future__ import annotations

from dataclasses import replace

from dashboard.data.accounts.change_log import log_of
from dashboard.data.decisions.review_decisions import root
from dashboard.data.files.import_job import done_by
from dashboard.data.unit_register import known_register
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from etl.domain.place import Place

KINDS = ("chosen_reports", "moved_reports")


def units_of(year: int) -> dict[str, Place]:
    """Return the units of the register that are valid in a year, by code; raise ReportError."""
    places = known_register(root()).places
    return {place.place_id: place for place in places if place.is_valid(year)}


def acts_on(unit: Row, selection: Selection) -> list[Row]:
    """Return what was decided about a unit's year, the newest first; raise BrokenSheet."""
    year = int(unit["year"])
    own = replace(selection, townships=(unit["series_id"],), from_year=year, to_year=year)
    found = rows(log_of(replace(own, types=())))
    acts = {row["act_id"] for row in found if row["kind"] in KINDS}
    return [row for row in found if row["act_id"] in acts]


def take(version: Row, seen: str, by: str, why: str) -> str:
    """Have a version count; return why not, empty when done.

    `seen` is the key of the version that counted when the person looked, empty for none.
    """
    return done_by(by, ["place", *said(why, seen), f"--file={version['report_key']}",
                    "take", *of(version)])  # fmt: skip


def withdraw(version: Row, by: str, why: str) -> str:
    """Withdraw the version that counts; return why not, empty when done."""
    return done_by(by, ["place", *said(why, version["report_key"]), "withdraw", *of(version)])


def move(version: Row, seen: str, to: tuple[str, int, str], by: str, why: str) -> str:
    """Have a version count for a unit and year; return why not, empty when done.

    `to` are their code and year, and the key of the version that counted there.
    """
    place_id, year, seen_there = to
    where = [f"--to={place_id}", f"--to-year={year}", f"--seen-there={seen_there}"]
    return done_by(by, ["place", *said(why, seen), *where, f"--file={version['report_key']}",
                    "move", *of(version)])  # fmt: skip


def said(why: str, seen: str) -> list[str]:
    """Return the options that every act has."""
    return [f"--why={why}", f"--seen={seen}"]


def of(version: Row) -> list[str]:
    """Return the unit and year that a version is filed for."""
    return [str(version["place_id"]), str(int(version["year"]))]
