"""What people did, read afresh for every run, and what a person does about a figure or an act.

Acts that change figures are done by our own command line in a process of its own, as imports are.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from functools import cache
from operator import itemgetter

import pandas as pd
from sqlalchemy import Connection

from dashboard.data.accounts.people import may
from dashboard.data.decisions.findings import findings_of
from dashboard.data.decisions.review_decisions import root
from dashboard.data.files.import_job import done_by
from dashboard.data.files.waiting_files import is_ours
from dashboard.labels import wording
from dashboard.labels.acts import NOT_THERE, OWN_KINDS, told
from dashboard.queries import ask
from dashboard.queries.reader import counties
from dashboard.queries.result import Row, rows, rows_by
from dashboard.queries.selection import Selection
from etl.definitions import load
from etl.domain.import_entry import ImportEntry
from etl.storage.files import import_journal
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL
from etl.storage.records.change_log import Change, changes, places_of
from etl.storage.records.confines import covers
from etl.storage.records.store import reading
from etl.storage.records.tables import JOINT, OWN_FILES, USERS

COLUMNS = (
    "at", "who", "kind", "township", "year", "subject", "before", "after", "why", "standing",
    "act_id",
)  # fmt: skip
# Their acts are about a county: a unit that was taken away, a year that has yet to come.
OF_COUNTY = (
    "places", "populations", "deadlines", "frozen_years", "senders", OWN_FILES.name, JOINT.name,
)  # fmt: skip
MOVED = "moved_reports"
# What all acts of a kind are about; each about its own record where it is empty.
NAMED = {
    "deadlines": "报送期限", "unit_notes": "年度备注", USERS.name: "", "frozen_years": "",
    "senders": "落款和联系人", "populations": "常住人口",
}  # fmt: skip
FOR_ADMINISTRATORS = {USERS.name, OWN_FILES.name}
"""Kinds whose acts only administrators do and take back."""
FILES, IMPORTS = "files", "imports"


def log_of(selection: Selection) -> pd.DataFrame:
    """Return the acts about a selection, the newest first; those about no unit are in every one.

    Raises BrokenSheet where the store cannot be read.
    """
    with reading(root()) as connection:
        found = known_changes(connection)[::-1]
    ours = is_ours()
    units = rows_by(ask("units_of_county", **selection.parameters), "place_id")
    findings = rows_by(findings_of(selection), "finding_id")
    shown = [one for one in found if is_about(one, selection, units)]
    lines = [line_of(one, units, findings.get(one.key)) for one in shown]
    of_files = [
        line_of_file(entry, before, units)
        for entry, before in with_those_before(import_journal.entries(root()))[::-1]
        if (entry.decided_by or entry.brought_by)
        and ours(entry)
        # What waits or was dismissed is of no unit and year yet.
        and is_of(entry.place_id or "", entry.year if entry.place_id else None, selection, units)
    ]
    # Each keeps the order of its own numbers, whatever the clock said.
    merged = list(heapq.merge(lines, of_files, key=itemgetter("at"), reverse=True))
    return pd.DataFrame(merged, columns=list(COLUMNS)).astype({"year": "Int64"})


def with_those_before(entries: Iterable[ImportEntry]) -> list[tuple[ImportEntry, str]]:
    """Return what became of files, each with the file of its unit and year that came before."""
    last, found = dict[tuple[str | None, int | None], str](), list[tuple[ImportEntry, str]]()
    for entry in entries:
        unit = entry.place_id, entry.year
        found.append((entry, last.get(unit, "")))
        if entry.outcome == "imported" and entry.place_id:
            last[unit] = entry.file_name
    return found


def line_of_file(entry: ImportEntry, before: str, units: dict[str, Row]) -> Row:
    """Return in words what a person brought in, after which file, or decided on one that waited."""
    if entry.decided_by:
        stood = wording.IMPORT_LABELS["dismissed" if entry.outcome == "waiting" else "waiting"]
    else:
        stood = f"“{before}”" if before else NOT_THERE
    unit = units.get(entry.place_id or "")
    return {
        "at": f"{entry.imported_at:%Y-%m-%d %H:%M:%S}", "who": entry.decided_by or entry.brought_by,
        "kind": FILES if entry.decided_by else IMPORTS,
        "township": unit["township"] if unit else "", "year": entry.year,
        "subject": entry.file_name, "before": stood,
        "after": wording.IMPORT_LABELS[entry.outcome], "why": entry.why, "standing": "",
        "act_id": "",
    }  # fmt: skip


def known_changes(connection: Connection) -> list[Change]:
    """Return the log, oldest first, as whoever is at the screen may know it."""
    mine = counties()
    return [
        one for one in changes(connection) if covers(mine, places_of(one, one.before, one.after))
    ]


def is_about(change: Change, selection: Selection, units: dict[str, Row]) -> bool:
    """Return whether an act is about the chosen units and years, or about none.

    Those about accounts are for administrators.
    """
    if change.kind == USERS.name and not may(ADMINISTRATOR):
        return False
    if change.kind in OF_COUNTY:
        is_ours = change.place_id[:6] == selection.county_id
        return is_ours and not (selection.townships or selection.types)
    if change.kind == MOVED:
        both = {stands_at(change, values) for values in (change.before, change.after)}
        return any(is_of(*one, selection, units) for one in both)
    return is_of(change.place_id, change.year, selection, units)


def is_of(place_id: str, year: int | None, selection: Selection, units: dict[str, Row]) -> bool:
    """Return whether a unit and year are among the chosen; what is of no unit is of the county."""
    if year and not selection.from_year <= year <= selection.to_year:
        return False
    if not place_id:
        return not (selection.townships or selection.types)
    unit = units.get(place_id)
    if unit is None:
        return False
    is_named = not selection.townships or unit["series_id"] in selection.townships
    return is_named and (not selection.types or selection.has(unit["type"]))


def stands_at(change: Change, values: Mapping[str, str] | None) -> tuple[str, int]:
    """Return for which unit and year a report that was moved counts before or after it."""
    _, home, year = change.key.split("/")
    return (values["place_id"], int(values["year"])) if values else (home, int(year))


def placed(change: Change, values: Mapping[str, str] | None, units: dict[str, Row]) -> str:
    """Return in words for which unit and year a report that was moved counts."""
    place_id, year = stands_at(change, values)
    name = units[place_id]["township"] if place_id in units else place_id
    return f"{name} {year} 年度"


def line_of(change: Change, units: dict[str, Row], finding: Row | None) -> Row:
    """Return a line of the log in words."""
    unit = units.get(change.place_id)
    before, after = (
        placed(change, values, units) if change.kind == MOVED else told(change.kind, values)
        for values in (change.before, change.after)
    )
    return {
        "at": f"{change.at:%Y-%m-%d %H:%M:%S}",
        "who": change.who,
        "kind": change.kind,
        "township": unit["township"] if unit else "",
        "year": change.year,
        "subject": subject(change, finding),
        "before": before,
        "after": after,
        "why": change.why,
        "standing": standing(change),
        "act_id": str(change.act),
    }


def subject(change: Change, finding: Row | None) -> str:
    """Return what an act is about: a figure, or a finding by its fault."""
    values = change.after or change.before or {}
    if change.kind == "decisions":
        return str(finding["title"]) if finding else "（现已没有的问题）"
    if change.kind == "places":
        return f"{values['township']}（{change.key}）"
    if change.kind in ("chosen_reports", MOVED, "returns"):
        return str(values["file_name"])
    if change.kind == OWN_FILES.name:
        return OWN_KINDS[values["kind"]]
    if change.kind in NAMED:
        return NAMED[change.kind] or change.key
    address = str(values.get("address", change.key))
    return labels().get(address, address)


@cache
def labels() -> dict[str, str]:
    """Return the label of each address."""
    return {address: label for address, _, label, *_ in load().address_rows()}


def standing(change: Change) -> str:
    """Return which act took this one back, or which one it took back."""
    said = [f"撤销第 {change.undoes} 号"] if change.undoes else []
    said += [f"已由第 {change.undone_by} 号撤销"] if change.undone_by else []
    return "；".join(said)


def correction_at(report: Row, address: str, printed: str) -> Change | None:
    """Return the newest change of the correction of one printed figure, None where there is none.

    One that was taken back is a change as well: what stands after it is None.
    """
    unit = {"place_id": report["place_id"], "year": int(report["year"])}
    (came,) = rows(ask("came_under", content=report["sha256"], **unit)) or [report]
    with reading(root()) as connection:
        found = [
            change
            for change in changes(connection, kind="corrections", place_id=came["place_id"])
            if speaks_of(change, str(report["sha256"]), address, printed)
        ]
    return found[-1] if found else None


def speaks_of(change: Change, sha256: str, address: str, printed: str) -> bool:
    """Return whether a change is of the correction of this figure."""
    values = change.after or change.before or {}
    wanted = (sha256, address, printed)
    return (values.get("sha256"), values.get("address"), values.get("printed")) == wanted


def undo(number: str, by: str, why: str) -> str:
    """Take an act back; return why not, empty when done."""
    with reading(root()) as connection:
        kinds = {change.kind for change in changes(connection, act=int(number))}
    role = ADMINISTRATOR if kinds & FOR_ADMINISTRATORS else OFFICIAL
    return done_by(by, ["undo", number, f"--why={why}"], role)


def correct(report: Row, figure: Row, said: tuple[str, str, str], seen: int) -> str:
    """Correct a figure as `said`: meant, why, by; return why not, empty when done.

    `seen` is the version of its correction that the person looked at, 0 for none.
    """
    meant, why, by = said
    options = [f"--why={why}", f"--seen={seen}", f"--printed={figure['raw']}", "--"]
    where = [str(report["place_id"]), str(report["year"]), str(figure["address"])]
    return done_by(by, ["correct", *options, *where, meant])
