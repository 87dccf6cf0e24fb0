"""Brings records back into a folder that has some: what would change, and the act that does it.

A record that was changed here since the file was taken out stays as it is, unless a person wants it
otherwise; one that the file lacks stays as well. The log of the file is read to tell the two apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Table, select

from etl.domain.errors import BrokenSheet, ReportError, UnreadableFile
from etl.extract import MEGABYTE
from etl.pipeline.reading.bounded_processes import BoundedProcesses
from etl.pipeline.safekeeping.brought_record import OF_KIND, about
from etl.pipeline.safekeeping.known import Check, Known
from etl.pipeline.safekeeping.office_records import as_here, refuse_accounts
from etl.pipeline.safekeeping.records_file import Tables, given_in
from etl.pipeline.workspace import sha256_of
from etl.storage.decisions.frozen_years import FOLDER
from etl.storage.records.change_log import (
    Act,
    Change,
    Edit,
    changes,
    places_of,
    record,
    values_of,
)
from etl.storage.records.confines import Counties, covers
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import CHANGES, METADATA, PLACES
from etl.storage.records.whole_records import rows_in
from etl.storage.unit_register.unit_checks import check_change
from etl.storage.unit_register.units import load_register, standing
from etl.warehouse import publication

TIME_LIMIT, MEMORY_LIMIT = 120.0, 2 * 1024 * MEGABYTE
NO_CHECKS: Mapping[str, Check] = MappingProxyType({})
Values = Mapping[str, Any]
Name = tuple[str, str]
"""Kind and key of a record."""
Log = dict[tuple[str, str], dict[int, tuple[Values | None, Values | None]]]


class Fate(StrEnum):
    """What becomes of a record of the file."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    SAME = "same"
    FOREIGN = "foreign"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Brought:
    """A record of the file; `edit` makes it what the file says, None where it cannot be.

    `last` is what was done to it here last, `why` why it cannot be brought back.
    """

    kind: str
    key: str
    fate: Fate
    before: Values | None = None
    edit: Edit | None = None
    last: Change | None = None
    why: str = ""

    @property
    def name(self) -> Name:
        """Return what record it is."""
        return self.kind, self.key


@dataclass(frozen=True, slots=True)
class Here:
    """What stands here: the records of each kind, what was last done to each, what may be named."""

    records: Mapping[str, Mapping[str, Values]]
    last: Mapping[tuple[str, str], Change]
    known: Known
    counties: Counties


def read_apart(name: str, content: bytes) -> Tables:
    """Return the tables in an uploaded file, read in a process of its own within bounds.

    Raises BrokenSheet and NewerData for what is no such file, UnreadableFile beyond the bounds.
    """
    with BoundedProcesses(1, TIME_LIMIT, MEMORY_LIMIT) as processes:
        future = processes.submit(tables_or_problem, name, content)
        failure = future.exception()
    if failure is not None:
        raise UnreadableFile(
            "文件读不出来：用时过长、占用过多或已损坏。", "请用取出的原文件。"
        ) from failure
    found = future.result()
    if isinstance(found, ReportError):
        raise found
    return found


def tables_or_problem(name: str, content: bytes) -> Tables | ReportError:
    """Return the tables in a file, or why there are none: what a process can send."""
    try:
        return given_in(name, content)
    except ReportError as error:
        return error


def plan(
    root: Path, given: Tables, counties: Counties, checks: Mapping[str, Check] = NO_CHECKS
) -> list[Brought]:
    """Return what would become of each record of a file for a person of these counties.

    `checks` are those that an upload of an office's own file of a kind must pass. Raises
    BrokenSheet where a table of it cannot be read.
    """
    load_register(root)
    log = log_in(given)
    with reading(root) as connection:
        here = standing_here(root, connection, counties)
    here = replace(here, known=replace(here.known, checks=checks))
    found: list[Brought] = []
    for kind in OF_KIND:
        rows = [*brought(METADATA.tables[kind], given.get(kind, []), log, here)]
        if kind == PLACES.name:
            units = {*here.known.units, *(row.key for row in rows if row.edit)}
            here = replace(here, known=replace(here.known, units=units))
        found += rows
    return found


