"""The benchmarks run and print their tables; how fast it is, is no test."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner

from dashboard.tables.compiling.details import DETAILS
from tests.benchmarks import copying, engines, rules, search
from tests.benchmarks.loading import imported, loaded
from tests.benchmarks.publishing import published_under_reading
from tests.benchmarks.queries import every
from tests.benchmarks.questions import names
from tests.benchmarks.ratios import Options, Ratio, lines
from tests.benchmarks.reading import HEADER
from tests.benchmarks.screens import measure as screens
from tests.benchmarks.served import Served, by_default, ours
from tests.benchmarks.sessions import read_together, rerun
from tests.benchmarks.visits import fetched
from tests.browser.chromium import browser
from tests.dashboard.conftest import components_found_once

__all__ = ["components_found_once"]


def test_the_benchmark_of_reading_prints_its_table() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.reading", "--reports", "4", "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    assert f"| {' | '.join(HEADER)} |" in done.stdout
    for what in ("text", "HTML", "DOCX", "text, two processes"):
        assert f"\n| {what} | " in done.stdout


def printed(command: Command, *options: str) -> str:
    """Return what a command prints in this process, which has loaded what it needs."""
    return CliRunner().invoke(command, options, catch_exceptions=False).output


def test_the_benchmark_of_rules_prints_its_table() -> None:
    told = printed(rules.main, "--townships", "5", "--rounds", "1")
    assert "| one scan of the columns they read |" in told
    assert "90 reports" in told


def test_the_benchmark_of_copying_prints_its_table() -> None:
    told = printed(copying.main, "--townships", "20", "--years", "3", "--rounds", "1")
    assert "| one scan of the same texts |" in told
    assert "| 60 reports of " in told


def test_the_table_shows_medians_spread_and_whether_the_goal_is_met() -> None:
    found = [
        Ratio("查询", "select 1", (50.0, 10.0, 30.0), 40, note="甲页"),
        Ratio("导出", "to_csv", (0.2, 0.1), 0.125),
        Ratio("装载", "executemany", (250.0, 350.0, 310.0), 300, at_least=True),
        Ratio("正文", "executemany", (29.0,), 30, at_least=True),
    ]
    assert list(lines(found)) == [
        "| what | baseline in the same run | ratio | goal | met | note |",
        "| --- | --- | --- | --- | --- | --- |",
        "| 查询 | select 1 | 30.0 (10.0–50.0) × | ≤ 40 × | met | 甲页 |",
        "| 导出 | to_csv | 0.15 (0.1–0.2) × | ≤ 0.125 × | missed |  |",
        "| 装载 | executemany | 310 (250–350) × | ≥ 300 × | met |  |",
        "| 正文 | executemany | 29.0 (29.0–29.0) × | ≥ 30 × | missed |  |",
    ]


def test_one_command_measures_and_says_on_what_machine() -> None:
    command = [sys.executable, "-m", "tests.benchmarks", "--only", "rules", "--scale", "county",
               "--rounds", "1"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    assert "cores, " in done.stdout
    assert "360 reports | one scan of the columns they read |" in done.stdout


@pytest.mark.nightly
def test_every_question_of_every_page_is_measured(made_up_county: Options) -> None:
    found = list(every(made_up_county))
    assert {question.name for question, _ in found} > {"indicators_of_year", "zero_matrix"}
    # Some are asked only of a township, a report or a finding that was chosen.
    assert len(found) > len(names()) - 8
    opened = {question.name for question, _ in found if question.page == "details"}
    assert opened == {detail.query for detail in DETAILS.values()}
    assert all(len(ratio.values) == 1 for _, ratio in found)


@pytest.mark.nightly
@pytest.mark.browser
def test_a_screen_is_measured_beside_its_twin_with_hard_coded_data(
    made_up_county: Options,
) -> None:
    opening, narrowing = screens(made_up_county, ["hotline"])
    assert (opening.what, narrowing.what) == ("opening hotline", "a filter change on hotline")
    assert len(opening.values) == len(narrowing.values) == 1
    assert min(*opening.values, *narrowing.values) > 0


def test_loading_is_measured(tmp_path: Path) -> None:
    whole, single = loaded(tmp_path, 1, rows=2_000), imported(tmp_path, 1, reports=4)
    assert len(whole.values) == len(single.values) == 1
    assert list(tmp_path.iterdir()) == []


def test_other_engines_give_the_same_figures(made_up_county: Options) -> None:
    found = list(engines.measure(made_up_county))
    assert [ratio.baseline for ratio in found] == [
        "pandas in memory", "polars in memory", "SQLite", "SQLite with an index",
    ]  # fmt: skip


def test_a_search_is_measured_for_a_county_and_for_all_of_them(made_up_county: Options) -> None:
    found = list(search.measure(made_up_county))
    assert [ratio.what.rpartition(", ")[2] for ratio in found] == [
        "a county of it", "all of it as one county",
    ]  # fmt: skip
    assert all("sentences, made in" in ratio.note for ratio in found)
    assert not (made_up_county.folder / "search.duckdb").exists()


def test_readers_meet_no_error_and_end_on_the_newest_publication(tmp_path: Path) -> None:
    assert published_under_reading(tmp_path, publications=1).met


@pytest.fixture(scope="module")
def our(full_data: Path) -> Iterator[Served]:
    """Yield our server, which visits and readers together are measured at."""
    with ours(full_data) as served:
        yield served


@pytest.mark.nightly
@pytest.mark.browser
def test_a_first_visit_fetches_less_than_by_default(our: Served, full_data: Path) -> None:
    with by_default(full_data) as default, browser() as running:
        assert 0 < fetched(running, our.address) < fetched(running, default.address)


@pytest.mark.nightly
def test_readers_together_meet_pages_and_no_errors(our: Served) -> None:
    met = read_together(our, 3, seconds=8)
    assert our.megabytes() > 50
    assert asyncio.run(rerun(our, "hotline", 1)) > 0
    assert (len(met.seconds) >= 3, met.failures) == (True, [])
