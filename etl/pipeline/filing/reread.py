"""Files what was read: each report of a file under its place and year, or the file as rejected."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePath

from etl.domain.errors import (
    NeedsDecision,
    NothingPublished,
    NotNow,
    ReportError,
    UnreadableFile,
)
from etl.domain.import_entry import ImportEntry
from etl.pipeline.identity.resolve_identity import Expected, Head, Settled, settled
from etl.pipeline.reading.read_batch import Given, Reading, read_all
from etl.pipeline.workspace import County, Progress, Step, sha256_of
from etl.storage.files import originals
from etl.storage.files.originals import Original
from etl.storage.unit_register.register import Register
from etl.warehouse.carry_over import carried_over
from etl.warehouse.staging_database import Draft, Filing, StoredOriginal

STILL_COUNTS = "保存的原件这次没能重读，看板仍用上次读到的数字。原因："
CHANGED = "原件在导入之后被改动或损坏，与导入时的内容不一致。请用备份恢复，或重新导入这份报告。"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the reports of a file come from: its name, hash, time, and where it is kept.

    `seq` is the number of its import in the journal: of one unit and year the highest counts.
    """

    file_name: str
    sha256: str
    imported_at: datetime
    original: str
    seq: int = 0


Filed = tuple[StoredOriginal, list[Filing]]


@dataclass(slots=True)
class Reread:
    """Kept files that are read again, and why some of them could not be."""

    county: County
    draft: Draft
    journal: dict[str, ImportEntry]
    kept: dict[str, Original]
    reading: deque[str] = field(default_factory=deque)
    unread: dict[str, str] = field(default_factory=dict)

    def given(self, names: Sequence[str]) -> Iterator[Given]:
        """Yield the kept files of these names; one that cannot be opened is noted."""
        for name in names:
            path = self.kept[name].path
            try:
                content = path.read_bytes()
            except OSError:
                self.unread[name] = "原件打不开，请检查磁盘和读取权限。"
                continue
            if not self.kept[name].has_content(sha256_of(content)):
                self.unread[name] = CHANGED
                continue
            self.reading.append(name)
            yield self.county.given(path.name, content)

    def filed(self, number: int, given: Given, reading: Reading) -> Filed | None:
        """Return a kept file with its filings, None where it could not be read this time."""
        name = self.reading.popleft()
        origin = origin_of(name, self.kept[name], given, self.journal)
        try:
            return filed_again(number, reading, self.kept[name], origin, self.county)
        except NotNow as error:
            self.unread[name] = str(error)
            return None


def settled_all(reading: Reading, register: Register, expected: Expected) -> tuple[Settled, ...]:
    """Return the place and year of each report of a file, or raise why the file is rejected."""
    if reading.rejection:
        raise (UnreadableFile if reading.is_lasting else NotNow)(reading.rejection, "")
    decision = expected.decision
    if len(reading.heads) > 1 and decision is not None and (decision.place_id or expected.year):
        raise NeedsDecision(
            f"文件中有 {len(reading.heads)} 份报告，不能都归到一个单位、一个年度。",
            "请把名册中没有的单位加入名册，再按文件所写导入。",
        )
    return tuple(settled(head, register, expected) for head in reading.heads)


def filings(
    number: int, heads: Sequence[Head], places: Sequence[Settled], origin: Origin
) -> list[Filing]:
    """Return the reports of the file of this number in its batch as they are filed."""
    return [
        Filing(
            number, place, where.place.place_id, where.year, head.edition,
            head.identity.period_from, head.identity.period_to,
            head.identity.report_date, origin.file_name,
            PurePath(origin.file_name).suffix.lower().lstrip("."), origin.sha256,
            origin.imported_at, origin.original, origin.seq, head.identity.published_on,
        )
        for place, (head, where) in enumerate(zip(heads, places, strict=True))
    ]  # fmt: skip


