"""Has reports stand, and count, where people said; each tells which counties that reaches."""

from __future__ import annotations

import duckdb

from etl.storage.decisions.placements import Placements
from etl.warehouse.loading.arrow import at_once, load_rows
from etl.warehouse.sql import statement

CHOSEN = "from chosen_reports"


def place_reports(connection: duckdb.DuckDBPyConnection, said: Placements) -> set[str]:
    """Take over what people said; return the counties of units that it changes."""
    before = set(connection.execute(CHOSEN).fetchall())
    rows = {
        "chosen_reports": [
            (c.place_id, c.year, c.report, c.file_name, c.since, c.who, c.why, c.at)
            for c in said.chosen
        ],
        "moved_reports": [(m.report, m.place_id, m.year) for m in said.moved],
    }
    with at_once(connection):
        for table, found in rows.items():
            connection.execute(f"delete from {table}")
            load_rows(connection, table, found)
    changed = before ^ set(connection.execute(CHOSEN).fetchall())
    counties = counties_of(connection, [place_id for place_id, *_ in changed])
    counties |= move_reports(connection)
    connection.execute(statement("staging/active_reports"))
    return counties


def move_reports(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Move the reports that stand elsewhere than was said; return the counties of both units."""
    connection.execute(statement("staging/misplaced_reports"))
    moved = "select unnest([place_id_before, place_id]) from misplaced_reports"
    units = [place_id for (place_id,) in connection.execute(moved).fetchall()]
    connection.execute(statement("staging/moved_reports"))
    return counties_of(connection, units)


def counties_of(connection: duckdb.DuckDBPyConnection, units: list[str]) -> set[str]:
    """Return the counties of units; none while the register is not loaded."""
    sql = "select distinct county_id from places where place_id = any($units)"
    return {county for (county,) in connection.execute(sql, {"units": units}).fetchall()}
