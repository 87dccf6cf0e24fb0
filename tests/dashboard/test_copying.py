"""The page on copied narratives lists the pairs, marks what both say, and shows text as text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from dashboard.components.review.side_by_side import MOST_COMPARED, marked
from dashboard.labels.markdown import literal
from dashboard.labels.text_diff import Piece, pieces, shared_of
from dashboard.labels.wording import is_missing
from dashboard.queries import ask
from dashboard.queries.result import rows
from etl.domain.place import Submission
from etl.domain.report import Identity, Report, Section
from etl.warehouse.loading.reference_rows import Holdings
from tests.conftest import PINE
from tests.dashboard.conftest import Open
from tests.dashboard.test_queries import COUNTY
from tests.warehouses import published

HOSTILE = "<img src=x onerror=alert(1)> [点我](http://evil.example) :red[红] $x$ **粗**\n    # 题"


def shared(text: str) -> Piece:
    return Piece(text, is_shared=True)


def own(text: str) -> Piece:
    return Piece(text, is_shared=False)


def test_equal_passages_are_found_wherever_they_stand() -> None:
    found = pieces("甲乙丙丁戊己庚辛。不同的话", "另外的话。甲乙丙丁戊己庚辛")
    assert found == [shared("甲乙丙丁戊己庚辛"), own("。不同的话")]
    assert shared_of(found) == 8


def test_seven_equal_characters_are_no_passage() -> None:
    assert pieces("甲乙丙丁戊己庚", "甲乙丙丁戊己庚") == [own("甲乙丙丁戊己庚")]
    assert pieces("", "甲乙丙丁戊己庚辛") == []


def test_a_number_is_shared_as_a_whole_or_not_at_all() -> None:
    found = pieces("甲乙丙丁戊己庚在2025年公开", "甲乙丙丁戊己庚在2024年公开")
    assert found == [shared("甲乙丙丁戊己庚在"), own("2025年公开")]


def test_text_of_a_report_keeps_no_meaning_in_markdown() -> None:
    assert marked([shared("甲[乙]\n丙"), own("<b>")]) == (
        f":orange-background[甲{literal('[')}乙{literal(']')}]  \n"
        f":orange-background[丙]{literal('<b>')}"
    )


def test_the_copied_report_of_the_sample_comes_first(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "copying")
    assert not app.exception
    (pair,) = [box for box in app.selectbox if box.label == "对照"]
    assert pair.options[0].startswith("银杏坪镇 2025 年 · 与本单位上年 · 银杏坪镇 2024 年")
    assert any(":orange-background[" in text.value for text in app.markdown)
    assert "1 份相似度高于 50%" in app.header[0].value


def test_any_two_reports_can_be_compared(full_data: Path, opened: Open) -> None:
    app = opened(
        full_data, "copying", pair="任选两份报告", left="麦浪乡 2024 年", right="青柳镇 2023 年"
    )
    assert not app.exception
    chosen = {box.label: str(box.value) for box in app.selectbox}
    assert (chosen["左边"][-4:], chosen["右边"][-4:]) == ("2024", "2023")
    assert {"**麦浪乡 2024 年**", "**青柳镇 2023 年**"} <= {text.value for text in app.markdown}


@pytest.mark.parametrize("pair", ["unknown_pair", "<script>"])
def test_an_unknown_pair_in_the_address_is_ignored(
    pair: str, full_data: Path, opened: Open
) -> None:
    assert not opened(full_data, "copying", pair=pair).exception


def test_a_report_without_text_says_that_there_is_nothing_to_compare(
    one_township_data: Path, opened: Open
) -> None:
    app = opened(one_township_data, "copying")
    assert not app.exception
    assert any("没有两份可以对照的正文" in info.value for info in app.info)
    assert app.header[0].value == "2024 年度没有可以比较的正文"


def test_years_without_text_have_no_number(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    years = {row["year"]: row for row in rows(ask("similar_by_year", **COUNTY | {"at_least": 0.5}))}
    assert is_missing(years[2018]["previous"])
    assert is_missing(years[2022]["previous"])
    assert years[2022]["sibling"] >= 0
    assert years[2025]["previous"] == 1


def two_years(data: Path, body: str) -> Path:
    """Return a data folder with two reports of one unit that say the same."""
    submissions = [
        Submission(
            PINE, year,
            Report(Identity("松树乡", "松江县", year), "2021",
                   sections=(Section(1, "一、<b>总体", body, "第1行"),)),
            f"{year}.txt", "txt", str(year), datetime(2025, 2, 1, 9),
        )
        for year in (2023, 2024)
    ]  # fmt: skip
    published(data, Holdings(is_sample=False, places=(PINE,)), submissions)
    return data


def test_long_texts_are_compared_in_their_first_part(tmp_path: Path, opened: Open) -> None:
    body = "青禾镇公开了道路养护的安排。" * (MOST_COMPARED // 10)
    app = opened(two_years(tmp_path, body), "copying")
    assert not app.exception
    told = [text.value for text in app.caption if "与另一份相同" in text.value]
    assert len(told) == 2
    assert all(f"只对照和显示前 {MOST_COMPARED} 字" in text for text in told)
    assert all(f"其中 {MOST_COMPARED} 字与另一份相同" in text for text in told)
    assert sum(len(text.value) for text in app.markdown) < 3 * MOST_COMPARED


def test_hostile_text_is_shown_as_it_is(tmp_path: Path, opened: Open) -> None:
    app = opened(two_years(tmp_path, HOSTILE), "copying")
    assert not app.exception
    shown = "".join(text.value for text in app.markdown)
    assert "<img" not in shown
    assert "[点我]" not in shown
    assert literal("[点我](http") in shown
    assert "    " not in shown
