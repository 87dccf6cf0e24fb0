"""The reviews page says how cases ended over concluded ones, and makes no slash a zero."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.labels import wording
from dashboard.queries import Version, ask, cursor
from dashboard.queries.result import Row, rows
from etl.warehouse.publication import current_path
from tests.dashboard.conftest import Open
from tests.dashboard.test_queries import COUNTY

KINDS = ("administrative_review", "lawsuit_direct", "lawsuit_after_review")
PARTS = ("upheld", "corrected", "other", "pending", "gap")
STATES = ("some", "zero", "nil", "unread", "absent", "no_report")
ONE = COUNTY | {"county": "990102", "from_year": 2024, "to_year": 2024}


@pytest.fixture
def full(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    return full_data


def told(data: Path, question: str) -> list[tuple[float, ...]]:
    """Ask the warehouse itself, from the cells of the active reports."""
    path = current_path(data)
    assert path is not None
    return cursor(Version(str(path))).execute(question).fetchall()


def printed(data: Path, year: int, column: str, *kinds: str) -> float:
    """Return the sum of the numbers that reports of a year print in a column of table four."""
    named = ", ".join(f"'{kind}'" for kind in kinds)
    ((total,),) = told(
        data,
        "select sum(c.value) from cells c join reports r using (report_id)"
        f" where r.is_active and r.year = {year} and c.table_id = 'reviews'"
        f" and c.column_id = '{column}' and c.row_id in ({named}) and c.mark = 'number'",
    )
    return float(total)


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def charts(app: AppTest) -> str:
    return " ".join(str(json.loads(c.proto.spec)) for c in app.get("plotly_chart"))


def summed(row: Row, parts: tuple[str, ...]) -> float:
    return sum(row[part] for part in parts if row[part] == row[part])


def test_headline_and_counts_are_what_the_reports_print(full: Path, opened: Open) -> None:
    app = opened(full, "reviews")
    assert not app.exception
    reviews = printed(full, 2025, "total", "administrative_review")
    corrected = printed(full, 2025, "corrected", "administrative_review")
    assert f"行政复议 {reviews:g} 件（纠正 {corrected:g} 件）" in app.header[0].value
    assert figures(app)["行政复议"] == f"{reviews:g} 件"
    lawsuits = printed(full, 2025, "total", *KINDS[1:])
    assert f"行政诉讼 {lawsuits:g} 件" in app.header[0].value
    assert figures(app)["行政诉讼"] == f"{lawsuits:g} 件"


def test_the_correction_rate_is_over_concluded_cases(full: Path, opened: Open) -> None:
    ((corrected, concluded, cases),) = told(
        full,
        "with wide as (select report_id, max(value) filter (where column_id = 'corrected') as c,"
        " max(value) filter (where column_id = 'pending') as p,"
        " max(value) filter (where column_id = 'total') as t"
        " from cells where table_id = 'reviews' and row_id = 'administrative_review'"
        " and mark = 'number' group by report_id)"
        " select sum(c), sum(t - p), sum(t) from wide join reports using (report_id)"
        " where is_active and year = 2025 and c is not null and p is not null",
    )
    assert concluded < cases
    assert figures(opened(full, "reviews"))["复议纠错率"] == wording.rate(corrected / concluded)


def test_rates_over_one_year_are_the_indicators(full: Path) -> None:
    one_year = COUNTY | {"from_year": 2025}
    found = {row["kind"]: row for row in rows(ask("reviews_corrected", **one_year))}
    for kind, indicator in {
        "administrative_review": "reviews_corrected_rate",
        "lawsuits": "lawsuits_corrected_rate",
    }.items():
        (figure,) = rows(ask("indicators_of_year", **one_year | {"indicators": (indicator,)}))
        assert found[kind]["rate"] == pytest.approx(figure["rate"])
        assert found[kind]["low"] - 1e-9 <= found[kind]["rate"] <= found[kind]["high"] + 1e-9


def test_results_and_their_gap_make_the_total(full: Path) -> None:
    years = [row for row in rows(ask("reviews_by_year", **COUNTY)) if row["units"]]
    assert len(years) == 3 * 7
    for row in years:
        excess = row["excess"] if row["excess"] == row["excess"] else 0
        assert summed(row, PARTS) == row["total"] + excess


def test_a_year_without_the_table_has_no_total_and_no_zero(full: Path) -> None:
    first = rows(ask("reviews_by_year", **COUNTY))[0]
    assert first["year"] == 2018
    assert first["total"] != first["total"]
    assert first["units"] == 0


def test_every_expected_unit_is_in_one_state(full: Path) -> None:
    for row in rows(ask("reviews_marks", **COUNTY)):
        ((expected,),) = told(
            full,
            "select count(*) from submissions where county_id = '990101' and year = "
            + str(row["year"]),
        )
        assert sum(row[state] for state in STATES) == expected


def test_concluded_cases_add_up_over_townships_and_years(full: Path) -> None:
    found = rows(ask("reviews_disputed", **COUNTY))
    for part in ("upheld", "corrected", "other"):
        ((total,),) = told(
            full,
            "select sum(value) from series_values where county_id = '990101' and mark = 'number'"
            f" and address like 'reviews.%.{part}'",
        )
        assert summed({"": sum(row[part] for row in found if row[part] == row[part])}, ("",)) == (
            float(total)
        )
    assert [row["cases"] for row in found] == sorted((r["cases"] for r in found), reverse=True)


def test_open_cases_are_those_printed_at_the_end_of_the_year(full: Path) -> None:
    latest = rows(ask("reviews_pending", **COUNTY))[-1]
    assert latest["pending_reviews"] == printed(full, 2025, "pending", KINDS[0])
    assert latest["pending_lawsuits"] == printed(full, 2025, "pending", *KINDS[1:])


def test_small_numbers_are_grey_and_editions_are_marked(full: Path, opened: Open) -> None:
    drawn = charts(opened(full, "reviews"))
    assert "2021 版表式" in drawn
    assert "95% 置信区间" in drawn


def test_a_report_without_table_four_is_no_zero(one_township_data: Path, opened: Open) -> None:
    app = opened(one_township_data, "reviews")
    assert not app.exception
    assert "没有报告填写复议、诉讼的数字" in app.header[0].value
    assert set(figures(app).values()) == {"缺项"}
    (row,) = rows(ask("reviews_townships", **ONE))
    assert row["review_total"] != row["review_total"]
    assert row["review_total_mark"] == "absent"
    (states,) = rows(ask("reviews_marks", **ONE))
    assert states["absent"] == 1
