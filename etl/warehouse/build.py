"""What a warehouse computes from its reports: marts, likeness of texts, outcomes of rules.

What is computed of a series rests on its own reports, on who else files in its county, and on the
texts of its county and year. After a small change the latter two are computed again, then the
series that come out otherwise, by the same statements in a database of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files

import duckdb

from etl.warehouse.arrow import at_once, load_rows
from etl.warehouse.checks.findings import check_reports
from etl.warehouse.similarity import compare_texts

SQL = files("etl.warehouse.sql")
# What of the tables is needed to see which series a change reaches, by the first of these columns
# that a table has; of those without one it is all, of what reports hold nothing.
IN_COUNTIES = {
    "county_id": "county_id in (from touched_counties)",
    "place_id": "place_id in"
    " (select place_id from places where county_id in (from touched_counties))",
    "report_id": "false",
}
UNREAD = frozenset(("warehouse_info", "imports", "originals"))
# Which rows of a table are those of the series that a change reaches?  The rows of a county lie
# together, so that the others need not be looked at.
OF_SERIES = {
    "series_id": "county_id in (from touched_counties) and series_id in (from touched_series)",
    "report_id": "report_id in (from touched_reports)",
}
Touched = Collection[tuple[str, int]]


def compute(connection: duckdb.DuckDBPyConnection, touched: Touched | None) -> None:
    """Bring what is computed up to date after a change of these counties and years; None is all."""
    connection.execute(SQL.joinpath("active.sql").read_text("utf-8"))
    if touched is None or is_most(connection, touched):
        compute_all(connection)
    elif touched:
        compute_part(connection)
    run(connection, "rejections")


def compute_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute everything from the reports of the current database."""
    compare_filed(connection)
    compute_content(connection)


def compare_filed(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute who filed when, after which report, and in whose words."""
    run(connection, "filed")
    compare_texts(connection)


def compute_content(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute what the reports say, and judge them."""
    run(connection, "marts")
    check_reports(connection)


def run(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Execute the statements of a folder of etl/sql in the order of their names."""
    for path in sorted(SQL.joinpath(folder).iterdir(), key=lambda path: path.name):
        if path.name.endswith(".sql"):
            connection.execute(path.read_text("utf-8"))


def touching(name: str) -> str:
    """Return the statements of sql/touched that gather what a change reaches."""
    return SQL.joinpath("touched", f"{name}.sql").read_text("utf-8")


def is_most(connection: duckdb.DuckDBPyConnection, touched: Touched) -> bool:
    """Gather the counties and years that a change reaches; return whether that is half or more."""
    connection.execute("create or replace temp table changed_years (county_id text, year integer)")
    load_rows(connection, "changed_years", list(touched))
    connection.execute(touching("counties"))
    ((theirs, everyone),) = connection.execute(
        f"select count(*) filter ({IN_COUNTIES['place_id']} and year in (from touched_years)),"
        " count(*) from reports"
    ).fetchall()
    return 2 * theirs >= everyone > 0


def compute_part(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute the touched series anew, and put that in the place of what there was of them."""
    home = f'"{connection.execute("select current_database()").fetchall()[0][0]}"'
    connection.execute(touching("before"))
    connection.execute("attach ':memory:' as part")
    connection.execute("use part")
    connection.execute(SQL.joinpath("tables.sql").read_text("utf-8"))
    stated = owners(connection, IN_COUNTIES)
    for table, owner in stated.items():
        if table not in UNREAD:
            copy(connection, f"{home}.{table}", table, IN_COUNTIES.get(owner, "true"))
    find_series(connection, home)
    for table in (table for table, owner in stated.items() if owner == "report_id"):
        copy(connection, f"{home}.{table}", table, OF_SERIES["report_id"])
    compute_content(connection)
    computed = owners(connection, OF_SERIES)
    connection.execute(f"use {home}")
    with at_once(connection):
        for table, owner in computed.items():
            if table not in stated:
                connection.execute(f"delete from {table} where {OF_SERIES[owner]}")
                copy(connection, f"part.{table}", table, OF_SERIES[owner])
    connection.execute("detach part")


def find_series(connection: duckdb.DuckDBPyConnection, home: str) -> None:
    """Gather the series that a change reaches; of texts outside its years the likeness stays."""
    copy(connection, f"{home}.sections", "sections", of_years("in", "year", "year + 1"))
    compare_filed(connection)
    connection.execute("delete from sections")
    connection.execute(f"delete from similar_texts where {of_years('not in', 'year')}")
    connection.execute(touching("series"))
    which = f"{OF_SERIES['report_id']} and {of_years('not in', 'year')}"
    copy(connection, f"{home}.similar_texts", "similar_texts", which)


def of_years(relation: str, *years: str) -> str:
    """Return which rows are those of the reports with one of these years among the touched."""
    touched = " or ".join(f"{year} {relation} (from touched_years)" for year in years)
    return f"report_id in (select report_id from reports where {touched})"


def copy(connection: duckdb.DuckDBPyConnection, whence: str, table: str, which: str) -> None:
    """Add rows of one table to another of the same columns."""
    connection.execute(f"insert into {table} from {whence} where {which}")


def owners(connection: duckdb.DuckDBPyConnection, columns: Collection[str]) -> dict[str, str]:
    """Return each table of the current database, oldest first, with the first of these it has."""
    described = connection.execute(
        "select table_name, list(column_name) from duckdb_columns() join duckdb_tables()"
        " using (database_name, table_name, table_oid) where database_name = current_database()"
        " group by table_oid, table_name order by table_oid"
    ).fetchall()
    return {
        table: next((column for column in columns if column in own), "") for table, own in described
    }