def standing_here(root: Path, connection: Connection, counties: Counties) -> Here:
    """Return what stands in a store, and what its records may speak of."""
    records = {
        kind: {row.key: values_of(row) for row in connection.execute(select(METADATA.tables[kind]))}
        for kind in OF_KIND
    }
    last = {(change.kind, change.key): change for change in changes(connection)}
    findings = {
        finding: (place_id, year)
        for finding, place_id, year in publication.ask(root, "units_of_findings")
    }
    contents = {content for (content,) in publication.ask(root, "original_hashes")}
    entries = publication.ask(root, "last_in_journal")
    last_entry = entries[0][0] if entries else 0
    known = Known(
        {*records[PLACES.name]}, contents, findings, last_entry, packages=frozen_packages(root)
    )
    return Here(records, last, known, counties)


def frozen_packages(root: Path) -> dict[str, str]:
    """Return the hash of each package of a frozen year by the name of its file."""
    return {path.name: sha256_of(path.read_bytes()) for path in (root / FOLDER).glob("*.zip")}


def log_in(given: Tables) -> Log:
    """Return what stood before and after each change that the file's own log tells."""
    found: Log = {}
    for row in rows_in(CHANGES, given.get(CHANGES.name, [])):
        states = (row["before"], row["after"])
        found.setdefault((row["kind"], row["key"]), {})[row["version"]] = states  # type: ignore[index,assignment]
    return found


def brought(
    table: Table, lines: Sequence[Sequence[str]], log: Log, here: Here
) -> Iterator[Brought]:
    """Yield what would become of each row of a table."""
    seen = set[str]()
    for row in rows_in(table, lines):
        key, version = str(row.pop("key")), row.pop("version")
        if key in seen:
            raise BrokenSheet(f"同一条记录写了两次：{key[:40]}。", "请只留一行。")
        seen.add(key)
        yield fated(table, key, row, knew(log, table, key, version, here), here)


def knew(log: Log, table: Table, key: str, version: object, here: Here) -> bool:
    """Return whether the file was taken out after the last change here, and so knew of it."""
    told = log.get((table.name, key), {})
    before = here.records[table.name].get(key)
    last = here.last.get((table.name, key))
    if last is not None:
        return told.get(last.version, (None, ...))[1] == before
    return before is None or (told[1][0] == before if 1 in told else version == 0)


def fated(table: Table, key: str, values: Values, is_known: bool, here: Here) -> Brought:  # noqa: FBT001
    """Return what would become of one record; `is_known` where the file knew what stands here."""
    kind, before = table.name, here.records[table.name].get(key)
    values = as_here(kind, values, before)
    if before == values:
        return Brought(kind, key, Fate.SAME, before)
    last = here.last.get((kind, key))
    try:
        place_id, year = about(table, key, values, here.known)
    except ReportError as error:
        return Brought(kind, key, Fate.UNFIT, why=str(error))
    except (ValueError, TypeError, RecursionError):
        return Brought(kind, key, Fate.UNFIT, why="写法不对。")
    if last and not place_id:
        place_id, year = last.place_id, last.year
    edit = Edit(table, key, values, place_id, year, last.version if last else 0)
    if not covers(here.counties, places_of(edit, before, values)):
        return Brought(kind, key, Fate.FOREIGN)
    if not is_known:
        return Brought(kind, key, Fate.CONFLICT, before, edit, last)
    return Brought(kind, key, Fate.CHANGED if before else Fate.NEW, before, edit, last)


def bring(root: Path, rows: Sequence[Brought], act: Act, chosen: Collection[Name] = ()) -> int:
    """Make records what a file says, as one act, and return its number, 0 where nothing changes.

    Those that were changed here since are left as they are, but for those `chosen`. Raises
    ChangedMeanwhile where one is not as it was planned, BrokenRegister, BadAccount, OutOfConfines,
    NoName and CannotWrite; nothing is kept then.
    """
    if not act.why.strip():
        raise BrokenSheet("没有写明理由。", "请填写理由后再取回。")
    edits = [
        row.edit
        for row in rows
        if row.edit
        and (
            row.fate in (Fate.NEW, Fate.CHANGED)
            or (row.fate is Fate.CONFLICT and row.name in chosen)
        )
    ]
    filed = publication.ask(root, "filed_reports")
    with writing(root) as connection:
        before = standing(connection)
        number = record(connection, act, edits)
        check_change(before, standing(connection), filed)
        refuse_accounts(connection, {edit.table.name for edit in edits})
        return number
