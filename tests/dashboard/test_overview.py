"""The overview counts what the warehouse holds."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.warehouse.publication import current_path
from tests.dashboard.conftest import Open


@pytest.fixture(scope="module")
def stored(full_data: Path) -> duckdb.DuckDBPyConnection:
    copy = duckdb.connect()
    copy.execute(f"attach '{current_path(full_data)}' as stored (read_only)")
    copy.execute("use stored")
    return copy


def test_the_headline_counts_the_reports(
    full_data: Path, stored: duckdb.DuckDBPyConnection, opened: Open
) -> None:
    expected, filed, missing = stored.execute("""
        select count(*), count(report_id), count(*) filter (where status = 'missing')
        from submissions where year = 2024
    """).fetchall()[0]
    texts = [text.value for text in opened(full_data, to="2024").header]
    sentence = next(text for text in texts if "应报" in text)
    assert f"2024 年度应报 {expected} 个，已报 {filed} 个" in sentence
    assert (f"未报送 {missing} 个" if missing else "全部报齐") in sentence


def test_the_four_figures_are_those_of_the_warehouse(
    full_data: Path, stored: duckdb.DuckDBPyConnection, opened: Open
) -> None:
    metrics = {metric.label: metric.value for metric in opened(full_data).metric}
    disclosed, applied = (
        stored.execute(
            "select sum(value) from series_values where year = 2025 and address = ?", [address]
        ).fetchall()[0][0]
        for address in ("narrative.proactive_total", "applications.received_new.total")
    )
    answered = stored.execute("""
        select sum(numerator) / sum(denominator) from indicator_years
        where year = 2025 and indicator_id = 'hotline_answer_rate'
    """).fetchall()[0][0]
    zero = stored.execute(
        "select count(*) from zero_kinds where year = 2025 and is_zero"
    ).fetchall()[0][0]
    assert metrics["主动公开总数"].removeprefix("≈") == f"{disclosed:,.0f} 条"
    assert metrics["新收申请"] == f"{applied:,.0f} 件"
    assert metrics["热线答复率"] == f"{answered:.1%}"
    assert metrics["零申请乡镇"] == f"{zero} 个"


def test_slashes_stand_apart_from_the_numbers(
    full_data: Path, stored: duckdb.DuckDBPyConnection, opened: Open
) -> None:
    numbers, slashes, expected = stored.execute("""
        select sum(y.units_expected) filter (where v.mark = 'number'),
            sum(y.units_expected) filter (where v.mark = 'nil'), sum(y.units_expected)
        from series_years y
        left join (from series_values where address = 'applications.received_new.total') v
            using (series_id, county_id, year)
        where year = 2025
    """).fetchall()[0]
    said = f"涵盖 {numbers}/{expected} 个单位，另有 {slashes} 个填斜杠"
    assert slashes > 0
    assert any(said in caption.value for caption in opened(full_data).caption)


def test_who_has_not_reported_is_named(
    full_data: Path, stored: duckdb.DuckDBPyConnection, opened: Open
) -> None:
    absent = stored.execute(
        "select township from submissions where year = 2025 and status = 'missing'"
    ).fetchall()
    texts = [text.value for text in opened(full_data).text]
    assert absent
    assert all(any(name in text for text in texts) for (name,) in absent)
