"""The meeting view shows what the pages tell: their sentence, and one of their charts at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.charts.style.enlarged import SCREEN, enlarged
from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from tests.dashboard.conftest import Open

QUESTIONS = [name_of(module) for module in modules() if module.PAGE.in_meetings]


def address(page: str) -> str:
    return "" if page == "overview" else page


@pytest.mark.parametrize("page", QUESTIONS)
def test_a_slide_has_the_sentence_of_its_page_and_one_chart(
    page: str, full_data: Path, opened: Open
) -> None:
    sentence = opened(full_data, address(page)).header[0].value
    app = opened(full_data, address(page), meeting="1")
    assert not app.exception
    assert [title.value for title in app.title] == [sentence]
    (chart,) = app.get("plotly_chart")
    assert json.loads(chart.proto.spec)["layout"]["height"] >= SCREEN
    assert any("示例数据" in caption.value for caption in app.caption)
    assert any("云溪县 · 全部乡镇（街道）" in caption.value for caption in app.caption)


def test_the_last_slide_is_the_table_and_nonsense_is_the_first(
    full_data: Path, opened: Open
) -> None:
    app = opened(full_data, "hotline", meeting="0")
    assert not app.get("plotly_chart")
    assert "青柳镇" in app.table[0].value.to_string()
    assert opened(full_data, "hotline", meeting="甲").get("plotly_chart")


def test_a_slide_follows_the_filters(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "hotline", meeting="1", type_=["街道"], to=["2022"])
    assert app.title[0].value.startswith("2022 年度热线答复率")
    assert any("全部街道 · 2018–2022 年" in caption.value for caption in app.caption)


def test_where_nothing_fits_the_slide_says_so(register_only_data: Path, opened: Open) -> None:
    app = opened(register_only_data, "zero_applications", meeting="1")
    assert not app.exception
    assert "还没有报告" in app.title[0].value


def test_a_chart_in_large_type_keeps_its_figures_and_its_words() -> None:
    size = {"font": {"size": 10}}
    figure = {
        "data": [{
            "x": [10], "marker": {"size": [0, 10]}, "ticktext": "<span style='font-size:10px'>",
        }],
        "layout": {
            "height": 270, "margin": {"t": 20, "b": 10},
            "title": {"text": "甲镇<br>20 件，<br>乙镇", "subtitle": {"text": ""}, **size},
        },
    }  # fmt: skip
    large = enlarged(figure)
    (trace,), layout = large["data"], large["layout"]
    assert trace == {
        "x": [10], "marker": {"size": [0, 14.5]}, "ticktext": "<span style='font-size:14px'>",
    }  # fmt: skip
    assert layout["title"]["text"] == "甲镇 20 件，乙镇"
    assert layout["title"]["font"]["size"] == 14.5
    assert layout["margin"] == {"t": 29, "b": 14.5}
