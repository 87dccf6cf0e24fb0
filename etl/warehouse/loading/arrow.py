"""Loads rows of Python values into a table of ours, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

KINDS = {
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DECIMAL(28,10)": pa.decimal128(28, 10),
    "TIMESTAMP": pa.timestamp("us"),
    "DATE": pa.date32(),
}


def load_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Load rows through one Arrow table, their values in the order of the table's columns."""
    types = connection.execute(f"describe {table}").fetchall()
    names = [column[0] for column in types]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrow = pa.table(
        [
            pa.array(values, type=KINDS.get(kind[1], pa.string()))
            for values, kind in zip(columns, types, strict=True)
        ],
        names,
    )
    with lent(connection, rows_to_load=arrow):
        connection.execute(f"insert into {table} select * from rows_to_load")


@contextmanager
def lent(connection: duckdb.DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """Let statements read Arrow tables by these names for a while."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


@contextmanager
def at_once(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let statements change a database together, which waits for the disk once, not for each."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
