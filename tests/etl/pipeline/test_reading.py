"""Reading works on any executor, reads nothing twice, and gives up a file, never an import."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from etl.domain.errors import NoScheduler
from etl.domain.import_entry import ImportEntry
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.read_batch import Given, outcome, read_all, read_batch, said_of
from etl.pipeline.reading.sources import sources_in
from etl.pipeline.reading.workers import BoundedProcesses, workers
from etl.storage.records.change_log import Act
from etl.storage.unit_register.units import change_units, load_register
from tests.etl.pipeline.test_pipeline import FOUR, PROJECT, REGISTER, REPORTS, question
from tests.warehouses import Ready

FILES = sorted(FOUR)


class Counting(ThreadPoolExecutor):
    """An executor that counts the files that are read."""

    read = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.read += len(args[0])
        return super().submit(fn, *args, **kwargs)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "places.csv").write_text(REGISTER, "utf-8")
    return tmp_path


def imported(data: Path, executor: Executor, *paths: Path) -> list[ImportEntry]:
    sources = list(sources_in(paths))
    return list(import_reports.import_files(sources, data, Expected(), executor=executor))


def test_importing_a_county_twice_reads_nothing_the_second_time(data: Path, tmp_path: Path) -> None:
    bad = tmp_path / "坏.txt"
    bad.write_text("各村：请于周五前上报物资清单。", "utf-8")
    with Counting() as executor:
        first = imported(data, executor, *FILES, bad)
        assert executor.read == len(FILES) + 1
        again = imported(data, executor, *FILES, bad)
        assert executor.read == len(FILES) + 1
    assert [e.outcome for e in again] == ["unchanged"] * len(FILES) + ["rejected"]
    assert again[-1].message == first[-1].message


def test_only_a_new_file_is_read(data: Path) -> None:
    with Counting() as executor:
        imported(data, executor, *FILES[:3])
        imported(data, executor, *FILES)
        assert executor.read == len(FILES)
    assert question(data, "select count(*) from reports where is_active") == [(len(FILES),)]


def test_a_changed_register_makes_a_file_of_an_unknown_unit_be_read_again(data: Path) -> None:
    (data / "places.csv").write_text(REGISTER.replace("望云镇", "望月镇"), "utf-8")
    path = REPORTS / "2023_pipe_rows.txt"
    with Counting() as executor:
        assert imported(data, executor, path)[0].outcome == "waiting"
        kept = {place.place_id: place for place in load_register(data).places}
        renamed = replace(kept["990201002"], township="望云镇")
        change_units(data, {renamed.place_id: renamed}, Act("王晓", "更名"), {})
        assert imported(data, executor, path)[0].outcome == "imported"


def test_an_original_that_is_taken_away_is_gone_from_the_figures(
    ready: Ready, tmp_path: Path
) -> None:
    data = ready(tmp_path / "data", REGISTER, *FILES)
    with Counting() as executor:
        gone = next(p for p in (data / "reports").rglob("*.txt") if "/2023/" in p.as_posix())
        gone.unlink()
        import_reports.rebuild(data, executor=executor)
        assert executor.read == 0
    assert question(data, "select count(*) from reports where year = 2023") == [(0,)]
    assert question(data, "select count(*) from cells anti join reports using (report_id)") == [
        (0,)
    ]


def test_the_same_file_twice_in_one_import_counts_once(data: Path, tmp_path: Path) -> None:
    twin = tmp_path / "同一份.txt"
    twin.write_bytes(FILES[0].read_bytes())
    bad, worse = tmp_path / "坏.txt", tmp_path / "也坏.txt"
    for path in (bad, worse):
        path.write_text("各村：请上报。", "utf-8")
    with Counting() as executor:
        entries = imported(data, executor, FILES[0], twin, bad, worse)
        assert executor.read == 2
    assert [e.outcome for e in entries] == ["imported", "unchanged", "rejected", "rejected"]


def slow_or_greedy(batch: tuple[Given, ...]) -> Any:
    """Read a batch, but never end at one name and want too much memory at another."""
    for given in batch:
        if given.name == "慢.txt":
            time.sleep(600)
        if given.name == "贪.txt":
            return bytearray(40 * 1024**3)
        if given.name == "死.txt":
            os._exit(1)
    return read_batch(batch)


def test_a_file_that_needs_too_much_is_named_and_the_rest_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = FILES[0].read_bytes()
    names = ["甲.txt", "慢.txt", "贪.txt", "死.txt", "乙.txt"]
    given = [Given(name, good) for name in names]
    monkeypatch.setattr("etl.pipeline.reading.read_batch.read_batch", slow_or_greedy)
    with BoundedProcesses(2, seconds=30, memory=1024**3) as executor:
        found = {
            one.name: reading.rejection
            for files, batch in read_all(given, 200, executor)
            for one, reading in zip(files, batch.readings, strict=True)
        }
    assert list(found) == names
    assert (found["甲.txt"], found["乙.txt"]) == ("", "")
    assert "读取超时" in found["慢.txt"]
    assert "内存过多" in found["贪.txt"] or "程序中断" in found["贪.txt"]
    assert "程序中断" in found["死.txt"]


def test_where_no_process_starts_a_file_is_given_up_and_nothing_waits_for_ever(
    tmp_path: Path,
) -> None:
    program = tmp_path / "program.py"
    program.write_text(UNGUARDED.format(name=FILES[0].name, path=str(FILES[0])), "utf-8")
    done = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )
    assert done.stdout.split() == ["程序中断", "已读"]


# A program that does not say which of its lines are only for the first process: the reading
# process runs them too, may start none itself, says so, and then reads for the first.
UNGUARDED = """
from pathlib import Path
from etl.pipeline.reading.bounded_processes import BoundedProcesses
from etl.pipeline.reading.read_batch import Given, read_all
with BoundedProcesses(1) as executor:
    given = [Given("{name}", Path("{path}").read_bytes())]
    for _, batch in read_all(given, 1, executor):
        print("程序中断" if "程序中断" in batch.readings[0].rejection else "已读", flush=True)
"""


def test_a_fault_of_ours_costs_one_file_and_is_named() -> None:
    failed: Future[Any] = Future()
    failed.set_exception(KeyError("fault"))
    with ThreadPoolExecutor(1) as executor:
        ((_, batch),) = outcome((Given("甲.txt", b"x"),), failed, executor)
    assert batch.readings[0].rejection == said_of(KeyError("fault"))
    assert not batch.readings[0].is_lasting


def test_a_cluster_of_two_workers_gives_the_same_warehouse(data: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    other = tmp_path / "other"
    other.mkdir()
    (other / "places.csv").write_text(REGISTER, "utf-8")
    with Counting() as executor:
        imported(data, executor, REPORTS)
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0")
    with cluster, workers(scheduler=cluster.scheduler_address) as executor:
        imported(other, executor, REPORTS)
    cells = "select place_id, year, cells.* exclude (report_id) from cells join reports using"
    cells += " (report_id) order by all"
    assert question(other, cells) == question(data, cells)


def test_a_cluster_that_is_not_there_is_said() -> None:
    with pytest.raises(NoScheduler, match="连接不上"), workers("tcp://127.0.0.1:1"):
        pass
