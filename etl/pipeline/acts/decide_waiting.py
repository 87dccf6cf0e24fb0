"""What a person decides on a file that waits: it is taken under a unit and year, or dismissed."""

from __future__ import annotations

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
    """Write down that a file that waits is not taken, and remove our copy of it."""
    with one_at_a_time(data, silent):
        entry = waiting_entry(data, sha256, decision)
        dismissed = replace(
            entry, imported_at=datetime.now(), outcome="dismissed", message="", near=(), basis="",
            decided_by=decision.by, why=decision.why,
        )  # fmt: skip
        recorded = import_journal.record(data, dismissed)
        waiting.forget(data, entry.sha256)
        build_again(data)
    return recorded


def waiting_entry(data: Path, sha256: str, decision: Decision | None) -> ImportEntry:
    """Return the entry of a file that waits by the first digits of its hash."""
    if decision is None or not decision.by.strip() or not decision.why.strip():
        raise NotDecided("没有写明核收人或理由。", "请填写姓名和理由后再核收。")
    found = [e for e in waiting.entries(data) if e.sha256.startswith(sha256)]
    if len(sha256) < SHORTEST_HASH or len(found) != 1:
        raise NotDecided("没有这个待核收的文件。", "它可能已经由别人核收，请刷新后再看。")
    return found[0]
