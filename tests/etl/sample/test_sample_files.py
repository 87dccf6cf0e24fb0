"""The sample county's files are read back as what its clerks meant to write."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from etl.domain.report import Axis, Mark, Report
from etl.pipeline.filing import import_reports
from etl.pipeline.reading.read_batch import Given, read_given
from etl.sample import expected, generate, places, truth
from etl.sample.county import county, oddities_of
from etl.storage.unit_register.deadlines import load_deadlines
from etl.storage.unit_register.units import load_register
from etl.warehouse import publication

KINDS = ["txt", "xlsx"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    generate(folder)
    return folder


def tables(report: Report) -> dict[str, tuple[str, Decimal | None, Mark]]:
    return {c.address: (c.raw, c.value, c.mark) for c in report.cells}


def figures(report: Report) -> dict[str, tuple[Decimal | None, bool, str]]:
    return {f.figure: (f.value, f.approximate, f.evidence) for f in report.figures}


def parts(report: Report, axis: Axis) -> list[tuple[str, Decimal, str]]:
    return sorted((i.label, i.count, i.unit) for i in report.items if i.axis is axis)


def read_back(data: Path, suffix: str) -> list[tuple[str, Report, Report]]:
    """Return (name, report as read, report as meant) of every file of a kind."""
    pairs = []
    for path, submissions in expected().items():
        if not path.endswith(suffix):
            continue
        given = Given(Path(path).name, (data / "sample" / path).read_bytes())
        read = {r.identity.township: r for r in read_given(given)}
        assert len(read) == len(submissions)
        pairs += [(path, read[s.place.township], s.report) for s in submissions]
    return pairs


@pytest.mark.parametrize("suffix", KINDS)
def test_tables_are_read_cell_by_cell_as_printed(data: Path, suffix: str) -> None:
    pairs = read_back(data, suffix)
    assert len(pairs) > 80
    for name, read, meant in pairs:
        assert read.edition == meant.edition, name
        assert tables(read) == tables(meant), name


@pytest.mark.parametrize("suffix", KINDS)
def test_figures_are_read_with_their_sentences(data: Path, suffix: str) -> None:
    pairs = read_back(data, suffix)
    told = {figure for _, _, meant in pairs for figure in figures(meant)}
    for name, read, meant in pairs:
        found = {key: value for key, value in figures(read).items() if key in told}
        assert found == figures(meant), name


@pytest.mark.parametrize("suffix", KINDS)
def test_parts_are_read_by_category_and_channel(data: Path, suffix: str) -> None:
    for name, read, meant in read_back(data, suffix):
        for axis in Axis:
            assert parts(read, axis) == parts(meant, axis), name


def test_texts_name_their_office_year_and_day(data: Path) -> None:
    for name, read, meant in read_back(data, "txt"):
        got, said = read.identity, meant.identity
        assert (got.township, got.year, got.report_date) == (
            said.township, said.year, said.report_date,
        ), name  # fmt: skip
        assert got.county in (None, county().county), name
        assert [section.ordinal for section in read.sections] == list(range(7)), name


def test_a_preamble_of_another_year_is_noticed(data: Path) -> None:
    doubted = {
        (meant.identity.township, meant.identity.year)
        for _, read, meant in read_back(data, "txt")
        if any(issue.kind == "year_conflict" for issue in read.issues)
    }
    assert doubted == {("麦浪乡", 2024)}
    assert "preamble_year" in oddities_of("麦浪乡", 2024)


def test_every_file_finds_its_place_in_the_warehouse(data: Path) -> None:
    import_reports.rebuild(data)
    path = publication.current_path(data)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        filed = connection.execute("select place_id, year, original from reports").fetchall()
        rejected = connection.execute("select message from imports").fetchall()
        is_sample = connection.execute("select is_sample from warehouse_info").fetchone()
    assert rejected == []
    assert sorted(filed) == sorted((s.place.place_id, s.year, s.original) for s in truth())
    assert is_sample == (True,)


def test_the_register_written_is_the_register_meant(data: Path) -> None:
    assert set(load_register(data / "sample").places) == set(places())
    days = {d.year: d.deadline for d in load_deadlines(data / "sample")}
    assert days == county().deadlines


def test_writing_again_replaces_everything_and_changes_no_text(data: Path, tmp_path: Path) -> None:
    stray = tmp_path / "sample" / "stray.txt"
    stray.parent.mkdir()
    stray.touch()
    generate(tmp_path)
    assert not stray.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["sample"]
    for path in expected():
        if path.endswith("txt"):
            again = (tmp_path / "sample" / path).read_bytes()
            assert again == (data / "sample" / path).read_bytes()
