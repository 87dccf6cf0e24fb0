"""The deadlines of counties: read as Excel leaves them, changed line by line."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from etl.domain.errors import BrokenSheet, CannotWrite
from etl.storage.deadlines import FILE, Deadline, load_deadlines, set_deadline

HEADER = "county_id,year,deadline\r\n"


def stored(root: Path) -> dict[tuple[str, int], date]:
    return {(d.county_id, d.year): d.deadline for d in load_deadlines(root)}


def test_a_deadline_is_set_where_there_was_no_file(tmp_path: Path) -> None:
    set_deadline(tmp_path, Deadline("990101", 2024, date(2025, 1, 20)))
    assert stored(tmp_path) == {("990101", 2024): date(2025, 1, 20)}


def test_other_lines_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(f"{HEADER}990101,2023,2024/1/15\n990101,2024,2025-01-20\r\n", "utf-8")
    set_deadline(tmp_path, Deadline("990101", 2024, date(2025, 1, 25)))
    set_deadline(tmp_path, Deadline("990102", 2024, date(2025, 1, 10)))
    assert path.read_text("utf-8-sig").splitlines() == [
        HEADER.strip(),
        "990101,2023,2024/1/15",
        "990101,2024,2025-01-25",
        "990102,2024,2025-01-10",
    ]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_saved_by_excel_can_be_changed(tmp_path: Path, encoding: str) -> None:
    (tmp_path / FILE).write_text(f"{HEADER}990101,2023,2024/1/15", encoding)
    set_deadline(tmp_path, Deadline("990101", 2024, date(2025, 1, 25)))
    assert stored(tmp_path) == {
        ("990101", 2023): date(2024, 1, 15),
        ("990101", 2024): date(2025, 1, 25),
    }


def test_setting_the_old_day_again_undoes_a_change(tmp_path: Path) -> None:
    set_deadline(tmp_path, Deadline("990101", 2024, date(2025, 1, 20)))
    before = (tmp_path / FILE).read_bytes()
    set_deadline(tmp_path, Deadline("990101", 2024, date(2025, 1, 25)))
    set_deadline(tmp_path, Deadline("990101", 2024, date(2025, 1, 20)))
    assert (tmp_path / FILE).read_bytes() == before


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    wanted = [Deadline("990101", 2000 + n, date(2001 + n, 1, 20)) for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda deadline: set_deadline(tmp_path, deadline), wanted))
    assert len(stored(tmp_path)) == 24


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


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("别的,表\n1,2\n", "utf-8")
    with pytest.raises(BrokenSheet, match="列不对"):
        set_deadline(tmp_path, Deadline("990101", 2024, date(2025, 1, 20)))
    assert (tmp_path / FILE).read_text("utf-8") == "别的,表\n1,2\n"


def test_a_deadline_before_the_year_is_over_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenSheet, match="不能早于"):
        set_deadline(tmp_path, Deadline("990101", 2024, date(2024, 12, 31)))


def test_a_folder_that_takes_no_files_is_a_message(tmp_path: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.touch()
    with pytest.raises(CannotWrite, match="无法写入"):
        set_deadline(no_folder, Deadline("990101", 2024, date(2025, 1, 20)))
