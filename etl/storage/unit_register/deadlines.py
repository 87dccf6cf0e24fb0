"""The days by which a county wants the reports of a year, in the store of what people decide.

`deadlines.csv` of earlier versions is taken over once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select

from etl.domain.errors import BrokenSheet
from etl.storage.files.csv_table import lines_of
from etl.storage.records.change_log import Act, Edit, record, values_of
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import DEADLINES
from etl.storage.records.takeover import take_over

COLUMNS = ("county_id", "year", "deadline")
FILE = "deadlines.csv"
# Excel saves the day that it was given as 2026-01-20 in the manner of its own country.
DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day by which a county wants the reports of a year, where it set one of its own."""

    county_id: str
    year: int
    deadline: date


def load_deadlines(root: Path) -> tuple[Deadline, ...]:
    """Return the deadlines that counties set themselves.

    Raises BrokenSheet for a file of an earlier version that cannot be read.
    """
    take_over(root, FILE, earlier, stays=True)
    with reading(root) as connection:
        return standing(connection)


def standing(connection: Connection) -> tuple[Deadline, ...]:
    """Return the deadlines that the store holds."""
    rows = connection.execute(select(DEADLINES).order_by(DEADLINES.c.key))
    return tuple(deadline_in(values_of(row), "记录库") for row in rows)


def earlier(path: Path) -> Iterator[tuple[None, Edit]]:
    """Yield the deadlines of a file of an earlier version, which are no one's act."""
    known = set[str]()
    for number, line in lines_of(path, COLUMNS):
        found = deadline_in(line, f"{FILE} 第{number}行")
        edit = edit_of(found.county_id, found.year, found.deadline)
        if edit.key in known:
            raise BrokenSheet(
                f"{FILE} 中 {edit.place_id} {edit.year} 年度写了两次。", "请只留一行。"
            )
        known.add(edit.key)
        yield None, edit


def set_deadlines(
    root: Path, county_id: str, wanted: Mapping[int, date | None], act: Act,
    seen: Mapping[str, int] | None = None,
) -> int:  # fmt: skip
    """Keep the deadlines of a county by year, None for that of the law; return the act's number.

    `seen` are the versions that the person looked at. Raises BrokenSheet for a day before the year
    is over, ChangedMeanwhile, NoName and CannotWrite.
    """
    for year, day in wanted.items():
        refuse_impossible(year, day)
    load_deadlines(root)
    with writing(root) as connection:
        edits = [edit_of(county_id, year, day) for year, day in wanted.items()]
        if seen is not None:
            edits = [replace(edit, seen=seen.get(edit.key, 0)) for edit in edits]
        return record(connection, act, edits)


def edit_of(county_id: str, year: int, day: date | None) -> Edit:
    """Return the change that sets a deadline, or takes it away."""
    values = {"county_id": county_id, "year": str(year), "deadline": str(day)} if day else None
    return Edit(DEADLINES, f"{county_id}/{year}", values, county_id, year)


def deadline_in(line: dict[str, str], where: str) -> Deadline:
    """Return the deadline in a line, or raise BrokenSheet naming `where` it stands."""
    day = DAY.fullmatch(line["deadline"].strip())
    parts = map(int, day.groups()) if day else ()
    try:
        return Deadline(line["county_id"].strip(), date(int(line["year"]), 1, 1).year, date(*parts))
    except (TypeError, ValueError, OverflowError) as error:
        raise BrokenSheet(
            f"{where}不是县代码、年度和日期。", "日期请写成 2026-01-20 的样子。"
        ) from error


def refuse_impossible(year: int, day: date | None) -> None:
    """Refuse a deadline before the report year is over."""
    if day and day.year <= year:
        raise BrokenSheet(
            f"{year} 年度的期限不能早于 {year + 1} 年 1 月 1 日。",
            "年度结束后才能报送，请重新选择日期。",
        )
