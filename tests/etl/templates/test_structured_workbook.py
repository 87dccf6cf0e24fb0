"""The workbook as a person meets it: locked, labeled, with lists to choose from and honest sums."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from etl.definitions import load
from etl.domain.report import Cell
from etl.templates import Entry, write
from etl.templates.workbook.formulas import Sides, ranges, sum_formula, sum_value
from etl.templates.workbook.layout import balances, right_rows, table_sheets
from etl.transform.numbers import read_cell
from tests.etl.templates.structured_reports import PLACES, full_report
from tests.known import known


def opened(tmp_path, entries, **options):
    path = tmp_path / "book.xlsx"
    write(path, entries, **options)
    return openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)


@pytest.fixture
def template(tmp_path):
    workbook, _ = opened(tmp_path, [Entry(p, y) for p in PLACES for y in (2017, 2020, 2024)])
    return workbook


def with_cells(report, changes):
    """The report with other texts at some addresses."""
    cells = []
    for cell in report.cells:
        text = changes.get(cell.address, cell.raw)
        value, mark = read_cell(text)
        cells.append(Cell(cell.table, cell.row, cell.column, text, value, mark))
    return replace(report, cells=tuple(cells))


def test_the_sheets_stand_in_the_order_of_filling_in(template):
    assert template.sheetnames == [
        "填写说明", "叙述数据", "公开分类", "主动公开(2021)", "主动公开(2019)", "依申请公开",
        "复议诉讼", "统计表(本年与累计)", "统计表(全国)", "附加信息", "选项",
    ]  # fmt: skip
    hidden = {sheet.title for sheet in template if sheet.sheet_state == "hidden"}
    assert hidden == {"附加信息", "选项"}


def test_only_what_is_to_be_filled_in_is_unlocked(template):
    for sheet in template:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    narrative, applications = template["叙述数据"], template["依申请公开"]
    assert [narrative.cell(5, n).protection.locked for n in (1, 4, 5, 8)] == [
        True,
        True,
        False,
        False,
    ]
    assert [applications.cell(5, n).protection.locked for n in (4, 6, 7, 13, 14)] == [
        True, True, False, False, True,
    ]  # fmt: skip


def test_headings_stay_in_view_and_columns_have_notes(template):
    for name in template.sheetnames[1:-1]:
        assert template[name].freeze_panes.endswith("5")
        assert template[name].page_setup.orientation == "landscape"
    assert "单位：件" in template["依申请公开"]["G3"].comment.text


def test_lists_offer_what_is_allowed(template):
    offered = {
        (sheet.title, str(area)): rule.formula1
        for sheet in template
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
        for area in rule.sqref.ranges
    }
    assert {"叙述数据", "公开分类", "依申请公开", "复议诉讼"} <= {title for title, _ in offered}
    choices = {
        column[0].value: [cell.value for cell in column[1:] if cell.value is not None]
        for column in template["选项"].columns
    }
    assert choices["乡镇名单"] == [place.township for place in PLACES]
    assert choices["年度名单"] == [2017, 2020, 2024]
    assert choices["版式名单"] == ["2008年版", "2019年版", "2021年版"]
    assert choices["标记写法"] == ["/", "(缺项)"]


def test_an_edition_shows_the_rows_it_prints(template):
    sheet = template["依申请公开"]
    shown = {2020: [], 2024: []}
    for row in range(5, sheet.max_row + 1):
        label = str(sheet.cell(row, 6).value)
        if sheet.cell(row, 3).value == "城关镇" and not sheet.row_dimensions[row].hidden:
            shown[sheet.cell(row, 4).value].append(label)
    assert "（六）其他处理" in shown[2020]
    assert "3.其他" not in shown[2020]
    assert "（六）其他处理" not in shown[2024]
    assert len([label for label in shown[2024] if not label.startswith("核对")]) == 25


def test_every_address_has_one_cell_for_an_edition():
    for edition, form in load().forms.items():
        shown = [
            a for sheet in table_sheets() if edition in sheet.editions for a in sheet.addresses
        ]
        assert len(shown) == len(set(shown))
        assert set(form.addresses()) <= set(shown)


def test_the_checks_name_rows_of_the_form():
    for sheet in table_sheets():
        known = {row.id for row in sheet.table.rows + sheet.table.optional_rows}
        for balance in balances(sheet.table.id):
            assert {*balance.left, *right_rows(balance, sheet.table)} <= known


@pytest.mark.parametrize(
    ("text", "changes", "row", "column"),
    [
        ("0", {}, "✓ 相符", "✓ 相符"),
        ("/", {}, None, None),
        ("", {}, None, None),
        ("0", {"applications.received_new.total": "2"}, "差 2", "✓ 相符"),
        ("0", {"applications.received_new.natural_person": "2"}, "差 -2", "差 -2"),
        ("0", {"applications.received_new.natural_person": "/"}, "✓ 相符", "✓ 相符"),
        ("0", {"applications.received_new.natural_person": ""}, "未填全", "未填全"),
        ("0", {"applications.received_new.natural_person": "1O"}, "含文字", "含文字"),
        ("0", {"applications.received_new.natural_person": "１"}, "含文字", "含文字"),
    ],
)
def test_sums_are_judged_as_filled_in(tmp_path, text, changes, row, column):
    report = with_cells(full_report(PLACES[0], 2024, text), changes)
    formulas, values = opened(tmp_path, [Entry(PLACES[0], 2024, report)])
    sheet = formulas["依申请公开"]
    balance = next(n for n in range(5, 40) if str(sheet.cell(n, 6).value).startswith("核对：一"))
    for spot, shown in (("N5", row), (f"G{balance}", column)):
        assert sheet[spot].data_type == "f"
        assert sheet[spot].value.startswith("=IF(COUNTA(")
        assert (values["依申请公开"][spot].value or None) == shown


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    report = full_report(PLACES[0], 2024)
    item = replace(report.items[0], label="=HYPERLINK(1)", evidence="=1+1")
    workbook, _ = opened(tmp_path, [Entry(PLACES[0], 2024, replace(report, items=(item,)))])
    sheet = workbook["公开分类"]
    assert [(sheet[spot].value, sheet[spot].data_type) for spot in ("E5", "J5")] == [
        ("=HYPERLINK(1)", "s"), ("=1+1", "s"),
    ]  # fmt: skip


def test_numbers_are_numbers_and_marks_are_as_printed(tmp_path):
    report = with_cells(full_report(PLACES[0], 2024), {"reviews.administrative_review.upheld": "—"})
    workbook, _ = opened(tmp_path, [Entry(PLACES[0], 2024, report)])
    assert workbook["复议诉讼"]["E5"].value == "—"
    assert workbook["复议诉讼"]["F5"].data_type == "n"
    assert workbook["叙述数据"]["H5"].value == 170


def test_a_sample_says_so_on_every_sheet(tmp_path):
    workbook, _ = opened(tmp_path, [Entry(PLACES[0], 2024)], is_sample=True)
    for name in workbook.sheetnames[:-1]:
        sheet = workbook[name]
        assert "示例数据" in str(sheet["A1"].value)
        assert "示例数据" in known(known(sheet.oddHeader).right.text)


def test_a_sample_is_the_same_file_every_time(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write(tmp_path / name, [Entry(PLACES[0], 2024)], is_sample=True)
        time.sleep(1.1)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_cells_in_a_formula_are_written_as_few_ranges():
    assert ranges([(4, 6), (4, 7), (4, 8), (6, 6), (7, 6)]) == ["G5:I5", "G7:G8"]


def test_a_sum_counts_only_numbers():
    sides = Sides(((0, 0),), ((1, 0), (2, 0)), ((0, 0),))
    values = {(0, 0): Decimal(3), (1, 0): Decimal(3), (2, 0): "/"}
    assert sum_value(sides, values) == "✓ 相符"
    assert "SUM(A1)-SUM(A2:A3)" in sum_formula(sides, "无内容写法")
