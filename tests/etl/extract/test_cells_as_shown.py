"""Cells of web pages and workbooks are read as a browser or a spreadsheet shows them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from xlsxwriter import Workbook

from tests.etl.extract.test_as_seen import LABEL, figure_in, read

CELLS_OF_PAGES = {
    "hidden": ("<td><span hidden>9</span>128", "128"),
    "visibility": ("<td>128<span style='visibility: hidden'>0</span>", "128"),
    "nothing high": ("<td>128<span style='font-size:0'>0</span>", "128"),
    "far away": ("<td><span style='position:absolute;left:-9999px'>9</span>128", "128"),
    "shown after all": ("<td class=off style='display:table-cell'>128", "128"),
    "white on blue": ("<td style='background:#00f'><b style='color:#fff'>128</b>", "128"),
    "deleted": ("<td><del>9</del>128", "128"),
    "note": ("<td>128<sup>[1]</sup>", "128"),
    "note alone": ("<td><sup>128</sup>", "128"),
    "choice": ("<td><select><option>3<option selected>4<option>5</select>", "4"),
    "first choice": ("<td><select><option>3<option>4</select>", "3"),
    "dark in white": ("<td><font color=#fff>9<font color=#000>128</font>9</font>", "128"),
    "ground in white": ("<td><font color=white><table bgcolor=#036><tr><td>128</table>", "128"),
    "white cell": ("<td>128</td><td style='color:#fff'>9</td>", "128"),
    "picture below": ("<td background='a.gif'><font color=#FFFFFF>128</font>", "128"),
    "url below": ("<td style='background-image:url(a.gif)'><font color=#fff>128</font>", "128"),
    "gradient": (
        "<td style='background:linear-gradient(#036,#069);color:#fff'>128",
        "128",
    ),
    "link in white": ("<td style='color:#fff'>9<a href=x>128</a>", "128"),
    "size again": ("<td style='font-size:0'>9<span style='font-size:16px'>128</span>", "128"),
    "font again": ("<td style='font-size:0'>9<b style='font:16px 宋体'>128</b>", "128"),
    "part of no size": ("<td>128<i style='font-size:0'><b style='font-size:2em'>9</b></i>", "128"),
    "seen again": (
        "<td style='visibility:hidden'>9<input value=9><b style='visibility:visible'>128</b>",
        "128",
    ),
    "hidden entry": (
        "<td><ol><li style='visibility:hidden'>甲<li>属于国家秘密</ol>",
        "2.属于国家秘密",
    ),
    "held open": ("<td><div style='width:0;overflow:hidden;min-width:100%'>128</div>", "128"),
    "not held open": (
        "<td>128<div style='max-height:0;overflow:hidden;min-width:0'>9</div>",
        "128",
    ),
    "zoom": ("<td><i style='zoom:0'>128</i>", "128"),
    "box": ("<td><input type=checkbox>128", "128"),
    "box of words": ("<td><input type=checkbox checked>属于国家秘密", "■属于国家秘密"),
    "boxes of figures": ("<td>9<input type=checkbox>128", "9□128"),
    "typed": ("<td><input value=128>", "128"),
    "button": ("<td>128<input type=button value=9>", "128"),
    "broken": ("<td>4<br>3", "4\n3"),
    "picture": ("<td><img src=x.png width=40>", "〔图片〕"),
    "hardly another white": ("<td><span style='color:rgb(254, 254, 254)'>9</span>128", "128"),
    "white by its font": ("<td><font color=White>9</font>128", "128"),
    "no color": ("<td><span style='color:#00000000'>9</span>128", "128"),
    "no ground": ("<td style='background:none'><i style='color:#FfFfFf'>9</i>128", "128"),
    "shrunk": ("<td><span style='transform:scale(0)'>9</span>128", "128"),
    "cut away": ("<td><span style='clip-path:inset(100%)'>9</span>128", "128"),
    "cut flat": ("<td><span style='max-height:0;overflow:hidden'>9</span>128", "128"),
    "far left": ("<td><span style='left: -5000px;position:absolute'>9</span>128", "128"),
    "note by length": ("<td>128<span style='vertical-align:6px'>1)</span>", "128"),
    "for old browsers": ("<td><canvas>9</canvas><script>9</script>128", "128"),
    "blocks": ("<td><span style='display:block'>128</span><b>9</b>", "128\n9"),
    "boxes": ("<td><div style='display:flex'><i>128</i><i>9</i></div>", "128\n9"),
    "aside": ("<td>128<span style='float:right'>9</span>", "128\n9"),
    "folded": ("<td>128<details>9</details>", "128\n9"),
    "chosen": ("<td><input type=radio>9<input type=radio checked>128", "○9●128"),
    "spacer": ("<td><img src=x.gif width=1 height=1>", ""),
    "frame": ("<td><table><tr><td>128</table>", "128"),
    "list": ("<td><ol start=2><li>属于国家秘密</ol>", "2.属于国家秘密"),
    "numbers": ("<td><ol start=2><li>128</ol>", "2. 128"),
}


@pytest.mark.parametrize("oddity", CELLS_OF_PAGES)
def test_a_cell_of_a_page_is_what_a_browser_shows(oddity: str) -> None:
    cell, shown = CELLS_OF_PAGES[oddity]
    page = f"<style>.off{{display:none}}</style><table><tr><td>{LABEL}</td>{cell}</table><p>完</p>"
    assert figure_in(read("html", page.encode())) == shown


def test_a_page_of_which_nothing_would_be_seen_is_read_whole() -> None:
    page = f"<body style='opacity:0'><table><tr><td>{LABEL}<td>128</table>"
    assert figure_in(read("html", page.encode())) == "128"


FORMATTED = {
    "ten thousands": (35000, "0!.0,", "3.5"), "unit": (17, '0"件"', "17件"),
    "grouped": (1234567, "#,##0", "1,234,567"), "share": (0.04, "0%", "4%"),
    "zero as slash": (0, '0;-0;"/"', "/"), "negative": (-3, "0;(0)", "(3)"),
    "places": (3.456, "0.00", "3.46"), "no needless zeros": (3.5, "0.##", "3.5"),
    "general": (95.7, "General", "95.7"), "date": (45658, "yyyy-mm-dd", "2025年1月1日"),
    "nothing": (128, ";;;", ""), "condition": (5, '[<10]"少";0', "少"),
    "thousands": (4250, "0.00,", "4.25"), "millions": (7300000, "0.0,,", "7.3"),
    "thousands in words": (6400, '0.0,"千"', "6.4千"),
    "grouped alone": (4250, "#,##0.0", "4,250.0"),
    "binary noise": (4.1000000000000005, "General", "4.1"),
    "noise of a whole number": (6.9999999999999996, "General", "7"),
    "accounts": (12, "_ * #,##0_ ", "12"), "chinese": (12, "[DBNum1]0", "十二"),
}  # fmt: skip


@pytest.mark.parametrize("oddity", FORMATTED)
def test_a_number_is_read_as_its_cell_shows_it(oddity: str) -> None:
    stored, code, shown = FORMATTED[oddity]
    content = io.BytesIO()
    workbook = Workbook(content)
    sheet = workbook.add_worksheet()
    sheet.write_string(0, 0, LABEL)
    sheet.write_number(0, 1, stored, workbook.add_format({"num_format": code}))
    sheet.write_string(0, 2, "末")
    workbook.close()
    assert figure_in(read("xlsx", content.getvalue())) == shown


def test_what_a_workbook_hides_or_has_not_computed_is_no_figure() -> None:
    content = io.BytesIO()
    workbook = Workbook(content)
    sheet = workbook.add_worksheet("表")
    sheet.write_row(0, 0, ["甲", 1, 2, 3])
    sheet.write_row(1, 0, ["乙", 4, 5, 6])
    sheet.write_formula(2, 0, "=B1+SUM(C1:D1)*2", value=0)
    sheet.write_formula(2, 1, '=IF(B1>0,"x",2)', value=0)
    sheet.write(2, 2, "=1/0", None, "#DIV/0!")
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})
    hidden = workbook.add_worksheet("藏")
    hidden.write_string(0, 0, "不显示")
    hidden.hide()
    workbook.close()
    assert [line.cells for line in read("xlsx", content.getvalue())] == [
        ("甲", "1", "3"), ("11", "〔公式未计算〕", ""),
    ]  # fmt: skip


def test_a_column_without_width_is_not_seen() -> None:
    content = io.BytesIO()
    workbook = Workbook(content)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, [LABEL, 9, 128])
    sheet.set_column(1, 1, 0)
    workbook.close()
    assert figure_in(read("xlsx", content.getvalue())) == "128"


CONDITIONS: dict[str, tuple[dict[str, Any], int, str]] = {
    "zeros in white": ({"type": "cell", "criteria": "==", "value": 0}, 0, ""),
    "others in white": ({"type": "cell", "criteria": "==", "value": 0}, 128, "128"),
    "always": ({"type": "formula", "criteria": "=TRUE"}, 128, ""),
    "by its own value": ({"type": "formula", "criteria": "=$B$1<5"}, 4, ""),
    "by a number elsewhere": ({"type": "formula", "criteria": "=$D$1=3"}, 128, ""),
    "by another number": ({"type": "formula", "criteria": "=$D$1<>3"}, 3, "3"),
    "by another cell": ({"type": "formula", "criteria": '=$D$1="甲"'}, 128, "〔条件格式可能隐藏〕"),
    "the largest": ({"type": "top", "value": 1}, 128, "〔条件格式可能隐藏〕"),
}


@pytest.mark.parametrize("kind", CONDITIONS)
@pytest.mark.parametrize("looks", [{"font_color": "#FFFFFF"}, {"num_format": ";;;"}])
def test_what_a_condition_hides_is_no_figure(kind: str, looks: dict[str, str]) -> None:
    condition, stored, shown = CONDITIONS[kind]
    assert conditioned(condition, stored, looks) == shown


def test_a_condition_that_only_colors_hides_nothing() -> None:
    always: dict[str, Any] = {"type": "formula", "criteria": "=TRUE"}
    for looks in ({"font_color": "#FF0000"}, {"font_color": "#FFFFFF", "bg_color": "#003366"}):
        assert conditioned(always, 128, looks) == "128"


def test_a_condition_on_a_whole_column_hides_no_other_column() -> None:
    always: dict[str, Any] = {"type": "formula", "criteria": "=TRUE"}
    white = {"font_color": "#FFFFFF"}
    assert conditioned(always, 128, white, "B1:B1048576") == ""
    assert conditioned(always, 128, white, "C1:C1048576") == "128"


def test_a_condition_moves_with_the_cell_that_it_is_of() -> None:
    of_left: dict[str, Any] = {"type": "formula", "criteria": "=C1=3"}
    white = {"font_color": "#FFFFFF"}
    assert conditioned(of_left, 128, white, "A1:B9") == "", "of B1 it speaks of D1"
    assert conditioned(of_left, 128, white, "B1:B9") == "〔条件格式可能隐藏〕", "C1 is a text"


def conditioned(
    condition: dict[str, Any], stored: int, looks: dict[str, str], where: str = "B1:B9"
) -> str | None:
    content = io.BytesIO()
    workbook = Workbook(content)
    sheet = workbook.add_worksheet()
    sheet.write(0, 0, LABEL)
    sheet.write_number(0, 1, stored)
    sheet.write(0, 2, "件")
    sheet.write_number(0, 3, 3)
    sheet.conditional_format(where, {**condition, "format": workbook.add_format(looks)})
    workbook.close()
    return figure_in(read("xlsx", content.getvalue()))


def test_zeros_that_a_sheet_does_not_show_are_blank() -> None:
    content = io.BytesIO()
    workbook = Workbook(content)
    sheet = workbook.add_worksheet()
    sheet.hide_zero()
    sheet.write_row(0, 0, [LABEL, 0, 3])
    workbook.close()
    lines = read("xlsx", content.getvalue())
    assert [line.cells for line in lines] == [(LABEL, "", "3")]


@pytest.mark.parametrize(
    ("written", "seen"),
    [("5_x000D_", "5"), ("5_x000D_\n6", "5\n6"), ("5_x0007_", "5\ufffd"), ("_x0035_", "5")],
)
def test_signs_that_a_workbook_writes_by_number_are_as_shown(written: str, seen: str) -> None:
    content = io.BytesIO()
    workbook = Workbook(content)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, [LABEL, "写", "末"])
    workbook.close()
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(changed, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).replace("写".encode(), written.encode()))
    assert figure_in(read("xlsx", changed.getvalue())) == seen
