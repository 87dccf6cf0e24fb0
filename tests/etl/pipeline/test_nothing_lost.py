"""No figure is lost or changed by a fault of the moment: a killed process, a clock, a race."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from etl.domain.errors import NothingPublished
from etl.domain.import_entry import ImportEntry
from etl.pipeline.acts.correct_figure import Review, correct_figure
from etl.pipeline.check_data import all_faults, cheap_faults
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.bounded_processes import ProcessEnded
from etl.pipeline.reading.sources import sources_in
from etl.pipeline.up_to_date import is_up_to_date
from etl.pipeline.workspace import silent
from etl.storage.decisions import corrections
from etl.storage.files import import_journal, originals
from etl.storage.records.change_log import Act
from etl.storage.unit_register.units import change_units
from etl.warehouse import publication
from etl.warehouse.loading.reference_rows import Holdings
from etl.warehouse.loading.report_rows import content_tables, packed
from etl.warehouse.staging_database import StoredOriginal
from tests.etl.pipeline.test_pipeline import REGISTER, REPORTS, question, variant
from tests.warehouses import PINE, Ready

GOOD, OTHER = REPORTS / "2024_scanned_tabs.txt", REPORTS / "2023_pipe_rows.txt"
FIGURES = "select year, count(*) from figures join reports using (report_id) group by year"
TOTAL = "select value::integer from figures where figure_id = 'proactive_total'"
REFUSED = "select file_name from untaken_files order by file_name"
RELEASED = Path(__file__).parents[2] / "data_folders"


class Stricken(ThreadPoolExecutor):
    """An executor of which a process is killed whenever it reads a file of these names."""

    def __init__(self, *names: str, failure: Exception | None = None) -> None:
        super().__init__(1)
        self.names = names
        self.failure = failure or ProcessEnded(-9)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if any(part in given.name for given in args[0] for part in self.names):
            failed: Future[Any] = Future()
            failed.set_exception(self.failure)
            return failed
        return super().submit(fn, *args, **kwargs)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "places.csv").write_text(REGISTER, "utf-8")
    return folder


@pytest.fixture
def one(ready: Ready, data: Path) -> Path:
    """Return the data folder with one report."""
    return ready(data, REGISTER, GOOD)


@pytest.fixture
def two(ready: Ready, data: Path) -> Path:
    """Return the data folder with two reports."""
    return ready(data, REGISTER, GOOD, OTHER)


def imported(data: Path, *paths: Path, executor: Executor | None = None) -> list[ImportEntry]:
    with executor or ThreadPoolExecutor(1) as pool:
        return list(import_reports.import_files(list(sources_in(paths)), data, Expected(),
                                                executor=pool))  # fmt: skip


def rebuilt(data: Path, executor: Executor | None = None) -> None:
    with executor or ThreadPoolExecutor(1) as pool:
        import_reports.rebuild(data, executor=pool)


def forget_program(data: Path) -> None:
    """Have the pointer say that another version of the program built the database."""
    pointer = publication.folder(data) / "CURRENT"
    pointer.write_text(pointer.read_text("utf-8").replace("real ", "real older "), "utf-8")


def test_a_report_that_cannot_be_read_again_keeps_its_last_reading(two: Path) -> None:
    before = question(two, FIGURES + " order by year")
    for failure in (ProcessEnded(-9), TimeoutError("x"), MemoryError("x")):
        forget_program(two)
        rebuilt(two, Stricken("990201001", failure=failure))
        assert question(two, FIGURES + " order by year") == before
        ((message,),) = question(two, "select message from untaken_files")
        assert "仍用上次读到的数字" in str(message)
        assert not is_up_to_date(two)
    rebuilt(two)
    assert question(two, FIGURES + " order by year") == before
    assert question(two, REFUSED) == []
    assert is_up_to_date(two)


def test_a_corrected_report_that_cannot_be_read_again_keeps_its_last_reading(one: Path) -> None:
    with Stricken("990201001") as pool:
        correct_figure(one, review("137"), executor=pool)
    assert question(one, TOTAL) == [(136,)]
    rebuilt(one)
    assert question(one, TOTAL) == [(137,)]


def test_nothing_is_published_where_a_last_reading_cannot_be_kept(one: Path) -> None:
    path = publication.current_path(one)
    assert path is not None
    forget_program(one)
    with publication.duckdb.connect(str(path)) as connection:
        connection.execute("alter table cells rename column raw to printed")
    with pytest.raises(NothingPublished, match="没有更新"):
        rebuilt(one, Stricken("990201001"))
    assert publication.current_path(one) == path
    rebuilt(one)
    assert question(one, "select count(*) from reports") == [(1,)]


def test_a_refusal_for_want_of_time_or_memory_is_not_remembered(data: Path) -> None:
    for failure in (ProcessEnded(-9), ProcessEnded(1), TimeoutError("x"), MemoryError("x")):
        (entry,) = imported(data, GOOD, executor=Stricken("2024", failure=failure))
        assert (entry.outcome, entry.basis) == ("rejected", "")
    (entry,) = imported(data, GOOD)
    assert entry.outcome == "imported"


def test_a_refusal_by_a_clock_that_is_wrong_is_not_remembered(data: Path, tmp_path: Path) -> None:
    year = datetime.now().year + 1
    early = variant(tmp_path, "early.txt", "2024年", f"{year}年")
    (entry,) = imported(data, early)
    assert (entry.outcome, entry.basis) == ("waiting", "")
    assert "本机日期" in entry.message


def test_with_the_clock_set_back_the_last_import_counts(one: Path, tmp_path: Path) -> None:
    path, journal = publication.current_path(one), import_journal.path_in(one)
    assert path is not None
    os.utime(path, (4e9, 4e9))
    year = str(datetime.now().year)
    journal.write_text(journal.read_text("utf-8").replace(f'_at": "{year}', '_at": "2090'))
    imported(one, variant(tmp_path, "again.txt", "政府信息136条", "政府信息139条"))
    assert question(one, f"{TOTAL} and report_id in (from (select report_id from reports"
                          " where is_active))") == [(139,)]  # fmt: skip
    rebuilt(one)
    assert publication.current_path(one) is not None
    assert question(one, "select count(*) from reports where is_active") == [(1,)]


def review(meant: str, year: int = 2024, place: str = "清水坪乡") -> Review:
    return Review(place, year, "narrative.proactive_total", meant, "乡镇来函更正", "王")


def test_of_corrections_at_the_same_time_none_is_lost(two: Path) -> None:
    wanted = [
        ("清水坪乡", 2024, "applications.received_new.total"),
        ("清水坪乡", 2024, "narrative.proactive_total"),
        ("望云镇", 2023, "narrative.hotline_received"),
        ("望云镇", 2023, "narrative.hotline_answered"),
    ]
    reviews = [Review(place, year, address, "5", "来函", "王") for place, year, address in wanted]
    with ThreadPoolExecutor(4) as at_once, ThreadPoolExecutor(1) as pool:
        done = [at_once.submit(correct_figure, two, one, executor=pool) for one in reviews]
        assert sorted(one.result().address for one in done) == sorted(w[2] for w in wanted)
    assert sum(map(len, corrections.load_corrections(two).values())) == 4
    corrected = "select count(*) from (select corrected from cells union all select corrected"
    assert question(two, f"{corrected} from figures) where corrected <> ''") == [(4,)]


def test_a_correction_changes_one_of_the_reports_of_a_file(data: Path, tmp_path: Path) -> None:
    imported(data, RELEASED / "0.1" / "reports" / "structured" / "3589c30cade5.json")
    (figure, year), *_ = question(
        data, "select value::integer, year from figures join reports using (report_id)"
        " where figure_id = 'proactive_total' and place_id = '990201003'",
    )  # fmt: skip
    correct_figure(data, review("7", int(str(year)), "石桥街道"))
    found = question(
        data, "select place_id, value::integer, corrected <> '' from figures"
        " join reports using (report_id) where figure_id = 'proactive_total' order by place_id",
    )  # fmt: skip
    assert [(place, value) for place, value, is_corrected in found if is_corrected] == [
        ("990201003", 7)
    ]
    assert len(found) == 2
    assert figure != 7


def test_a_refused_file_is_shown_though_one_of_its_name_was_taken(
    data: Path, tmp_path: Path
) -> None:
    for folder, content in (("A", "各村：请上报。".encode()), ("B", GOOD.read_bytes())):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "年报.txt").write_bytes(content)
    imported(data, tmp_path / "A" / "年报.txt")
    imported(data, tmp_path / "B" / "年报.txt")
    assert question(data, REFUSED) == [("年报.txt",)]
    (tmp_path / "A" / "年报.txt").write_bytes(OTHER.read_bytes())
    imported(data, tmp_path / "A" / "年报.txt")
    assert question(data, REFUSED) == []


def test_an_interrupted_import_is_caught_up_with(one: Path) -> None:
    kept = originals.Filed("990201", 2023, "990201002")
    originals.keep(one, OTHER.read_bytes(), ".txt", kept)
    assert not is_up_to_date(one)
    rebuilt(one)
    assert is_up_to_date(one)
    assert question(one, "select count(*) from reports") == [(2,)]


def test_a_vanished_or_changed_original_is_named_and_a_changed_one_keeps_its_figures(
    two: Path,
) -> None:
    assert all_faults(two) == []
    first, second = originals.originals(two)
    first.path.write_bytes(first.path.read_bytes().replace(b"1", b"7"))
    before = question(two, FIGURES + " order by year")
    rebuilt(two)
    assert question(two, FIGURES + " order by year") == before
    second.path.unlink()
    assert [fault.file for fault in cheap_faults(two)] == [second.name]
    assert {fault.file for fault in all_faults(two)} == {first.name, second.name}


@pytest.mark.parametrize("version", sorted(path.name for path in RELEASED.iterdir()))
def test_a_data_folder_of_every_released_version_opens(version: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(RELEASED / version, data)
    rebuilt(data)
    assert question(
        data, "select place_id, year, is_active from reports order by place_id, year"
    ) == [
        ("990201001", 2024, True),
        ("990201002", 2023, True),
        ("990201003", 2023, True),
        ("990201004", 2023, True),
    ]  # fmt: skip
    assert question(data, REFUSED) == [("便函.txt",)]
    assert question(
        data, "select raw, value::integer from figures where corrected <> ''"
    ) == [("218", 60)]  # fmt: skip
    assert question(data, "select year(deadline) from deadlines") == [(2025,)]
    assert all_faults(data) == []
    (entry,) = imported(data, GOOD)
    assert entry.outcome == "unchanged"
    lines = import_journal.path_in(data).read_text("utf-8").splitlines()
    assert [json.loads(line).get("seq") for line in lines] == [None, None, None, None, 5]


def test_the_next_writer_removes_what_a_killed_one_left_half_written(data: Path) -> None:
    folder = publication.folder(data)
    folder.mkdir(parents=True)
    half = [data / ".format.txt.91fc54d2.part", folder / ".CURRENT.91fc54d2.part"]
    for one in half:
        one.write_bytes(b"ha")
    with one_at_a_time(data, silent), publication.draft(data, "basis", is_sample=False):
        assert [one.name for one in half if one.exists()] == []


def test_a_sample_does_not_stay_once_a_register_is_saved(tmp_path: Path) -> None:
    (tmp_path / "sample").mkdir()
    with publication.draft(tmp_path, "made by a test", is_sample=True) as draft:
        draft.add([StoredOriginal("reports/a.txt", "1", "ab", "")], [], packed(content_tables([])))
        draft.publish(Holdings(is_sample=True, places=(PINE,)))
    change_units(tmp_path, {PINE.place_id: PINE}, Act("王晓", "核对"), {})
    assert not is_up_to_date(tmp_path)
    import_reports.rebuild(tmp_path)
    assert publication.ask(tmp_path, "is_sample") == [(False,)]
