"""How long it takes to load what was read, beside `executemany` in a transaction.

In seconds of the processor, all threads together: what waits for a busy disk is not counted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

import duckdb

from etl.pipeline.reading.read_batch import Given, read_batch, read_given
from etl.warehouse.loading.arrow import load_rows
from etl.warehouse.loading.report_rows import ROWS, SCHEMAS
from etl.warehouse.staging_database import Draft, Filing
from tests.benchmarks.pairs import alternating
from tests.benchmarks.papers import different
from tests.benchmarks.ratios import Options, Ratio, ratios

ROWS_AT_ONCE = 200_000
# One row at a time takes about a millisecond: fewer are timed, and the times compared by the row.
ROWS_SINGLY = 1_000
REPORTS = 32
FASTER_LOADED, FASTER_IMPORTED = 300.0, 30.0


def measure(options: Options) -> Iterator[Ratio]:
    """Yield how much faster rows are loaded, and whole text files imported."""
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        yield loaded(Path(folder), options.rounds)
        yield imported(Path(folder), options.rounds)


def loaded(folder: Path, rounds: int, rows: int = ROWS_AT_ONCE) -> Ratio:
    """Return how much faster rows of cells are loaded, all at once."""
    draft = Draft(folder, "loading", None)
    many = cell_rows(rows)
    few = many[:ROWS_SINGLY]
    load_rows(draft.connection, "cells", few)
    taken = alternating(
        (
            lambda: load_rows(draft.connection, "cells", many),
            lambda: one_by_one(draft.connection, {"cells": few}),
        ),
        rounds,
        process_time,
    )
    draft.discard()
    values = tuple((single / len(few)) / (whole / len(many)) for whole, single in taken)
    return Ratio(
        f"loading {len(many):,} rows of cells from Python",
        f"`executemany` in a transaction, {len(few):,} rows",
        values, FASTER_LOADED, at_least=True, note="by the row",
    )  # fmt: skip


def imported(folder: Path, rounds: int, reports: int = REPORTS) -> Ratio:
    """Return how much faster text files are read and loaded."""
    given = [Given(f"{told.name}.txt", told.text) for told in islice(different(), reports)]
    draft, other = Draft(folder, "loading", None), Draft(folder, "loading", None)
    read_and_add(draft, given[:1])
    values = ratios(
        lambda: read_and_insert(other.connection, given),
        lambda: read_and_add(draft, given),
        rounds,
        process_time,
    )
    for each in (draft, other):
        each.discard()
    return Ratio(
        f"import of {len(given)} text files", "the same reader with `executemany`",
        values, FASTER_IMPORTED, at_least=True,
    )  # fmt: skip


def read_and_add(draft: Draft, given: Sequence[Given]) -> None:
    """Read files and load them as the import does, without its register and journal."""
    batch = read_batch(given)
    at = datetime(2026, 1, 31)
    filings = [
        Filing(n, 0, str(n), 2025, "2021", None, None, None, one.name, "txt", "", at, one.name)
        for n, one in enumerate(given)
    ]
    draft.add([], filings, batch.content)


def read_and_insert(connection: duckdb.DuckDBPyConnection, given: Sequence[Given]) -> None:
    """Read files and insert what they say row by row."""
    for number, one in enumerate(given):
        for report in read_given(one):
            one_by_one(
                connection,
                {table: [(number, *row) for row in rows(report)] for table, rows in ROWS.items()},
            )


def one_by_one(
    connection: duckdb.DuckDBPyConnection, tables: dict[str, list[tuple[Any, ...]]]
) -> None:
    """Insert rows of several tables with `executemany` in one transaction."""
    connection.execute("begin")
    for table, rows in tables.items():
        marks = ", ".join("?" for _ in range(len(SCHEMAS[table]) - 1))
        if rows:
            connection.executemany(f"insert into {table} values ({marks})", rows)
    connection.execute("commit")


def cell_rows(number: int) -> list[tuple[Any, ...]]:
    """Return so many rows of cells, of real reports."""
    (report,) = read_given(Given("1.txt", next(different()).text))
    cells = list(ROWS["cells"](report))
    return [(n // len(cells), *cells[n % len(cells)]) for n in range(number)]
