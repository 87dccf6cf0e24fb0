"""The page on proactive disclosure shows what no category explains, and never a negative part."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.charts import Amount, Heading, amounts
from dashboard.components.display.disclosure_parts import field_panel
from dashboard.pages.analysis.proactive import KIND_LINES, KINDS
from dashboard.queries import ask
from dashboard.queries.result import rows
from etl.domain.place import Submission
from etl.warehouse.loading.reference_rows import Holdings
from tests.dashboard.conftest import Open
from tests.dashboard.test_queries import COUNTY
from tests.warehouses import PINE, pine_report, published

ONE = COUNTY | {"county": "990102", "from_year": 2024, "to_year": 2024}


@pytest.fixture
def full(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))


def test_the_parts_make_the_totals_and_their_excess(full: None) -> None:
    sums: dict[int, float] = defaultdict(float)
    for part in rows(ask("proactive_by_field", **COUNTY)):
        assert part["value"] > 0
        sums[part["year"]] += part["value"]
    years = rows(ask("proactive_parts_coverage", **COUNTY))
    assert any(row["excess_reports"] for row in years)
    for row in years:
        assert not row["without_total"]
        excess = row["excess"] if row["excess_reports"] else 0
        assert sums[row["year"]] == row["total"] + excess


def test_a_change_of_fields_compares_only_units_that_name_them_in_both_years(full: None) -> None:
    told: dict[int, dict[str, dict[str, float]]] = {2024: {}, 2025: {}}
    items = rows(ask("proactive_items", **COUNTY | {"axis": "category"}))
    towns = {r["township"]: r for r in rows(ask("proactive_townships", **COUNTY)) if r["explained"]}
    for item in (i for i in items if i["year"] in told and i["township"] in towns):
        fields = told[item["year"]].setdefault(item["township"], defaultdict(float))
        fields[item["field"]] += item["count"]
    both = told[2024].keys() & told[2025].keys()
    (row,) = (
        r
        for r in rows(ask("proactive_by_field", **COUNTY))
        if r["year"] == 2025 and r["part"] == "work_news"
    )
    assert 0 < row["compared"] <= len(both)
    now, before = (sum(told[y][town]["工作动态"] for town in both) for y in (2025, 2024))
    assert (row["now"], row["before"], row["change"]) == (now, before, now - before)


def test_shares_of_a_year_make_one_whole(full: None) -> None:
    shares: dict[int, float] = defaultdict(float)
    for part in rows(ask("proactive_by_field", **COUNTY)):
        shares[part["year"]] += part["share"]
    assert all(abs(share - 1) < 1e-9 for share in shares.values())


def test_the_change_of_a_channel_is_of_the_units_that_print_it_in_both_years(full: None) -> None:
    printed = rows(ask("proactive_by_channel", **COUNTY))
    first = min(row["year"] for row in printed)
    assert all(row["compared"] == 0 for row in printed if row["year"] == first)
    assert any(row["compared"] < row["units"] for row in printed)
    assert all(row["compared"] <= row["units"] for row in printed)


def test_what_is_in_no_field_stands_last_and_hatched_however_large(full: None) -> None:
    parts = ask("proactive_by_field", **COUNTY | {"from_year": 2020, "to_year": 2020})
    sides = field_panel(parts).sides
    assert [side.name for side in sides[-2:]] == ["未归类", "未说明类别"]
    assert [side.hatched for side in sides] == [False] * (len(sides) - 1) + [True]
    assert sides[-1].value == max(side.value or 0 for side in sides)
    values = [side.value or 0 for side in sides[:-2]]
    assert values == sorted(values, reverse=True)


def test_the_total_covers_the_townships_that_state_it(full: None) -> None:
    latest = rows(ask("indicator_by_year", **COUNTY | {"indicator": "proactive_total"}))[-1]
    townships = [r for r in rows(ask("proactive_townships", **COUNTY)) if r["year"] == 2025]
    stated = [
        row["proactive_total"] for row in townships if row["proactive_total_mark"] == "number"
    ]
    assert latest["part"] == sum(stated)
    assert latest["units"] == len(stated) < latest["units_expected"]
    assert latest["approximate"]


def test_a_merged_township_has_a_total_only_when_all_its_units_reported(full: None) -> None:
    for row in rows(ask("proactive_townships", **COUNTY)):
        if row["proactive_total_mark"] in ("no_report", "partly_missing"):
            assert row["proactive_total"] != row["proactive_total"]


def test_labels_of_no_known_field_keep_their_words(full: None) -> None:
    items = rows(ask("proactive_items", **COUNTY))
    assert {"文化旅游", "森林防火"} <= {r["label"] for r in items if r["field"] == "未归类"}


def test_the_editions_of_article_20_stay_apart(full: None) -> None:
    for row in rows(ask("article_20_by_year", **COUNTY)):
        if row["address"] == "article_20.normative_documents.issued":
            assert row["year"] >= 2021
        if row["address"] == "article_20.normative_documents.newly_made":
            assert row["year"] <= 2021


def test_who_gave_no_total_is_hatched_and_says_why(full: None) -> None:
    years = ask("proactive_townships", **COUNTY)
    latest = years[years["year"] == 2025]
    amount = Amount("proactive_total", "proactive_total_mark", "approximate", "#000000")
    given, missing = amounts(latest, amount, Heading("总数", "条"))["data"]
    assert len(given["y"]) + len(missing["y"]) == len(latest)
    assert missing["marker"]["pattern"]["shape"] == "/"
    assert set(missing["text"]) == {"未报送"}
    assert "≈140" in given["text"]


def test_one_report_shows_the_part_that_no_category_explains(
    one_township_data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(one_township_data, "proactive")
    assert not app.exception
    assert app.metric[0].value == "170 条"
    parts = {r["part"]: r["value"] for r in rows(ask("proactive_by_field", **ONE))}
    assert parts == {"annual_report": 1, "work_news": 80, "unexplained": 89}
    assert any("没有写明发布渠道" in info.value for info in app.info)


@pytest.mark.parametrize("kind", ["decisions", "fees"])
def test_each_kind_of_article_20_can_be_chosen(kind: str, full_data: Path, opened: Open) -> None:
    app = opened(full_data, "proactive", article_20=KINDS[kind])
    assert not app.exception
    (chart,) = (c for c in app.get("plotly_chart") if KINDS[kind] in c.proto.alt)
    names = {trace["name"] for trace in json.loads(chart.proto.spec)["data"]}
    assert names
    assert names <= {line.label for line in KIND_LINES[kind]}


def test_an_approximate_total_says_so_in_a_file_as_well(full: None) -> None:
    years = rows(ask("proactive_townships", **COUNTY))
    about = {row["township"]: row["about"] for row in years if row["year"] == 2025}
    assert about["萤溪乡"] == "约数"
    assert about["云溪街道"] == ""


def test_a_total_that_one_year_does_not_state_makes_no_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = pine_report()
    figures = tuple(f for f in now.figures if f.figure != "proactive_total")
    before = replace(now, figures=figures, identity=replace(now.identity, year=2023))
    at = datetime(2025, 2, 1, 9)
    published(
        tmp_path,
        Holdings(is_sample=False, places=(PINE,)),
        [
            Submission(PINE, 2023, before, "2023.txt", "txt", "aa", at),
            Submission(PINE, 2024, now, "2024.txt", "txt", "bb", at),
        ],
    )
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    parts = [
        row
        for row in rows(ask("proactive_by_field", **ONE | {"from_year": 2023, "to_year": 2024}))
        if row["year"] == 2024
    ]
    assert {row["part"] for row in parts} == {"annual_report", "work_news", "unexplained"}
    assert all(row["compared"] == 0 and row["change"] != row["change"] for row in parts)
