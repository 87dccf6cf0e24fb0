"""What stands above a chart, and the name of its picture, say whose figures are drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dashboard.queries import ask
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from tests.dashboard.conftest import Open
from tests.dashboard.test_pages import PAGES, WORDS_ONLY
from tests.dashboard.test_pages import address as address_of

COUNTY = "云溪县"
CASES = ("whole", "type_in_some_years", "one", "two")
# What has no chart to name is opened with one choice.
OPENED = [(page, case) for page in PAGES for case in (CASES[-1:] if page in WORDS_ONLY else CASES)]


@pytest.fixture
def selections(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, tuple[dict[str, list[str]], str, str]]:
    """Return by case the address, the places and the years that it chooses."""
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    streets = [r for r in rows(ask("townships_to_choose", county="990101")) if r["type"] == "街道"]
    codes, names = [r["label"] for r in streets[:2]], [r["township"] for r in streets[:2]]
    years = "2018–2025年"
    return {
        "whole": ({}, "全部乡镇（街道）", years),
        "type_in_some_years": (
            {"type": ["街道"], "from": ["2022"], "to": ["2023"]}, "全部街道", "2022–2023年",
        ),
        "one": ({"township": codes[:1]}, names[0], years),
        "two": ({"township": codes}, "、".join(names), years),
    }  # fmt: skip


def bare(text: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", text)


@pytest.mark.parametrize(("page", "case"), OPENED)
def test_a_chart_is_named_for_what_is_chosen(
    page: str, case: str, full_data: Path, opened: Open,
    selections: dict[str, tuple[dict[str, list[str]], str, str]],
) -> None:  # fmt: skip
    chosen, places, years = selections[case]
    address = {f"{name}_": value for name, value in chosen.items()}
    app = opened(full_data, address_of(page), **address)
    assert not app.exception
    charts = app.get("plotly_chart")
    # A page on one township draws that of the filter, or the first.
    if page == "township" and case not in ("one", "two"):
        return
    if page == "township":
        places = places.partition("、")[0]
    for chart in charts:
        layout = json.loads(chart.proto.spec)["layout"]
        title = layout["meta"]["picture"]["title"]
        assert "数据截至" not in str(layout["title"])
        about = bare(title["subtitle"]["text"])
        named = json.loads(chart.proto.config)["toImageButtonOptions"]["filename"]
        last = f"{years[-5:-1]}年"
        assert places in about
        assert years in about or last in about
        assert places in named
        assert years in named or last in named
        if case != "whole":
            heading = bare(title["text"])
            assert COUNTY not in heading or f"{COUNTY}{places}" in heading


def test_a_title_begins_with_whose_figures_they_are() -> None:
    county = Selection("990101", COUNTY, (), (), (), 2018, 2025)
    streets = Selection("990101", COUNTY, (), (), ("街道",), 2018, 2025)
    one = Selection("990101", COUNTY, ("990101001",), ("甲乡",), (), 2018, 2025)
    assert [s.scope for s in (county, streets, one)] == [COUNTY, "云溪县全部街道", "甲乡"]
    assert one.last_year.years == "2025 年"
