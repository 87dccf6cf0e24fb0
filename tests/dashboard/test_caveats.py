"""A corrected or recognized figure is named on every page and in every export that counts it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from dashboard.data.caveats import caveat_notes, caveats, frozen_sentence, sentence, summary
from dashboard.exports import Export
from dashboard.exports.bulletin import bulletin_of, bulletin_slides
from dashboard.exports.bulletin.sentences import notes
from dashboard.queries import ask
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.analysis.proactive import BY_TOWNSHIP
from dashboard.tables.schema import Table, year
from etl.domain.place import Submission
from etl.pipeline.acts.undo_act import undo_act
from etl.pipeline.safekeeping.freeze_year import freeze_year
from etl.storage.decisions.unit_notes import load_notes, set_note
from etl.storage.records.change_log import Act, Change, ChangedMeanwhile, changes
from etl.storage.records.store import reading
from etl.warehouse.loading.reference_rows import Holdings
from tests.dashboard.conftest import Open
from tests.dashboard.test_pages import PAGES, address
from tests.etl.pipeline.test_place_report import EAST, RIVER, base, rebuilt, withdrawal
from tests.warehouses import PINE, pine_report, published, stored

__all__ = ["base"]

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
    told = [text for label, text in lines if label == "已更正"]
    assert any(isinstance(text, str) and "171" in text for text in told)


@pytest.fixture(scope="module")
def noted_data(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a note on a unit's year."""
    data = copytree(base, tmp_path_factory.mktemp("noted") / "data")
    set_note(data, (EAST, 2023), "街道改制，\n数据口径变化", Act("王晓", "县编办文件"), 0)
    rebuilt(data)
    return data


def test_a_note_travels_into_pages_charts_and_exports(noted_data: Path, opened: Open) -> None:
    said = "东岭镇 2023 年度：街道改制， 数据口径变化（王晓）"
    app = opened(noted_data, "township", county="青石县", unit=EAST, from_="2023", to="2023")
    assert not app.exception
    assert said in [text.value for text in app.text]
    for chart in app.get("plotly_chart"):
        below = json.loads(chart.proto.spec)["layout"]["title"]["subtitle"]["text"]
        assert "备注：东岭镇2023年度：街道改制" in re.sub(r"<br>|\s", "", below)
    selection = Selection("990301", "青石县", (), (), (), 2023, 2023)
    assert ("备注", said) in caveat_notes(selection)
    assert caveat_notes(replace(selection, townships=(RIVER,))) == ()
    app = opened(noted_data, "county_total", county="青石县", from_="2023", to="2023")
    assert any(f"备注：{said}。" in caption.value.replace("\\", "") for caption in app.caption)


def test_a_note_is_an_act_that_the_second_of_two_does_not_overwrite(
    noted_data: Path, opened: Open
) -> None:
    with pytest.raises(ChangedMeanwhile, match="王晓"):
        set_note(noted_data, (EAST, 2023), "另一说法", Act("李四", "来函"), 0)
    log = opened(noted_data, "change_log", county="青石县").dataframe[0].value
    told = log[["kind", "township", "year", "after", "why"]].to_numpy().tolist()
    assert ["备注", "东岭镇", 2023, "街道改制， 数据口径变化", "县编办文件"] in told


def test_a_note_is_written_and_taken_away_on_the_page_of_the_unit(
    base: Path, tmp_path: Path, opened: Open
) -> None:
    data = copytree(base, tmp_path / "data")
    app = to_note(opened, data)
    app.default_timeout = 600
    write_note(app)
    assert not app.error
    assert [(n.text, n.who) for n in load_notes(data)] == [("并入开发区", "李四")]
    assert stored(data, "select note from unit_notes") == [("并入开发区",)]
    ((number,),) = [(c.act,) for c in acts_on_notes(data)]
    undo_act(data, number, Act("王晓", "记错了"))
    assert stored(data, "select note from unit_notes") == []


def to_note(opened: Open, data: Path) -> AppTest:
    """Open the form for the note on the year of a unit."""
    app = opened(data, "township", county="青石县", unit=RIVER, from_="2023", to="2023")
    app.session_state["part_township"] = "报送"
    app.run()
    return app.selectbox(key="note_on").set_value("2023 柳河街道").run()


def write_note(app: AppTest) -> None:
    for label, text in (("备注", "并入开发区"), ("理由", "县里通知"), ("备注人", "李四")):
        next(box for box in app.text_input if box.label == label).set_value(text)
    next(b for b in app.button if b.label == "保存备注").click().run()
    assert not app.exception


def test_who_comes_second_is_shown_what_one_wrote_and_it_is_not_kept(
    base: Path, tmp_path: Path, opened: Open
) -> None:
    data = copytree(base, tmp_path / "data")
    app = to_note(opened, data)
    set_note(data, (RIVER, 2023), "抢先写的", Act("王晓", "来函"), 0)
    write_note(app)
    assert [error.value for error in app.error] == ["没有完成。"]
    assert any("您写的是“并入开发区”，没有保存。" in text.value for text in app.text)
    assert [note.text for note in load_notes(data)] == ["抢先写的"]


def acts_on_notes(data: Path) -> list[Change]:
    with reading(data) as connection:
        return list(changes(connection, kind="unit_notes"))


def test_exports_say_whether_their_figures_are_those_of_a_frozen_year(
    noted_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copytree(noted_data, tmp_path / "data")
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    selection = Selection("990301", "青石县", (), (), (), 2022, 2023)
    assert "定稿" not in dict(caveat_notes(selection))
    frozen = freeze_year(data, "990301", 2023, "报市定稿", Act("王晓", "审定"))
    assert dict(caveat_notes(selection))["定稿"] == f"2023 年度数字与定稿 {frozen.id} 一致"
    assert f"定稿：2023 年度数字与定稿 {frozen.id} 一致。" in notes(bulletin_of(selection))
    slides: Any = Presentation(io.BytesIO(bulletin_slides(bulletin_of(selection)))).slides
    shown = "".join(s.text_frame.text for page in slides for s in page.shapes if s.has_text_frame)
    assert frozen.id in shown
    table = pd.DataFrame({"year": [2023]})
    bare = Export(table, Table("表", (year(),)), selection, source(), caveat_notes(selection))
    assert f"表_定稿{frozen.id}_" in bare.file_name("csv")
    assert frozen_sentence(selection) == f"2023 年度数字与定稿 {frozen.id} 一致。"
    withdrawal(data)
    told = dict(caveat_notes(selection))["定稿"]
    bare = Export(table, Table("表", (year(),)), selection, source(), caveat_notes(selection))
    assert "定稿" not in bare.file_name("csv")
    assert re.fullmatch(rf"2023 年度全县有 \d+ 个公布的数字与最近的定稿 {frozen.id} 不同，.*", told)
