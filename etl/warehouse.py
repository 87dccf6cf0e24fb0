"""Builds a new database file beside the live one and swaps it in by a pointer file.

A version is never written again once published: DuckDB serves a path that is open anywhere in the
process from the old contents, so every publication gets a name of its own.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.categories import field_of_work
from etl.definitions import Definitions, load
from etl.model import ImportEntry, Place, Submission

SQL = files("etl.sql")
KEPT_VERSIONS = 2


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything a warehouse is built from; one submission per file version of a place and year."""

    is_sample: bool
    places: tuple[Place, ...]
    submissions: tuple[Submission, ...]
    imports: tuple[ImportEntry, ...] = ()
    deadlines: tuple[dict[str, Any], ...] = ()


def folder(data: Path) -> Path:
    """Return the folder of built databases below the data folder."""
    return data / "warehouse"


def current_path(data: Path) -> Path | None:
    """Return the newest published database, or None when none was ever built."""
    pointer = folder(data) / "CURRENT"
    if not pointer.exists():
        return None
    path = folder(data) / pointer.read_text("utf-8").strip()
    return path if path.exists() else None


def ask(data: Path, question: str) -> list[tuple[Any, ...]]:
    """Return the rows that answer a question of sql/questions from the current database."""
    path = current_path(data)
    if path is None:
        return []
    with duckdb.connect(str(path), read_only=True) as connection:
        sql = SQL.joinpath("questions", f"{question}.sql").read_text("utf-8")
        return connection.execute(sql).fetchall()


def publish(data: Path, holdings: Holdings) -> Path:
    """Build a database from the holdings, point CURRENT at it, and return its path."""
    folder(data).mkdir(parents=True, exist_ok=True)
    version = f"v-{datetime.now():%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
    building = folder(data) / f"{version}.building"
    connection = duckdb.connect(str(building))
    try:
        fill(connection, holdings, version)
    except BaseException:
        connection.close()
        building.unlink(missing_ok=True)
        raise
    connection.close()
    path = building.with_suffix(".duckdb")
    building.rename(path)
    point_at(path)
    return path


def point_at(path: Path) -> None:
    """Make this database the current one, and remove the versions no one needs any more."""
    pending = path.with_suffix(".pointer")
    pending.write_text(path.name, "utf-8")
    os.replace(pending, path.parent / "CURRENT")
    versions = sorted(path.parent.glob("v-*.duckdb"), key=lambda version: version.stat().st_mtime)
    for old in versions[:-KEPT_VERSIONS]:
        remove_if_free(old)


def remove_if_free(path: Path) -> None:
    """Remove a database version; one that Windows still holds open goes at the next publication."""
    try:
        path.unlink()
    except PermissionError:
        return


def fill(connection: duckdb.DuckDBPyConnection, holdings: Holdings, version: str) -> None:
    """Create every table, load what the files say, and build the marts that the pages read."""
    connection.execute(SQL.joinpath("tables.sql").read_text("utf-8"))
    for table, rows in table_rows(holdings, version):
        insert(connection, table, rows)
    marts = SQL.joinpath("marts")
    for name in sorted(mart.name for mart in marts.iterdir() if mart.name.endswith(".sql")):
        connection.execute(marts.joinpath(name).read_text("utf-8"))
    connection.execute("checkpoint")


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[Any, ...]]
) -> None:
    """Load rows into a table of ours through one Arrow table, in the table's own column order."""
    types = connection.execute(f"describe {table}").fetchall()
    names = [column[0] for column in types]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrow = pa.table(
        [arrow_array(values, kind[1]) for values, kind in zip(columns, types, strict=True)], names
    )
    connection.register("incoming", arrow)
    connection.execute(f"insert into {table} select * from incoming")
    connection.unregister("incoming")


def arrow_array(values: tuple[Any, ...], sql_type: str) -> pa.Array:
    """Return one column as the Arrow type that DuckDB's column takes without a cast."""
    kinds = {
        "INTEGER": pa.int32(),
        "BOOLEAN": pa.bool_(),
        "TIMESTAMP": pa.timestamp("us"),
        "DATE": pa.date32(),
        "DECIMAL(18,4)": pa.decimal128(18, 4),
    }
    return pa.array(values, type=kinds.get(sql_type, pa.string()))


