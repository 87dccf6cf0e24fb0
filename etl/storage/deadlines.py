"""The days by which a county wants the reports of a year: `deadlines.csv` in the data folder."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock

from etl.domain.errors import BrokenSheet, CannotWrite
from etl.storage import durable
from etl.storage.csv_table import lines_of, text_of

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
    """Return the deadlines that counties set themselves; none without a file."""
    path = root / FILE
    if not path.exists():
        return ()
    found = [deadline_in(line, number) for number, line in lines_of(path, COLUMNS)]
    refuse_twice(found)
    return tuple(found)


def set_deadline(root: Path, wanted: Deadline) -> None:
    """Write the deadline of a county and year; every other line stays as it is.

    Raises BrokenSheet where the file cannot be read, CannotWrite where it cannot be written.
    """
    refuse_impossible(wanted)
    path = root / FILE
    try:
        with FileLock(root / ".deadlines.lock"):
            load_deadlines(root)
            before = text_of(path) if path.exists() else f"{','.join(COLUMNS)}\r\n"
            durable.write(path, with_deadline(before, wanted).encode("utf-8-sig"))
    except OSError as error:
        raise CannotWrite(
            f"无法写入 {path.name}。", "请确认文件夹可以写入，且文件没有被 Excel 等程序打开。"
        ) from error


def with_deadline(before: str, wanted: Deadline) -> str:
    """Return the text of the file with one deadline in it, in the place of the old one."""
    key = (wanted.county_id, str(wanted.year))
    new = f"{wanted.county_id},{wanted.year},{wanted.deadline.isoformat()}\r\n"
    lines = before.splitlines(keepends=True)
    places = [place for place, line in enumerate(lines) if key_of(line) == key]
    if places:
        lines[places[0]] = new
        return "".join(lines)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\r\n"
    return "".join([*lines, new])


def key_of(line: str) -> tuple[str, ...]:
    """Return the county and year of a line."""
    cells = next(csv.reader(io.StringIO(line, newline="")), [])
    return tuple(cell.strip() for cell in cells[:2])


def deadline_in(line: dict[str, str], number: int) -> Deadline:
    """Return the deadline in a line of the file, or raise BrokenSheet naming the line."""
    day = DAY.fullmatch(line["deadline"].strip())
    parts = map(int, day.groups()) if day else ()
    try:
        return Deadline(line["county_id"].strip(), date(int(line["year"]), 1, 1).year, date(*parts))
    except (TypeError, ValueError, OverflowError) as error:
        raise BrokenSheet(
            f"{FILE} 第{number}行不是县代码、年度和日期。", "日期请写成 2026-01-20 的样子。"
        ) from error


def refuse_twice(found: list[Deadline]) -> None:
    """Refuse a file that gives a county and year two deadlines."""
    keys = Counter((d.county_id, d.year) for d in found)
    for (county_id, year), count in keys.items():
        if count > 1:
            raise BrokenSheet(f"{FILE} 中 {county_id} {year} 年度写了两次。", "请只留一行。")


def refuse_impossible(wanted: Deadline) -> None:
    """Refuse a deadline before the report year is over."""
    if wanted.deadline.year <= wanted.year:
        raise BrokenSheet(
            f"{wanted.year} 年度的期限不能早于 {wanted.year + 1} 年 1 月 1 日。",
            "年度结束后才能报送，请重新选择日期。",
        )
