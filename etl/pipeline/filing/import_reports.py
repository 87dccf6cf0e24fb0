"""The whole story, top to bottom: files to readings, readings to places, places to a new warehouse.

A file that cannot be read or settled becomes a rejection that says why; the rest go on. Everything
that is read, changed and written is so while the data folder is locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from etl.domain.import_entry import ImportEntry
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing.import_run import Intake
from etl.pipeline.filing.reread import catch_up, keep_last_readings
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import Source
from etl.pipeline.reading.workers import workers
from etl.pipeline.workspace import County, Progress, county_at, shown_root, silent
from etl.storage.decisions.joint_documents import load_joint
from etl.storage.decisions.unit_notes import load_notes
from etl.storage.files import durable, import_journal, originals
from etl.storage.unit_register.deadlines import load_deadlines
from etl.storage.unit_register.unit_checks import BrokenRegister
from etl.warehouse import publication
from etl.warehouse.loading.reference_rows import Holdings
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
    with one_at_a_time(data, progress):
        county = county_at(data)
        with publication.draft(data, county.basis, is_sample=False) as draft:
            with reading_with(executor) as pool:
                unread = brought_up(data, county, draft, progress, pool)
                intake = Intake(county, draft, expected, len(sources), progress)
                entries = intake.take(sources, pool)
            if any(originals.originals(data)):
                publish(data, county, draft, unread=unread)
                return entries
        publish_sample(data, progress, executor)
    return entries


def rebuild(data: Path, progress: Progress = silent, executor: Executor | None = None) -> Path:
    """Publish what the originals hold; what was read before and has not changed is not read."""
    with one_at_a_time(data, progress):
        return build_again(data, progress, executor)


def build_again(data: Path, progress: Progress = silent, executor: Executor | None = None) -> Path:
    """Publish what the originals hold; only while the data folder is locked."""
    if shown_root(data) != data:
        return publish_sample(data, progress, executor)
    county = county_at(data)
    with publication.draft(data, county.basis, is_sample=False) as draft:
        with reading_with(executor) as pool:
            unread = brought_up(data, county, draft, progress, pool)
        return publish(data, county, draft, unread=unread)


def brought_up(
    data: Path, county: County, draft: Draft, progress: Progress, pool: Executor
) -> tuple[ImportEntry, ...]:
    """Bring a draft up to the originals; return an entry for each that could not be read again."""
    durable.remove_pending(originals.folder(data))
    journal = imported_before(data)
    unread = catch_up(county, draft, journal, progress, pool)
    return keep_last_readings(draft, unread, publication.current_path(data), journal)


def reading_with(executor: Executor | None) -> AbstractContextManager[Executor]:
    """Give the executor that reads, this machine's processors where none is given."""
    return workers() if executor is None else nullcontext(executor)


def publish_sample(data: Path, progress: Progress, executor: Executor | None) -> Path:
    """Publish the sample county, or the bare register where there is no sample either."""
    county = county_at(shown_root(data))
    is_sample = county.root != data
    with publication.draft(data, county.basis, is_sample=is_sample) as draft:
        with reading_with(executor) as pool:
            catch_up(county, draft, {}, progress, pool)
        return publish(data, county, draft, is_sample=is_sample)


def publish(
    data: Path, county: County, draft: Draft, *, is_sample: bool = False,
    unread: tuple[ImportEntry, ...] = (),
) -> Path:  # fmt: skip
    """Make the draft the current database, with the journal and what can no longer be read.

    Raises BrokenRegister where it would be the first one, of no unit.
    """
    if not county.register.places and publication.current_path(data) is None:
        raise BrokenRegister("单位名册是空的。", "请先登记本县的乡镇（街道）。")
    entries = tuple(import_journal.entries(data))
    seq = entries[-1].seq if entries else 0
    failures = [
        ImportEntry(datetime.now(), Path(k.original).name, k.sha256, "rejected", k.rejection)
        for k in draft.rejected()
    ]
    imports = (*entries, *(replace(entry, seq=seq) for entry in (*failures, *unread)))
    register, deadlines = county.register, load_deadlines(county.root)
    notes, joint = load_notes(county.root), load_joint(county.root)
    return draft.publish(
        Holdings(is_sample, register.places, imports, deadlines, register.registered, notes, joint)
    )


def imported_before(data: Path) -> dict[str, ImportEntry]:
    """Return by a file's hash the entry of its last import."""
    return {e.sha256: e for e in import_journal.entries(data) if e.outcome == "imported"}
