"""Takes over from the database before what it knew of kept files that cannot be read again now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from etl.warehouse.loading.report_rows import SCHEMAS

KEY = ", concat_ws('/', sha256, place_id, year) as report_key"
BY_REPORT = ("reports", *SCHEMAS)


def carried_over(
    connection: duckdb.DuckDBPyConnection, before: Path | None, wanted: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Take over the last readings of kept files from a database.

    Returns which of the files the database knows, and which of these could be taken over: all of
    them, or none where a version with other columns has built it. A damaged one knows nothing.
    """
    if before is None or not wanted:
        return [], []
    try:
        connection.execute("attach $path as before_now (read_only)", {"path": str(before)})
    except duckdb.Error:
        return [], []
    try:
        return taken_over(connection, list(wanted))
    finally:
        connection.execute("detach before_now")


def taken_over(
    connection: duckdb.DuckDBPyConnection, wanted: list[str]
) -> tuple[list[str], list[str]]:
    """Return which files the attached database knows, and which of them were taken over."""
    try:
        known = known_to(connection, wanted)
    except duckdb.Error:
        return [], []
    try:
        take(connection, known)
    except (duckdb.CatalogException, duckdb.BinderException, duckdb.ConstraintException):
        return known, []
    return known, known


def known_to(connection: duckdb.DuckDBPyConnection, wanted: list[str]) -> list[str]:
    """Return the files among these whose reports the database before holds."""
    found = connection.execute(
        "select original from before_now.originals where original = any($wanted)"
        " and rejection = ''",
        {"wanted": wanted},
    )
    return [original for (original,) in found.fetchall()]


def take(connection: duckdb.DuckDBPyConnection, wanted: list[str]) -> None:
    """Take over what the database before holds of these files, all of it or nothing."""
    parameters = {"wanted": wanted}
    ((last,),) = connection.execute("select ifnull(max(report_id), 0) from reports").fetchall()
    described = connection.execute("describe before_now.reports").fetchall()
    # Versions before 0.2 did not write it; a report counted then where it came.
    key = "" if "report_key" in {row[0] for row in described} else KEY
    connection.execute("begin")
    try:
        for table in BY_REPORT:
            connection.execute(
                f"insert into {table} by name select * replace (report_id + $last as report_id)"
                f"{key if table == 'reports' else ''}"
                f" from before_now.{table} where report_id in (select report_id"
                " from before_now.reports where original = any($wanted))",
                parameters | {"last": last},
            )
        # Without its stamp the file counts as changed, and is read again the next time.
        connection.execute(
            "insert into originals by name select * replace ('' as stamp)"
            " from before_now.originals where original = any($wanted)",
            parameters,
        )
        connection.execute("commit")
    except duckdb.Error:
        connection.execute("rollback")
        raise
