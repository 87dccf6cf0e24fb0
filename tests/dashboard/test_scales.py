"""The made-up warehouses are the same for the same seed, of the right shapes, and open."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.warehouse import publication
from tests.benchmarks.nation import assemble
from tests.benchmarks.ratios import YEARS, Options
from tests.benchmarks.scales import publish, warehouse_at
from tests.dashboard.conftest import Open
from tests.warehouses import stored


@pytest.fixture(scope="module")
def county(made_up_county: Options) -> Path:
    return warehouse_at(made_up_county)


def test_most_townships_have_no_application_and_few_have_hundreds(county: Path) -> None:
    applied = stored(
        county,
        "select max(value) from series_values where address = 'applications.received_new.total'"
        " and mark = 'number' group by series_id",
    )
    assert sum(many <= 1 for (many,) in applied) > len(applied) / 2
    assert max(many for (many,) in applied) > 4


def test_reports_are_missing_and_cells_are_slashed_or_blank(county: Path) -> None:
    ((reports,),) = stored(county, "select count(*) from reports")
    assert 0.9 * 20 * YEARS < reports < 1.1 * 20 * YEARS
    assert stored(county, "select count(*) > 0 from submissions where status = 'missing'")[0][0]
    marks = stored(county, "select distinct mark from cells order by mark")
    assert marks == [("blank",), ("nil",), ("number",)]


def test_the_same_seed_gives_the_same_reports(county: Path, tmp_path: Path) -> None:
    publish(tmp_path, 20)
    for table in ("reports", "cells", "figures", "items", "sections", "findings"):
        sql = f"select bit_xor(hash(t)) from {table} t"
        assert stored(tmp_path, sql) == stored(county, sql)


def test_a_nation_is_its_provinces_one_after_another(county: Path, tmp_path: Path) -> None:
    part = publication.current_path(county)
    assert part is not None
    assemble(tmp_path, part, 3)
    for table in ("reports", "cells", "submissions", "series_values", "findings", "similar_texts"):
        ((one,),) = stored(county, f"select count(*) from {table}")
        assert stored(tmp_path, f"select count(*) from {table}") == [(3 * one,)]
    counties = stored(tmp_path, "select distinct county_id, province from places order by 1")
    assert counties == [("110101", "样例1省"), ("120101", "样例2省"), ("130101", "样例3省")]
    for table in ("series_values", "unit_years", "indicator_years", "rule_outcomes"):
        follow = "select count(*) from (select county_id < lag(county_id) over (order by rowid)"
        assert stored(tmp_path, f"{follow} as goes_back from {table}) where goes_back") == [(0,)]
    joined = "select count(*) from findings join reports using (report_id, place_id, year)"
    assert stored(tmp_path, joined) == stored(tmp_path, "select count(*) from findings")


@pytest.mark.parametrize("page", ["", "applications", "quality", "township"])
def test_the_dashboard_opens_them(county: Path, opened: Open, page: str) -> None:
    app = opened(county, page)
    assert not app.exception
    assert app.title


def test_a_warehouse_is_made_once(made_up_county: Options) -> None:
    (data,) = made_up_county.folder.iterdir()
    first = publication.current_path(data)
    assert first
    assert publication.current_path(warehouse_at(made_up_county)) == first
