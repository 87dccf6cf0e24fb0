"""A file that waits stands on the submissions page until an official settles it there."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data.files import waiting_files
from etl.domain.import_entry import ImportEntry
from etl.pipeline.acts.decide_waiting import dismiss_waiting
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Decision, Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.files import import_journal, waiting
from etl.storage.records.change_log import changes
from etl.storage.records.store import reading
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


def choose(app: AppTest, what: str) -> AppTest:
    """Choose whose the one file that waits is."""
    (choice,) = (group for group in app.button_group if group.label == "归哪个单位")
    return choice.set_value(what).run()


def fill(app: AppTest, by: str, why: str) -> AppTest:
    """Write who decides, and why, below the files."""
    next(box for box in app.text_input if box.label == "核收人").set_value(by)
    next(box for box in app.text_input if box.label == "理由").set_value(why)
    return app


def last(data: Path) -> ImportEntry:
    return list(import_journal.entries(data))[-1]


def test_a_file_that_waits_is_shown_with_its_reason_as_text(data: Path, opened: Open) -> None:
    texts = [text.value for text in opened(data, "submissions").text]
    assert "<b>柳河街道<b>2023.txt" in texts
    assert any("文件名写的却是青石县柳河街道" in text for text in texts)


def test_an_official_takes_a_file_that_waits(data: Path, opened: Open) -> None:
    app = patient(opened(data, "submissions"))
    (choice,) = (group for group in app.button_group if group.label == "归哪个单位")
    assert list(choice.options) == [
        "青石县东岭镇（990301001）", "青石县柳河街道（990301002）", "其他单位", "加入名册", "忽略",
    ]  # fmt: skip
    fill(choose(app, "990301001"), "李四", "电话核实")
    press(app, "处理所选 1 个文件")
    assert not app.exception
    taken = last(data)
    assert (taken.outcome, taken.place_id, taken.year) == ("imported", "990301001", 2023)
    assert (taken.decided_by, taken.why) == ("李四", "电话核实")
    assert waiting.entries(data) == ()


def test_a_file_that_is_put_aside_is_brought_back_and_the_log_names_both(
    data: Path, opened: Open
) -> None:
    app = patient(opened(data, "submissions"))
    press(fill(choose(app, "忽略"), "李四", "重复报送"), "处理所选 1 个文件")
    assert (last(data).outcome, waiting.entries(data)) == ("dismissed", ())
    next(box for box in app.text_input if box.key == "restored_by").set_value("王五")
    next(box for box in app.text_input if box.key == "why_restored").set_value("不是重复")
    press(app, "恢复，重新待核收")
    assert not app.exception
    assert (last(data).outcome, last(data).decided_by) == ("waiting", "王五")
    assert len(waiting.entries(data)) == 1
    log = opened(data, "change_log").dataframe[0].value
    told = log[["who", "kind", "before", "after", "why"]].to_numpy().tolist()
    assert told[:2] == [
        ["王五", "文件核收", "已忽略", "待核收", "不是重复"],
        ["李四", "文件核收", "待核收", "已忽略", "重复报送"],
    ]


def test_a_unit_that_the_register_lacks_is_entered_beside_its_file(
    data: Path, opened: Open
) -> None:
    path = data.parent / "青禾镇年报.txt"
    path.write_text(REPORT.format(2023).replace("东岭镇", "青石县青禾镇"), "utf-8")
    dismiss_waiting(data, waiting.entries(data)[0].sha256, Decision("李四", "重复报送"))
    (entry,) = import_reports.import_files(list(sources_in([path])), data, Expected())
    assert (entry.outcome, entry.unit) == ("waiting", "青禾镇")
    app = choose(patient(opened(data, "submissions")), "加入名册")
    texts = {box.label: box for box in app.text_input}
    assert (texts["单位名称"].value, texts["代码"].value) == ("青禾镇", "990301")
    selected = {box.label: box.value for box in app.selectbox}
    assert (selected["类型"], selected["所属县（区、市）"]) == ("镇", "990301")
    assert selected["报告年度"] == 2023
    press(fill(app, "李四", "漏登"), "处理所选 1 个文件")
    assert any("不是 9 位或 12 位数字" in text.value for text in app.text)
    next(box for box in app.text_input if box.label == "代码").set_value("990301002")
    press(app, "处理所选 1 个文件")
    assert any("代码 990301002 在名册中是柳河街道" in text.value for text in app.text)
    next(box for box in app.text_input if box.label == "代码").set_value("990301003")
    press(app, "处理所选 1 个文件")
    assert not app.exception
    taken = last(data)
    assert (taken.outcome, taken.place_id, taken.year) == ("imported", "990301003", 2023)
    with reading(data) as connection:
        *_, change = changes(connection, kind="places")
    assert (change.who, change.why, change.key) == ("李四", "漏登", "990301003")
    assert change.after
    assert (change.after["township"], change.after["prefecture"]) == ("青禾镇", "乙市")


def test_nothing_is_done_without_a_name_and_a_reason(data: Path, opened: Open) -> None:
    app = choose(opened(data, "submissions"), "忽略")
    press(app, "处理所选 1 个文件")
    assert [error.value for error in app.error] == ["请填写核收人和理由。"]
    assert len(waiting.entries(data)) == 1


def test_no_message_sends_an_official_to_a_command_line(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    (entry,) = waiting.entries(data)
    problem = waiting_files.done_by("李四", ["decide", entry.sha256, "--why=再试"])
    assert "文件名写的却是青石县柳河街道" in problem
    assert "gongkai" not in problem


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
