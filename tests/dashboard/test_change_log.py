"""What people did stands in the log with name and reason, and is taken back there."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from etl.pipeline.acts.correct_figure import Review, correct_figure
from etl.pipeline.identity.resolve_identity import Expected
from etl.storage.decisions.review_decisions import Decision, Verdict, newest, record
from tests.dashboard.conftest import Open
from tests.dashboard.test_submissions import press
from tests.etl.pipeline.test_pipeline import REGISTER, REPORTS, imported
from tests.warehouses import Ready, stored

ADDRESS = "narrative.hotline_received"
STATED = "select value::integer from figures where figure_id = 'hotline_received'"


@pytest.fixture
def data(ready: Ready, tmp_path: Path) -> Path:
    return ready(tmp_path / "data", REGISTER, REPORTS / "2023_pipe_rows.txt")


def logged(app: AppTest) -> Sequence[Mapping[Hashable, object]]:
    assert not app.exception
    return app.dataframe[0].value.to_dict("records") if app.dataframe else []


def fill(app: AppTest, label: str, said: str) -> AppTest:
    next(box for box in app.text_input if box.label == label).set_value(said)
    return app


def test_acts_are_told_and_filtered_by_person_and_year(data: Path, opened: Open) -> None:
    correct_figure(data, Review("望云镇", 2023, ADDRESS, "60", "来函<b>更正</b>", "王晓"))
    at = datetime(2025, 1, 20, 9)
    record(
        data, Decision("f", "s", Verdict.DISMISSED, "已核实", "李四", at), 0, ("990201002", 2023)
    )
    app = opened(data, "change_log")
    assert app.header[0].value == "2 人共作出 2 次操作"
    newest_act, first = logged(app)
    assert [newest_act[name] for name in ("who", "kind", "before", "after", "why")] == [
        "李四", "问题处理", "（无）", "不采纳", "已核实",
    ]  # fmt: skip
    assert first["after"] == "原文“218”，按“60”统计"
    assert first["township"] == "望云镇"
    assert [row["who"] for row in logged(opened(data, "change_log", by_="王晓"))] == ["王晓"]
    assert logged(opened(data, "change_log", by_="王晓", kind="问题处理")) == []


def test_a_file_that_was_brought_in_is_told_with_the_one_it_came_after(
    ready: Ready, tmp_path: Path, opened: Open
) -> None:
    data = ready(tmp_path / "data", REGISTER)
    report = (REPORTS / "2023_pipe_rows.txt").read_text("utf-8")
    for name, text in (("一.txt", report), ("二.txt", report.replace("218", "219"))):
        (tmp_path / name).write_text(text, "utf-8")
        imported(data, tmp_path / name, expected=Expected(by="王晓"))
    second, first = logged(opened(data, "change_log", kind="导入"))
    assert [first[name] for name in ("who", "subject", "before", "after")] == [
        "王晓", "一.txt", "（无）", "已导入",
    ]  # fmt: skip
    assert (second["subject"], second["before"]) == ("二.txt", "“一.txt”")


def test_an_act_is_taken_back_on_the_page(data: Path, opened: Open) -> None:
    ((before,),) = stored(data, STATED)
    correct_figure(data, Review("望云镇", 2023, ADDRESS, "60", "来函", "王晓"))
    app = opened(data, "change_log", act="1")
    app.default_timeout = 600
    press(app, "撤销")
    assert app.error[0].value == "请填写处理人。"
    press(fill(fill(app, "处理人", "李四"), "撤销理由", "来函有误"), "撤销")
    assert stored(data, STATED) == [(before,)]
    undone, first = logged(app)
    assert (undone["who"], undone["standing"]) == ("李四", "撤销第 1 号")
    assert first["standing"] == "已由第 2 号撤销"


def test_what_another_has_changed_since_is_not_taken_back(data: Path, opened: Open) -> None:
    at = datetime(2025, 1, 20, 9)
    for who in ("王晓", "李四"):
        record(data, Decision("f", "s", Verdict.DISMISSED, "已核实", who, at))
    app = opened(data, "change_log", act="1")
    app.default_timeout = 600
    press(fill(app, "处理人", "王晓"), "撤销")
    assert any("李四在" in text.value for text in app.text)
    assert newest(data)["f"].who == "李四"


def test_a_figure_of_a_finding_is_corrected_on_its_card_and_the_correction_taken_back(
    full_data: Path, tmp_path: Path, opened: Open
) -> None:
    data = copytree(full_data, tmp_path / "data")
    ((finding,), *_) = stored(
        data, "select finding_id from findings join finding_subjects using (finding_id)"
        " where severity = 'error' and raw <> '' order by 1",
    )  # fmt: skip
    app = opened(data, "quality", finding=finding)
    app.default_timeout = 600
    choice = next(box for box in app.selectbox if box.label == "更正哪个数字")
    choice.set_value(choice.options[0]).run()
    press(app, "保存更正")
    assert app.error[0].value == "请填写应为、理由和更正人。"
    for label, said in (("应为", "987"), ("更正人", "王晓")):
        fill(app, label, said)
    [box for box in app.text_input if box.label == "理由"][-1].set_value("乡镇来函")
    press(app, "保存更正")
    assert not app.exception
    corrected = (
        "select count(*) from (select value, corrected from cells union all"
        " select value, corrected from figures) where corrected = '乡镇来函' and value = 987"
    )
    assert stored(data, corrected) == [(1,)]
    press(fill(app, "更正人", "李四"), "撤销更正")
    assert not app.exception
    assert stored(data, corrected) == [(0,)]
    app = opened(data, "change_log")
    assert [row["who"] for row in logged(app)] == ["李四", "王晓"]
