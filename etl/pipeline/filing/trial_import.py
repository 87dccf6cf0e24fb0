"""Says what an import would do without doing it: read, settled, compared, checked, not kept."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from etl.domain.import_entry import ImportEntry
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing.import_reports import brought_up, reading_with
from etl.pipeline.filing.import_run import Intake
from etl.pipeline.filing.reread import Settled
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.read_batch import Given
from etl.pipeline.reading.sources import Source
from etl.pipeline.workspace import Progress, county_at, silent
from etl.storage.decisions.joint_documents import load_joint
from etl.storage.decisions.unit_notes import load_notes
from etl.storage.files import import_journal
from etl.storage.unit_register.deadlines import load_deadlines
from etl.warehouse import publication
from etl.warehouse.loading.reference_rows import Holdings
from etl.warehouse.sql import statement
from etl.warehouse.staging_database import Draft, StoredOriginal

Findings = dict[str, tuple[int, int]]


class Trial(Intake):
    """An import that writes nothing down and keeps nothing."""

    def record(self, entry: ImportEntry) -> ImportEntry:
        """Return an entry that stands in no journal, numbered after those that do."""
        return replace(entry, seq=len(self.entries) + 1)

    def keep(self, given: Given, sha256: str, where: Sequence[Settled]) -> StoredOriginal:
        """Return a file as it would be kept."""
        del given, where
        return StoredOriginal(f"trial/{sha256}", "", sha256, self.county.corrected(sha256))

    def hold_back(self, content: bytes) -> None:
        """Keep nothing of a file that would wait."""

    def release(self, sha256: str) -> None:
        """Let a file that waits wait on."""


def try_files(
    sources: Sequence[Source], data: Path, expected: Expected, progress: Progress = silent,
    executor: Executor | None = None,
) -> tuple[tuple[ImportEntry, ...], Findings]:  # fmt: skip
    """Return what would become of each file, and by hash its errors and findings.

    `message` of an entry tells what it replaces and which figures change. The data stay as they
    are.
    """
    with one_at_a_time(data, progress):
        county = county_at(data)
        with publication.draft(data, county.basis, is_sample=False) as draft:
            with reading_with(executor) as pool:
                brought_up(data, county, draft, progress, pool)
                trial = Trial(county, draft, expected, len(sources), progress)
                entries = trial.take(sources, pool)
            journal = tuple(import_journal.entries(data))
            last = journal[-1].seq if journal else 0
            later = "update reports set seq = seq + $last where original like 'trial/%'"
            draft.connection.execute(later, {"last": last})
            register, deadlines = county.register, load_deadlines(county.root)
            notes, joint = load_notes(county.root), load_joint(county.root)
            holdings = Holdings(
                is_sample=False, places=register.places, imports=journal, deadlines=deadlines,
                registered=register.registered, notes=notes, joint=joint,
            )  # fmt: skip
            draft.fill(holdings)
            return entries, findings_of(draft)


def findings_of(draft: Draft) -> Findings:
    """Return the errors and findings of each file that would be imported, by its hash."""
    found = draft.connection.execute(statement("replacement/findings_of_trial")).fetchall()
    return {sha256: (errors, findings) for sha256, errors, findings in found}
