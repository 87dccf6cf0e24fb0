"""What a warehouse computes from its reports: staging, likeness of texts, outcomes of rules, marts.

All that is computed of a county rests on the reports of that county, of those that share a series
with it and, where a prefecture's own report is registered, of those of its prefecture. After a
small change these counties are computed again as a whole, by the same statements in a database of
their own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import duckdb

from etl.warehouse.checks.findings import check_reports
from etl.warehouse.loading.arrow import at_once, load_rows
from etl.warehouse.similarity import compare_texts
from etl.warehouse.sql import statement

SCHEMA = ("schema/tables", "schema/check_tables", "schema/report_order", "staging/printed_figures")
# In this order; a name is that of a file below `sql`.
MODELS: tuple[str | Callable[[duckdb.DuckDBPyConnection], None], ...] = (
    "staging/functions",
    "staging/submissions",
    "staging/reports_before",
    "marts/joint_units",
    "marts/joint_cells",
    "marts/county_cells",
    "marts/prefecture_parts",
    "marts/prefecture_cells",
    "similarity/similar_texts",
    compare_texts,
    check_reports,
    "marts/series",
    "marts/series_years",
    "marts/population_years",
    "marts/series_values",
    "marts/left_out_figures",
    "marts/indicator_years",
    "marts/zero_kinds",
    "marts/hotline_answers",
    "marts/application_outcomes",
    "marts/applicant_years",
    "marts/review_outcomes",
    "marts/article_20_years",
    "marts/item_years",
    "marts/caveats",
    "marts/township_years",
    "marts/unit_years",
    "marts/disclosure_parts",
    "marts/figure_counts",
    "marts/sentences",
    "marts/computed_figures",
    "marts/published_figures",
)
# What no county has to itself.
SHARED_MODELS = (
    "marts/counties", "marts/untaken_files", "marts/named_files", "staging/filings",
)  # fmt: skip
# Which rows of a table are those of the changed counties, by the first of these columns it has?
OWNED = {
    "county_id": "county_id in (from changed_counties)",
    "report_id": "report_id in (from changed_reports)",
    "place_id": "place_id in (from changed_places)",
}
NOT_COPIED = frozenset(("warehouse_info", "imports", "originals"))


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that reports and definitions are loaded into, and those of the checks."""
    for name in SCHEMA:
        connection.execute(statement(name))


def compute(connection: duckdb.DuckDBPyConnection, counties: Collection[str] | None) -> None:
    """Bring what is computed up to date after a change of these counties; None is all."""
    connection.execute(statement("staging/active_reports"))
    if counties is None or is_most(connection, counties):
        run(connection)
    elif counties:
        compute_counties(connection)
    for name in SHARED_MODELS:
        connection.execute(statement(name))


def run(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute everything from the reports of the current database."""
    for model in MODELS:
        if isinstance(model, str):
            connection.execute(statement(model))
        else:
            model(connection)


def is_most(connection: duckdb.DuckDBPyConnection, counties: Collection[str]) -> bool:
    """Gather what belongs to the counties and to those that share a series with them.

    Return whether that is half of the reports or more, so that everything is as quickly computed.
    """
    connection.execute("create or replace temp table named_counties (county_id text)")
    load_rows(connection, "named_counties", [(county,) for county in counties])
    connection.execute(statement("staging/changed_counties"))
    ((theirs, everyone),) = connection.execute(
        f"select count(*) filter ({OWNED['place_id']}), count(*) from reports"
    ).fetchall()
    return 2 * theirs >= everyone > 0


def compute_counties(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute the changed counties apart, and put that in the place of what there was of them."""
    home = f'"{connection.execute("select current_database()").fetchall()[0][0]}"'
    connection.execute("attach ':memory:' as apart")
    connection.execute("use apart")
    create_tables(connection)
    given = owners(connection)
    for table, owner in given.items():
        if table not in NOT_COPIED:
            copy(connection, f"{home}.{table}", table, OWNED.get(owner, "true"))
    run(connection)
    computed = owners(connection)
    connection.execute(f"use {home}")
    checked = {"facts", "rule_outcomes", "findings", "finding_subjects"}
    with at_once(connection):
        for table, owner in computed.items():
            if table in checked or table not in given:
                connection.execute(f"delete from {table} where {gone(owner)}")
                copy(connection, f"apart.{table}", table, OWNED[owner])
    connection.execute("detach apart")


def gone(owner: str) -> str:
    """Return which rows of a computed table are no longer so."""
    lost = " or report_id not in (select report_id from reports)" if owner == "report_id" else ""
    return OWNED[owner] + lost


def copy(connection: duckdb.DuckDBPyConnection, source: str, table: str, which: str) -> None:
    """Add rows of one table to another of the same columns."""
    connection.execute(f"insert into {table} from {source} where {which}")


def owners(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return each table of the current database, oldest first, with the first of OWNED it has."""
    described = connection.execute(
        "select table_name, list(column_name) from duckdb_columns() join duckdb_tables()"
        " using (database_name, table_name, table_oid) where database_name = current_database()"
        " group by table_oid, table_name order by table_oid"
    ).fetchall()
    return {
        table: next((column for column in OWNED if column in own), "") for table, own in described
    }
