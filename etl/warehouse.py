"""Builds a new database file beside the live one and swaps it in by a pointer file.

A version is never written again once published: DuckDB serves a path that is open anywhere in the
process from the old contents, so every publication gets a name of its own.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from filelock import FileLock

from etl.holdings import Holdings, table_rows

SQL = files("etl.sql")
KEPT_VERSIONS = 2


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
    with FileLock(folder(data) / ".lock"):
        for left_over in folder(data).glob("*.building*"):
            left_over.unlink()
        version = f"v-{datetime.now():%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        building = folder(data) / f"{version}.building"
        build(building, holdings, version)
        path = building.with_suffix(".duckdb")
        building.rename(path)
        point_at(path)
    return path


def build(path: Path, holdings: Holdings, version: str) -> None:
    """Write a whole database to a path, or nothing."""
    connection = duckdb.connect(str(path))
    try:
        fill(connection, holdings, version)
    except BaseException:
        connection.close()
        path.unlink(missing_ok=True)
        raise
    connection.close()


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
