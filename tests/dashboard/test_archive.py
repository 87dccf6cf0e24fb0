"""On the page of files a version is taken again, withdrawn and moved, and the log takes it back."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import Open
from tests.dashboard.test_submissions import press
from tests.etl.pipeline.test_place_report import EAST, FAR, RIVER, base, standing, withdrawal
from tests.warehouses import stored

__all__ = ["base"]
FILED = f"{EAST}-2023"


@pytest.fixture
def data(base: Path, tmp_path: Path) -> Path:
    return copytree(base, tmp_path / "data")


def signed(app: AppTest, button: str, *path: str) -> AppTest:
    """Write who acts and why into the dialog, and press its button."""
    app.default_timeout = 600
    for label, said in (("处理人", "李四"), ("理由", "乡镇来函")):
        next(box for box in app.text_input if box.label == label).set_value(said)
    press(app, *path, button)
    assert not app.exception
    assert not app.error
    return app


def test_versions_tell_who_brought_them_and_what_they_changed(data: Path, opened: Open) -> None:
    app = opened(data, "archive", filed=FILED)
    assert app.header[0].value == "东岭镇 2023 年度：2 份文件，按期"
    texts = [text.value for text in app.text]
    assert texts.index("东岭镇改.txt") < texts.index("东岭镇.txt")
    assert any(text.startswith("赵敏 ") and "导入" in text for text in texts)
    (changes,) = [t.value for t in app.dataframe if "before" in t.value and len(t.value) == 1]
    assert changes[["before", "after"]].to_numpy().tolist() == [["120", "126"]]
    assert [b.label for b in app.download_button].count("下载原件") == 2


def test_an_official_takes_an_earlier_version_withdraws_it_and_moves_the_other(
    data: Path, opened: Open
) -> None:
    app = press(opened(data, "archive", filed=FILED), "选为现用")
    press(app, "选为现用", "确认采用")
    assert [error.value for error in app.error] == ["请填写处理人和理由。"]
    signed(app, "确认采用", "选为现用")
    assert standing(data)[0] == (EAST, 2023, "东岭镇.txt")
    signed(press(app, "撤回"), "确认撤回", "撤回")
    assert standing(data) == [(RIVER, 2023, "柳河街道.txt")]
    app = press(opened(data, "archive", filed=f"{RIVER}-2023"), "改归")
    next(box for box in app.selectbox if box.label == "单位").set_value(FAR)
    press(app, "改归")
    signed(app, "确认改归", "改归")
    assert standing(data) == [(FAR, 2023, "柳河街道.txt")]
    log = opened(data, "change_log", county="青石县").dataframe[0].value
    told = log[["kind", "before", "after"]].to_numpy().tolist()
    assert ["改归", "柳河街道 2023 年度", f"{FAR} 2023 年度"] in told
    assert ["现用版本", "采用“东岭镇.txt”", "不采用任何一份（撤回）"] in told


def test_a_withdrawn_unit_is_chased_and_its_files_are_a_choice_away(
    data: Path, opened: Open
) -> None:
    withdrawal(data)
    assert stored(data, "select status from filings where place_id = $p", {"p": EAST}) == [
        ("withdrawn",)
    ]
    app = opened(data, "submissions")
    assert any("东岭镇报来的报告已撤回，请重新报送" in code.value for code in app.code)
    (choice, *_) = [box for box in app.selectbox if box.label.startswith("打开文件档案")]
    choice.set_value(FILED).run()
    assert app.title[0].value == "文件档案"
