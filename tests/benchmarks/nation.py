"""Puts a nation together: one published province, twenty times, each with codes of its own.

Publishing forty thousand townships takes half an hour; the tables that it gives have the same rows
and the same order as these, save that all provinces print the same figures.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from etl.warehouse import publication

FIRST_PROVINCE = 11
MOST_MEMORY = "6GB"
NUMBERS = ("report_id", "previous_id", "other_report_id")
CODES = ("place_id", "series_id", "county_id", "successor")
# Beyond what any report of a province is numbered.
REPORTS_OF_A_PROVINCE = 100_000


def assemble(data: Path, province: Path, provinces: int) -> Path:
    """Publish as many copies of a published province as one warehouse."""
    folder = publication.folder(data)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "v-nation.duckdb"
    building = path.with_suffix(".building")
    shutil.copyfile(province, building)
    with duckdb.connect(str(building)) as connection:
        connection.execute(f"set memory_limit = '{MOST_MEMORY}'")
        connection.execute("attach $path as part (read_only)", {"path": str(province)})
        for table in tables(connection):
            connection.execute(f"delete from {table}")
            copy(connection, table, provinces)
        connection.execute("checkpoint")
    os.replace(building, path)
    (folder / "CURRENT").write_text(f"{path.name}\nreal made up\n", "utf-8")
    return path


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the tables whose rows belong to a unit or a report."""
    rows = connection.execute(
        "select distinct table_name from duckdb_columns() join duckdb_tables()"
        " using (database_name, table_name) where database_name = 'part'"
        " and column_name in (select unnest($names))",
        {"names": [*NUMBERS, *CODES]},
    ).fetchall()
    return sorted(name for (name,) in rows)


def copy(connection: duckdb.DuckDBPyConnection, table: str, provinces: int) -> None:
    """Fill a table with the rows of every province; county follows county, as when published."""
    described = connection.execute(f"describe part.{table}").fetchall()
    columns = ", ".join(shifted(column[0]) for column in described)
    for number in range(provinces):
        connection.execute(
            f"insert into {table} select {columns} from part.{table}, (select {number} as n)"
        )


def shifted(column: str) -> str:
    """Return the column as the n-th province has it."""
    if column in NUMBERS:
        return f"{column} + n::integer * {REPORTS_OF_A_PROVINCE}"
    if column in CODES:
        return f"({FIRST_PROVINCE} + n)::text || {column}[3:]"
    return {
        "finding_id": "finding_id || chr(97 + n::integer)",
        "original": "replace(original, 'reports/11', 'reports/' || (11 + n))",
        "province": "'样例' || (n + 1) || '省'",
    }.get(column, column)
