"""The whole story, top to bottom: files to readings, readings to places, places to a new warehouse.

A file that cannot be read or settled becomes a rejection that says why; the rest go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from etl.domain.errors import CannotWrite
from etl.domain.import_entry import ImportEntry
from etl.pipeline.import_run import Intake
from etl.pipeline.reread import catch_up
from etl.pipeline.resolve_identity import Expected
from etl.pipeline.sources import Source
from etl.pipeline.workers import workers
from etl.pipeline.workspace import County, Progress, Step, county_at, silent
from etl.storage import originals
from etl.storage.deadlines import load_deadlines
from etl.warehouse import publication
from etl.warehouse.reference_rows import Holdings
from etl.warehouse.staging_database import Draft


def import_files(
    sources: Sequence[Source],
    data: Path,
    expected: Expected,
    progress: Progress = silent,
    executor: Executor | None = None,
) -> tuple[ImportEntry, ...]:
    """Read files, keep the good ones, publish a new warehouse; return what became of each.

    Without an executor the processors of this machine read.
    """
    data.mkdir(parents=True, exist_ok=True)
    county = county_at(data)
    with one_at_a_time(data, progress):
        with publication.draft(data, county.basis, is_sample=False) as draft:
            with reading_with(executor) as pool:
                catch_up(county, draft, imported_before(data), progress, pool)
                intake = Intake(county, draft, expected, len(sources), progress)
                entries = intake.take(sources, pool)
            if any(originals.originals(data)):
                publish(data, county, draft, is_sample=False)
                return entries
        publish_sample(data, progress, executor)
    return entries


def rebuild(data: Path, progress: Progress = silent, executor: Executor | None = None) -> Path:
    """Publish what the originals hold; what was read before and has not changed is not read."""
    if not any(originals.originals(data)) and (data / "sample").is_dir():
        return publish_sample(data, progress, executor)
    county = county_at(data)
    with publication.draft(data, county.basis, is_sample=False) as draft:
        with reading_with(executor) as pool:
            catch_up(county, draft, imported_before(data), progress, pool)
        return publish(data, county, draft, is_sample=False)


def is_up_to_date(data: Path) -> bool:
    """Return whether this program, with this register, would build the current database again.

    So it is too where there is nothing to build one from.
    """
    is_sample = not any(originals.originals(data))
    root = data / "sample" if is_sample else data
    if publication.current_path(data) is None:
        return False
    if is_sample and not root.is_dir():
        return True
    line = publication.rests_on(county_at(root).basis, is_sample=is_sample)
    return publication.pointed_at(data)[1:] == [line]


@contextmanager
def one_at_a_time(data: Path, progress: Progress) -> Iterator[None]:
    """Wait, and say so, while another import works on the same data."""
    lock = FileLock(data / ".import.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress(Step("waiting", 0, 0))
        lock.acquire()
    except OSError as error:
        raise CannotWrite(f"无法写入数据文件夹 {data}。", "请确认它可以写入。") from error
    try:
        yield
    finally:
        lock.release()


def reading_with(executor: Executor | None) -> AbstractContextManager[Executor]:
    """Give the executor that reads, this machine's processors where none is given."""
    return workers() if executor is None else nullcontext(executor)


def publish_sample(data: Path, progress: Progress, executor: Executor | None) -> Path:
    """Publish the sample county, or the bare register where there is no sample either."""
    is_sample = (data / "sample").is_dir()
    county = county_at(data / "sample" if is_sample else data)
    with publication.draft(data, county.basis, is_sample=is_sample) as draft:
        with reading_with(executor) as pool:
            catch_up(county, draft, {}, progress, pool)
        return publish(data, county, draft, is_sample=is_sample)


def publish(data: Path, county: County, draft: Draft, *, is_sample: bool) -> Path:
    """Make the draft the current database, with the journal and what can no longer be read."""
    failures = [
        ImportEntry(datetime.now(), Path(k.original).name, k.sha256, "rejected", k.rejection)
        for k in draft.rejected()
    ]
    imports = (*originals.journal(data), *failures)
    deadlines = load_deadlines(county.root)
    return draft.publish(Holdings(is_sample, county.register.places, imports, deadlines))


def imported_before(data: Path) -> dict[str, ImportEntry]:
    """Return by a file's hash the entry of its last import."""
    return {e.sha256: e for e in originals.journal(data) if e.outcome == "imported"}