def table_rows(holdings: Holdings, version: str) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Yield each table of tables.sql with its rows."""
    definitions = load()
    submissions = sorted(holdings.submissions, key=lambda s: (s.place.place_id, s.year))
    numbered = tuple(enumerate(submissions, 1))
    yield "warehouse_info", [(holdings.is_sample, datetime.now(), version)]
    yield "places", place_rows(holdings.places)
    yield (
        "deadlines",
        [(d["county_id"], d["year"], d["deadline"]) for d in holdings.deadlines],
    )
    yield (
        "imports",
        [
            (
                i.imported_at,
                i.file_name,
                i.sha256,
                i.outcome,
                i.message,
                i.place_id,
                i.year,
                i.reports,
            )
            for i in holdings.imports
        ],
    )
    yield "reports", report_rows(numbered)
    yield from content_rows(numbered)
    yield from definition_rows(definitions)


def place_rows(places: tuple[Place, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the register, each unit with the unit that carries its series on."""
    successors = {place.place_id: place.successor for place in places}
    for place in places:
        series = place.place_id
        while following := successors[series]:
            series = following
        yield (
            place.place_id, series, place.county_id, place.province, place.prefecture,
            place.county, place.township, place.type, place.valid_from, place.valid_to,
            place.successor,
        )  # fmt: skip


def report_rows(
    numbered: tuple[tuple[int, Submission], ...],
) -> Iterator[tuple[Any, ...]]:
    """Yield the reports; of one place and year the last imported is the active one."""
    newest: dict[tuple[str, int], tuple[datetime, int]] = {}
    for number, submission in numbered:
        key = (submission.place.place_id, submission.year)
        newest[key] = max(newest.get(key, (datetime.min, 0)), (submission.imported_at, number))
    for number, s in numbered:
        is_active = newest[s.place.place_id, s.year][1] == number
        yield (
            number, s.place.place_id, s.year, is_active, s.report.edition,
            s.report.identity.report_date, s.file_name, s.format, s.sha256, s.imported_at,
            s.original,
        )  # fmt: skip


def content_rows(
    numbered: tuple[tuple[int, Submission], ...],
) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Yield what the reports print: cells, figures, items, sections and issues."""
    reports = [(number, submission.report) for number, submission in numbered]
    yield (
        "cells",
        [
            (n, c.table, c.row, c.column, c.raw, c.value, c.mark, c.place, c.reading)
            for n, report in reports
            for c in report.cells
        ],
    )
    yield "figures", [
        (n, f.figure, f.raw, f.value, f.mark, f.approximate, f.evidence, f.place, f.reading,
         f.detail)
        for n, report in reports
        for f in report.figures
    ]  # fmt: skip
    yield "items", [
        (n, position, i.axis, i.label, field_of_work(i), i.parent, i.count, i.unit,
         i.approximate, i.evidence, i.place)
        for n, report in reports
        for position, i in enumerate(report.items)
    ]  # fmt: skip
    yield (
        "sections",
        [
            (n, s.ordinal, s.heading, s.text, s.place)
            for n, report in reports
            for s in report.sections
        ],
    )
    yield (
        "issues",
        [
            (n, i.kind, i.message, i.place, i.address)
            for n, report in reports
            for i in report.issues
        ],
    )


def definition_rows(
    definitions: Definitions,
) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Yield the names of addresses, fields of work and indicators for the queries to use."""
    yield "address_names", definitions.address_rows()
    yield (
        "fields_of_work",
        [(f.id, position, f.label) for position, f in enumerate(definitions.taxonomy)],
    )
    yield (
        "indicator_terms",
        [
            (indicator.id, part, address)
            for indicator in definitions.indicators.values()
            for part in ("numerator", "denominator", "minus")
            for address in getattr(indicator, part)
        ],
    )
