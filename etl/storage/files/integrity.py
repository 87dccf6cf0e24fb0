"""Whether the originals are what the journal says was kept: all there, and bit for bit the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.storage.files import import_journal, originals
from etl.storage.files.originals import FILED, Original

CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file of the data folder, for a person who is to mend it.

    `file` is its name below the data folder, `line` counts from 1 where the fault is in one line.
    """

    file: str
    problem: str
    line: int | None = None


def missing_originals(data: Path) -> Iterator[Fault]:
    """Yield a fault for each file that the journal calls kept and that is gone; reads none."""
    named = set()
    for original in originals.originals(data):
        filed = FILED.fullmatch(original.path.stem)
        if filed is not None:
            named.add(filed["sha"])
    told = {e.sha256: e for e in import_journal.entries(data) if e.outcome == "imported"}
    for sha256, entry in told.items():
        if sha256 not in named and sha256[:12] not in named:
            yield Fault(
                entry.original or f"{originals.folder(data).name}/…{sha256[:12]}…",
                f"“{entry.file_name}”的原件不见了，它的数字不再计入。请用备份恢复，或重新导入。",
            )


def damaged_originals(
    data: Path, progress: Callable[[Original], None] = lambda _: None
) -> Iterator[Fault]:
    """Yield a fault for each kept file that cannot be read or is not what its name says.

    Reads every byte. Files under names of other kinds, put there by hand, say nothing to check.
    """
    for original in originals.originals(data):
        progress(original)
        try:
            sha256 = hash_of(original.path)
        except OSError:
            yield Fault(original.name, "原件打不开，请检查磁盘和读取权限。")
            continue
        if not original.has_content(sha256):
            yield Fault(
                original.name,
                "原件与导入时的内容不一致，已被改动或损坏。请用备份恢复，或重新导入这份报告。",
            )


def hash_of(path: Path) -> str:
    """Return the hash of a file's content."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
