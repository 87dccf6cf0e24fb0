"""The deadlines of counties: taken over as Excel leaves them, changed by people one by one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from etl.domain.errors import BrokenSheet
from etl.storage.records.change_log import Act, ChangedMeanwhile, NoName, changes, undo, versions
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import DEADLINES
from etl.storage.unit_register.deadlines import FILE, load_deadlines, set_deadlines

HEADER = "county_id,year,deadline\r\n"
ACT = Act("王晓", "县里通知")


def stored(root: Path) -> dict[tuple[str, int], date]:
    return {(d.county_id, d.year): d.deadline for d in load_deadlines(root)}


def test_a_deadline_is_set_changed_and_taken_away_with_a_name_and_a_way_back(root: Path) -> None:
    set_deadlines(root, "990101", {2024: date(2025, 1, 20)}, ACT)
    set_deadlines(root, "990101", {2024: date(2025, 1, 25), 2023: date(2024, 1, 10)}, ACT)
    number = set_deadlines(root, "990101", {2024: None}, ACT)
    assert stored(root) == {("990101", 2023): date(2024, 1, 10)}
    with writing(root) as connection:
        undo(connection, number, Act("李四"))
        assert [(c.who, c.place_id, c.year) for c in changes(connection, act=number)] == [
            ("王晓", "990101", 2024)
        ]
    assert stored(root)["990101", 2024] == date(2025, 1, 25)


def test_no_one_overwrites_a_deadline_that_another_has_set(root: Path) -> None:
    with reading(root) as connection:
        seen = versions(connection, DEADLINES)
    set_deadlines(root, "990101", {2024: date(2025, 1, 20)}, ACT, seen)
    with pytest.raises(ChangedMeanwhile, match="王晓"):
        set_deadlines(root, "990101", {2024: date(2025, 1, 10)}, Act("李四"), seen)
    with pytest.raises(NoName):
        set_deadlines(root, "990101", {2024: date(2025, 1, 10)}, Act(" "))
    assert stored(root) == {("990101", 2024): date(2025, 1, 20)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_saved_by_excel_is_taken_over_once(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / FILE
    path.write_text(f"{HEADER}990101,2023,2024/1/15", encoding)
    assert stored(tmp_path) == {("990101", 2023): date(2024, 1, 15)}
    set_deadlines(tmp_path, "990101", {2024: date(2025, 1, 25)}, ACT)
    path.write_text(f"{HEADER}990101,2023,2024/1/16", encoding)
    assert stored(tmp_path) == {
        ("990101", 2023): date(2024, 1, 15),
        ("990101", 2024): date(2025, 1, 25),
    }


def test_many_at_once_lose_nothing(root: Path) -> None:
    def act(year: int) -> None:
        set_deadlines(root, "990101", {year: date(year + 1, 1, 20)}, ACT)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(2000, 2016)))
    assert len(stored(root)) == 16


@pytest.mark.parametrize(
    "line", ["990101,2024,明天", "990101,2024,2025-02-30", "990101,今年,2025-01-20", "990101,2024,"]
)
def test_a_line_that_is_no_deadline_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(f"{HEADER}{line}\n", "utf-8")
    with pytest.raises(BrokenSheet, match="第2行"):
        load_deadlines(tmp_path)


def test_two_deadlines_of_one_year_are_refused(tmp_path: Path) -> None:
    line = "990101,2024,2025-01-20\n"
    (tmp_path / FILE).write_text(f"{HEADER}{line}{line}", "utf-8")
    with pytest.raises(BrokenSheet, match="写了两次"):
        load_deadlines(tmp_path)


def test_a_deadline_before_the_year_is_over_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenSheet, match="不能早于"):
        set_deadlines(tmp_path, "990101", {2024: date(2024, 12, 31)}, ACT)
