"""Imports that wait: never more than the most, cancelled while they wait, named when they hang."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from dashboard.data.files import import_job
from etl.pipeline.check_data import cheap_faults
from etl.storage.files import import_journal, uploads
from tests.dashboard.test_submissions import REGISTER, Sent, sent


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder with a register, which the dashboard is to show."""
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    (tmp_path / "places.csv").write_text(REGISTER, "utf-8")
    return tmp_path


def test_of_many_imports_at_once_no_more_than_the_most_are_taken(data: Path) -> None:
    together = threading.Barrier(12)

    def reserve(_: int) -> Path | None:
        together.wait()
        return uploads.reserve(data, 5)

    with ThreadPoolExecutor(12) as threads:
        reserved = list(threads.map(reserve, range(12)))
    assert sum(folder is not None for folder in reserved) == 5
    assert len(list(uploads.folder_in(data).iterdir())) == 5


def test_what_windows_leaves_of_imports_that_have_ended_takes_no_place(data: Path) -> None:
    for number in range(4):
        left = uploads.folder_in(data) / f"{number}"
        left.mkdir(parents=True)
        (left / uploads.OUTPUT).touch()
    starting = uploads.reserve(data, 2)
    assert starting
    assert uploads.reserve(data, 2)
    assert uploads.reserve(data, 2) is None
    assert len(list(uploads.folder_in(data).iterdir())) == 2


def test_an_import_that_waits_can_be_cancelled_and_changes_nothing(data: Path) -> None:
    with FileLock(data / ".import.lock"):
        steps = import_job.bring_in([sent("2023_pipe_rows.txt")])
        next(step for step in steps if step["stage"] == "waiting")
        ((staged, names),) = import_job.queued()
        assert names == ["2023_pipe_rows.txt"]
        assert import_job.cancel(staged)
    assert list(steps)[-1] == {"stage": "failed", "message": "导入已取消。"}
    assert list(import_journal.entries(data)) == []
    assert list(uploads.folder_in(data).iterdir()) == []


def test_an_import_that_has_begun_cannot_be_cancelled(data: Path) -> None:
    steps = import_job.bring_in([sent("2023_pipe_rows.txt"), Sent("望云镇.txt", b" ")])
    next(step for step in steps if step["stage"] == "import")
    (staged,) = uploads.folder_in(data).iterdir()
    assert import_job.queued() == []
    assert not import_job.cancel(staged)
    assert list(steps)[-1]["stage"] == "finished"
    assert not import_job.cancel(staged)


def test_an_import_that_hangs_is_named_with_its_files_and_its_process(data: Path) -> None:
    staged = uploads.reserve(data, 1)
    assert staged
    file = uploads.File("青禾镇2024.txt", memoryview(b"x"))
    uploads.stage(staged, [file], [".txt"], uploads.Known())
    (staged / uploads.OUTPUT).write_text('{"stage": "import"}\n', "utf-8")
    long_ago = time.time() - uploads.SECONDS_WITHOUT_A_WORD - 60
    with uploads.taken(staged) as is_there:
        assert is_there
        os.utime(staged / uploads.OUTPUT, (long_ago, long_ago))
        # It waits for another: that is no fault of it.
        assert cheap_faults(data) == []
        assert uploads.settle(staged, uploads.BEGUN)
        (fault,) = cheap_faults(data)
        assert "青禾镇2024.txt" in fault.problem
        assert f"进程 {os.getpid()}" in fault.problem
        (staged / uploads.OUTPUT).touch()
        assert cheap_faults(data) == []
