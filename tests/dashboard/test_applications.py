"""The applications page adds up what adds up, and shows what does not as a piece of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from tests.dashboard.conftest import Open
from tests.dashboard.test_queries import COUNTY

PARTS = (
    "disclosed",
    "partly_disclosed",
    "refused",
    "unavailable",
    "declined",
    "closed",
    "gap",
)
PEOPLE = (
    "natural_person",
    "business",
    "research",
    "charity",
    "legal_service",
    "other",
    "gap",
)
ONE = COUNTY | {"county": "990102", "from_year": 2024, "to_year": 2024}


@pytest.fixture
def full(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))


def summed(row: Row, parts: tuple[str, ...]) -> float:
    return sum(row[part] for part in parts if row[part] == row[part])


def test_outcomes_and_their_gap_make_the_total(full: None) -> None:
    years = [row for row in rows(ask("application_outcomes", **COUNTY)) if row["units"]]
    assert len(years) == 7
    for row in years:
        excess = row["excess"] if row["excess_reports"] else 0
        assert summed(row, PARTS) == row["handled_total"] + excess
    assert any(row["gap_reports"] for row in years)


def test_applicants_and_their_gap_make_the_total(full: None) -> None:
    for row in rows(ask("applicants_by_year", **COUNTY)):
        if row["units"] and row["excess"] != row["excess"]:
            assert summed(row, PEOPLE) == row["total"]


def test_the_public_rate_is_the_indicator(full: None) -> None:
    latest = rows(ask("application_outcomes", **COUNTY))[-1]
    question = COUNTY | {"indicators": ("disclosed_or_partly_rate",)}
    assert latest["disclosed_or_partly_rate"] == pytest.approx(
        rows(ask("indicators_of_year", **question))[0]["rate"]
    )


def test_a_year_without_the_table_has_no_total_and_no_zero(full: None) -> None:
    first = rows(ask("indicator_by_year", **COUNTY | {"indicator": "applications_handled"}))[0]
    assert first["year"] == 2018
    assert first["part"] != first["part"]
    assert first["units"] == 0


def test_cells_are_counted_once_each(full: None) -> None:
    for row in rows(ask("application_marks", **COUNTY)):
        kinds = ("some", "zero", "nil", "unread", "absent", "no_report")
        assert sum(row[kind] for kind in kinds) in (22, 23)


def test_differences_in_what_was_carried_over_are_listed(full: None) -> None:
    years = rows(ask("applications_carried", **COUNTY))
    listed = rows(ask("applications_carried_differences", **COUNTY))
    assert sum(row["differing"] for row in years) == len(listed) > 0
    assert all(row["difference"] == row["carried_in"] - row["carried_out_before"] for row in listed)


def test_only_what_differs_is_named_and_opens_its_township(
    full_data: Path, full: None, opened: Open
) -> None:
    app = opened(full_data, "applications")
    listed = rows(ask("applications_carried_differences", **COUNTY))
    names = [f"{row['township']} {row['year']} 年度" for row in listed]
    buttons = {b.label: b for b in app.button if b.label in names}
    assert list(buttons) == names
    assert any(f"：{len(listed)} 处不一致" in text.value for text in app.markdown)
    buttons[names[0]].click().run()
    assert app.title[0].value == "乡镇档案"
    assert app.query_params["unit"] == listed[0]["series_id"]


def test_a_bar_of_a_year_says_its_values_its_total_and_its_units(
    full_data: Path, full: None, opened: Open
) -> None:
    latest = rows(ask("application_outcomes", **COUNTY))[-1]
    app = opened(full_data, "applications")
    (chart,) = (c for c in app.get("plotly_chart") if "办理结果（" in c.proto.alt)
    spec = json.loads(chart.proto.spec)
    names = spec["layout"]["yaxis"]["categoryarray"]
    units = f"{latest['units']}/{latest['units_expected']}"
    assert names[0] == f"2025 · {latest['handled_total']:.0f} 件 · {units}"
    assert names[-1].startswith("2018 · — · 0/")
    first = spec["data"][0]
    assert first["text"][first["y"].index(names[0])] == f"{latest['disclosed']:.0f}"


def test_slashes_alone_are_no_number(
    one_township_data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(one_township_data, "applications")
    assert not app.exception
    assert [metric.value for metric in app.metric][:2] == ["斜杠", "斜杠"]
    (row,) = rows(ask("application_townships", **ONE))
    assert row["received_new"] != row["received_new"]
    assert row["received_new_mark"] == "nil"
