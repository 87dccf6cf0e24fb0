"""Documents that several units made together and each counts; a county's sum counts them once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from etl.definitions import load
from etl.domain.errors import BrokenSheet
from etl.storage.records.change_log import Act, Edit, changes, record, versions
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import JOINT

MOST_DOCUMENTS, MOST_UNITS = 99_999, 200


@dataclass(frozen=True, slots=True)
class JointDocuments:
    """So many documents of one cell of a county's year that each of these units counts.

    `number` tells the entries of a cell apart, `version` is how often this one was changed; `who`
    wrote it down and `why`, by the clock on the wall.
    """

    county_id: str
    year: int
    address: str
    documents: int
    units: tuple[str, ...]
    number: int = 0
    who: str = ""
    at: datetime = datetime.min
    why: str = ""
    version: int = 0

    @property
    def key(self) -> str:
        """Return under what it is kept."""
        return f"{cell_of(self)}/{self.number}"

    @property
    def rows(self) -> Iterator[tuple[object, ...]]:
        """Yield a row for each unit, as the warehouse has it."""
        for unit in self.units:
            yield (
                self.county_id, self.year, self.address, self.number, self.documents, unit,
                self.who, self.at,
            )  # fmt: skip


def cell_of(one: JointDocuments) -> str:
    """Return what the keys of the entries of a cell begin with."""
    return f"{one.county_id}/{one.year}/{one.address}"


def load_joint(root: Path) -> tuple[JointDocuments, ...]:
    """Return the entries that stand, by cell and number; raise BrokenSheet."""
    with reading(root) as connection:
        found = list(changes(connection, kind=JOINT.name))
    last = {change.key: change for change in found}
    # Who takes an act back brings words of another back, and does not make them.
    said = {(c.key, str(c.after)): c for c in found if c.after and c.undoes is None}
    entries = []
    for key, change in last.items():
        if change.after is None:
            continue
        values, by = change.after, said[key, str(change.after)]
        entries.append(JointDocuments(
            values["county_id"], int(values["year"]), values["address"], int(values["documents"]),
            tuple(values["units"].split()), int(key.rpartition("/")[2]), by.who, by.at, by.why,
            change.version,
        ))  # fmt: skip
    return tuple(sorted(entries, key=lambda one: (cell_of(one), one.number)))


def say_joint(root: Path, one: JointDocuments, act: Act) -> int:
    """Write down that documents are counted by several units; return the act's number.

    It is another entry of the cell. Raises BrokenSheet where it cannot be or no reason is given,
    OutOfConfines, NoName, CannotWrite.
    """
    refuse_odd(one, act)
    with writing(root) as connection:
        entry = replace(one, number=next_number(connection, one))
        return record(connection, act, [edit_of(entry)])


def take_away(root: Path, one: JointDocuments, act: Act) -> int:
    """Take an entry away and return the act's number.

    Raises BrokenSheet where no reason is given, ChangedMeanwhile where it is not as it was seen,
    OutOfConfines, NoName, CannotWrite.
    """
    refuse_unsaid(act)
    with writing(root) as connection:
        gone = Edit(JOINT, one.key, None, one.county_id, one.year, one.version)
        return record(connection, act, [gone])


def next_number(connection: Connection, one: JointDocuments) -> int:
    """Return a number that no entry of the cell has or had."""
    cells = [key.rpartition("/") for key in versions(connection, JOINT)]
    return 1 + max((int(number) for cell, _, number in cells if cell == cell_of(one)), default=0)


def edit_of(one: JointDocuments) -> Edit:
    """Return the change by which an entry comes."""
    values = {
        "county_id": one.county_id, "year": str(one.year), "address": one.address,
        "documents": str(one.documents), "units": " ".join(sorted(set(one.units))),
    }  # fmt: skip
    return Edit(JOINT, one.key, values, one.county_id, one.year, 0)


def refuse_odd(one: JointDocuments, act: Act) -> None:
    """Raise BrokenSheet where an entry is of no such cell, of one unit, or of no documents."""
    refuse_unsaid(act)
    units = set(one.units)
    if not all(unit[:6] == one.county_id[:6] for unit in units):
        raise BrokenSheet("有的单位不属于这个县。", "请只选本县的单位。")
    if not 2 <= len(units) <= MOST_UNITS:
        raise BrokenSheet("联合发文至少涉及两个单位。", "请选出都把它计入的单位。")
    if not 1 <= one.documents <= MOST_DOCUMENTS:
        raise BrokenSheet("件数不对。", "请填写大于 0 的整数。")
    form = load().form_for(one.year)
    if one.address not in {a for table in form.tables for a in table.lone_counts()}:
        raise BrokenSheet(
            "这一格不能扣除重复。", "各项相加要等于总计的表和金额不适用，请改在各单位的报告中更正。"
        )


def refuse_unsaid(act: Act) -> None:
    """Raise BrokenSheet where no reason is given."""
    if not act.why.strip():
        raise BrokenSheet("没有写明理由。", "请填写理由后再保存。")
