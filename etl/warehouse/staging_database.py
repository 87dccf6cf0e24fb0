"""A warehouse while it is being built: a copy of the one before, changed by what is new."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.storage.decisions.placements import Placements, report_key
from etl.storage.files import durable
from etl.warehouse.build import compute, create_tables
from etl.warehouse.loading.arrow import at_once, lent, load_rows
from etl.warehouse.loading.placing import move_reports, place_reports
from etl.warehouse.loading.reference_rows import Holdings, import_rows, reference_rows
from etl.warehouse.loading.report_rows import SCHEMAS, unpacked
from etl.warehouse.sql import statement
from etl.warehouse.versions import checksum_of, next_number, point_at, pointer_lines

CHECKSUM = 2


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """A kept file as it was read: its path below the data folder, and its state then."""

    original: str
    stamp: str
    sha256: str
    corrections: str
    rejection: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """One report of a batch with the place and year it is settled on."""

    file: int
    report: int
    place_id: str
    year: int
    edition: str | None
    period_from: date | None
    period_to: date | None
    report_date: date | None
    file_name: str
    format: str
    sha256: str
    imported_at: datetime
    original: str
    seq: int = 0
    published_on: date | None = None


class Draft:
    """A database that no one reads yet; `publish` makes it the current one."""

    def __init__(self, folder: Path, basis: str, before: Path | None) -> None:
        self.version = f"v-{next_number(folder)}-{secrets.token_hex(4)}"
        self.path = folder / f"{self.version}.building"
        self.basis = basis
        copied = opened_copy(before, self.path) if before is not None else None
        self.is_copy = copied is not None
        # The counties whose reports or deadlines have changed; None is all.
        self.changed_counties: set[str] | None = set() if self.is_copy else None
        self.connection = copied or duckdb.connect(str(self.path))
        # What a program prints line by line must not be interrupted by a bar.
        self.connection.execute("set enable_progress_bar = false")
        if not self.is_copy:
            create_tables(self.connection)

    def discard(self) -> None:
        """Leave nothing of the draft."""
        self.connection.close()
        for left_over in self.path.parent.glob(f"{self.path.name}*"):
            left_over.unlink()

    def rejected(self) -> list[StoredOriginal]:
        """Return the kept files that can no longer be read."""
        known = "original, stamp, sha256, corrections, rejection"
        sql = f"select {known} from originals where rejection <> ''"
        return [StoredOriginal(*row) for row in self.connection.execute(sql).fetchall()]

    def held(self) -> set[str]:
        """Return the hashes of the kept files that were read."""
        sql = "select sha256 from originals where rejection = ''"
        return {sha256 for (sha256,) in self.connection.execute(sql).fetchall()}

    def sync_with_originals(
        self, stamps: Mapping[str, str], corrections: Mapping[str, str]
    ) -> list[str]:
        """Drop what was read of files that are gone; return which are to be read.

        What was read of files that stand otherwise now stays until they were read again.
        `stamps` says how each kept file stands, `corrections` what is corrected by a file's hash.
        """
        text = pa.string()
        standing = {
            "position": pa.array(range(len(stamps)), pa.int32()),
            "original": pa.array(stamps.keys(), text),
            "stamp": pa.array(stamps.values(), text),
        }
        corrected = {
            "sha256": pa.array(corrections.keys(), text),
            "corrections": pa.array(corrections.values(), text),
        }
        with lent(self.connection, standing=pa.table(standing), corrected=pa.table(corrected)):
            outdated = self.names("outdated_originals")
            self.drop([name for name in outdated if name not in stamps])
            return [*(name for name in outdated if name in stamps), *self.names("unread_originals")]

    def originals(self) -> set[str]:
        """Return the kept files that the draft knows."""
        found = self.connection.execute("select original from originals").fetchall()
        return {original for (original,) in found}

    def names(self, question: str) -> list[str]:
        """Return the kept files that answer a question of sql/repository."""
        sql = statement(f"repository/{question}")
        return [name for (name,) in self.connection.execute(sql).fetchall()]

    def units(self) -> set[tuple[str, int]]:
        """Return the units and years that have a report."""
        sql = "select distinct place_id, year from reports"
        return {(place_id, year) for place_id, year in self.connection.execute(sql).fetchall()}

    def drop(self, originals: Sequence[str]) -> None:
        """Take out what these kept files said."""
        if not originals:
            return
        gone = {"gone": list(originals)}
        self.note_change("original = any($gone)", gone)
        reports = "report_id in (select report_id from reports where original = any($gone))"
        with at_once(self.connection):
            for table in SCHEMAS:
                self.connection.execute(f"delete from {table} where {reports}", gone)
            for table in ("reports", "originals"):
                self.connection.execute(f"delete from {table} where original = any($gone)", gone)

    def add(
        self,
        kept: Sequence[StoredOriginal],
        filings: Sequence[Filing],
        content: Mapping[str, bytes],
    ) -> None:
        """Take in kept files with their settled reports; content of other reports stays out."""
        load_rows(self.connection, "originals", [astuple(k) for k in kept])
        if not filings:
            return
        ((last,),) = self.connection.execute("select max(report_id) from reports").fetchall()
        first = 1 + (last or 0)
        load_rows(self.connection,
            "reports",
            [
                (number, f.place_id, f.year, False, f.edition, f.period_from,
                 f.period_to, f.report_date, f.published_on, f.file_name,
                 f.format, f.sha256, f.imported_at, f.original, f.seq,
                 report_key(f.sha256, f.place_id, f.year))
                for number, f in enumerate(filings, first)
            ],
        )  # fmt: skip
        numbers = pa.table(
            {
                "file": pa.array([f.file for f in filings], pa.int32()),
                "report": pa.array([f.report for f in filings], pa.int32()),
                "report_id": pa.array(range(first, first + len(filings)), pa.int32()),
            }
        )
        for table, stream in content.items():
            with lent(self.connection, numbers=numbers, incoming=unpacked(stream)):
                self.connection.execute(
                    f"insert into {table} select report_id, incoming.* exclude (file, report)"
                    " from incoming join numbers using (file, report)"
                )
        self.note_change("report_id >= $first", {"first": first})

    def note_change(self, which: str, parameters: dict[str, Any]) -> None:
        """Remember the counties of these reports as changed."""
        if self.changed_counties is None:
            return
        sql = f"select distinct county_id from reports join places using (place_id) where {which}"
        found = self.connection.execute(sql, parameters).fetchall()
        self.note_counties({county for (county,) in found})

    def place(self, said: Placements) -> None:
        """Have the reports stand, and count, where people said."""
        self.note_counties(place_reports(self.connection, said))

    def note_counties(self, counties: set[str]) -> None:
        """Remember these counties as changed."""
        if self.changed_counties is not None:
            self.changed_counties |= counties

    def said_of_counties(self) -> set[tuple[Any, ...]]:
        """Return what people entered of counties and their units, the county of each first."""
        return set(self.connection.execute(statement("repository/said_of_counties")).fetchall())

    def fill(self, holdings: Holdings) -> None:
        """Fill in what stands beside the reports, and compute what follows."""
        said = self.said_of_counties()
        self.note_counties(move_reports(self.connection))
        # A copy has the register and the definitions of its basis already.
        reference = () if self.is_copy else reference_rows(holdings)
        info = (holdings.is_sample, datetime.now(), self.version)
        with at_once(self.connection):
            for table, rows in (*reference, *import_rows(holdings), ("warehouse_info", [info])):
                self.connection.execute(f"delete from {table}")
                load_rows(self.connection, table, list(rows))
        self.note_counties({county for county, *_ in said ^ self.said_of_counties()})
        compute(self.connection, self.changed_counties)

    def publish(self, holdings: Holdings) -> Path:
        """Fill and compute, and become the current one."""
        self.fill(holdings)
        self.connection.execute("checkpoint")
        self.connection.close()
        path = self.path.with_suffix(".duckdb")
        durable.sync(self.path)
        durable.move(self.path, path)
        point_at(path, self.basis)
        return path


def opened_copy(before: Path, path: Path) -> duckdb.DuckDBPyConnection | None:
    """Return a copy of a database to change; None where it is not what was published.

    What the pointer says of its content is compared first, since a database that is damaged inside
    opens and fails later.
    """
    pointer = pointer_lines(path.parent)
    shutil.copyfile(before, path)
    if len(pointer) > CHECKSUM and checksum_of(path) != pointer[CHECKSUM]:
        path.unlink()
        return None
    try:
        return duckdb.connect(str(path))
    except duckdb.Error:
        path.unlink()
        return None
