"""Every question says what it asks and of what grain, and is answered from the newest version."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from dashboard import queries
from dashboard.exports.flat import csv_bytes
from dashboard.tables.compiling.details import DETAILS
from etl import sample
from etl.warehouse.loading.reference_rows import Holdings
from etl.warehouse.publication import current_path
from tests.warehouses import published

NAMES = sorted(
    entry.name.removesuffix(".sql")
    for entry in files(queries).iterdir()
    if entry.name.endswith(".sql")
)
COUNTY = {
    "county": "990101",
    "townships": (),
    "types": (),
    "from_year": 2018,
    "to_year": 2025,
    "at_least": 1,
    "words": ["公开"],
    "most": 5,
    "axis": "category",
    "indicator": "hotline_answer_rate",
    "indicators": ("hotline_answer_rate", "proactive_total"),
    "kind": "documents",
    "narrative": "990101001-2025",
    "today": date(2026, 3, 1),
    "deadline": date(2026, 1, 20),
    "outcomes": (),
    "compared_series": ("990101100", "990101107"),
    "compared_years": (2020, 2024),
    "tables": (),
    "marks": (),
    "page_rows": 50,
    "skipped": 0,
    "places": ("990101100",),
    "unit": "990101107",
    "report": 1,
    "dismissed": (),
    "verdicts": (),
    "returns": (),
    "finding": "none",
    "content": "ab",
    "place_id": "990101107",
    "year": 2024,
    "people": 10_000,
    "report_before": 2,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_question_opens_with_what_it_asks_and_its_grain(name: str) -> None:
    header = re.match(r"(?:--[^\n]*\n)+", queries.statement(name))
    assert header is not None
    assert "?" in header[0]
    assert re.search(r"\bOne row\b", header[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_answered(
    name: str, full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    assert len(queries.ask(name, **COUNTY).columns) > 0


@pytest.mark.parametrize("name", NAMES)
def test_no_question_turns_what_is_missing_into_a_zero(name: str) -> None:
    figures = "value|numerator|denominator|part|whole|received|answered|total"
    filled = rf"(coalesce|ifnull)\([^()]*\b({figures})\b[^()]*(\([^()]*\)[^()]*)*, *0\)"
    assert not re.search(filled, queries.statement(name))


SELECTED = (
    "county_id = $county and year between $from_year and $to_year"
    " and (len($townships) = 0 or list_contains($townships, series_id))"
    " and (len($types) = 0 or list_contains($types, series_type))"
)


@pytest.mark.parametrize("name", [n for n in NAMES if "$townships" in queries.statement(n)])
def test_a_selection_is_said_in_the_same_words_everywhere(name: str) -> None:
    plain = " ".join(re.sub(r"\b[a-z]\.", "", queries.statement(name)).split())
    of_year = plain.replace("year in ($to_year, $to_year - 1)", "year = $to_year")
    of_year = of_year.replace("between $from_year - 1 and", "between $from_year and")
    every_year = of_year.replace(
        "and year = $to_year and (len", "and year between $from_year and $to_year and (len"
    )
    assert every_year.count(SELECTED) == plain.count("$townships") // 2 > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_question_reads_tables_and_no_macros_that_hide_them(name: str) -> None:
    assert not re.search(r"\b(?:from|join)\s+\w+\s*\(", queries.statement(name))


def test_a_new_version_answers_at_the_next_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    published(tmp_path, Holdings(is_sample=False, places=sample.places()))
    before = queries.ask("warehouse_info").iloc[0]
    cursor = queries.cursor(queries.Version(str(current_path(tmp_path))))
    published(tmp_path, Holdings(is_sample=True, places=sample.places()))
    after = queries.ask("warehouse_info").iloc[0]
    assert not before["is_sample"]
    assert after["is_sample"]
    assert cursor.execute("select is_sample from warehouse_info").fetchall() == [(False,)]


def test_one_screen_keeps_to_one_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    published(tmp_path, Holdings(is_sample=False, places=sample.places()))
    with queries.one_version() as is_built:
        assert is_built
        published(tmp_path, Holdings(is_sample=True, places=sample.places()))
        assert not queries.ask("warehouse_info")["is_sample"].iloc[0]
    assert queries.ask("warehouse_info")["is_sample"].iloc[0]


def test_the_open_warehouse_reads_no_files_and_takes_no_writes(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    cursor = queries.cursor(queries.Version(str(current_path(full_data))))
    with pytest.raises(duckdb.Error, match="disabled"):
        cursor.execute("select * from read_text('/etc/hostname')")
    with pytest.raises(duckdb.Error, match="read-only"):
        cursor.execute("delete from reports")
    with pytest.raises(duckdb.Error, match="locked"):
        cursor.execute("set enable_external_access = true")


def test_without_a_warehouse_nothing_is_answered(
    empty_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(empty_data))
    with pytest.raises(queries.NoWarehouse):
        queries.ask("warehouse_info")


@pytest.mark.parametrize("name", list(DETAILS))
def test_a_whole_table_has_the_very_values_that_a_page_shows(name: str, full_data: Path) -> None:
    detail = DETAILS[name]
    path = queries.Version(str(current_path(full_data)))
    wanted = COUNTY | {"verdicts": (), "page_rows": 5_000, "skipped": 0}
    table = detail.columns(detail.table, ()) if detail.columns else detail.table
    taken = queries.fetch(path, detail.query, **wanted)
    shown = queries.answer(path, detail.query, queries.named_by(detail.query, wanted))
    if detail.shaped:
        taken, shown = detail.shaped(taken, table), detail.shaped(shown, table)
    assert csv_bytes(taken, table.columns) == csv_bytes(shown, table.columns)
    assert len(taken) > 20


def test_a_decimal_is_no_other_number_in_a_whole_table() -> None:
    with duckdb.connect() as connection:
        found = queries.whole(connection.sql("select 7.02::decimal(28, 10) as v, null::text as t"))
    assert (found["v"].tolist(), found["t"].isna().tolist()) == ([7.02], [True])


def test_an_answer_that_readers_share_cannot_be_changed(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    whole = queries.ask("counties")
    first = whole.copy()
    with pytest.raises(TypeError, match="shared"):
        whole["new"] = 1
    whole.assign(label="改")
    assert queries.ask("counties") is whole
    assert whole.equals(first)
