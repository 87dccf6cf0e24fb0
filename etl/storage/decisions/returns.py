"""Reports that were sent back: with which points, by whom, until when, and how it ended.

Whether a unit has filed again, and what it mended, is computed: from the version that counts now.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from etl.domain.errors import ReportError
from etl.storage.records.change_log import Act, Edit, one_line, record, values_of, versions
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import RETURNS

MOST_POINTS = 2_000


class NotReturned(ReportError):
    """A return that lacks what it needs, or that is not there to be closed."""

    kind = "not_returned"


@dataclass(frozen=True, slots=True)
class Point:
    """One finding of the version that was sent back, in the words in which the unit was told."""

    finding_id: str
    severity: str
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class Return:
    """A version that was sent back; `report` is its key. `closed_at` is None while it is open.

    `changes` counts what was ever done to it: who acts says which of them they have seen.
    """

    report: str
    place_id: str
    year: int
    file_name: str
    points: tuple[Point, ...]
    due: date
    returned_at: datetime = datetime.min
    returned_by: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    outcome: str = ""
    changes: int = 0


def load_returns(root: Path) -> tuple[dict[str, Return], dict[str, int]]:
    """Return what was sent back by the key of the version, the newest first.

    Beside it how often each was changed, those that were taken back among them. Raises BrokenSheet
    where the store cannot be read.
    """
    with reading(root) as connection:
        return standing(connection), versions(connection, RETURNS)


def standing(connection: Connection) -> dict[str, Return]:
    """Return what the store holds."""
    rows = connection.execute(select(RETURNS).order_by(RETURNS.c.returned_at.desc()))
    return {row.key: return_from(row.key, row.version, values_of(row)) for row in rows}


def send_back(root: Path, returns: Sequence[Return], act: Act) -> int:
    """Write down as one act that versions are sent back; return its number.

    One that was sent back before is so anew, with other points or another day, and is open. Raises
    NotReturned, NoName, CannotWrite, and ChangedMeanwhile where one is not as it was seen.
    """
    if not returns or not all(one.points for one in returns):
        raise NotReturned("没有要修改的问题，不用退回。", "请先核对问题清单。")
    if any(len(one.points) > MOST_POINTS or one.due < act.at.date() for one in returns):
        raise NotReturned("重报期限早于今天，或问题太多。", "请改后再登记。")
    sent = [
        replace(one, returned_at=act.at, returned_by=one_line(act.who), closed_at=None,
                closed_by="", outcome="")
        for one in returns
    ]  # fmt: skip
    with writing(root) as connection:
        return record(connection, act, map(edit_of, sent))


def close(root: Path, one: Return, act: Act) -> int:
    """Write down that a return is settled, with the reason as its outcome; return the act's number.

    Raises NotReturned where it is not open or no reason is given, NoName, CannotWrite, and
    ChangedMeanwhile where it is not as it was seen.
    """
    outcome = one_line(act.why)
    if not outcome:
        raise NotReturned("没有写明办理结果。", "请填写，例如“已按要求改正”。")
    with writing(root) as connection:
        found = standing(connection).get(one.report)
        if found is None or (found.closed_at and found.changes == one.changes):
            raise NotReturned("这份报告没有退回，或者已经办结。", "请刷新后再看。")
        closed = replace(found, closed_at=act.at, closed_by=one_line(act.who), outcome=outcome)
        return record(connection, act, [edit_of(replace(closed, changes=one.changes))])


def edit_of(one: Return) -> Edit:
    """Return the change that makes a return what it is, as of the version that was seen."""
    points = [[p.finding_id, p.severity, p.title, p.where] for p in one.points]
    values = {
        "place_id": one.place_id, "year": str(one.year), "file_name": one.file_name,
        "points": json.dumps(points, ensure_ascii=False), "due": one.due.isoformat(),
        "returned_at": written(one.returned_at), "returned_by": one.returned_by,
        "closed_at": written(one.closed_at), "closed_by": one.closed_by, "outcome": one.outcome,
    }  # fmt: skip
    return Edit(RETURNS, one.report, values, one.place_id, one.year, one.changes)


def return_from(report: str, changes: int, values: dict[str, Any]) -> Return:
    """Return what a record says."""
    returned, closed = map(moment, (values["returned_at"], values["closed_at"]))
    return Return(
        report, values["place_id"], int(values["year"]), values["file_name"],
        tuple(Point(*said) for said in json.loads(values["points"])),
        date.fromisoformat(values["due"]), returned or datetime.min, values["returned_by"], closed,
        values["closed_by"], values["outcome"], changes,
    )  # fmt: skip


def written(at: datetime | None) -> str:
    """Return a moment with its offset from UTC, empty for none."""
    return at.astimezone().isoformat(timespec="seconds") if at else ""


def moment(said: str) -> datetime | None:
    """Return a moment as the clock on the wall showed it, None for none."""
    return datetime.fromisoformat(said).replace(tzinfo=None) if said else None
