"""Before files are imported the dialog says what would happen, and settles what waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.intake.import_form import TRIED
from etl.storage.files import import_journal, originals, uploads, waiting
from etl.warehouse.publication import current_path
from tests.dashboard.conftest import Open
from tests.dashboard.test_submissions import press
from tests.dashboard.test_waiting import REGISTER, REPORT
from tests.warehouses import Ready, stored

NEW = "东岭镇2022年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息15条。\n"
SENT = [
    ("东岭镇2022更正.txt", NEW),
    ("柳河街道2023.txt", REPORT.format(2023)),
    ("坏<b>文件.txt", " "),
]


@pytest.fixture
def data(ready: Ready, tmp_path: Path) -> Path:
    return ready(tmp_path / "data", REGISTER, ("东岭镇2022.txt", REPORT.format(2022)))


def tried(data: Path, opened: Open) -> AppTest:
    app = press(opened(data, "submissions"), "导入报告")
    app.default_timeout = 600
    files = [(name, content.encode(), "text/plain") for name, content in SENT]
    app.file_uploader[0].set_value(files)
    return press(app, "导入报告", "查看导入结果")


def test_nothing_is_done_before_it_is_confirmed(data: Path, opened: Open) -> None:
    before = current_path(data), list(import_journal.entries(data))
    app = tried(data, opened)
    assert not app.exception
    assert any(m.value.startswith("**可以导入 1 / 3**") for m in app.markdown)
    texts = [text.value for text in app.text]
    assert any("“东岭镇2022.txt”" in text and "12→15" in text for text in texts)
    assert "坏<b>文件.txt" in texts
    assert any("文件名写的却是青石县柳河街道" in text for text in texts)
    assert (current_path(data), list(import_journal.entries(data))) == before
    assert waiting.entries(data) == ()
    assert len(list(originals.originals(data))) == 1
    assert list(uploads.folder_in(data).iterdir()) == []


def test_what_waits_is_settled_in_the_same_dialog(data: Path, opened: Open) -> None:
    app = tried(data, opened)
    (what,) = (g for g in app.button_group if g.label == "归哪个单位")
    what.set_value("990301001")
    press(app, "导入报告")
    next(box for box in app.text_input if box.label == "核收人").set_value("李四")
    next(box for box in app.text_input if box.label == "理由").set_value("电话核实")
    press(app, "导入报告", "确认导入 1 个文件")
    assert not app.exception
    assert any("3 个文件：未能导入 1 个，已导入 2 个" in w.value for w in app.warning)
    filed = stored(data, "select place_id, year from reports where is_active order by year")
    assert filed == [("990301001", 2022), ("990301001", 2023)]
    assert list(import_journal.entries(data))[-1].decided_by == "李四"
    assert TRIED not in app.session_state


def test_a_trial_that_was_interrupted_is_not_imported_at_the_next_start(data: Path) -> None:
    content = memoryview(NEW.encode())
    files = [uploads.File("东岭镇2022更正.txt", content)]
    folder = uploads.reserve(data, 1)
    assert folder
    uploads.stage(folder, files, [".txt"], uploads.Known(is_trial=True))
    assert uploads.interrupted(data) == []
    assert not folder.exists()
