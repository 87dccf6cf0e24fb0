"""Finds narratives that are alike, the unit's year before and the siblings of the same year.

Counties are done some thousand sections at a time, so that a province needs no more memory than a
city.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import duckdb

from etl.definitions import read_yaml
from etl.warehouse.loading.arrow import load_rows
from etl.warehouse.sql import statement

SECTIONS_AT_ONCE = 12_000


def compare_texts(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `similar_texts` from the reports that count."""
    for name, value in thresholds().items():
        connection.execute(f"set variable {name} = {value}")
    for counties in portions(connection.execute(statement("similarity/counties")).fetchall()):
        connection.execute("create or replace temp table chosen_counties (county_id text)")
        load_rows(connection, "chosen_counties", [(county,) for county in counties])
        connection.execute(statement("similarity/compare"))


@cache
def thresholds() -> dict[str, float]:
    """Return the numbers of `similarity.yml`, each of which says its reason there."""
    return {name: float(entry["value"]) for name, entry in read_yaml("similarity.yml").items()}


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
