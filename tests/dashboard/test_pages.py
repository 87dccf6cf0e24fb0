"""Every page is drawn on a whole county, on one township, and where there is nothing yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from tests.dashboard.conftest import Open

PAGES = {name_of(module): module.PAGE for module in modules()}
HOME = next(iter(PAGES))
# Pages of acts and of reading, which have no table to take along where there is nothing to do.
NO_TABLE = {"assessment", "backup", "candidates", "help", "search", "start"}
WORDS_ONLY = NO_TABLE | {
    "archive",
    "change_log",
    "correction_notices",
    "county_total",
    "frozen",
    "definitions",
    "details",
    "register",
}


def address(page: str) -> str:
    return "" if page == HOME else page


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("case", ["full", "one_township"])
def test_a_page_draws_its_title_and_offers_its_table(
    page: str, case: str, data_folders: dict[str, Path], seen: Open
) -> None:
    app = seen(data_folders[case], address(page))
    assert not app.exception
    assert app.title[0].value == PAGES[page].title
    if page in NO_TABLE:
        return
    labels = [button.label for button in app.download_button]
    assert "导出 Excel" in labels
    assert "导出 CSV" in labels


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_a_register_without_a_report(
    page: str, register_only_data: Path, seen: Open
) -> None:
    app = seen(register_only_data, address(page))
    assert not app.exception
    assert app.title[0].value == PAGES[page].title


def test_without_a_register_the_first_steps_are_explained(empty_data: Path, seen: Open) -> None:
    app = seen(empty_data)
    assert not app.exception
    assert app.title[0].value == "还没有任何年度报告"
    steps = [m.value for m in app.markdown if m.value.startswith("**")]
    assert [step[2:7] for step in steps] == ["1. 登记", "2. 导入", "3. 查看"]
    assert "导入报告" in [button.label for button in app.button]


def test_beside_the_sample_county_the_first_steps_have_a_page(
    full_data: Path, one_township_data: Path, seen: Open
) -> None:
    app = seen(full_data, "start")
    assert not app.exception
    steps = [m.value for m in app.markdown if m.value.startswith("**")]
    assert [step[2:7] for step in steps] == ["1. 登记", "2. 导入", "3. 查看"]
    assert "先看看示例县" not in [button.label for button in app.button]
    own = seen(one_township_data, "start")
    assert not own.exception
    assert "导入报告" not in [button.label for button in own.button]


def test_the_help_page_is_the_guide_of_the_documents(full_data: Path, seen: Open) -> None:
    app = seen(full_data, "help")
    text = (Path(__file__).parents[2] / "docs" / "快速指南.md").read_text("utf-8")
    assert len(app.expander) == text.count("\n## ") > 5
    shown = "".join(m.value for m in app.markdown)
    assert all(line in shown for line in text.splitlines() if line.startswith("| "))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_the_sample_is_a_sample(
    page: str, full_data: Path, seen: Open
) -> None:
    app = seen(full_data, address(page))
    assert any("示例数据" in mark.value for mark in app.markdown)
    for chart in app.get("plotly_chart"):
        assert "示例数据" in str(json.loads(chart.proto.spec))


@pytest.mark.parametrize("page", PAGES)
def test_real_reports_are_not_called_a_sample(
    page: str, one_township_data: Path, seen: Open
) -> None:
    app = seen(one_township_data, address(page))
    assert not any(":material/science:" in mark.value for mark in app.markdown)
    for chart in app.get("plotly_chart"):
        assert "示例数据" not in str(json.loads(chart.proto.spec))


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_is_described_in_words(page: str, full_data: Path, seen: Open) -> None:
    charts = seen(full_data, address(page)).get("plotly_chart")
    assert bool(charts) == (page not in WORDS_ONLY)
    assert all(len(chart.proto.alt) > 10 for chart in charts)


def test_pages_stand_in_sections_and_ask_a_question() -> None:
    assert HOME == "overview"
    assert all(page.question.endswith("？") for page in PAGES.values())


def test_one_slashed_report_is_a_slash_and_not_a_zero(one_township_data: Path, seen: Open) -> None:
    app = seen(one_township_data)
    figures = {metric.label: metric.value for metric in app.metric}
    assert figures["新收申请"] == "斜杠"
    assert figures["热线答复率"] == "100.0%"
    assert figures["主动公开总数"] == "170 条"
    assert figures["零申请乡镇"] == "1 个"


def test_a_rejected_file_needs_attention(one_township_data: Path, seen: Open) -> None:
    app = seen(one_township_data)
    assert any("坏文件.txt" in text.value for text in app.text)
