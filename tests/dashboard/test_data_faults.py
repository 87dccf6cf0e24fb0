"""What is wrong with the data folder is said on the page; the figures are shown all the same."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from etl.pipeline.check_data import cheap_faults
from tests.dashboard.conftest import Open


def test_a_fault_is_named_with_its_file_and_the_page_goes_on(
    opened: Open, one_township_data: Path, tmp_path: Path
) -> None:
    data = copytree(one_township_data, tmp_path / "data")
    assert cheap_faults(data) == []
    (data / "deadlines.csv").write_text("county_id,year,deadline\n990102,2024,soon\n", "utf-8")
    (data / "decisions.jsonl").mkdir()
    page = opened(data)
    assert not page.exception
    assert "2 处问题" in page.error[0].value
    said = [text.value for text in page.text if text.value.startswith(("deadlines", "decisions"))]
    assert "第2行" in said[0]
    assert "decisions.jsonl 打不开" in said[1]
    assert len(page.metric) > 0


def test_lines_of_a_journal_that_say_nothing_are_named_by_their_number(tmp_path: Path) -> None:
    (tmp_path / "imports.jsonl").write_text('{"imported_at": 5}\n{"torn": "lin', "utf-8")
    (fault,) = cheap_faults(tmp_path)
    assert (fault.file, fault.line) == ("imports.jsonl", 1)


def test_a_damaged_store_is_named_and_stops_no_screen(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_bytes(b"no database" * 999)
    found = cheap_faults(tmp_path)
    assert found
    assert all("记录库打不开" in fault.problem for fault in found)
