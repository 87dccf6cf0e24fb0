"""Each mart holds what is written beside it: its columns in order, its grain, no empty value."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.warehouse.build import MODELS, SHARED_MODELS
from etl.warehouse.data_package import columns_of
from etl.warehouse.dictionary import dictionary, marts
from etl.warehouse.publication import reading
from etl.warehouse.sql import HERE
from tests.warehouses import database


@pytest.mark.parametrize("name", list(marts()))
@pytest.mark.parametrize("data", ["full_data", "one_township_data", "register_only_data"])
def test_a_mart_is_what_is_written_beside_it(
    name: str, data: str, request: pytest.FixtureRequest
) -> None:
    entry = dictionary()[name]
    with reading(database(request.getfixturevalue(data))) as connection:
        found = columns_of(connection) | columns_of(connection, "view_name", name)
        assert list(found[name]) == list(entry.columns)
        assert empty_columns(connection, name, entry.never_empty) == []
        twice = f"from {name} select {', '.join(entry.key)} group by all having count(*) > 1"
        assert not entry.key or connection.execute(twice).fetchall() == []


def empty_columns(
    connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]
) -> list[str]:
    return [
        column
        for column in columns
        if connection.execute(f"select 1 from {table} where {column} is null").fetchall()
    ]


def test_every_statement_that_makes_a_table_is_in_the_list_once() -> None:
    listed = [model for model in (*MODELS, *SHARED_MODELS) if isinstance(model, str)]
    assert len(listed) == len(set(listed))
    written = {path.name.removesuffix(".sql") for path in Path(str(HERE / "marts")).glob("*.sql")}
    assert {m.removeprefix("marts/") for m in listed if m.startswith("marts/")} == written
    assert written == set(marts())


def test_most_marts_of_the_sample_county_have_rows(full_data: Path) -> None:
    with reading(database(full_data)) as connection:
        filled = {name for name in marts() if connection.execute(f"from {name} limit 1").fetchall()}
    unfilled = {
        "caveats",
        "county_cells",
        "joint_cells",
        "joint_units",
        "named_files",
        "population_years",
        "prefecture_cells",
        "prefecture_parts",
        "untaken_files",
    }
    assert set(marts()) - filled <= unfilled
