"""Assessment: off by default, each point on its ground, and none for what is not known for sure."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data.decisions.returns import Case
from dashboard.data.office.files import rubric_content
from dashboard.data.office.scores import Assessment, Known, assessed
from dashboard.exports import Export
from dashboard.pages.checking.assessment import grounds_of
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.checking.assessment import SAMPLE
from etl.domain.errors import ReportError
from etl.storage.decisions.returns import Point, Return, send_back
from etl.storage.own_files.kept import RUBRIC, has_own_file
from etl.storage.own_files.rubric import read_rubric, sample
from etl.storage.records.change_log import Act
from tests.dashboard.conftest import Open
from tests.dashboard.test_returns import brought, take_back, write
from tests.dashboard.test_submissions import press
from tests.dashboard.test_waiting import REGISTER

HEAD = ["考核项目", "分值", "扣分情形", "规则编号", "每次扣分", "最多扣分"]
TODAY = date(2024, 3, 1)
UNIT: dict[str, Any] = {
    "place_id": "990301001", "series_id": "990301001", "township": "东岭镇", "year": 2023,
    "status": "on_time", "days_late": None, "deadline": datetime(2024, 1, 31), "report_id": 1,
    "issues": 0, "candidates": 0, "is_recognized": False,
}  # fmt: skip


def finding(number: int, **said: Any) -> dict[str, Any]:
    return {
        "finding_id": f"f{number}", "severity": "error", "state": "open", "outcome": "broken",
        "code": "T3-01", "family": "applications", "family_label": "表三", "instance_label": "总计",
        "title": "收支不等",
    } | said  # fmt: skip


def case(state: str, refiled: tuple[str, str] | None = None, left: int = 0) -> Case:
    point = Point("f1", "error", "收支不等", "表三")
    one = Return("ab/1/2023", "990301001", 2023, "甲.docx", (point,), date(2024, 2, 10),
                 datetime(2024, 2, 1))  # fmt: skip
    return Case(one, "东岭镇", "990301001", refiled, {"left": (point,) * left}, state, 0)


def score(
    *lines: str, findings: Sequence[Any] = (), cases: Sequence[Case] = (), **unit: Any
) -> Assessment:
    rows = [HEAD, *(line.split(",") for line in lines)]
    rubric = read_rubric((f"第{n}行", row) for n, row in enumerate(rows, 1))
    return assessed(rubric, Known(UNIT | unit, findings, cases, TODAY))


def test_late_is_deducted_once_or_by_the_day_with_the_date_as_ground() -> None:
    late = {"status": "late", "days_late": 3}
    one = score("报送,20,逾期报送,,5,", **late)
    assert (one.total, len(one.deductions)) == (15, 1)
    assert one.deductions[0].ground.what == "逾期：期限 2024-01-31，晚 3 天"
    assert score("报送,20,每逾期一天,,2,5", **late).total == 15
    assert score("报送,20,逾期报送,,5,").total == 20


@pytest.mark.parametrize("status", ["undated", "waiting", "rejected", "withdrawn"])
def test_what_the_filing_leaves_open_deducts_nothing_and_is_named(status: str) -> None:
    report = 1 if status == "undated" else None
    one = score("报送,20,逾期报送,,5,", status=status, report_id=report)
    assert (one.deductions, bool(one.unsure)) == ((), True)
    assert one.total == (20 if report else None)


def test_a_unit_without_a_report_is_told_so_unless_an_item_is_about_it() -> None:
    missing = {"status": "missing", "report_id": None}
    one = score("数据,40,错误,,2,", **missing)
    assert (one.total, one.lacking) == (None, "no_report")
    one = score("报送,20,未报送,,20,", "数据,40,错误,,2,", **missing)
    assert (one.scores, one.total) == ({"报送": Decimal(0), "数据": None}, None)
    early = score("报送,20,未报送,,20,", deadline=datetime(2024, 3, 1), **missing)
    assert (early.total, early.unsure) == (None, ("未报送：期限未到（2024-03-01）",))


def test_errors_count_and_doubts_only_once_they_are_confirmed() -> None:
    found = [
        finding(1), finding(2, state="dismissed"), finding(3, outcome="unsure"),
        finding(4, severity="warning", family="copying", code="X-19"),
        finding(5, severity="warning", family="copying", code="Y-05", state="confirmed"),
        finding(6, severity="warning"),
    ]  # fmt: skip
    one = score("数据,40,错误,,2,", "内容,10,内容雷同,,5,", ",,经确认的疑点,,1,", findings=found)
    assert [d.ground.ref for d in one.deductions] == ["f1", "f5"]
    assert one.total == 43
    assert one.unsure == ("错误：1 处待核实", "内容雷同：1 处待核实", "经确认的疑点：1 处待核实")


def test_every_ground_of_an_item_has_its_way() -> None:
    many = [finding(number, title=f"第{number}处不等") for number in range(1, 9)]
    found = list(grounds_of("质量", score("质量,30,错误,,1", findings=many)))
    assert [len(one.places) for one in found] == [6, 2]
    assert len({place for one in found for place, _ in one.places}) == 8


def test_a_finding_counts_once_by_the_first_line_that_means_it() -> None:
    found = [finding(1), finding(2, code="T3-02")]
    one = score("数据,40,违反规则,T3-01,5,", ",,错误,,2,", findings=found)
    assert [d.points for d in one.deductions] == [5, 2]


def test_a_line_takes_no_more_than_its_most_nor_an_item_than_its_points() -> None:
    many = [finding(n) for n in range(5)]
    one = score("数据,40,错误,,2,5", findings=many)
    assert [d.points for d in one.deductions] == [2, 2, 1, 0, 0]
    assert score("数据,3,错误,,2,", findings=many).total == 0


def test_our_own_doubts_deduct_nothing_and_are_named() -> None:
    ours = {"issues": 2, "candidates": 1, "is_recognized": True}
    one = score("数据,40,错误,,2,", findings=[finding(1)], **ours)
    assert one.total == 40
    assert one.unsure == ("错误：1 处待核实", "读取存疑 2 处", "待确认的数字 1 个")


@pytest.mark.parametrize(
    ("one", "points"),
    [
        (case("returned"), 0),
        (case("overdue"), 5),
        (case("refiled", ("乙.docx", "2024-02-09 10:00")), 0),
        (case("refiled", ("乙.docx", "2024-02-11 10:00")), 5),
        (case("closed", ("乙.docx", "2024-02-11 10:00")), 5),
        (case("refiled", ("乙.docx", "2024-02-09 10:00"), left=1), 5),
        (case("closed", ("乙.docx", "2024-02-09 10:00"), left=1), 0),
        (case("arrived"), 0),
    ],
)
def test_a_return_counts_where_it_was_not_mended_in_time(one: Case, points: int) -> None:
    found = score("整改,20,退回后未按期改正,,5,", cases=[one])
    assert sum(d.points for d in found.deductions) == points
    assert bool(found.unsure) == (one.state == "arrived")
    assert score("整改,20,退回修改,,1,", cases=[one]).total == 19


def test_a_return_for_what_was_dismissed_deducts_nothing() -> None:
    lines = ("整改,20,退回后未按期改正,,5,", ",,退回修改,,1,")
    sent = case("overdue")
    dismissed = replace(sent, points={"dropped": sent.one.points})
    assert [score(*lines, cases=[one]).total for one in (sent, dismissed)] == [14, 20]


@pytest.mark.parametrize("doubt", [{"issues": 1}, {"is_recognized": True}, {}])
def test_where_it_may_be_our_reading_a_person_confirms_first(doubt: dict[str, Any]) -> None:
    found = finding(1, family="applications" if doubt else "form")
    assert score("数据,40,错误,,2,", findings=[found], **doubt).total == 40
    assert score("数据,40,错误,,2,", findings=[found | {"state": "confirmed"}], **doubt).total == 38


def test_what_a_person_assesses_is_no_part_of_the_score() -> None:
    one = score("报送,20,逾期报送,,5,", "日常,10,人工评定,,,")
    assert (one.scores["日常"], one.total) == (None, 20)


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("assessed") / "data"
    data.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    brought(data, "东岭镇2023.txt", "99.6%", 5)
    sha256 = hashlib.sha256((data.parent / "东岭镇2023.txt").read_bytes()).hexdigest()
    point = Point("f1", "error", "收支不等", "表三")
    sent = Return(
        f"{sha256}/990301001/2023", "990301001", 2023, "东岭镇2023.txt", (point,), date(2024, 2, 10)
    )
    send_back(data, [sent], Act("王晓", "退回", datetime(2024, 2, 1)))
    return data


def workbook(*lines: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("评分表", 0)
    for row in (HEAD, *(line.split(",") for line in lines)):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def uploaded(app: AppTest, *lines: str) -> AppTest:
    app.file_uploader[0].set_value([("办法<b>.xlsx", workbook(*lines), "application/x")])
    write(app, 理由="本年办法", 处理人="王晓")
    press(app, "采用")
    return app


def test_the_example_is_brought_as_it_was_downloaded(
    filed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(filed))
    selection = Selection("990301", "青石县", (), (), (), 2023, 2023)
    columns = [column.name for column in SAMPLE.columns]
    frame = pd.DataFrame(sample()[1:], columns=columns)
    made = Export(frame, SAMPLE, selection, source()).xlsx()
    rows = [(place, cells) for place, *cells in json.loads(rubric_content("示例.xlsx", made))]
    assert read_rubric(rows).points["报送时效"] == 20


def test_what_else_a_workbook_holds_is_not_kept_in_the_log() -> None:
    with pytest.raises(ReportError, match="1000 行"):
        rubric_content("办法.xlsx", workbook("报送,20,逾期报送,,5,", *["无关"] * 1200))


def test_a_rubric_is_brought_used_exported_and_taken_back(
    filed: Path, tmp_path: Path, opened: Open
) -> None:
    data = shutil.copytree(filed, tmp_path / "data")
    app = opened(data, "assessment")
    app.default_timeout = 600
    assert not app.exception
    assert not app.dataframe
    uploaded(app, "数据,40,错误,,二,")
    assert any("第2行：每次扣分“二”不是大于 0 的数" in text.value for text in app.text)
    assert not has_own_file(data, RUBRIC)
    uploaded(app, "=报送,20,逾期报送,,5,", "整改,20,退回后未按期改正,,5,")
    assert not app.exception
    assert has_own_file(data, RUBRIC)
    frame = app.dataframe[0].value
    by_unit = {row["township"]: row for row in frame.to_dict("records")}
    assert by_unit["东岭镇"]["total"] == 35
    missing = by_unit["柳河街道"]
    assert pd.isna(missing["total"]) or missing["total"] == float("-inf")
    assert missing["status"] == "missing"
    app = opened(data, "assessment", unit_assessed="990301001")
    next(button for button in app.button if button.label.startswith("−5")).click().run()
    assert app.title[0].value == "退回修改单"
    assert app.query_params["case"]
    take_back(opened, data, "own_files")
    assert not has_own_file(data, RUBRIC)
