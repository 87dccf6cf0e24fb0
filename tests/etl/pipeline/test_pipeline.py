"""An import takes every file it can, says of every other why not, and never harms what stands."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from etl.domain.import_entry import ImportEntry
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.files import import_journal
from etl.warehouse import build, publication
from tests.warehouses import Ready

PROJECT = Path(__file__).parents[3]
REPORTS = PROJECT / "tests" / "reports"
FOUR = [REPORTS / f"{name}.txt" for name in ("2016_free_form_gb18030", "2020_one_cell_per_line",
    "2023_pipe_rows", "2024_scanned_tabs")]  # fmt: skip
REGISTER = """\
place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor
990201001,示例省,示例市,南渡县,清水坪乡,乡,,,,
990201002,示例省,示例市,南渡县,望云镇,镇,,,,
990201003,示例省,示例市,南渡县,石桥街道,街道,,,,
990201004,示例省,示例市,南渡县,大柳苏木,苏木,,,,
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "places.csv").write_text(REGISTER, "utf-8")
    return folder


def imported(data: Path, *paths: Path, expected: Expected = Expected()) -> list[ImportEntry]:  # noqa: B008
    return list(import_reports.import_files(list(sources_in(paths)), data, expected))


def question(data: Path, sql: str) -> list[tuple[object, ...]]:
    path = publication.current_path(data)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def holding(ready: Ready, tmp_path: Path) -> Path:
    return ready(tmp_path / "holding", REGISTER, REPORTS / "2023_pipe_rows.txt")


@pytest.fixture
def scanned(ready: Ready, tmp_path: Path) -> Path:
    return ready(tmp_path / "scanned", REGISTER, REPORTS / "2024_scanned_tabs.txt")