def catch_up(
    county: County, draft: Draft, journal: dict[str, ImportEntry], progress: Progress,
    pool: Executor,
) -> dict[str, str]:  # fmt: skip
    """Bring a draft up to the originals: read what it lacks or has otherwise, drop what is gone.

    `journal` says by a file's hash under which name and when it was imported. Returns by the name
    of each kept file that could not be read this time why not; what the draft knew of it stays.
    """
    kept = {original.name: original for original in originals.originals(county.root)}
    stamps = {name: original.stamp for name, original in kept.items()}
    wanted = draft.sync_with_originals(stamps, county.corrected_files())
    known = draft.originals()
    again, done = Reread(county, draft, journal, kept), 0
    for files, batch in read_all(again.given(wanted), len(wanted), pool):
        found = [
            again.filed(number, one, reading)
            for number, (one, reading) in enumerate(zip(files, batch.readings, strict=True))
        ]
        read = [one for one in found if one is not None]
        draft.drop([k.original for k, _ in read if k.original in known])
        draft.add([k for k, _ in read], [f for _, filed in read for f in filed], batch.content)
        done += len(files)
        progress(Step("reread", done, len(wanted)))
    draft.place(county.placements)
    return again.unread


def keep_last_readings(
    draft: Draft, unread: dict[str, str], before: Path | None, journal: dict[str, ImportEntry]
) -> tuple[ImportEntry, ...]:
    """Give the draft the last reading of files that could not be read this time; say so of each.

    Raises NothingPublished where the database before knows them in a way that is not ours. What
    it does not know was never counted: such files are named, and read again the next time.
    """
    lacking = [name for name in unread if name not in draft.originals()]
    known, carried = carried_over(draft.connection, before, lacking)
    lost = [name for name in known if name not in carried]
    if lost:
        listed = "；".join(f"{name}：{unread[name]}" for name in lost[:5])
        raise NothingPublished(
            f"有 {len(lost)} 份保存的原件这次没能重读，数据库没有更新，仍是上次的数字。{listed}",
            "请排除原因后重新启动。",
        )
    names = {entry.original: entry.file_name for entry in journal.values()}
    counted = {*unread} - {*lacking} | {*carried}
    return tuple(
        ImportEntry(datetime.now(), names.get(name) or PurePath(name).name, "", "rejected",
                    f"{STILL_COUNTS if name in counted else ''}{unread[name]}")
        for name in unread
    )  # fmt: skip


def origin_of(
    name: str, original: Original, given: Given, journal: dict[str, ImportEntry]
) -> Origin:
    """Return where a kept file came from, by the journal, else by the file itself."""
    sha256 = sha256_of(given.content)
    entry = journal.get(sha256)
    if entry is not None:
        return Origin(entry.file_name, sha256, entry.imported_at, name, entry.seq)
    when = datetime.fromtimestamp(original.path.stat().st_mtime)
    return Origin(original.path.name, sha256, when, name)


def filed_again(
    number: int, reading: Reading, original: Original, origin: Origin, county: County
) -> tuple[StoredOriginal, list[Filing]]:
    """Return a kept file with its filings; where it was filed decides over what it says.

    Raises NotNow where time, memory, a tool or the clock kept it from being read.
    """
    kept = StoredOriginal(
        origin.original, original.stamp, origin.sha256,
        county.corrected(origin.sha256),
    )  # fmt: skip
    heads = tuple(filed_under(head, original) for head in reading.heads)
    expected = Expected(original.county_id, original.year)
    try:
        places = settled_all(replace(reading, heads=heads), county.register, expected)
    except ReportError as error:
        if not error.is_lasting:
            raise NotNow(error.problem, error.hint) from error
        return replace(kept, rejection=str(error)), []
    return kept, filings(number, heads, places, origin)


def filed_under(head: Head, original: Original) -> Head:
    """Return what a report says of itself with the place and year that it was filed under."""
    if original.place_id is None:
        return head
    identity = replace(
        head.identity, place_id=original.place_id, township=None, county=None, year=original.year
    )
    return replace(head, identity=identity, conflict="" if original.year else head.conflict)
