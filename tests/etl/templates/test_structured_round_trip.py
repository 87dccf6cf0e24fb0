"""What is written is read back unchanged, in all three formats."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import definitions
from etl.definitions import load
from etl.templates import SUFFIXES, Entry, is_structured, read, write
from etl.templates.entry import labels
from etl.templates.formula_guard import guarded, unguarded
from etl.templates.stated_value import cell_kinds, meaning_at
from etl.templates.workbook.layout import table_sheets
from tests.etl.templates.structured_reports import ODD, PLACES, full_report, texts, wanted

RELAXED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def kept(reports):
    """The reports without issues, which are not part of the files."""
    return [replace(report, issues=(), sections=()) for report in reports]


@RELAXED
@given(entries=wanted(), suffix=st.sampled_from(SUFFIXES))
def test_a_round_trip_changes_nothing(tmp_path, suffix, entries):
    path = tmp_path / f"export{suffix}"
    write(path, entries)
    assert is_structured(path.read_bytes())
    assert kept(read(path)) == [entry.report for entry in entries if entry.report]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("text", ["0", "/", "—", "", "１２", "无"])
@pytest.mark.parametrize("year", [2017, 2019, 2024])
def test_a_table_of_one_mark_keeps_it(tmp_path, suffix, text, year):
    report = full_report(PLACES[0], year, text)
    path = tmp_path / f"export{suffix}"
    write(path, [Entry(PLACES[0], year, report), Entry(PLACES[1], year)])
    assert kept(read(path)) == [report]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_template_not_filled_in_holds_no_report(tmp_path, suffix):
    path = tmp_path / f"template{suffix}"
    write(path, [Entry(place, year) for place in PLACES for year in range(2017, 2025)])
    assert read(path) == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_template_for_a_county_is_small_enough_to_send(tmp_path, suffix):
    places = [
        replace(PLACES[0], place_id=str(990001100 + n), township=f"第{n}镇") for n in range(22)
    ]
    entries = [Entry(place, year) for place in places for year in range(2017, 2025)]
    path = tmp_path / f"template{suffix}"
    write(path, entries)
    assert path.stat().st_size < 10 * 1024 * 1024


@RELAXED
@given(text=texts)
def test_the_guard_is_undone(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", [odd for odd in ODD if odd[0] in "=@＝\t\r"])
def test_the_guard_stands_before_what_a_spreadsheet_would_run(text):
    assert guarded(text) == f"'{text}"


def test_numbers_are_not_guarded():
    assert guarded("-5") == "-5"


CACHED = (load, labels, cell_kinds, meaning_at, table_sheets)


@pytest.fixture
def longer_form(tmp_path, monkeypatch):
    """The definitions with one row more in the table of applications."""
    shutil.copytree(Path(str(definitions.HERE)), tmp_path / "definitions")
    path = tmp_path / "definitions" / "forms" / "2021.yml"
    row = "      - {id: transferred, label: （八）移送其他机关}\n"
    before = "      - {id: handled_total,"
    path.write_text(path.read_text("utf-8").replace(before, row + before), "utf-8")
    monkeypatch.setattr(definitions, "HERE", tmp_path / "definitions")
    for cached in CACHED:
        cached.cache_clear()
    yield "applications.transferred.total"
    monkeypatch.undo()
    for cached in CACHED:
        cached.cache_clear()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_row_added_to_a_form_flows_into_every_file(tmp_path, longer_form, suffix):
    report = full_report(PLACES[0], 2024, "3")
    assert longer_form in {cell.address for cell in report.cells}
    path = tmp_path / f"export{suffix}"
    write(path, [Entry(PLACES[0], 2024, report)])
    assert kept(read(path)) == [report]


def test_writing_the_same_place_and_year_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="twice"):
        write(tmp_path / "twice.json", [Entry(PLACES[0], 2024), Entry(PLACES[0], 2024)])
