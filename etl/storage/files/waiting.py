"""Keeps the files that wait for a person, below `waiting` in the data folder, until one decides.

One that is dismissed is kept as well, so that it can be brought back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from etl.domain.errors import CannotWrite
from etl.domain.import_entry import ImportEntry
from etl.storage.files import durable, import_journal
from etl.storage.records.confines import Counties, covers

WAITING, DISMISSED = "waiting", "dismissed"
HASH = re.compile(r"[0-9a-f]{64}")


def keep(data: Path, content: bytes) -> None:
    """Keep a file's bytes under their hash; what waits already stays as it is.

    Raises CannotWrite where the disk is full or the folder cannot be written.
    """
    target = path_of(data, hashlib.sha256(content).hexdigest())
    try:
        durable.write_new(target, content)
    except FileExistsError:
        return
    except OSError as error:
        raise CannotWrite(
            "待核收的文件存不下来。", "请确认磁盘有空间、数据文件夹可以写入，再重新导入。"
        ) from error


def path_of(data: Path, sha256: str) -> Path:
    """Return where a file that waits is kept; raise ValueError for what is no hash."""
    if not HASH.fullmatch(sha256):
        raise ValueError(sha256)
    return data / WAITING / sha256


def forget(data: Path, sha256: str) -> None:
    """Remove a file that waits no more, if it is there."""
    if HASH.fullmatch(sha256):
        path_of(data, sha256).unlink(missing_ok=True)


def entries(data: Path) -> tuple[ImportEntry, ...]:
    """Return the last word of the journal on each file that waits, the newest first."""
    found = [waits for waits, dismissal in kept(data) if dismissal is None]
    return tuple(sorted(found, key=lambda entry: entry.seq, reverse=True))


def dismissed(data: Path) -> tuple[tuple[ImportEntry, ImportEntry], ...]:
    """Return why each file that was dismissed did wait, and its dismissal, the newest first."""
    found = [(waits, dismissal) for waits, dismissal in kept(data) if dismissal is not None]
    return tuple(sorted(found, key=lambda pair: pair[1].seq, reverse=True))


def is_known(entry: ImportEntry, counties: Counties, who: str) -> bool:
    """Return whether a file that no unit was found for is a matter of a person who is confined.

    It is where all units that it may be of lie there, or the person has brought it and it may be of
    none that is known.
    """
    units = [*entry.near, *filter(None, [entry.place_id])]
    return covers(counties, units) and (
        counties is None or bool(units) or who in (entry.brought_by, entry.decided_by)
    )


def kept(data: Path) -> Iterator[tuple[ImportEntry, ImportEntry | None]]:
    """Yield for each kept file why it waits, and its dismissal where that came after."""
    folder = data / WAITING
    if not folder.is_dir():
        return
    there = {path.name for path in folder.iterdir() if HASH.fullmatch(path.name)}
    last: dict[str, dict[str, ImportEntry]] = {sha256: {} for sha256 in there}
    for entry in import_journal.entries(data):
        if entry.sha256 in there and entry.outcome in (WAITING, DISMISSED):
            last[entry.sha256][entry.outcome] = entry
    for said in last.values():
        waits, dismissal = said.get(WAITING), said.get(DISMISSED)
        if waits is not None:
            yield waits, dismissal if dismissal and dismissal.seq > waits.seq else None
