"""The township page leads from any figure to where it stands in its original, and shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from dashboard.components.review.original_view import clue_of
from dashboard.components.review.passage import marked_markdown, marked_text
from dashboard.components.review.text_hints import short, unread
from dashboard.data.files.originals import original_lines
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from etl.transform.locate import marked_cells, matched, passage_of
from tests.dashboard.conftest import Open
from tests.dashboard.test_queries import COUNTY

MERGED = "990101108"
HOSTILE = (
    "<script>alert(1)</script>", "[a](http://b.cn) ![c](http://d/e.png)", ":red[x] :material/home:",
    "$x^2$", "# h", "- i", "1. j", "`k` *l* _m_ ~~n~~", "&lt;b&gt;", "|a|b|", "http://b.cn", "\\$",
)  # fmt: skip


@pytest.fixture
def full(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))


def filings(unit: str) -> list[Row]:
    return rows(ask("unit_filings", **COUNTY | {"unit": unit}))


def report_of(year: int) -> Row:
    return next(r for r in filings("990101001") if r["year"] == year and r["report_id"] > 0)


def cells_of(report: Row) -> list[Row]:
    return rows(ask("report_cells", report=int(report["report_id"])))


@pytest.mark.parametrize("year", [2018, 2019, 2023, 2024])
def test_every_printed_figure_leads_to_a_passage_that_prints_it(full: None, year: int) -> None:
    report = report_of(year)
    lines, cells = original_lines(report), cells_of(report)
    assert cells
    for number, cell in enumerate(cells):
        clue = clue_of(cells, number, report)
        if not cell["raw"]:
            continue
        passage = passage_of(lines, clue)
        assert passage is not None, cell["label"]
        printed = "".join(matched(line.text) for line in passage.marked)
        assert matched(cell["raw"]) in printed, cell["label"]
        assert any(
            ":orange-background[" in marked_text(line, clue, passage.cell)
            for line in passage.marked
        ), cell["label"]


def test_one_figure_of_a_row_is_marked_and_not_all_that_are_equal(full: None) -> None:
    report = report_of(2019)
    lines, cells = original_lines(report), cells_of(report)
    for number, cell in enumerate(cells):
        if not cell["row_address"] or cell["mark"] == "absent":
            continue
        clue = clue_of(cells, number, report)
        passage = passage_of(lines, clue)
        assert passage is not None
        line = passage.marked[0]
        chosen = (passage.cell,) if passage.cell is not None else marked_cells(line, clue)
        assert len(chosen) == 1
        assert matched((line.cells or ())[chosen[0]]) == matched(cell["raw"])


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_an_original_holds_is_shown_as_text(text: str) -> None:
    for shown in (marked_markdown(text, ()), marked_markdown(text, ((0, len(text)),))):
        bare = shown.removeprefix(":orange-background[**").removesuffix("**]")
        assert not set(bare) & set("<>[]`*_$~|\\:!@")
        assert not re.search(r"--|www(?!&)", bare)


def test_the_page_shows_the_township_of_the_address(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "township", unit=MERGED)
    assert not app.exception
    assert "青柳镇" in app.header[0].value
    assert any("前身：柳叶渡乡" in text.value for text in app.text)


def test_the_first_township_of_the_shared_filter_is_shown(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "township", township="听雨乡")
    assert not app.exception
    assert app.header[0].value.startswith("听雨乡")
    assert "缺 2019、2025 年度" in app.header[0].value


def test_an_unknown_township_in_the_address_is_passed_over(full_data: Path, opened: Open) -> None:
    assert not opened(full_data, "township", unit="<script>").exception


def test_years_without_any_report_are_said_to_be_empty(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "township", unit="990101203", from_="2025", to="2025")
    assert not app.exception
    assert any("所选年度内没有报告" in info.value for info in app.info)


def test_a_report_whose_original_is_gone_says_so(one_township_data: Path, opened: Open) -> None:
    app = opened(one_township_data, "township")
    assert not app.exception
    assert any("找不到这份报告的原件" in warning.value for warning in app.warning)


def test_no_percentage_is_given_on_a_base_below_ten(full: None) -> None:
    changes = rows(ask("unit_changes", **COUNTY | {"unit": "990101001"}))
    assert changes
    for row in changes:
        if row["value_before"] < 10:
            assert row["change_rate"] != row["change_rate"]


def test_a_short_overview_and_figures_that_were_not_read_are_told_as_a_hint(
    full: None, full_data: Path, opened: Open
) -> None:
    app = opened(full_data, "township", county="青石县", unit="990101001", to="2024")
    assert not app.exception
    (hint,) = [c.value for c in app.caption if c.value.startswith("正文提示：")]
    (length,) = ask("overview_length", report=int(report_of(2024)["report_id"]))["length"]
    assert f"第一部分 {length:,} 字，不足 1,000 字" in hint
    assert "不算问题" in hint


def test_what_waits_for_a_person_is_not_called_unread() -> None:
    none = pd.DataFrame({"address": ["narrative.applications_received"]})
    waits = pd.DataFrame({"figure_id": ["proactive_total"]})
    nothing = pd.DataFrame({"figure_id": pd.Series(dtype=str)})
    assert unread(none, waits) == ""
    assert unread(none, nothing) == "正文中没有读到：主动公开政府信息总数"
    assert short(1000) == ""
    assert short(999) == "第一部分 999 字，不足 1,000 字"
