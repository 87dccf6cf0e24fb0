"""A year's sum says on pages, in bulletins, on slides and in exports what was filed beside it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from pptx import Presentation

from dashboard import queries
from dashboard.data.caveats import caveat_notes
from dashboard.exports.bulletin import bulletin_document, bulletin_of, bulletin_slides
from dashboard.queries.selection import Selection
from tests.dashboard.conftest import Open

COUNTY = Selection("990101", "云溪县", (), (), (), 2019, 2024)
OF_2019 = replace(COUNTY, to_year=2019)
SAID = "另有青石坡乡已报的 123 条未计入"
DRAWN_OF_SUMS = ("总览 主要", "主动公开", "热线", "依申请公开", "复议诉讼")
NAMED = "青石坡乡 2019 年度：后来与它合并的柳叶渡乡没有报告，本单位已报的"


@pytest.fixture(autouse=True)
def data(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ask the sample county."""
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    with queries.one_version():
        yield


def words_of(content: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


def words_on(content: bytes) -> str:
    show: Any = Presentation(io.BytesIO(content))
    shapes = [s for slide in show.slides for s in slide.shapes if s.has_text_frame]
    return "\n".join(shape.text_frame.text for shape in shapes)


def test_the_bulletin_of_the_year_says_it_with_the_figure() -> None:
    bulletin = bulletin_of(OF_2019)
    for said in (words_of(bulletin_document(bulletin)), words_on(bulletin_slides(bulletin))):
        (line,) = [t for t in said.splitlines() if t.startswith("主动公开政府信息 3,887 条")]
        assert SAID in line
        assert NAMED in said


def test_a_chart_by_year_says_it_below_for_a_year_before() -> None:
    bulletin = bulletin_of(COUNTY)
    for said in (words_of(bulletin_document(bulletin)), words_on(bulletin_slides(bulletin))):
        assert f"图中 2019 年{SAID}" in said
        assert "图中 2020 年另有青石坡乡已报的 43/44 未计入" in said
        assert NAMED in said


def test_every_export_says_it() -> None:
    assert any(title == "已报未计入" and NAMED in said for title, said in caveat_notes(COUNTY))
    assert not any(title == "已报未计入" for title, _ in caveat_notes(COUNTY.last_year))


@pytest.mark.parametrize("page", ["overview", "proactive", "hotline", "applications", "reviews"])
def test_every_page_and_chart_of_the_year_says_it(full_data: Path, opened: Open, page: str) -> None:
    app = opened(full_data, page, county="云溪县", from_="2019", to="2019")
    assert not app.exception
    assert any(NAMED in text.value for text in app.text)
    below = [
        re.sub(r"<br>|\s", "", json.loads(chart.proto.spec)["layout"]["title"]["subtitle"]["text"])
        for chart in app.get("plotly_chart")
        if chart.proto.alt.startswith(DRAWN_OF_SUMS)
    ]
    assert below
    assert all("已报未计入：青石坡乡2019年度" in one for one in below)
