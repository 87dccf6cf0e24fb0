"""A published warehouse with the rows of some counties alone, for a reader who is confined to them.

It lies in memory and the file is let go of, so that no question can reach what is of others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import duckdb

MINE = "list_contains(getvariable('mine'), {code}[:6])"
REPORTS = f"select report_id from whole.reports where {MINE.format(code='place_id')}"
FILED = f"report_id in ({REPORTS})"
# By the first of these columns that a table has.
OWNED = {
    "county_id": MINE.format(code="county_id"),
    "place_id": MINE.format(code="place_id"),
    "report_id": FILED,
    "finding_id": "finding_id in (select finding_id from whole.findings"
    f" where {MINE.format(code='county_id')})",
    "original": f"original in (select original from whole.reports where {FILED})",
    "near": "false",
}
# A prefecture's own report is held against all its counties: what comes of that, their figures and
# the names of those that are missing among it, is for a reader alone who has every one of them.
BEYOND = f"""report_id in (
    select report_id from whole.prefecture_parts where not {MINE.format(code="part_id")}
)"""
COMPARED = f"{BEYOND} and rule_id in (select rule_id from whole.rules where family = 'prefecture')"
WITHHELD = {
    "prefecture_cells": BEYOND,
    "prefecture_parts": BEYOND,
    "facts": f"{BEYOND} and fact_id in ('cells_below_counties', 'cells_above_counties')",
    "rule_outcomes": COMPARED,
    "findings": COMPARED,
    "finding_subjects": f"finding_id in (select finding_id from whole.findings where {COMPARED})",
}
RECOUNTED = """update unit_years set findings = (
    select count(*) from findings f where f.report_id = unit_years.report_id
) where report_id in (select report_id from whole.prefecture_parts)"""
NEAR = """near <> '' and list_has_all(
    getvariable('mine'), list_transform(string_split(near, '、'), lambda code: code[:6])
)"""
OWN = "near = '' and who <> '' and who = getvariable('who')"
BRINGERS = "select distinct who from imports where place_id is null and near = '' and who <> ''"
"""Who has brought files in that no unit was found for."""
# What is the same for all: how forms, rules and indicators are made.
OF_ALL = frozenset((
    "address_names", "fields_of_work", "form_cells", "indicator_terms", "rules", "section_titles",
    "unit_kinds", "warehouse_info",
))  # fmt: skip


def county_share(path: str, counties: Sequence[str], who: str = "") -> duckdb.DuckDBPyConnection:
    """Return a database in memory with what a published one holds of these counties.

    Of files without a unit it has those that wait and can only be of them, and those that `who` has
    brought and that may be of no unit that is known. A table that is neither owned nor the same for
    all is left out: a question to it fails.
    """
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    connection.execute("attach $path as whole (read_only)", {"path": path})
    connection.execute("set variable mine = $mine", {"mine": [*counties]})
    connection.execute("set variable who = $who", {"who": who})
    found = connection.execute(
        "select table_name, list(column_name) from duckdb_columns() where database_name = 'whole'"
        " and table_name in (select table_name from duckdb_tables() where database_name = 'whole')"
        " group by table_name order by table_name"
    ).fetchall()
    connection.begin()
    for name, columns in found:
        if (which := rows_of(name, columns)) is not None:
            if name in WITHHELD:
                which = f"({which}) and not ({WITHHELD[name]})"
            connection.execute(f'create table "{name}" as from whole."{name}" where {which}')
    connection.execute(RECOUNTED)
    for name, given, body in connection.execute(
        "select function_name, parameters, macro_definition from duckdb_functions()"
        " where database_name = 'whole'"
    ).fetchall():
        connection.execute(f"create macro {name}({', '.join(given)}) as {body}")
    for (said,) in connection.execute(
        "select sql from duckdb_views() where database_name = 'whole' and not internal"
    ).fetchall():
        connection.execute(said)
    connection.commit()
    connection.execute("detach whole")
    return connection


def rows_of(table: str, columns: Collection[str]) -> str | None:
    """Return which rows of a table are shared; None where it cannot be told whose they are."""
    if table in OF_ALL:
        return "true"
    owner = next((OWNED[column] for column in OWNED if column in columns), None)
    if owner is None or "near" not in columns:
        return owner
    # A file is of the units that it may be of; one that may be of none is of who brought it.
    theirs = f"({NEAR} or {OWN})" if "who" in columns else NEAR
    unplaced = f"place_id is null and {theirs}" if "place_id" in columns else theirs
    return f"({owner}) or ({unplaced})"
