"""A number that is not sure is asked for on its page, and counts as a person says."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data.decisions import recount
from etl.storage.decisions.corrections import load_corrections
from tests.dashboard.conftest import Open
from tests.dashboard.test_submissions import press
from tests.dashboard.test_waiting import REGISTER
from tests.warehouses import Ready, stored

REPORT = """东岭镇2023年政府信息公开工作年度报告
一、总体情况
（一）全年主动公开政府信息12条。本年度共主动公开政府信息15条。
（二）12345热线受理工单47件，办结45件。截至目前，累计受理热线工单230件。
"""
FIGURE = "select value::integer, reading, corrected from figures where figure_id = '{}'"
TOTAL, RECEIVED = FIGURE.format("proactive_total"), FIGURE.format("hotline_received")


@pytest.fixture
def data(ready: Ready, tmp_path: Path) -> Path:
    return ready(tmp_path / "data", REGISTER, ("东岭镇2023.txt", REPORT))


def counted() -> None:
    """Wait until the database behind the page is built again."""
    while recount.WANTED:
        Event().wait(0.1)
    with recount.BUSY:
        assert recount.why_not() == ""


def question(app: AppTest) -> str:
    assert not app.exception
    return next(h.value for h in app.subheader if h.value.endswith("吗？"))


def named(app: AppTest, who: str = "李四") -> AppTest:
    next(box for box in app.text_input if box.label == "核对人").set_value(who)
    return app


def test_the_answers_count_one_after_another_and_are_undone(data: Path, opened: Open) -> None:
    app = named(opened(data, "candidates"))
    assert "有 2 个数字待确认" in app.header[0].value
    first = question(app)
    marked = [m.value for m in app.markdown if "orange-background" in m.value]
    assert len(marked) >= 2
    press(app, "采用 47 件" if "热线" in first else "采用 12 条")
    assert question(app) != first
    press(app, "采用 15 条" if "热线" in first else "采用 47 件")
    assert "没有待确认的数字" in app.header[0].value
    counted()
    total, received = stored(data, TOTAL), stored(data, RECEIVED)
    assert [row[:2] for row in received] == [(47, "confirmed")]
    assert [row[2] for row in (*total, *received)] == ["对照原件（李四）"] * 2
    press(app, "撤销上一个")
    counted()
    assert len(stored(data, TOTAL)) + len(stored(data, RECEIVED)) == 1
    assert question(opened(data, "candidates")) != first


def test_a_number_that_the_report_does_not_state_is_asked_no_more(data: Path, opened: Open) -> None:
    app = named(opened(data, "candidates"))
    press(app, "跳过")
    put_off = question(app)
    press(app, "报告没有写这个数")
    assert question(app) != put_off
    counted()
    assert stored(data, TOTAL) + stored(data, RECEIVED) == []
    assert len(stored(data, "from candidates")) == 1


def test_nothing_is_kept_without_a_name_or_of_what_is_no_number(data: Path, opened: Open) -> None:
    app = press(opened(data, "candidates"), "报告没有写这个数")
    assert [error.value for error in app.error] == ["没有写明核对人或依据。请填写后再确认。"]
    named(app)
    next(box for box in app.text_input if box.label == "其他数值").set_value("<b>两三条</b>")
    press(app, "采用此数")
    assert "不是数字" in app.error[0].value
    assert "有 2 个数字待确认" in app.header[0].value
    assert load_corrections(data) == {}
