"""The overview counts what the warehouse holds."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from dashboard.charts.style import theme
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
    full_data: Path, stored: duckdb.DuckDBPyConnection, seen: Open
) -> None:
    metrics = {metric.label: metric.value for metric in seen(full_data).metric}
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


def test_the_years_of_the_four_figures_are_those_of_the_warehouse(
    full_data: Path, stored: duckdb.DuckDBPyConnection, seen: Open
) -> None:
    (chart,) = (c for c in seen(full_data).get("plotly_chart") if "主要数字" in c.proto.alt)
    drawn = {row["name"]: row for row in json.loads(chart.proto.spec)["data"]}
    zero = dict(
        stored.execute("select year, count(*) from zero_kinds where is_zero group by 1").fetchall()
    )
    row = drawn["零申请乡镇（个）"]
    assert dict(zip(row["x"], map(int, row["text"]), strict=True)) == zero
    assert all(text.endswith("%") for text in drawn["热线答复率"]["text"])
    assert drawn["新收申请（件）"]["text"][0] == "—"
    assert drawn["新收申请（件）"]["y"][0] == 0
    assert row["marker"]["color"][-1] == theme.PAPER


def test_an_open_error_is_a_way_to_where_it_is_decided(
    full_data: Path, stored: duckdb.DuckDBPyConnection, opened: Open
) -> None:
    app = opened(full_data)
    wanted = dict(
        stored.execute("""
            select township, count(*) from findings join unit_years using (report_id, township)
            where unit_years.year = 2025 and severity = 'error' group by township
        """).fetchall()
    )
    buttons = {b.label: b for b in app.button if str(b.key).startswith("go_待处理的错误")}
    assert set(buttons) == {f"{town}（{count} 个）" for town, count in wanted.items()}
    next(iter(buttons.values())).click().run()
    assert not app.exception
    assert app.title[0].value == "数据质量"
    assert app.session_state["findings_chosen"]


def test_what_could_not_be_read_is_a_way_to_its_township(full_data: Path, opened: Open) -> None:
    app = opened(full_data)
    button = next(b for b in app.button if str(b.key).startswith("go_空白"))
    button.click().run()
    assert not app.exception
    assert app.title[0].value == "乡镇档案"
    assert app.query_params["unit"]


def test_slashes_stand_apart_from_the_numbers(
    full_data: Path, stored: duckdb.DuckDBPyConnection, seen: Open
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
    assert any(said in caption.value.replace("\xa0", " ") for caption in seen(full_data).caption)


def test_who_has_not_reported_is_named(
    full_data: Path, stored: duckdb.DuckDBPyConnection, seen: Open
) -> None:
    absent = stored.execute(
        "select township from submissions where year = 2025 and status = 'missing'"
    ).fetchall()
    texts = [text.value for text in seen(full_data).text]
    assert absent
    assert all(any(name in text for text in texts) for (name,) in absent)
