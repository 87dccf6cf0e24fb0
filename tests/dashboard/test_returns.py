"""A return lives on its page: sent back, filed again, what was mended, closed, undone."""

from __future__ import annotations

import shutil
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from etl.pipeline.acts.place_report import Unit, move
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.decisions.returns import Point, Return, load_returns, send_back
from etl.storage.records.change_log import Act, changes, undo
from etl.storage.records.store import reading, writing
from tests.dashboard.conftest import Open
from tests.dashboard.test_submissions import press
from tests.dashboard.test_waiting import REGISTER
from tests.warehouses import stored

REPORT = """\
东岭镇2023年政府信息公开工作年度报告
一、总体情况
全年主动公开政府信息120条。受理12345热线30件，办结28件，办结率{rate}。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
全年收到政府信息公开申请{received}件，办结5件。
四、政府信息公开行政复议、行政诉讼情况
东岭镇人民政府
2024年1月9日
"""


def brought(data: Path, name: str, rate: str, received: int) -> None:
    path = data.parent / name
    path.write_text(REPORT.format(rate=rate, received=received), "utf-8")
    (entry,) = import_reports.import_files(list(sources_in([path])), data, Expected())
    assert entry.outcome == "imported"


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("returns") / "data"
    data.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    brought(data, "东岭镇2023.txt", "99.6%", 5)
    return data


