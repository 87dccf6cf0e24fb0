"""Finds narratives that are alike, the unit's year before and the siblings of the same year.

Only counties whose texts are not those compared last are done again, some thousand sections at a
time, so that a province needs no more memory than a city.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import duckdb

from etl.loading import load_rows

QUERIES = files("etl.sql").joinpath("copying")
SECTIONS_AT_ONCE = 12_000


def compare_texts(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring `similar_texts` up to date with the reports that count."""
    changed = connection.execute(sql("changed_counties")).fetchall()
    stands_on = {county: ground for county, _, ground in changed}
    for counties in portions([(county, number) for county, number, _ in changed]):
        connection.execute("create or replace temp table chosen_counties (county_id text)")
        load_rows(connection, "chosen_counties", [(county,) for county in counties])
        connection.execute(sql("forget"))
        connection.execute(sql("compare"))
        done = [(county, stands_on[county]) for county in counties if stands_on[county]]
        load_rows(connection, "compared_counties", done)


def portions(counties: list[tuple[str, int]]) -> Iterator[list[str]]:
    """Yield the counties, as many at once as have not too many sections; a large one alone."""
    portion: list[str] = []
    room = SECTIONS_AT_ONCE
    for county, sections in counties:
        if portion and sections > room:
            yield portion
            portion, room = [], SECTIONS_AT_ONCE
        portion.append(county)
        room -= sections
    if portion:
        yield portion


def sql(name: str) -> str:
    """Return a statement of sql/copying."""
    return QUERIES.joinpath(f"{name}.sql").read_text("utf-8")
