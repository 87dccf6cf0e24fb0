"""How long one changed report takes beside a full import, and whether readers notice publications.

In seconds of the clock. The reports stand filed as an import leaves them; the full import reads
them all again, the other one only the changed report.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from threading import Event
from typing import Any

import duckdb

from dashboard import queries
from etl.domain.place import Place
from etl.extract.printed.encodings import decoded
from etl.pipeline.filing import import_reports
from etl.storage.files import originals
from etl.storage.unit_register.units import COLUMNS
from etl.warehouse import publication
from etl.warehouse.loading.reference_rows import Holdings
from tests.benchmarks.papers import different
from tests.benchmarks.ratios import YEARS, Options, Ratio, ratios
from tests.benchmarks.scales import FIRST_YEAR, LAST_YEAR, places, publish

TEXTS = 200
ROUNDS_AT_MOST = 2
PUBLICATIONS, READERS = 20, 4
# Readers of this process share its time with who publishes.
PAUSE = 0.02
TOWNSHIPS_READ, TOWNSHIPS_AT_MOST = 20, 1_500
GOAL = 1 / 100


def measure(options: Options) -> Iterator[Ratio]:
    """Yield how often readers failed or stayed behind, and how long one changed report takes."""
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        yield published_under_reading(Path(folder) / "reading", PUBLICATIONS)
        yield one_changed(Path(folder) / "imports", options)


def one_changed(data: Path, options: Options) -> Ratio:
    """Return how long it takes to take in one changed report, beside all of them."""
    townships = min(options.townships, TOWNSHIPS_AT_MOST)
    kept = file_reports(data, places(townships))
    change = Change(kept, count(1))
    values = ratios(
        lambda: change.take_in(data), lambda: all_anew(data), min(options.rounds, ROUNDS_AT_MOST)
    )
    return Ratio(
        "import of one changed report", f"full import of {len(kept):,} reports, {YEARS} years",
        values, GOAL, note=f"{townships:,} townships",
    )  # fmt: skip


@dataclass(frozen=True)
class Change:
    """Changes one kept report after another."""

    kept: Sequence[Path]
    number: Any

    def take_in(self, data: Path) -> None:
        """Change a report and publish what then counts."""
        number = next(self.number)
        path = self.kept[number * 7919 % len(self.kept)]
        path.write_bytes(path.read_bytes() + f"\n第{number}次更正。".encode())
        import_reports.rebuild(data)


def all_anew(data: Path) -> None:
    """Read and publish all reports as if none had been read; leave that as the current one."""
    shutil.rmtree(publication.folder(data), ignore_errors=True)
    import_reports.rebuild(data)


def file_reports(data: Path, register: tuple[Place, ...]) -> list[Path]:
    """File a report of every unit and year, no two alike, with the register; publish them all."""
    write_register(data, register)
    texts = [decoded(told.text) for told in islice(different(), TEXTS)]
    kept = [
        filed(data, place, year, f"{texts[number % TEXTS]}\n{place.township}{year}号。")
        for number, (place, year) in enumerate(
            (p, y) for p in register for y in range(FIRST_YEAR, LAST_YEAR + 1) if p.is_valid(y)
        )
    ]
    import_reports.rebuild(data)
    return kept


def write_register(data: Path, register: tuple[Place, ...]) -> None:
    """Write the register as a data folder has it."""
    data.mkdir(parents=True)
    with (data / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(
            (p.place_id, p.province, p.prefecture, p.county, p.township, p.type, "",
             p.valid_from, p.valid_to, p.successor)
            for p in register
        )  # fmt: skip


def filed(data: Path, place: Place, year: int, text: str) -> Path:
    """Keep a report as the import files it, and return where."""
    content = text.encode()
    name = f"{place.place_id}-{hashlib.sha256(content).hexdigest()[:12]}.txt"
    path = originals.folder(data) / place.county_id / str(year) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def published_under_reading(data: Path, publications: int) -> Ratio:
    """Publish again and again while readers ask; count their errors and those left behind."""
    publish(data, TOWNSHIPS_READ)
    over = Event()
    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(seen_until, data, over) for _ in range(READERS)]
        for _ in range(publications):
            publish_again(data)
        over.set()
        newest = version_of(data)
        ends = [reader.result() for reader in readers]
    failed = sum(errors for _, errors, _ in ends) + sum(last != newest for _, _, last in ends)
    return Ratio(
        f"{publications} publications under constant reading", "errors, and readers left behind",
        (float(failed),), 0, note=f"{READERS} readers, {sum(n for n, _, _ in ends):,} answers",
    )  # fmt: skip


def publish_again(data: Path) -> None:
    """Publish a copy of what is current."""
    with publication.draft(data, "made up", is_sample=False) as draft:
        draft.publish(Holdings(is_sample=False, places=places(TOWNSHIPS_READ)))


def seen_until(data: Path, over: Event) -> tuple[int, int, str]:
    """Ask until it is over and once more: how many answers, how many errors, the last version."""
    answers = errors = 0
    last = ""
    while True:
        was_over = over.wait(PAUSE)
        try:
            last = version_of(data)
            answers += 1
        except (duckdb.Error, OSError):
            errors += 1
        if was_over:
            return answers, errors, last


def version_of(data: Path) -> str:
    """Return the version of the database that a page would read now."""
    read = queries.Version(str(publication.current_path(data)))
    return str(queries.fetch(read, "warehouse_info")["version"].item())
