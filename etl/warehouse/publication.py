"""The published databases: which is the current one, and how a new one takes its place.

A version is never written again once published: DuckDB serves a path that is open anywhere in the
process from the old contents, so every publication gets a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from etl.storage.files import durable
from etl.warehouse.sql import statement
from etl.warehouse.staging_database import Draft
from etl.warehouse.versions import pointer_lines


def folder(data: Path) -> Path:
    """Return the folder of built databases below the data folder."""
    return data / "warehouse"


def current_path(data: Path) -> Path | None:
    """Return the newest published database, or None when none was ever built."""
    pointer = pointed_at(data)
    path = folder(data) / pointer[0] if pointer else None
    return path if path is not None and path.is_file() else None


def pointed_at(data: Path) -> list[str]:
    """Return the lines of the pointer file: the database's name, what it rests on, its checksum."""
    return pointer_lines(folder(data))


def ask(data: Path, question: str, parameters: dict[str, Any] | None = None) -> list[Any]:
    """Return the rows that answer a question of sql/repository from the current database."""
    path = current_path(data)
    if path is None:
        return []
    with reading(path) as connection:
        return connection.execute(statement(f"repository/{question}"), parameters).fetchall()


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a published database to read, however this process may have it open elsewhere."""
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("attach $path as stored (read_only)", {"path": str(path)})
        connection.execute("use stored")
        yield connection


def rests_on(basis: str, *, is_sample: bool) -> str:
    """Return the line of the pointer that says what a database was built from."""
    return f"{'sample' if is_sample else 'real'} {basis}"


@contextmanager
def draft(data: Path, basis: str, *, is_sample: bool) -> Iterator[Draft]:
    """Give a draft to change and publish: a copy of the current database where it still fits.

    It fits when it has the same basis and kind, as the pointer says: the database itself may be
    open elsewhere in this process. A damaged one is built again from nothing. A draft that is not
    published leaves nothing.
    """
    folder(data).mkdir(parents=True, exist_ok=True)
    with FileLock(folder(data) / ".lock"):
        for left_over in folder(data).glob("*.building*"):
            left_over.unlink()
        durable.remove_pending(folder(data))
        line = rests_on(basis, is_sample=is_sample)
        fits = pointed_at(data)[1:2] == [line]
        building = Draft(folder(data), line, current_path(data) if fits else None)
        try:
            yield building
        finally:
            building.discard()
