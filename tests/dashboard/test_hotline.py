"""The hotline page pools cases, and keeps stated rates and small numbers out of the ranking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.labels import wording
from dashboard.queries import ask
from dashboard.queries.result import rows, rows_by
from tests.dashboard.conftest import Open
from tests.dashboard.test_queries import COUNTY

ONE = COUNTY | {"county": "990102", "from_year": 2024, "to_year": 2024}


@pytest.fixture
def full(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))


def test_the_rate_is_pooled_over_the_reports_that_print_both(full: None) -> None:
    townships = rows(ask("hotline_townships", **COUNTY))
    latest = rows(ask("hotline_by_year", **COUNTY))[-1]
    both = [row for row in townships if row["rate"] == row["rate"]]
    assert latest["received"] == sum(row["received"] for row in both)
    assert latest["answered"] == sum(row["answered"] for row in both)
    assert latest["rate"] == pytest.approx(latest["answered"] / latest["received"])
    assert latest["units"] == len(both) < latest["units_expected"]


def test_a_stated_rate_alone_is_listed_and_never_ranked(full: None) -> None:
    townships = rows(ask("hotline_townships", **COUNTY))
    alone = [row for row in townships if row["rank_group"] == "stated_only"]
    assert alone
    assert all(row["stated_rate"] <= 1 and row["rate"] != row["rate"] for row in alone)


def test_every_unit_of_the_register_stands_in_one_kind_of_coverage(full: None) -> None:
    coverage = rows(ask("hotline_coverage", **COUNTY))
    years = rows(ask("hotline_by_year", **COUNTY))
    for row, year in zip(coverage, years, strict=True):
        kinds = ("both", "one", "stated_only", "silent", "no_report")
        assert sum(row[kind] for kind in kinds) == year["units_expected"]
        assert row["no_report"] == year["units_expected"] - year["units_filed"]


def test_few_cases_are_not_ranked(full: None) -> None:
    for row in rows(ask("hotline_townships", **COUNTY)):
        if row["rank_group"] == "ranked":
            assert row["received"] >= 10
            assert 0 <= row["low"] <= row["rate"] <= row["high"] + 1e-9 <= 1 + 1e-8


def test_one_township_shows_its_counts_beside_its_stated_rate(
    one_township_data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(one_township_data, "hotline")
    assert not app.exception
    figures: dict[str, Any] = {metric.label: metric.value for metric in app.metric}
    assert figures == {"热线受理": "59 件", "热线答复": "59 件", "热线答复率": "100.0%"}
    (row,) = rows(ask("hotline_townships", **ONE))
    assert row["difference_points"] == 0
    assert 0.93 < row["low"] < 0.95


def test_a_township_that_says_nothing_has_no_rate(
    full_data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    townships = rows(ask("hotline_townships", **COUNTY))
    silent = next(row for row in townships if row["received_mark"] == "absent"
        and row["answered_mark"] == "absent" and row["stated_mark"] == "absent")  # fmt: skip
    known = rows_by(ask("townships_to_choose", county=COUNTY["county"]), "township")
    label = known[silent["township"]]["label"]
    app = opened(full_data, "hotline", township=label)
    assert app.multiselect(key="township").value
    assert not app.exception
    figures: dict[str, Any] = {metric.label: metric.value for metric in app.metric}
    absent = wording.missing("absent")
    assert figures == {"热线受理": absent, "热线答复": absent, "热线答复率": absent}
    assert "没有一个同时写明受理和答复件数" in app.header[0].value
