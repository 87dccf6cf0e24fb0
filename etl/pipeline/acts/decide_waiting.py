"""What a person decides on a file that waits: it is taken under a unit and year, or dismissed.

What was dismissed can be brought back, and waits again.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from etl import extract
from etl.domain.errors import ReportError
from etl.domain.import_entry import ImportEntry
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing.import_reports import build_again, import_files
from etl.pipeline.identity.resolve_identity import Decision, Expected
from etl.pipeline.reading.sources import Source
from etl.pipeline.workspace import Progress, silent
from etl.storage.files import import_journal, waiting
from etl.storage.records.confines import handed_over

SHORTEST_HASH = 12


class NotDecided(ReportError):
    """The decision is not complete, or the file waits no more."""

    kind = "not_decided"


def take_waiting(
    data: Path,
    sha256: str,
    expected: Expected,
    progress: Progress = silent,
    executor: Executor | None = None,
) -> ImportEntry:
    """Import a file that waits as a person decided, and return what became of it.

    It waits on where it cannot be read. Raises NotDecided where it waits no more.
    """
    entry = waiting_entry(data, sha256, expected.decision)
    path = waiting.path_of(data, entry.sha256)
    source = Source(entry.file_name, partial(extract.content_of, path), entry.source)
    return import_files([source], data, expected, progress, executor)[0]


def dismiss_waiting(data: Path, sha256: str, decision: Decision) -> ImportEntry:
    """Write down that a file that waits is not taken."""
    with one_at_a_time(data, silent):
        entry = waiting_entry(data, sha256, decision)
        return written(data, replace(entry, outcome="dismissed", message="", near=()), decision)


def restore_dismissed(data: Path, sha256: str, decision: Decision) -> ImportEntry:
    """Have a file that was dismissed wait again; raise NotDecided where none was."""
    with one_at_a_time(data, silent):
        found = [waits for waits, _ in waiting.dismissed(data)]
        return written(data, one_of(found, sha256, decision), decision)


def written(data: Path, entry: ImportEntry, decision: Decision) -> ImportEntry:
    """Write down what was decided now and publish it; only while the data folder is locked."""
    decided = replace(
        entry, imported_at=datetime.now(), basis="", decided_by=decision.by, why=decision.why
    )
    recorded = import_journal.record(data, decided)
    build_again(data)
    return recorded


def waiting_entry(data: Path, sha256: str, decision: Decision | None) -> ImportEntry:
    """Return the entry of a file that waits by the first digits of its hash."""
    return one_of(waiting.entries(data), sha256, decision)


def one_of(found: Iterable[ImportEntry], sha256: str, decision: Decision | None) -> ImportEntry:
    """Return the entry of the file that is meant, where a person with a reason decides on it."""
    if decision is None or not decision.by.strip() or not decision.why.strip():
        raise NotDecided("没有写明核收人或理由。", "请填写姓名和理由后再核收。")
    meant = [
        entry
        for entry in found
        if entry.sha256.startswith(sha256) and waiting.is_known(entry, handed_over(), decision.by)
    ]
    if len(sha256) < SHORTEST_HASH or len(meant) != 1:
        raise NotDecided("没有这个待核收的文件。", "它可能已经由别人核收，请刷新后再看。")
    return meant[0]