@pytest.fixture
def data(filed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(filed, tmp_path / "data")


def on_page(data: Path, opened: Open, **query: str) -> AppTest:
    app = opened(data, "correction_notices", **query)
    assert not app.exception
    app.default_timeout = 600
    return app


def take_back(opened: Open, data: Path, kind: str) -> None:
    """Undo the last act of a kind on the page of the log."""
    with reading(data) as connection:
        *_, last = changes(connection, kind=kind)
    app = opened(data, "change_log", act=str(last.act))
    app.default_timeout = 600
    write(app, 处理人="王晓", 撤销理由="办错了")
    press(app, "撤销")
    assert not app.exception


def write(app: AppTest, **fields: str) -> None:
    for label, text in fields.items():
        next(box for box in app.text_input if box.label == label).set_value(text)


def ledger(app: AppTest) -> Mapping[Hashable, Any]:
    frame = next(d.value for d in app.dataframe if "returned_by" in d.value)
    (row,) = frame.to_dict("records")
    return row


def heading(app: AppTest) -> str:
    return next(s.value for s in app.subheader if s.value.startswith("退回台账"))


def points(app: AppTest) -> list[tuple[str, str]]:
    frame = next(d.value for d in app.dataframe if {"state", "where"} <= set(d.value))
    return [(row["state"], row["severity"]) for row in frame.to_dict("records")]


def test_the_whole_life_of_a_return(data: Path, opened: Open) -> None:
    app = on_page(data, opened)
    assert heading(app) == "退回台账：还没有登记"
    write(app, 退回人="王晓", 理由="数字矛盾")
    press(app, "登记")
    assert not app.exception
    assert heading(app) == "退回台账：已退回 1 份"
    row = ledger(app)
    assert (row["township"], row["returned_by"], row["points"]) == ("东岭镇", "王晓", 3)
    assert pd.isna(row["gone"]), "of what never came nothing is counted"

    brought(data, "东岭镇2023改.txt", "93.3%", 4)
    ((key,),) = stored(data, "select report_key from reports where not is_active")
    app = on_page(data, opened, case=key)
    assert heading(app) == "退回台账：已重报 1 份"
    row = ledger(app)
    assert [row[name] for name in ("gone", "left", "new")] == [1, 2, 1]
    assert row["refiled_file"] == "东岭镇2023改.txt"
    assert points(app) == [
        ("不再出现", "疑点"), ("未改正", "错误"), ("未改正", "错误"), ("新出现", "疑点"),
    ]  # fmt: skip
    assert any("已重报待办结 1 个单位" in m.value for m in opened(data).markdown)

    press(app, "办结")
    assert any("没有写明办理结果" in error.value for error in app.error)
    write(app, 办结人="李四", 办理结果="其余已电话说明")
    press(app, "办结")
    assert heading(app) == "退回台账：已办结 1 份"
    assert (ledger(app)["closed_by"], ledger(app)["outcome"]) == ("李四", "其余已电话说明")

    log = opened(data, "change_log", kind="returns").dataframe[0].value
    assert log[["who", "after", "why"]].to_numpy().tolist()[0] == [
        "李四", "已办结：其余已电话说明", "其余已电话说明",
    ]  # fmt: skip
    take_back(opened, data, "returns")
    assert load_returns(data)[0][key].closed_at is None


def test_sender_and_contact_are_remembered_for_the_next_who_writes(
    data: Path, opened: Open
) -> None:
    app = on_page(data, opened)
    write(app, 落款单位="青石县政务公开办公室", 联系人="王晓", 电话="0971-12345")
    app.run()
    write(app, 经办人="王晓")
    press(app, "记住，以后自动填写")
    assert not app.exception
    again = on_page(data, opened)
    shown = {box.label: box.value for box in again.text_input}
    assert [shown[name] for name in ("落款单位", "联系人", "电话")] == [
        "青石县政务公开办公室", "王晓", "0971-12345",
    ]  # fmt: skip
    assert "记住，以后自动填写" not in {button.label for button in again.button}
    log = opened(data, "change_log", kind="senders").dataframe[0].value
    assert log[["who", "subject", "after"]].to_numpy().tolist() == [
        ["王晓", "落款和联系人", "青石县政务公开办公室，王晓，0971-12345"]
    ]
    with reading(data) as connection:
        (kept,) = changes(connection, kind="senders")
    with writing(data) as connection:
        undo(connection, kept.act, Act("李四"))
    assert not {box.label: box.value for box in on_page(data, opened).text_input}["落款单位"]


def test_a_report_that_was_anothers_leaves_nothing_to_file_again(data: Path, opened: Open) -> None:
    ((key,),) = stored(data, "select report_key from reports")
    point = Point("f", "error", "收支不等", "表三")
    sent = Return(key, "990301001", 2023, "东岭镇2023.txt", (point,), date(2024, 2, 10))
    send_back(data, [sent], Act("王晓", "退回", datetime(2024, 2, 1, 9, 0)))
    assert heading(on_page(data, opened)) == "退回台账：逾期未重报 1 份"
    move(data, Unit("990301001", 2023), key, Unit("990301002", 2023), Act("王晓", "收错单位"))
    app = on_page(data, opened)
    assert heading(app) == "退回台账：已改归 1 份"
    assert ledger(app)["moved"] == "柳河街道 2023 年度"
    assert not app.code
    assert not any("逾期未重报" in m.value for m in opened(data).markdown)
    move(data, Unit("990301002", 2023), key, Unit("990301001", 2023), Act("王晓", "没有收错"))
    assert heading(on_page(data, opened)) == "退回台账：逾期未重报 1 份"


def test_what_is_overdue_is_told_here_and_on_the_overview(data: Path, opened: Open) -> None:
    sent = Return(
        f"{'cd' * 32}/990301002/2023", "990301002", 2023, "柳河街道<b>.txt",
        (Point("gone", "error", "收支不等", "表三"),), date(2024, 2, 10),
    )  # fmt: skip
    send_back(data, [sent], Act("王晓", "退回", datetime(2024, 2, 1, 9, 0)))
    days = (date.today() - sent.due).days
    app = on_page(data, opened, case=sent.report)
    assert "逾期未重报 1 份" in heading(app)
    (said,) = (code.value for code in app.code)
    assert said == (
        "柳河街道：2023 年度政府信息公开工作年度报告已于2024 年 2 月 1 日退回修改（1 处），应于"
        f"2024 年 2 月 10 日前重新报送，已过期限 {days} 天，请尽快报送。"
    )
    assert points(app) == [("等待重报", "错误")]
    overview = opened(data)
    assert any("退回后逾期未重报 1 个单位" in m.value for m in overview.markdown)
    assert f"柳河街道（{days} 天）" in {button.label for button in overview.button}
    own = on_page(data, opened, township="东岭镇")
    assert "逾期" not in heading(own)
