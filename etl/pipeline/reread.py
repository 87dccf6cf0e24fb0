"""Files what was read: each report of a file under its place and year, or the file as rejected."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from etl.domain.errors import ReportError, UnreadableFile
from etl.domain.import_entry import ImportEntry
from etl.pipeline.read_batch import Given, Reading, read_all
from etl.pipeline.resolve_identity import Expected, Head, Settled, settled
from etl.pipeline.workspace import County, Progress, Step, sha256_of
from etl.storage import originals
from etl.storage.originals import Original
from etl.storage.register import Register
from etl.warehouse.staging_database import Draft, Filing, Kept


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the reports of a file come from: its name, hash, time, and where it is kept."""

    file_name: str
    sha256: str
    imported_at: datetime
    original: str


def settled_all(reading: Reading, register: Register, expected: Expected) -> tuple[Settled, ...]:
    """Return the place and year of each report of a file, or raise why the file is rejected."""
    if reading.rejection:
        raise UnreadableFile(reading.rejection, "")
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
            origin.imported_at, origin.original,
        )
        for place, (head, where) in enumerate(zip(heads, places, strict=True))
    ]  # fmt: skip


def catch_up(
    county: County, draft: Draft, journal: dict[str, ImportEntry], progress: Progress,
    pool: Executor,
) -> None:  # fmt: skip
    """Bring a draft up to the originals: read what it lacks or has otherwise, drop what is gone.

    `journal` says by a file's hash under which name and when it was imported.
    """
    kept = {original.name: original for original in originals.originals(county.root)}
    stamps = {name: original.stamp for name, original in kept.items()}
    missing = draft.stand(stamps, county.all_repairs())
    given = (county.given(kept[name].path.name, kept[name].path.read_bytes()) for name in missing)
    done = 0
    for files, batch in read_all(given, len(missing), pool):
        again: list[tuple[Kept, list[Filing]]] = []
        for number, (one, reading) in enumerate(zip(files, batch.readings, strict=True)):
            origin = origin_of(missing[done], kept[missing[done]], one, journal)
            again.append(filed_again(number, reading, kept[missing[done]], origin, county))
            done += 1
        draft.add([k for k, _ in again], [f for _, filed in again for f in filed], batch.content)
        progress(Step("reread", done, len(missing)))


def origin_of(
    name: str, original: Original, given: Given, journal: dict[str, ImportEntry]
) -> Origin:
    """Return where a kept file came from, by the journal, else by the file itself."""
    sha256 = sha256_of(given.content)
    entry = journal.get(sha256)
    if entry is not None:
        return Origin(entry.file_name, sha256, entry.imported_at, name)
    when = datetime.fromtimestamp(original.path.stat().st_mtime)
    return Origin(original.path.name, sha256, when, name)


def filed_again(
    number: int, reading: Reading, original: Original, origin: Origin, county: County
) -> tuple[Kept, list[Filing]]:
    """Return a kept file with its filings; where it was filed decides over what it says."""
    kept = Kept(
        origin.original, original.stamp, origin.sha256,
        county.repairs(origin.sha256),
    )  # fmt: skip
    heads = tuple(filed_under(head, original) for head in reading.heads)
    expected = Expected(original.county_id, original.year)
    try:
        places = settled_all(replace(reading, heads=heads), county.register, expected)
    except ReportError as error:
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
