"""Acts of people: who changed what, when and why, what stood before, and the way back.

Every change of a record goes through `record`. No one overwrites what another has changed since
it was looked at: who comes second is told what the first did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from etl.domain.errors import ReportError
from etl.storage.records.confines import Counties, covers, handed_over
from etl.storage.records.tables import ACTS, CHANGES, METADATA, MOVED

LONGEST_NAME, LONGEST_REASON = 40, 500
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
Values = Mapping[str, Any]


class NoName(ReportError):
    """An act without the name of a person."""

    kind = "no_name"


class ChangedMeanwhile(ReportError):
    """Someone else has changed the record since it was looked at; says who, when and why."""

    kind = "changed_meanwhile"


class OutOfConfines(ReportError):
    """An act about a county that is none of those of the person's account."""

    kind = "out_of_confines"


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, why, and when by the clock on the wall; `undoes` is an earlier act.

    It may only be about `counties`, those of the person for whom this process was started.
    """

    who: str
    why: str = ""
    at: datetime = field(default_factory=datetime.now)
    undoes: int | None = None
    counties: Counties = field(default_factory=handed_over)


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one record: its values, None where it is taken away.

    `seen` is the version that the person looked at, 0 for none; None where no one looked.
    `place_id` and `year` say whom it is about, where it is about one.
    """

    table: Table
    key: str
    values: Values | None
    place_id: str = ""
    year: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log: an act and what it did to one record; `undone_by` is a later act."""

    id: int
    act: int
    at: datetime
    who: str
    why: str
    undoes: int | None
    undone_by: int | None
    kind: str
    key: str
    version: int
    place_id: str
    year: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def record(connection: Connection, act: Act, edits: Iterable[Edit]) -> int:
    """Carry out an act and return its number, 0 where it changes nothing.

    Raises NoName, OutOfConfines where it is about another county, and ChangedMeanwhile where a
    record is not as it was seen.
    """
    who = one_line(act.who)[:LONGEST_NAME]
    if not who:
        raise NoName("没有写明是谁。", "请填写您的姓名。")
    number = 0
    for edit in edits:
        before = standing(connection, edit.table, edit.key)
        refuse_beyond(act.counties, *places_of(edit, before, edit.values))
        version = version_of(connection, edit.table, edit.key)
        if edit.seen is not None and edit.seen != version:
            raise meanwhile(connection, edit)
        after = None if edit.values is None else {k: kept(v) for k, v in edit.values.items()}
        if before == after:
            continue
        number = number or added(connection, replace(act, who=who, why=one_line(act.why)))
        connection.execute(
            insert(CHANGES).values(
                act=number, kind=edit.table.name, key=edit.key, version=version + 1,
                place_id=edit.place_id, year=edit.year, before=before, after=after,
            )
        )  # fmt: skip
        put(connection, edit, before, after, version + 1)
    return number


def places_of(about: Edit | Change, *states: Values | None) -> Iterator[str]:
    """Yield the codes of all that a change is about; of a report that moves both units."""
    yield about.place_id
    yield from (str(values["place_id"]) for values in states if values and "place_id" in values)
    kind = about.kind if isinstance(about, Change) else about.table.name
    if kind == MOVED.name:
        yield about.key.split("/")[1]


def refuse_beyond(counties: Counties, *place_ids: str) -> None:
    """Raise OutOfConfines where a unit or county is none of those that a person is confined to."""
    if not covers(counties, place_ids):
        raise OutOfConfines(
            "这一处不属于您的账号所管的县，没有保存。", "请由管这个县的人来做，或请管理账号的人改。"
        )


def put(
    connection: Connection, edit: Edit, before: Values | None, after: Values | None, version: int
) -> None:
    """Make a record what it is after a change."""
    table, key = edit.table, edit.table.c.key
    if after is None:
        connection.execute(delete(table).where(key == edit.key))
    elif before is None:
        connection.execute(insert(table).values(key=edit.key, version=version, **after))
    else:
        connection.execute(update(table).where(key == edit.key).values(version=version, **after))


def added(connection: Connection, act: Act) -> int:
    """Write an act down and return its number."""
    at = act.at.astimezone().isoformat(timespec="microseconds")
    why = act.why[:LONGEST_REASON]
    values = {"at": at, "who": act.who, "why": why, "undoes": act.undoes}
    return connection.scalars(insert(ACTS).values(**values).returning(ACTS.c.id)).one()


def one_line(said: str) -> str:
    """Return words of a person on one line."""
    return kept(CONTROL.sub(" ", said)).strip()


def kept(value: Any) -> Any:
    """Return a value as both stores can hold it: no half signs, and not the sign of no sign."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\0", "")
    return value


def version_of(connection: Connection, table: Table, key: str) -> int:
    """Return how often a record was changed, 0 for one that never was."""
    newest = select(func.max(CHANGES.c.version)).where(
        CHANGES.c.kind == table.name, CHANGES.c.key == key
    )
    return connection.scalar(newest) or 0


def versions(connection: Connection, table: Table) -> dict[str, int]:
    """Return how often each record was changed, those that were taken away among them."""
    newest = select(CHANGES.c.key, func.max(CHANGES.c.version)).group_by(CHANGES.c.key)
    found = connection.execute(newest.where(CHANGES.c.kind == table.name))
    return {row.key: row[1] for row in found}


def standing(connection: Connection, table: Table, key: str) -> dict[str, Any] | None:
    """Return the values of a record, None where there is none."""
    row = connection.execute(select(table).where(table.c.key == key)).one_or_none()
    return None if row is None else values_of(row)


def values_of(row: Row[Any]) -> dict[str, Any]:
    """Return the values of a row of a table of records."""
    return {k: v for k, v in row._mapping.items() if k not in ("key", "version")}


def meanwhile(connection: Connection, edit: Edit) -> ChangedMeanwhile:
    """Return the error that says what the other has done."""
    *_, last = changes(connection, kind=edit.table.name, key=edit.key)
    why = f"，理由：{last.why}" if last.why else ""
    return ChangedMeanwhile(
        f"{last.who}在 {last.at:%Y-%m-%d %H:%M} 刚刚改过这一处{why}。", "请看过之后再决定。"
    )


def changes(connection: Connection, **only: Any) -> Iterator[Change]:
    """Yield the log, oldest first; `only` are values of columns of `changes` or `acts`."""
    undone = select(ACTS.c.undoes, func.max(ACTS.c.id).label("undone_by")).group_by(ACTS.c.undoes)
    later = undone.subquery()
    asked = (
        select(CHANGES, ACTS.c.at, ACTS.c.who, ACTS.c.why, ACTS.c.undoes, later.c.undone_by)
        .join(ACTS, CHANGES.c.act == ACTS.c.id)
        .outerjoin(later, later.c.undoes == ACTS.c.id)
        .order_by(CHANGES.c.id)
    )
    for name, value in only.items():
        asked = asked.where((CHANGES.c[name] if name in CHANGES.c else ACTS.c[name]) == value)
    for row in connection.execute(asked).mappings():
        values: dict[str, Any] = dict(row)
        values["at"] = datetime.fromisoformat(row["at"]).replace(tzinfo=None)
        yield Change(**values)


def undo(connection: Connection, number: int, act: Act) -> int:
    """Take an act back, all of it or nothing, and return the number of the act that does so.

    Raises ChangedMeanwhile where a record was changed since, be it by another undoing.
    """
    edits = [
        Edit(METADATA.tables[c.kind], c.key, c.before, c.place_id, c.year, c.version)
        for c in changes(connection, act=number)
    ]
    return record(connection, replace(act, undoes=number), reversed(edits))
