"""The files of one import on their way into a draft; each ends as exactly one journal entry."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePath

from etl.domain.errors import ReportError
from etl.domain.import_entry import ImportEntry
from etl.pipeline.read_batch import Given, Reading, read_all
from etl.pipeline.reread import Origin, filings, settled_all
from etl.pipeline.resolve_identity import Expected, Settled
from etl.pipeline.sources import Source
from etl.pipeline.workspace import County, Progress, Step, sha256_of
from etl.storage import import_journal, originals
from etl.warehouse.staging_database import Draft, Filing, Kept

UNCHANGED = "与已导入的文件内容相同。"


@dataclass(slots=True)
class Intake:
    """One import: what it may expect, what was known before, and what became of each file."""

    county: County
    draft: Draft
    expected: Expected
    total: int
    progress: Progress
    entries: dict[int, ImportEntry] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    refused: dict[tuple[str, str], str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    reading: deque[tuple[int, Source]] = field(default_factory=deque)
    twins: dict[str, list[tuple[int, Source]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, sources: Sequence[Source], pool: Executor) -> tuple[ImportEntry, ...]:
        """Read the sources, and return what became of each in the order given."""
        self.remember()
        for files, batch in read_all(self.to_read(sources), self.total, pool):
            taken = [
                self.filed(place, given, reading)
                for place, (given, reading) in enumerate(zip(files, batch.readings, strict=True))
            ]
            kept = [k for k, _ in taken if k is not None]
            self.draft.drop([k.original for k in kept if k.original in self.broken])
            self.draft.add(kept, [f for _, filed in taken for f in filed], batch.content)
        return tuple(self.entries[number] for number in sorted(self.entries))

    def remember(self) -> None:
        """Look up what was imported and what was rejected before, and on what grounds."""
        self.broken |= {kept.original for kept in self.draft.rejected()}
        self.held |= self.draft.held()
        for entry in import_journal.entries(self.county.root):
            if entry.outcome == "rejected" and entry.basis:
                self.refused[entry.sha256, entry.basis] = entry.message

    def to_read(self, sources: Sequence[Source]) -> Iterator[Given]:
        """Yield the files that must be read; the others are settled on the way."""
        for number, source in enumerate(sources):
            try:
                content = source.content()
            except ReportError as error:
                self.settle(number, rejected(source, "", str(error)))
                continue
            sha256 = sha256_of(content)
            if self.is_decided(number, source, sha256):
                continue
            self.reading.append((number, source))
            self.twins[sha256] = []
            yield self.county.given(source.name, content)

    def is_decided(self, number: int, source: Source, sha256: str) -> bool:
        """Return whether a file need not be read, and settle it; one being read is waited for."""
        known = self.refused.get((sha256, self.basis_of(sha256)))
        if sha256 in self.held:
            self.settle(number, unchanged(source, sha256))
        elif known is not None:
            self.settle(number, rejected(source, sha256, known))
        elif sha256 in self.twins:
            self.twins[sha256].append((number, source))
        else:
            return False
        return True

    def basis_of(self, sha256: str) -> str:
        """Return what the outcome of a file rests on beside its content."""
        parts = (self.county.basis, self.county.repairs(sha256), repr(self.expected))
        return sha256_of("\n".join(parts).encode())

    def filed(self, place: int, given: Given, reading: Reading) -> tuple[Kept | None, list[Filing]]:
        """Keep one file if all its reports can be settled; else say why not.

        `place` is the file's number in its batch.
        """
        (number, source), sha256 = self.reading.popleft(), sha256_of(given.content)
        twins = self.twins.pop(sha256)
        try:
            where = settled_all(reading, self.county.register, self.expected)
            kept = self.keep(given, sha256, where)
        except ReportError as error:
            for twin, other in [(number, source), *twins]:
                entry = rejected(other, sha256, str(error))
                self.settle(twin, entry, is_lasting=error.is_lasting)
            return None, []
        entry = self.settle(number, imported(source, kept, where))
        self.held.add(sha256)
        for twin, other in twins:
            self.settle(twin, unchanged(other, sha256))
        origin = Origin(given.name, sha256, entry.imported_at, kept.original, entry.seq)
        return kept, filings(place, reading.heads, where, origin)

    def keep(self, given: Given, sha256: str, where: Sequence[Settled]) -> Kept:
        """Keep a file among the originals, filed under its one report where it has one."""
        filed = None
        if len(where) == 1:
            place, year = where[0].place, where[0].year
            filed = originals.Filed(place.county_id, year, place.place_id)
        suffix = PurePath(given.name).suffix
        original = originals.keep(self.county.root, given.content, suffix, filed)
        return Kept(original.name, original.stamp, sha256, self.county.repairs(sha256))

    def settle(self, number: int, entry: ImportEntry, *, is_lasting: bool = True) -> ImportEntry:
        """Write down what became of a file, show it, and return it with its number in the journal.

        A rejection for want of time, memory or a tool is written down and not remembered.
        """
        if entry.outcome == "rejected" and entry.sha256 and is_lasting:
            entry = replace(entry, basis=self.basis_of(entry.sha256))
        entry = import_journal.record(self.county.root, entry)
        self.entries[number] = entry
        self.progress(Step("import", len(self.entries), self.total, entry))
        return entry


def unchanged(source: Source, sha256: str) -> ImportEntry:
    """Return the entry of a file whose content was imported before."""
    return ImportEntry(
        datetime.now(), source.name, sha256, "unchanged", UNCHANGED, source=source.place
    )


def rejected(source: Source, sha256: str, message: str) -> ImportEntry:
    """Return the entry of a file that cannot be taken."""
    return ImportEntry(
        datetime.now(), source.name, sha256, "rejected", message, source=source.place
    )


def imported(source: Source, kept: Kept, where: Sequence[Settled]) -> ImportEntry:
    """Return the entry of a file that was kept, with its place and year where it holds one."""
    entry = ImportEntry(
        datetime.now(), source.name, kept.sha256, "imported", reports=len(where),
        original=kept.original, source=source.place,
    )  # fmt: skip
    if len(where) != 1:
        return entry
    return replace(entry, place_id=where[0].place.place_id, year=where[0].year)
