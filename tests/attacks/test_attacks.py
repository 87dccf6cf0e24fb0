"""The attacks, a few hundred of each kind; `python -m tests.attacks --nightly` makes thousands."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.bounded_processes import BoundedProcesses
from etl.pipeline.reading.sources import sources_in
from etl.pipeline.reading.workers import read_once
from etl.storage.decisions import review_decisions
from tests.attacks import seeds
from tests.attacks.imports import attack_archives, attack_files, folder_of
from tests.attacks.killing import correct, decide
from tests.attacks.side_files import attack_side_files

# Each of six side files is damaged in each of six ways.
FILES, ARCHIVES, SIDE_FILES = 260, 200, 36


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with BoundedProcesses(2, seconds=60, initializer=read_once) as processes:
        yield processes


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with two reports, a correction, a decision and a deadline."""
    work = tmp_path_factory.mktemp("good")
    data = folder_of(work / "data")
    (work / "given").mkdir()
    for name, content in (("a.txt", seeds.GOOD), ("b.txt", seeds.OTHER)):
        (work / "given" / name).write_bytes(content)
    with ThreadPoolExecutor(1) as one:
        wanted = list(sources_in([work / "given"]))
        import_reports.import_files(wanted, data, Expected(), executor=one)
    correct(data)
    decide(data)
    assert len(review_decisions.newest(data)) == 1
    (data / "deadlines.csv").write_text("county_id,year,deadline\n990201,2024,2025-01-20\n")
    return data


def test_damaged_files_cost_no_other_file(tmp_path: Path, pool: Executor) -> None:
    assert attack_files(tmp_path, FILES, 1, pool).failures == []


def test_damaged_archives_cost_no_other_file(tmp_path: Path, pool: Executor) -> None:
    assert attack_archives(tmp_path, ARCHIVES, 2, pool).failures == []


def test_damaged_side_files_leave_the_last_good_state(tmp_path: Path, good: Path) -> None:
    assert attack_side_files(tmp_path, good, SIDE_FILES, 3).failures == []
