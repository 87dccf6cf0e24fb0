"""A corrected or recognized figure is named on every page and in every export that counts it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.data.caveats import caveat_notes, caveats, sentence, summary
from dashboard.exports import Export
from dashboard.queries import ask
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.analysis.proactive import BY_TOWNSHIP
from etl.domain.place import Submission
from etl.warehouse.loading.reference_rows import Holdings
from tests.dashboard.conftest import Open
from tests.dashboard.test_pages import PAGES, address
from tests.warehouses import PINE, pine_report, published

SELECTION = Selection("990102", "松江县", (), (), (), 2024, 2024)


# The one corrected figure is a disclosed total; a report read from a picture is in all but filings.
HOLDING = ("总览", "主动公开", "乡镇档案 主动公开", "数据质量", "对比")
FILINGS = ("报送", "雷同")


@pytest.fixture(scope="module")
def corrected_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("caveat")
    report = pine_report()
    first, *others = report.figures
    corrected = replace(first, value=Decimal(171), corrected="乡镇来函更正")
    seen = tuple(replace(cell, confidence=0.91) for cell in report.cells)
    report = replace(report, figures=(corrected, *others), cells=seen)
    at = datetime(2025, 2, 1, 9)
    submission = Submission(PINE, 2024, report, "松树乡2024.jpg", "jpg", "ab", at)
    published(data, Holdings(is_sample=False, places=(PINE,)), [submission])
    return data


def test_both_kinds_are_told_apart_and_say_what_was_printed(
    corrected_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(corrected_data))
    found = caveats(SELECTION)
    assert summary(found) == "已更正 1 个数字 · 图片识别 1 份报告"
    said = "\n".join(sentence(row) for row in found)
    assert "原文“170”，按“171”统计（乡镇来函更正）" in said
    assert "共 5 个数字，最低把握 91%" in said


@pytest.mark.parametrize("name", PAGES)
def test_every_page_names_them(corrected_data: Path, opened: Open, name: str) -> None:
    app = opened(corrected_data, address(name))
    assert not app.exception
    assert any("乡镇来函更正" in text.value for text in app.text)
    for chart in app.get("plotly_chart"):
        name = chart.proto.alt.partition("：")[0]
        title = json.loads(chart.proto.spec)["layout"]["title"]
        told = re.sub(r"<br>|\s", "", title["subtitle"]["text"])
        assert ("含已更正1个数字" in told) == name.startswith(HOLDING)
        assert ("图片识别1份报告" in told) == (not name.startswith(FILINGS))


def test_every_export_names_them(corrected_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(corrected_data))
    frame = ask("proactive_townships", **SELECTION.parameters)
    export = Export(frame, BY_TOWNSHIP, SELECTION, source(), caveat_notes(SELECTION))
    book = load_workbook(io.BytesIO(export.xlsx()))
    lines = [tuple(row) for row in book["说明"].iter_rows(values_only=True)]
    assert any(label == "已更正" and "171" in text for label, text in lines)
