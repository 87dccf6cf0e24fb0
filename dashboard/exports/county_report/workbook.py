"""The county's tables as a workbook: every cell a live sum over one sheet of the units' figures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from dashboard.exports.county_report.grid import Layout, layouts
from dashboard.exports.county_report.sentences import footnotes, joint_notes, summary
from dashboard.exports.county_report.total import CountyTotal
from etl.definitions import load

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Microsoft YaHei", "font_size": 10},
}
UNITS_SHEET = "各单位"
FIRST_UNIT = 3
ABOVE = 2
"""Rows above an official table: its title, and over which units it goes."""
DEDUCTED = "扣除重复（联合发文）"
NAME_COLUMNS = ("单位", "类型", "报送", "表式")
LONGEST_TEXT = 32_000
WHOLE, NARROWEST = 110, 5
"""Of a table and of a column, in signs."""
SHEET_NAMES = {2: "表二 主动公开", 3: "表三 申请办理", 4: "表四 复议诉讼"}


def report_workbook(total: CountyTotal, mark: str = "") -> bytes:
    """Return the workbook; `mark` stands before every title, as for samples."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as workbook:
        looks = formats(workbook)
        for layout in layouts(total.form):
            sheet = workbook.add_worksheet(sheet_name(layout))
            write_table(sheet, layout, total, looks, mark)
        write_units(workbook.add_worksheet(UNITS_SHEET), total, looks)
        write_notes(workbook.add_worksheet("说明"), total, looks, mark)
    return buffer.getvalue()


def sheet_name(layout: Layout) -> str:
    """Return what the sheet of a table is called; a table of no official part goes by its id."""
    return SHEET_NAMES.get(layout.table.section, layout.table.id)


def formats(workbook: Any) -> dict[str, Any]:
    """Return the looks of cells."""
    framed = {"border": 1, "text_wrap": True, "valign": "vcenter"}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "note": workbook.add_format({"font_color": "#5F6B76"}),
        "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "heading": workbook.add_format({**framed, "bold": True, "align": "center",
                                        "bg_color": "#E8EEF4"}),
        "label": workbook.add_format(framed),
        "figure": workbook.add_format({**framed, "align": "right", "num_format": "#,##0.######"}),
        "partial": workbook.add_format({**framed, "align": "right", "num_format": "#,##0.######",
                                        "bg_color": "#FFF4D6"}),
    }  # fmt: skip


def write_table(
    sheet: Any, layout: Layout, total: CountyTotal, looks: dict[str, Any], mark: str
) -> None:
    """Write one official table under its title, its figures as sums of the sheet of units."""
    sheet.write_string(0, 0, f"{mark}{total.county} {total.year} 年度{layout.table.title}（汇总）",
                       looks["title"])  # fmt: skip
    sheet.write_string(1, 0, summary(total), looks["note"])
    for column, share in enumerate(layout.shares):
        sheet.set_column(column, column, max(NARROWEST, WHOLE * share))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for place in layout.places:
        row, column = place.row + ABOVE, place.column
        spans = place.rows > 1 or place.columns > 1
        look = looks["heading" if place.is_heading else "label"]
        if place.address:
            look = looks["figure" if total.cells[place.address].is_complete else "partial"]
        if spans:
            area = (row, column, row + place.rows - 1, column + place.columns - 1)
            sheet.merge_range(*area, "", look)
        if place.address:
            write_sum(sheet, (row, column), place.address, total, look)
        else:
            sheet.write_string(row, column, place.text, look)
    of_table = [cell for cell in total.joint if cell.address in layout.table.addresses()]
    for row, text in enumerate(joint_notes(total, of_table), layout.rows + 3):
        sheet.write_string(row, 0, text, looks["note"])


def write_sum(sheet: Any, at: tuple[int, int], address: str, total: CountyTotal, look: Any) -> None:
    """Write the sum of a cell: a formula over the units, a slash where no unit has a number."""
    cell = total.cells[address]
    column = len(NAME_COLUMNS) + total.form.addresses().index(address)
    last = FIRST_UNIT + max(1, len(total.units)) - 1
    area = f"'{UNITS_SHEET}'!{xl_range_abs(FIRST_UNIT, column, last, column)}"
    deducted = deduction_at(total, column)
    less = f"-'{UNITS_SHEET}'!{xl_range_abs(*deducted, *deducted)}"
    added = f"SUM({area}){less if cell.deducted else ''}"
    none = f'IF(COUNTIF({area},"/")>0,"/","")'
    value: float | str = float(cell.value) if cell.value is not None else cell.text
    sheet.write_formula(*at, f"=IF(COUNT({area})=0,{none},{added})", look, value)


def deduction_at(total: CountyTotal, column: int) -> tuple[int, int]:
    """Return where the deduction of a column of the sheet of units stands: below its units."""
    return FIRST_UNIT + max(1, len(total.units)) + 1, column


def write_units(sheet: Any, total: CountyTotal, looks: dict[str, Any]) -> None:
    """Write the units, a row each, with what they print in every cell of the form."""
    sheet.write_string(0, 0, "各单位报告所填数字，汇总表由此相加；改动这里，汇总随之变化。",
                       looks["note"])  # fmt: skip
    names = {address: label for address, label, _, _ in total.form.names()}
    titles = {table.id: table.title for table in total.form.tables}
    addresses = total.form.addresses()
    for column, name in enumerate(NAME_COLUMNS):
        sheet.merge_range(1, column, 2, column, name, looks["heading"])
    for column, address in enumerate(addresses, len(NAME_COLUMNS)):
        sheet.write_string(1, column, titles[address.partition(".")[0]], looks["heading"])
        sheet.write_string(2, column, names[address], looks["heading"])
    for row, unit in enumerate(total.units, FIRST_UNIT):
        filed = "已报" if unit.has_filed else "缺报"
        for column, text in enumerate((unit.name, unit.type, filed, unit.edition or "")):
            sheet.write_string(row, column, text, looks["label"])
        for column, address in enumerate(addresses, len(NAME_COLUMNS)):
            printed = total.cells[address].printed.get(unit.place_id)
            if printed is None:
                sheet.write_blank(row, column, None, looks["label"])
            elif printed.value is not None:
                sheet.write_number(row, column, float(printed.value), looks["figure"])
            else:
                sheet.write_string(row, column, printed.raw[:LONGEST_TEXT], looks["label"])
    write_deductions(sheet, total, looks)
    sheet.freeze_panes(FIRST_UNIT, 1)
    sheet.set_column(0, 0, 16)
    sheet.set_row(2, 60)


def write_deductions(sheet: Any, total: CountyTotal, looks: dict[str, Any]) -> None:
    """Write below the units how many documents of each column several of them count."""
    if not any(cell.deducted for cell in total.joint):
        return
    addresses = total.form.addresses()
    sheet.write_string(*deduction_at(total, 0), DEDUCTED, looks["label"])
    for cell in total.joint:
        column = len(NAME_COLUMNS) + addresses.index(cell.address)
        sheet.write_number(*deduction_at(total, column), cell.deducted, looks["figure"])


def write_notes(sheet: Any, total: CountyTotal, looks: dict[str, Any], mark: str) -> None:
    """Write what the sums are made of and what marks mean."""
    marks = [f"{kind.label}：{kind.meaning}" for kind in load().marks.values()]
    lines: Sequence[str] = (
        f"{mark}{total.county} {total.year} 年度汇总", summary(total), *footnotes(total),
        "浅黄底的合计并非所有已报单位都有数字或斜杠。", *marks,
    )  # fmt: skip
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, looks["text"])