def variant(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (REPORTS / "2024_scanned_tabs.txt").read_text("utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_a_folder_of_good_reports_is_imported_whole(ready: Ready, tmp_path: Path) -> None:
    data = ready(tmp_path / "data", REGISTER, *FOUR)
    outcomes = [entry.outcome for entry in import_journal.entries(data)]
    assert outcomes == ["imported"] * len(FOUR)
    rows = question(data, "select place_id, year, edition from reports order by year")
    assert rows == [
        ("990201004", 2016, "2008"),
        ("990201003", 2020, "2019"),
        ("990201002", 2023, "2021"),
        ("990201001", 2024, "2021"),
    ]


def test_every_bad_file_is_named_with_its_reason_and_the_good_one_is_kept(
    data: Path, tmp_path: Path
) -> None:
    bad = {
        "township.txt": variant(tmp_path, "township.txt", "清水坪乡", "清水湾乡"),
        "year.txt": variant(tmp_path, "year.txt", "2024年", "2031年"),
        "empty.txt": tmp_path / "empty.txt",
        "encoding.txt": tmp_path / "encoding.txt",
        "noise.txt": tmp_path / "noise.txt",
        "letter.txt": tmp_path / "letter.txt",
        "photo.raw": tmp_path / "photo.raw",
    }
    bad["empty.txt"].write_bytes(b"")
    bad["encoding.txt"].write_bytes("年度报告".encode("gb18030") + b"\xff\xfe\xff\x81")
    with bad["noise.txt"].open("wb") as noise:
        noise.truncate(200 * 1024 * 1024)
    bad["letter.txt"].write_text("各村：请于周五前上报防汛物资清单。", "utf-8")
    bad["photo.raw"].write_bytes(os.urandom(100))
    entries = imported(data, *bad.values(), REPORTS / "2024_scanned_tabs.txt")
    reasons = {entry.file_name: entry.message for entry in entries}
    assert "不在名册中" in reasons["township.txt"]
    assert "清水坪乡" in reasons["township.txt"]
    assert "2031年不合理" in reasons["year.txt"]
    assert "文件是空的" in reasons["empty.txt"]
    assert "编码无法识别" in reasons["encoding.txt"]
    assert "文件过大（200 MB）" in reasons["noise.txt"]
    assert "看不出这是" in reasons["letter.txt"]
    assert "不支持的文件类型" in reasons["photo.raw"]
    outcomes = [e.outcome for e in entries]
    assert outcomes == ["waiting"] * 2 + ["rejected"] * 5 + ["imported"]
    assert question(data, "select count(*) from imports where outcome = 'rejected'") == [(5,)]


def test_the_same_file_again_changes_nothing(holding: Path) -> None:
    (entry,) = imported(holding, REPORTS / "2023_pipe_rows.txt")
    assert entry.outcome == "unchanged"
    assert question(holding, "select count(*) from reports") == [(1,)]


def test_a_corrected_report_becomes_the_active_version(scanned: Path, tmp_path: Path) -> None:
    imported(scanned, variant(tmp_path, "again.txt", "政府信息136条", "政府信息139条"))
    rows = question(
        scanned,
        "select value::integer, is_active from figures join reports using (report_id)"
        " where figure_id = 'proactive_total' order by value",
    )
    assert rows == [(136, False), (139, True)]


def test_a_report_of_another_year_than_expected_waits(data: Path) -> None:
    (entry,) = imported(data, REPORTS / "2024_scanned_tabs.txt", expected=Expected(year=2023))
    assert entry.outcome == "waiting"
    assert "2024年度" in entry.message


def test_title_and_period_that_disagree_need_a_decision(data: Path, tmp_path: Path) -> None:
    stale = variant(
        tmp_path, "stale.txt", "清水坪乡人民政府政府信息公开工作", "清水坪乡2023年政府信息公开工作"
    )
    (entry,) = imported(data, stale)
    assert "标题写2023年，统计期限写2024年" in entry.message
    (decided,) = imported(data, stale, expected=Expected(year=2024))
    assert (decided.outcome, decided.year) == ("imported", 2024)
    assert question(data, "select year from reports") == [(2024,)]


def test_a_dashboard_that_is_open_goes_on_and_the_pointer_names_the_new_figures(
    holding: Path,
) -> None:
    before = publication.current_path(holding)
    with duckdb.connect(str(before), read_only=True) as opened:
        imported(holding, REPORTS / "2024_scanned_tabs.txt")
        assert opened.execute("select count(*) from reports").fetchall() == [(1,)]
    assert publication.current_path(holding) != before
    assert question(holding, "select count(*) from reports") == [(2,)]


def test_an_import_that_fails_midway_leaves_the_old_database(
    holding: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = publication.current_path(holding)
    monkeypatch.setattr(build, "MODELS", ("marts/nowhere",))
    with pytest.raises(FileNotFoundError):
        imported(holding, REPORTS / "2024_scanned_tabs.txt")
    assert publication.current_path(holding) == before
    assert question(holding, "select count(*) from reports") == [(1,)]
    assert not list(publication.folder(holding).glob("*.building"))


def test_the_database_can_be_rebuilt_from_originals_alone(ready: Ready, tmp_path: Path) -> None:
    data = ready(tmp_path / "data", REGISTER, *FOUR)
    cells = "select report_id, table_id, row_id, column_id, raw, mark from cells order by all"
    before = question(data, cells)
    shutil.rmtree(publication.folder(data))
    import_journal.path_in(data).unlink()
    import_reports.rebuild(data)
    assert question(data, cells) == before


def test_a_torn_journal_never_stops_an_import(holding: Path) -> None:
    for torn in ("not json\n", "{}\n", '{"imported_at": "2026-01-'):
        with import_journal.path_in(holding).open("a", encoding="utf-8") as journal:
            journal.write(torn)
        assert len(list(import_journal.entries(holding))) == 1
    (entry,) = imported(holding, REPORTS / "2024_scanned_tabs.txt")
    assert entry.outcome == "imported"
    assert [e.outcome for e in import_journal.entries(holding)] == ["imported"] * 2
    import_reports.rebuild(holding)
    assert question(holding, "select count(*) from reports") == [(2,)]


def test_the_text_of_the_database_keeps_marks_apart(scanned: Path) -> None:
    rows = question(
        scanned, "select mark, count(*), count(value) from cells group by all order by all"
    )
    assert rows == [("absent", 1, 0), ("blank", 6, 0), ("nil", 193, 0)]
    kinds = question(scanned, "select kind from zero_kinds where kind <> 'no_report'")
    assert kinds == [("nil_confirmed",)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX systems")
def test_a_pipe_is_rejected_and_not_waited_for(data: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    (entry,) = imported(data, pipe)
    assert "不是普通文件" in entry.message


def test_two_reports_in_one_file_are_both_filed(data: Path, tmp_path: Path) -> None:
    first = (REPORTS / "2024_scanned_tabs.txt").read_text("utf-8")
    town = "望云镇" if "清水坪乡" in first else "清水坪乡"
    own = "清水坪乡" if town == "望云镇" else "望云镇"
    both = tmp_path / "汇编.txt"
    both.write_text(f"{first}\n{first.replace(own, town)}", "utf-8")
    (entry,) = imported(data, both)
    assert (entry.outcome, entry.reports) == ("imported", 2)
    units = question(data, "select distinct place_id from reports order by 1")
    assert len(units) == 2
    import_reports.rebuild(data)
    assert question(data, "select distinct place_id from reports order by 1") == units
