"""What a warehouse computes from its reports: marts, likeness of texts, outcomes of rules.

What is computed of a county rests on that county and on those that share a series with it. After
a small change only these are computed again, by the same statements in a database of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files

import duckdb

from etl.checks.findings import check_reports
from etl.copying import compare_texts

SQL = files("etl.sql")
# Which rows of a table are those of the touched counties?  By the first of these columns it has.
ROWS_OF = {
    "county_id": "county_id in (from touched_counties)",
    "place_id": "place_id in"
    " (select place_id from places where county_id in (from touched_counties))",
    "report_id": "report_id in (select report_id from reports join places using (place_id)"
    " where county_id in (from touched_counties))",
}
WITHDRAWN = "report_id not in (select report_id from reports)"


def compute(connection: duckdb.DuckDBPyConnection, touched: Collection[str] | None) -> None:
    """Bring what is computed up to date after a change of these counties; None is all of them."""
    connection.execute(SQL.joinpath("active.sql").read_text("utf-8"))
    if touched is None or is_most(connection, touched):
        compute_all(connection)
    elif touched:
        compute_part(connection)
    run(connection, "rejections")


def compute_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute everything from the reports of the current database."""
    run(connection, "marts")
    compare_texts(connection)
    check_reports(connection)


def run(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Execute the statements of a folder of etl/sql in the order of their names."""
    for path in sorted(SQL.joinpath(folder).iterdir(), key=lambda path: path.name):
        if path.name.endswith(".sql"):
            connection.execute(path.read_text("utf-8"))


def is_most(connection: duckdb.DuckDBPyConnection, touched: Collection[str]) -> bool:
    """Gather the counties to compute again; return whether half the reports or more are theirs."""
    connection.execute(SQL.joinpath("touched.sql").read_text("utf-8"), {"touched": list(touched)})
    ((theirs, everyone),) = connection.execute(
        f"select count(*) filter ({ROWS_OF['place_id']}), count(*) from reports"
    ).fetchall()
    return 2 * theirs >= everyone > 0


def compute_part(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute the touched counties anew, and put that in the place of what there was of them."""
    home = f'"{connection.execute("select current_database()").fetchall()[0][0]}"'
    connection.execute("attach ':memory:' as part")
    connection.execute("use part")
    connection.execute(SQL.joinpath("tables.sql").read_text("utf-8"))
    stated = tables(connection)
    for table, owner in stated.items():
        rows = f"where {ROWS_OF[owner]}" if owner else ""
        connection.execute(f"insert into {table} from {home}.{table} {rows}")
    compute_all(connection)
    computed = {table: owner for table, owner in tables(connection).items() if table not in stated}
    connection.execute(f"use {home}")
    for table, owner in computed.items():
        gone = f"or {WITHDRAWN}" if owner == "report_id" else ""
        connection.execute(f"delete from {table} where {ROWS_OF[owner]} {gone}")
    for table in computed:
        connection.execute(f"insert into {table} from part.{table}")
    connection.execute("detach part")


def tables(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return each table of the current database, oldest first, with the column of its owner."""
    described = connection.execute(
        "select table_name, list(column_name) from duckdb_columns() join duckdb_tables()"
        " using (database_name, table_name, table_oid) where database_name = current_database()"
        " group by table_oid, table_name order by table_oid"
    ).fetchall()
    return {
        table: next((owner for owner in ROWS_OF if owner in columns), "")
        for table, columns in described
    }
