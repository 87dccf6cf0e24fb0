"""The files of one import on their way into a draft; each ends as exactly one journal entry."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import PurePath

from etl.domain.errors import CannotWrite, NeedsDecision, ReportError
from etl.domain.import_entry import ImportEntry
from etl.pipeline.filing.replace_report import described_replacement, refuse_doubtful
from etl.pipeline.filing.reread import Origin, filings, settled_all
from etl.pipeline.identity.resolve_identity import FIRST_YEAR, Expected, Head, Settled
from etl.pipeline.reading.read_batch import Batch, Given, read_all
from etl.pipeline.reading.sources import Source
from etl.pipeline.workspace import County, Progress, Step, sha256_of
from etl.storage.files import import_journal, originals, waiting
from etl.warehouse.replacement import figures_in, replacement, uncounted_files
from etl.warehouse.staging_database import Draft, Filing, StoredOriginal

UNCHANGED = "与已导入的文件内容相同。"
NOT_CURRENT = "内容与“文件档案”中{}{}年度现不采用的一份相同；要采用，请到那里选为现用。"
MOST_TOLD = 3


@dataclass(slots=True)
class Intake:
    """One import: what it may expect, what was known before, and what became of each file."""

    county: County
    draft: Draft
    expected: Expected
    total: int
    progress: Progress
    entries: dict[int, ImportEntry] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    refused: dict[tuple[str, str], ImportEntry] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    reading: deque[tuple[int, Source]] = field(default_factory=deque)
    twins: dict[str, list[tuple[int, Source]]] = field(default_factory=lambda: defaultdict(list))
    taken: list[tuple[StoredOriginal, list[Filing]]] = field(default_factory=list)
    units: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Know the units of those counties alone that the person is confined to."""
        register = self.county.register.within(self.expected.counties)
        self.county = replace(self.county, register=register)

    def take(self, sources: Sequence[Source], pool: Executor) -> tuple[ImportEntry, ...]:
        """Read the sources, and return what became of each in the order given."""
        self.remember()
        for files, batch in read_all(self.to_read(sources), self.total, pool):
            for place, given in enumerate(files):
                self.file(place, given, batch)
            self.hand_over(batch)
        return tuple(self.entries[number] for number in sorted(self.entries))

    def remember(self) -> None:
        """Look up what was imported and what was rejected before, and on what grounds."""
        self.broken |= {kept.original for kept in self.draft.rejected()}
        self.held |= dict.fromkeys(self.draft.held(), UNCHANGED)
        for sha256, filed in uncounted_files(self.draft.connection).items():
            if self.expected.counties is None:
                self.held[sha256] = NOT_CURRENT.format(*filed)
        still_waiting = {entry.sha256 for entry in waiting.entries(self.county.root)}
        for entry in import_journal.entries(self.county.root):
            waits_on = entry.outcome == "waiting" and entry.sha256 in still_waiting
            is_known = entry.outcome == "rejected" or waits_on
            if is_known and entry.basis:
                self.refused[entry.sha256, entry.basis] = entry
        self.units |= self.draft.units()

    def hand_over(self, batch: Batch) -> None:
        """Give the draft the files of a batch that were taken so far."""
        kept = [k for k, _ in self.taken]
        self.draft.drop([k.original for k in kept if k.original in self.broken])
        self.draft.add(kept, [f for _, filed in self.taken for f in filed], batch.content)
        self.taken = []

    def to_read(self, sources: Sequence[Source]) -> Iterator[Given]:
        """Yield the files that must be read; the others are settled on the way."""
        for number, source in enumerate(sources):
            try:
                content = source.content()
            except ReportError as error:
                self.settle(number, ended(source, "", "rejected", str(error)))
                continue
            sha256 = sha256_of(content)
            if self.is_decided(number, source, sha256):
                continue
            self.reading.append((number, source))
            self.twins[sha256] = []
            yield self.county.given(source.name, content)

    def is_decided(self, number: int, source: Source, sha256: str) -> bool:
        """Return whether a file need not be read, and settle it; one being read is waited for."""
        known = self.refused.get((sha256, self.basis_of(sha256, source.name)))
        if sha256 in self.held:
            self.settle(number, ended(source, sha256, "unchanged", self.held[sha256]))
        elif known is not None:
            again = replace(known, imported_at=datetime.now(), source=source.place)
            self.settle(number, again)
        elif sha256 in self.twins:
            self.twins[sha256].append((number, source))
        else:
            return False
        return True

    def basis_of(self, sha256: str, name: str) -> str:
        """Return what the outcome of a file rests on beside its content."""
        parts = (self.county.basis, self.county.corrected(sha256), repr(self.expected), name)
        return sha256_of("\n".join(parts).encode())

    def file(self, place: int, given: Given, batch: Batch) -> None:
        """Keep one file if all its reports can be settled; else say why not, or why it waits.

        `place` is the file's number in its batch.
        """
        (number, source), sha256 = self.reading.popleft(), sha256_of(given.content)
        twins = self.twins.pop(sha256)
        reading = batch.readings[place]
        try:
            where = settled_all(reading, self.county.register, self.expected)
            told = self.replaced(place, reading.heads, where, batch)
            kept = self.keep(given, sha256, where)
        except ReportError as error:
            for twin, other in [(number, source), *twins]:
                self.put_off(twin, other, given, error, reading.heads)
            return
        entry = self.settle(number, replace(self.imported(source, kept, where), message=told))
        self.held[sha256] = UNCHANGED
        self.release(sha256)
        for twin, other in twins:
            self.settle(twin, ended(other, sha256, "unchanged", UNCHANGED))
        origin = Origin(given.name, sha256, entry.imported_at, kept.original, entry.seq)
        self.taken.append((kept, filings(place, reading.heads, where, origin)))
        self.units |= {(w.place.place_id, w.year) for w in where}

    def put_off(
        self, number: int, source: Source, given: Given, error: ReportError, heads: Sequence[Head]
    ) -> None:
        """Write down why a file is not taken; one that a person must decide on waits."""
        sha256 = sha256_of(given.content)
        entry, is_lasting = ended(source, sha256, "rejected", str(error)), error.is_lasting
        if isinstance(error, NeedsDecision):
            try:
                self.hold_back(given.content)
                entry = waits(source, sha256, error, heads)
            except CannotWrite as problem:
                entry, is_lasting = ended(source, sha256, "rejected", str(problem)), False
        self.settle(number, entry, is_lasting=is_lasting)

    def replaced(
        self, place: int, heads: Sequence[Head], where: Sequence[Settled], batch: Batch
    ) -> str:
        """Return what the reports of a file replace and change, empty where they replace none.

        Raises NeedsDecision where a single report loses too much to replace another unasked.
        """
        told: list[str] = []
        for number, (head, one) in enumerate(zip(heads, where, strict=True)):
            unit = (one.place.place_id, one.year)
            if unit not in self.units:
                continue
            self.hand_over(batch)
            after = figures_in(batch.content, place, number)
            found = replacement(self.draft.connection, unit, after)
            if found is None:
                continue
            if len(where) == 1 and self.expected.decision is None:
                refuse_doubtful(found, one.place, head.identity)
            several = f"{one.place.township}{one.year}年度：" if len(where) > 1 else ""
            told.append(f"{several}{described_replacement(found)}")
        rest = f"……共替换 {len(told)} 份报告。" if len(told) > MOST_TOLD else ""
        return "".join(told[:MOST_TOLD]) + rest

    def keep(self, given: Given, sha256: str, where: Sequence[Settled]) -> StoredOriginal:
        """Keep a file among the originals, filed under its one report where it has one."""
        filed = None
        if len(where) == 1:
            place, year = where[0].place, where[0].year
            filed = originals.Filed(place.county_id, year, place.place_id)
        suffix = PurePath(given.name).suffix
        original = originals.keep(self.county.root, given.content, suffix, filed)
        return StoredOriginal(original.name, original.stamp, sha256, self.county.corrected(sha256))

    def record(self, entry: ImportEntry) -> ImportEntry:
        """Write an entry into the journal, and return it with its number there."""
        return import_journal.record(self.county.root, entry)

    def hold_back(self, content: bytes) -> None:
        """Keep a file that waits for a person."""
        waiting.keep(self.county.root, content)

    def release(self, sha256: str) -> None:
        """Let go of a file that waits no more."""
        waiting.forget(self.county.root, sha256)

    def settle(self, number: int, entry: ImportEntry, *, is_lasting: bool = True) -> ImportEntry:
        """Write down what became of a file, show it, and return it with its number in the journal.

        A rejection for want of time, memory or a tool is written down and not remembered.
        """
        if entry.outcome in ("rejected", "waiting") and entry.sha256 and is_lasting:
            entry = replace(entry, basis=self.basis_of(entry.sha256, entry.file_name))
        entry = self.record(replace(entry, brought_by=self.expected.by))
        self.entries[number] = entry
        self.progress(Step("import", len(self.entries), self.total, entry))
        return entry

    def imported(
        self, source: Source, kept: StoredOriginal, where: Sequence[Settled]
    ) -> ImportEntry:
        """Return the entry of a file that was kept, with its place and year where it holds one."""
        decision = self.expected.decision
        entry = ImportEntry(
            datetime.now(), source.name, kept.sha256, "imported", reports=len(where),
            original=kept.original, source=source.place,
        )  # fmt: skip
        if decision is not None:
            entry = replace(entry, decided_by=decision.by, why=decision.why)
        if len(where) != 1:
            return entry
        return replace(entry, place_id=where[0].place.place_id, year=where[0].year)


def ended(source: Source, sha256: str, outcome: str, message: str) -> ImportEntry:
    """Return the entry of a file of which nothing is taken in."""
    return ImportEntry(datetime.now(), source.name, sha256, outcome, message, source=source.place)


def waits(source: Source, sha256: str, error: NeedsDecision, heads: Sequence[Head]) -> ImportEntry:
    """Return the entry of a file that waits for a person, with the units and year it may be of."""
    entry = ImportEntry(
        datetime.now(), source.name, sha256, "waiting", str(error), source=source.place,
        near=error.near, reports=len(heads),
    )  # fmt: skip
    if len(heads) != 1:
        return entry
    said = heads[0].identity
    unit = said.township or said.other_office
    year = said.year if said.year and FIRST_YEAR <= said.year <= date.today().year else None
    return replace(entry, year=year, unit=unit, area=said.county or "")
