"""Records that were taken out come back on 备份: seen first, then one act with its undo."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data.accounts import change_log
from dashboard.labels.markdown import literal
from etl.definitions.records import record_tables
from etl.pipeline.acts.place_report import Unit, withdraw
from etl.pipeline.safekeeping import records_file
from etl.pipeline.safekeeping.records_file import ARCHIVE, as_archive, from_archive, take_out
from etl.storage.decisions.unit_notes import load_notes, set_note
from etl.storage.records.cell_text import to_cell
from etl.storage.records.change_log import Act, changes
from etl.storage.records.store import reading
from etl.storage.unit_register.deadlines import set_deadlines
from tests.dashboard.conftest import Open
from tests.dashboard.test_register import fill
from tests.dashboard.test_submissions import press
from tests.etl.pipeline.test_place_report import EAST, base, standing
from tests.warehouses import stored

__all__ = ["base"]

ACT = Act("王晓", "来函")
NAME = "政务公开年报_记录.zip"


@pytest.fixture
def data(base: Path, tmp_path: Path) -> Path:
    data = copytree(base, tmp_path / "data")
    set_note(data, (EAST, 2023), "口径有变", ACT, 0)
    return data


def with_note(data: Path, old: str, new: str) -> bytes:
    """Return the records of a folder as someone has altered the notes in them."""
    tables = dict(from_archive(io.BytesIO(take_out(data, ARCHIVE))))
    tables["备注"] = [[cell.replace(old, new) for cell in line] for line in tables["备注"]]
    return as_archive(tables)


def checked(opened: Open, data: Path, content: bytes) -> AppTest:
    app = opened(data, "backup")
    app.default_timeout = 600
    app.file_uploader(key="records_file").set_value([(NAME, content, "application/zip")])
    return press(app.run(), "检查文件")


def said(app: AppTest) -> str:
    assert not app.exception
    return next(text.value for text in app.markdown if text.value.startswith("**取回后"))


def listed(app: AppTest) -> list[dict[Any, Any]]:
    return app.table[0].value.to_dict("records")


def notes(data: Path) -> list[str]:
    return [note.text for note in load_notes(data)]


def test_a_record_is_brought_back_and_taken_back_again(
    data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = checked(opened, data, with_note(data, "口径有变", "<b>街道</b>改制"))
    assert said(app) == "**取回后改动 1 条，冲突 0 条，不取回 0 条**"
    counts = app.dataframe[0].value
    assert counts.set_index("kind")["changed"].to_dict() == {"places": 0, "unit_notes": 1}
    (row,) = listed(app)
    assert (row["单位"], row["现在"], row["文件中"]) == (
        "东岭镇", "口径有变", literal("<b>街道</b>改制")
    )  # fmt: skip
    press(app, "取回")
    assert [error.value for error in app.error] == ["请填写处理人和理由。"]
    press(fill(app, 处理人="李四", 理由="误改"), "取回")
    assert not app.exception
    assert [done.value for done in app.success] == ["已取回 1 条记录。"]
    assert notes(data) == ["<b>街道</b>改制"]
    assert stored(data, "select note from unit_notes") == [("<b>街道</b>改制",)]
    with reading(data) as connection:
        *_, last = changes(connection)
    assert (last.who, last.why) == ("李四", f"取回“{NAME}”：误改")
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    assert change_log.undo(str(last.act), "王晓", "取错了") == ""
    assert notes(data) == ["口径有变"]


def test_an_older_file_leaves_what_was_changed_since_unless_it_is_wanted(
    data: Path, opened: Open
) -> None:
    content = take_out(data, ARCHIVE)
    set_note(data, (EAST, 2023), "新口径", Act("赵六", "新文"), 1)
    withdraw(data, Unit(EAST, 2023), ACT)
    app = checked(opened, data, content)
    assert said(app) == "**取回后改动 0 条，冲突 1 条，不取回 0 条**"
    (row,) = listed(app)
    assert row["说明"].startswith("赵六在 ")
    assert row["取回"] == "冲突"
    press(fill(app, 处理人="李四", 理由="核对"), "取回")
    assert notes(data) == ["新口径"]
    app = checked(opened, data, content)
    (choice,) = [one for one in app.multiselect if "冲突" in one.label]
    assert choice.label == "冲突的 1 条，选中的改成文件中的"
    assert choice.options == ["备注 东岭镇 2023：新口径 → 口径有变"]
    choice.set_value([("unit_notes", f"{EAST}/2023")])
    press(fill(app, 处理人="李四", 理由="核对"), "取回")
    assert notes(data) == ["口径有变"]
    assert EAST not in {place for place, _, _ in standing(data)}, "what the file lacks stays"


def test_what_changes_after_the_check_is_not_overwritten(data: Path, opened: Open) -> None:
    app = checked(opened, data, with_note(data, "口径", "区划"))
    set_note(data, (EAST, 2023), "抢先", Act("赵六", "新文"), 1)
    press(fill(app, 处理人="李四", 理由="核对"), "取回")
    assert [error.value for error in app.error] == ["没有取回。"]
    assert "赵六" in app.text[-1].value
    assert notes(data) == ["抢先"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", as_archive({"说明": [["记录版本", "="]]})])
def test_what_is_no_file_of_ours_is_refused(data: Path, opened: Open, content: bytes) -> None:
    app = checked(opened, data, content)
    assert not app.exception
    assert [error.value for error in app.error] == ["没有取回。"]
    assert "请用" in app.text[-1].value
    assert "取回" not in {button.label for button in app.button}


def test_hostile_words_in_a_row_are_only_words(data: Path, opened: Open) -> None:
    tables = dict(from_archive(io.BytesIO(take_out(data, ARCHIVE))))
    headings, row = tables["备注"]
    row[headings.index("编号（勿改）")] = "[x](javascript:1)/2023"
    app = checked(opened, data, as_archive(tables))
    assert said(app) == "**取回后改动 0 条，冲突 0 条，不取回 1 条**"
    assert [row["取回"] for row in listed(app)] == ["不能取回"]
    assert "取回" not in {button.label for button in app.button}
    assert notes(data) == ["口径有变"]


def test_a_file_without_a_record_is_told_in_words(data: Path, opened: Open, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    app = checked(opened, data, take_out(nothing, ARCHIVE))
    assert not app.exception
    assert "文件里没有可以取回的记录。" in {text.value for text in app.text}
    assert not app.dataframe


def test_a_deadline_is_told_with_the_name_of_its_county(data: Path, opened: Open) -> None:
    set_deadlines(data, EAST[:6], {2023: date(2024, 1, 20)}, ACT)
    content = take_out(data, ARCHIVE)
    set_deadlines(data, EAST[:6], {2023: date(2024, 1, 25)}, ACT)
    app = checked(opened, data, content)
    assert [row["单位"] for row in listed(app)] == ["青石县"]


def test_on_another_computer_all_comes_whole_on_the_first_screen(
    data: Path, opened: Open, tmp_path: Path
) -> None:
    content, empty = take_out(data, ARCHIVE), tmp_path / "empty"
    empty.mkdir()
    app = checked(opened, empty, content)
    whole = "**这里还没有记录：整体取回 "
    assert [text.value for text in app.markdown if text.value.startswith(whole)]
    press(fill(app, 处理人="李四", 理由="换电脑"), "取回")
    assert not app.exception
    assert notes(empty) == ["口径有变"]
    with reading(empty) as connection:
        assert [one.why for one in changes(connection)] == ["来函"] * len([*changes(connection)])
    assert stored(empty, "select count(*) from places") == stored(
        data, "select count(*) from places"
    )
    assert "取出的记录" not in {one.label for one in opened(empty, "overview").file_uploader}


def test_what_comes_whole_is_looked_through_first(data: Path, opened: Open, tmp_path: Path) -> None:
    tables = dict(from_archive(io.BytesIO(take_out(data, ARCHIVE))))
    headings, row = tables["备注"]
    row[headings.index("年度")] = "<b>"
    (tmp_path / "empty").mkdir()
    app = checked(opened, tmp_path / "empty", as_archive(tables))
    assert [error.value for error in app.error] == ["没有取回。"]
    assert "取回" not in {button.label for button in app.button}
    assert notes(tmp_path / "empty") == []


@pytest.mark.parametrize(
    ("kind", "content", "fate"),
    [
        ("template", "UEsDBA==", "不能取回"),
        ("slides", "=", "不能取回"),
        ("rubric", '[["1", 2]]', "不能取回"),
        ("rubric", "{}", "不能取回"),
        ("rubric", json.dumps([["1", "考核项目", "分值", "扣分情形", "每次扣分"],
            ["2", "报送", "10", "迟报", "5"]], ensure_ascii=False), "将新增"),
    ],
)  # fmt: skip
def test_an_own_file_is_checked_as_an_upload_is(
    data: Path, opened: Open, kind: str, content: str, fate: str
) -> None:
    tables = dict(from_archive(io.BytesIO(take_out(data, ARCHIVE))))
    label = records_file.labels()["own_files"]
    said = {"key": f"{kind}/{EAST[:6]}", "version": "1", "kind": kind, "county_id": EAST[:6],
            "name": "文件", "content": content}  # fmt: skip
    named = record_tables()["own_files"].columns
    assert tables[label][0] == [*named.values()]
    tables[label].append([to_cell(said.get(name, "")) for name in named])
    app = checked(opened, data, as_archive(tables))
    assert not app.exception
    assert [row["取回"] for row in listed(app)] == [fate]
