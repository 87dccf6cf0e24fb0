"""Writes the sample county as the files that a county office would have: register and originals."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from etl import templates
from etl.domain.place import Submission
from etl.sample.prose import text_of
from etl.sample.truth import SEED, Draft, deadlines, drafts, places
from etl.storage.unit_register.units import COLUMNS


def generate(data: Path, seed: int = SEED) -> None:
    """Write the sample county below the data folder, whole or not at all."""
    data.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".sample-", dir=data))
    try:
        write_register(building)
        write_originals(building, drafts(seed))
        swap_in(building, data / "sample")
    finally:
        shutil.rmtree(building, ignore_errors=True)


def swap_in(building: Path, target: Path) -> None:
    """Put the new folder in the place of the old one."""
    building.chmod(0o755)
    old = building.with_name(f"{building.name}-old")
    if target.exists():
        target.rename(old)
    building.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def expected(seed: int = SEED) -> dict[str, tuple[Submission, ...]]:
    """Return what every original should be read as, by its path below the sample folder."""
    found: dict[str, tuple[Submission, ...]] = {}
    for draft in drafts(seed):
        path = draft.submission.original
        found[path] = (*found.get(path, ()), draft.submission)
    return found


def write_register(folder: Path) -> None:
    """Write places.csv and deadlines.csv."""
    write_csv(folder / "places.csv", COLUMNS, place_lines())
    write_csv(folder / "deadlines.csv", ("county_id", "year", "deadline"), deadlines())


def write_csv(path: Path, header: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> None:
    """Write lines under a header as UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def place_lines() -> Iterator[tuple[object, ...]]:
    """Yield the register's lines in the order of its codes."""
    for p in sorted(places(), key=lambda place: place.place_id):
        yield (
            p.place_id, p.province, p.prefecture, p.county, p.township, p.type,
            ";".join(p.aliases), p.valid_from, p.valid_to, p.successor,
        )  # fmt: skip


def write_originals(folder: Path, reports: tuple[Draft, ...]) -> None:
    """Write a text file for each recent report and one workbook for each older year."""
    workbooks: dict[Path, list[Draft]] = {}
    for draft in reports:
        path = folder / draft.submission.original
        path.parent.mkdir(parents=True, exist_ok=True)
        if draft.submission.format == "txt":
            path.write_bytes(text_of(draft).encode(draft.township.encoding))
            came(path, draft)
        else:
            workbooks.setdefault(path, []).append(draft)
    for path, inside in workbooks.items():
        ordered = sorted((d.submission for d in inside), key=lambda s: s.place.place_id)
        entries = [templates.Entry(s.place, s.year, s.report) for s in ordered]
        templates.write(path, entries, is_sample=True)
        came(path, inside[0])


def came(path: Path, draft: Draft) -> None:
    """Date a file as if it had come in when its report did."""
    moment = datetime.timestamp(draft.submission.imported_at)
    os.utime(path, (moment, moment))
