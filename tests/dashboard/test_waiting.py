"""A file that waits stands on the submissions page until an official settles it there."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.pipeline.acts.decide_waiting import dismiss_waiting
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Decision, Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.files import import_journal, waiting
from tests.dashboard.conftest import Open
from tests.dashboard.test_submissions import press
from tests.warehouses import Ready, stored

REGISTER = (
    "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor\n"
    "990301001,甲省,乙市,青石县,东岭镇,镇,,,,\n"
    "990301002,甲省,乙市,青石县,柳河街道,街道,,,,\n"
)
REPORT = "东岭镇{}年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息12条。\n"


@pytest.fixture
def data(ready: Ready, tmp_path: Path) -> Path:
    files = ("东岭镇2022.txt", REPORT.format(2022)), ("<b>柳河街道<b>2023.txt", REPORT.format(2023))
    return ready(tmp_path / "data", REGISTER, *files)


def patient(app: AppTest) -> AppTest:
    """Let a run take as long as an import in a process of its own does."""
    app.default_timeout = 600
    return app


def fill(app: AppTest, by: str, why: str) -> AppTest:
    """Write who decides and why into the dialog."""
    next(box for box in app.text_input if box.label == "核收人").set_value(by)
    next(box for box in app.text_input if box.label == "理由").set_value(why)
    return app


def test_a_file_that_waits_is_shown_with_its_reason_as_text(data: Path, opened: Open) -> None:
    texts = [text.value for text in opened(data, "submissions").text]
    assert "<b>柳河街道<b>2023.txt" in texts
    assert any("文件名写的却是青石县柳河街道" in text for text in texts)


def test_an_official_takes_a_file_that_waits(data: Path, opened: Open) -> None:
    app = patient(opened(data, "submissions"))
    press(app, "核收或作废")
    unit = next(box for box in app.selectbox if box.label == "单位")
    assert unit.value is not None
    assert unit.options[0] == "青石县东岭镇（990301001）"
    fill(app, "李四", "电话核实")
    press(app, "核收或作废", "核收，按所选导入")
    assert not app.exception
    last = list(import_journal.entries(data))[-1]
    assert (last.outcome, last.place_id, last.year) == ("imported", "990301001", 2023)
    assert (last.decided_by, last.why) == ("李四", "电话核实")
    assert waiting.entries(data) == ()


def test_an_official_dismisses_a_file_that_waits(data: Path, opened: Open) -> None:
    app = patient(opened(data, "submissions"))
    fill(press(app, "核收或作废"), "李四", "重复报送")
    press(app, "核收或作废", "作废，不导入")
    assert list(import_journal.entries(data))[-1].outcome == "dismissed"
    assert waiting.entries(data) == ()


def test_nothing_is_done_without_a_name_and_a_reason(data: Path, opened: Open) -> None:
    app = press(opened(data, "submissions"), "核收或作废")
    press(app, "核收或作废", "核收，按所选导入")
    assert [error.value for error in app.error] == ["请填写核收人和理由。"]
    assert len(waiting.entries(data)) == 1


def test_a_unit_whose_file_waits_is_told_so_everywhere(data: Path, opened: Open) -> None:
    later = data.parent / "柳河街道2023.txt"
    later.write_text(REPORT.format(2023).replace("东岭镇", "柳河街道"), "utf-8")
    import_reports.import_files(list(sources_in([later])), data, Expected())
    assert stored(data, "select township, status from filings where year = 2023 order by 1") == [
        ("东岭镇", "waiting"), ("柳河街道", "undated"),
    ]  # fmt: skip
    app = opened(data, "submissions")
    *_, heading = [h.value for h in app.header if "应报" in h.value]
    assert heading == "2023 年度应报 2 个，已报 1 个，文件待核收 1 个"
    *_, message = [code.value for code in app.code]
    assert "尚未收到" not in message
    assert "已收到，可能是东岭镇的报告，我们正在核对，暂不必重报" in message
    (heading,) = [h.value for h in opened(data).header if "应报" in h.value]
    assert heading.endswith("，文件待核收 1 个")
    own = opened(data, "township", unit="990301001")
    assert any("文件待核收 2023 年度" in h.value for h in own.header)


def test_a_file_that_may_be_two_units_takes_neither_off_the_list(data: Path) -> None:
    assert stored(data, "select count(*) from untaken_files") == [(1,)]
    assert stored(data, "from named_files") == []


def test_it_waits_no_more_when_the_file_is_dismissed(data: Path) -> None:
    (entry,) = waiting.entries(data)
    assert (entry.year, entry.near) == (2023, ("990301001", "990301002"))
    dismiss_waiting(data, entry.sha256, Decision("李四", "重复报送"))
    assert stored(data, "from named_files") == []
