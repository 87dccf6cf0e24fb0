"""The register is filled from Excel, checked, saved with name and reason, and taken back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
import xlsxwriter
from streamlit.testing.v1 import AppTest

from dashboard.data.unit_register import deadlines_of, read_list, save_deadlines
from etl.domain.errors import BrokenSheet, ReportError
from etl.domain.place import Place
from etl.storage.records.change_log import Act, changes
from etl.storage.records.store import reading
from etl.storage.unit_register.unit_rows import read_units
from etl.storage.unit_register.units import change_units, load_register
from tests.dashboard.conftest import Open
from tests.dashboard.test_submissions import press
from tests.warehouses import PINE, stored

AREA = {"county": "甲县", "prefecture": "示例市", "province": "示例省"}
UNITS = ("青禾镇", "望云镇", "松树乡", "白石街道")
PASTED = "统计区划代码\t乡镇（街道）\t备注\n" + "\n".join(
    f"99020100{number}.0\t {name} \t" for number, name in enumerate(UNITS, 1)
)


def place(code: str, name: str, kind: str, **more: object) -> Place:
    return Place(code, "示例省", "示例市", "甲县", name, kind, **more)  # type: ignore[arg-type]


def fill(app: AppTest, **said: str) -> AppTest:
    for box in (*app.text_input, *app.text_area):
        if box.label in said:
            box.set_value(said[box.label])
    return app


def workbook(*rows: tuple[object, ...]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("名册")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


ROWS: tuple[tuple[object, ...], ...] = (
    ("甲县乡镇名册",),
    (),
    ("序号", "区划代码", "单位", "曾用名", "撤销年度", "承接单位"),
    (1, 990201001, " 青禾 镇", "青禾乡、老青禾", "", ""),
    (),
    (2, "990201002.0", "望云乡", "", "2020年", "青禾镇"),
)


@pytest.mark.parametrize("name", ["名册.xlsx", "名册.csv"])
def test_a_list_as_an_office_keeps_it_is_understood(name: str) -> None:
    text = "\n".join(",".join(map(str, row)) for row in ROWS)
    content = workbook(*ROWS) if name.endswith("xlsx") else text.encode("gbk")
    units, aside = read_list(name, content, {}, AREA)
    assert aside == []
    assert units == {
        "990201001": place("990201001", "青禾镇", "镇", aliases=("青禾乡", "老青禾")),
        "990201002": place(
            "990201002", "望云乡", "乡", valid_to=2020, successor="990201001"
        ),
    }  # fmt: skip


def test_what_a_list_does_not_say_stays_as_it_stands() -> None:
    known = place("990201001", "青禾镇", "镇", aliases=("青禾",), valid_from=2019)
    found = read_units([("代码", "单位名称"), ("990201001", "新禾镇")], {known.place_id: known}, {})
    assert found["990201001"] == place(
        "990201001", "新禾镇", "镇", aliases=("青禾", "青禾镇"), valid_from=2019
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("别的", "表")], "找不到"),
        ([("代码", "单位名称")], "没有单位"),
        ([("代码", "单位名称"), ("9.9E+08", "青禾镇")], "第 2 行的代码"),
        ([("代码", "单位名称"), ("990201001", "")], "没有单位名称"),
        ([("代码", "单位名称"), ("990201001", "青禾镇"), ("990201001", "望云镇")], "两次"),
        ([("代码", "单位名称", "起始年度"), ("990201001", "青禾镇", "去年")], "不是年份"),
    ],
)
def test_a_row_that_is_no_unit_is_named(rows: list[tuple[str, ...]], said: str) -> None:
    with pytest.raises(ReportError, match=said):
        read_units(rows, {}, AREA)


def test_a_unit_of_no_county_is_refused() -> None:
    with pytest.raises(ReportError, match="没有写县"):
        read_units([("990201001", "青禾镇")], {}, {})


def test_a_list_longer_than_any_register_is_refused() -> None:
    rows = (("代码", "单位名称"), *((f"{n:09}", "青禾镇") for n in range(5_001)))
    with pytest.raises(BrokenSheet, match="超过"):
        read_units(rows, {}, AREA)


@pytest.fixture
def app(tmp_path: Path, opened: Open) -> AppTest:
    app = opened(tmp_path)
    app.default_timeout = 600
    return app


def test_from_an_empty_folder_to_the_chase_list_and_back(
    app: AppTest, tmp_path: Path, opened: Open
) -> None:
    press(fill(app, 粘贴名册=PASTED), "读入下表")
    assert any("没有写县" in text.value for text in app.text)
    press(fill(app, 粘贴名册=PASTED, **{"县（区、市）": "甲县"}), "读入下表")
    press(app, "检查")
    assert any("新增 4 个" in shown.value for shown in app.markdown)
    press(app, "保存名册")
    assert "请填写处理人和理由" in app.error[0].value
    press(fill(app, 处理人="王晓", 理由="年初核对"), "保存名册")
    assert not app.exception
    assert [p.township for p in load_register(tmp_path).places] == list(UNITS)
    with reading(tmp_path) as connection:
        assert {(c.act, c.who, c.why) for c in changes(connection)} == {(1, "王晓", "年初核对")}
    year = date.today().year - 1
    board = opened(tmp_path, "submissions")
    assert board.header[0].value.startswith(f"{year} 年度应报 4 个，已报 0 个")
    assert all(name in board.code[0].value for name in UNITS)
    page = opened(tmp_path, "register")
    assert page.header[0].value.startswith("名册登记 4 个单位")
    more = "代码\t单位名称\n990201001\t新禾镇\n990201005\t黑水乡"
    press(press(fill(page, 粘贴名册=more), "读入下表"), "检查")
    assert not page.exception
    assert any("新增 1 个，修改 1 个" in shown.value for shown in page.markdown)
    told = next(t.value for t in page.dataframe if "parts" in t.value).to_dict("list")
    assert "别名：空 → 青禾镇" in told["parts"][0]
    assert "保存期限" in [button.label for button in page.button]
    log = opened(tmp_path, "change_log", act="1")
    log.default_timeout = 600
    press(fill(log, 处理人="李四", 撤销理由="重来"), "撤销")
    assert load_register(tmp_path).places == ()


def test_a_deadline_of_a_year_is_saved_with_the_board(
    one_township_data: Path, tmp_path: Path, opened: Open
) -> None:
    data = copytree(one_township_data, tmp_path / "data")
    change_units(data, {PINE.place_id: PINE}, Act("王晓", "核对"), {})
    page = opened(data, "register")
    assert not page.exception
    press(page, "保存期限")
    assert "请先改动期限" in page.error[0].value
    county, day = PINE.county_id, date(2025, 1, 20)
    _, seen = deadlines_of(county)
    assert save_deadlines(county, {2024: day}, seen, "王晓", "县里通知") == ""
    assert stored(data, "from deadlines") == [(county, 2024, day)]
    assert deadlines_of(county)[0] == {2024: day}
    assert "王晓" in save_deadlines(county, {2024: date(2025, 1, 10)}, seen, "李四", "又改")


def test_a_row_with_the_code_of_a_unit_of_another_county_is_refused(
    one_township_data: Path, tmp_path: Path, opened: Open
) -> None:
    data = copytree(one_township_data, tmp_path / "data")
    other = place("990201001", "青禾镇", "镇")
    change_units(data, {p.place_id: p for p in (PINE, other)}, Act("王晓", "核对"), {})
    page = opened(data, "register")
    press(fill(page, 粘贴名册="代码\t单位名称\t县\n990201001\t夺名镇\t甲县"), "读入下表")
    assert not page.exception
    assert any("代码已经属于别的县的单位：青禾镇" in text.value for text in page.text)
    assert next(button for button in page.button if button.label == "检查").disabled


def test_a_new_year_opens_beside_the_years_that_have_reports(
    one_township_data: Path, opened: Open
) -> None:
    year = date.today().year - 1
    board = opened(one_township_data, "submissions")
    assert not board.exception
    assert board.header[0].value == f"正在收集 {year} 年度：应报 1 个，还没有收下报告"
    assert "松树乡" in board.code[0].value
    assert f"{year} 年度" in board.code[0].value
    assert any(f"{year} 年度报送期限" in shown.value for shown in board.markdown)
    assert board.header[1].value.startswith("2024 年度应报 1 个，已报 1 个")
