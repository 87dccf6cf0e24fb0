"""What the sheets of the official tables share: the checks, the figures and their notes."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.definitions.schema import Column
from etl.templates.entry import Entry
from etl.templates.fields import edition_label
from etl.templates.stated_value import Statement
from etl.templates.workbook.book import NILS, Book, put, put_row
from etl.templates.workbook.formulas import SheetValue, Sides, Spot, sum_formula, sum_value
from etl.templates.workbook.layout import TableSheet
from etl.templates.workbook.values import sheet_value

HINT = "填数字、“/”（没有可报告的内容）或“(缺项)”（报告中没有这一行），未填写的留空；灰色栏不用填。"
IDENTITY_WIDTHS = (13, 16, 14, 9)


def new_table_sheet(book: Book, layout: TableSheet, frozen: int) -> Worksheet:
    """Return the empty sheet of a table, hidden while no wanted report is in its edition."""
    editions = "、".join(edition_label(edition) for edition in sorted(layout.editions))
    sheet = book.sheet(layout.name, f"{layout.title}（{editions}）", HINT, frozen)
    for column, width in enumerate(IDENTITY_WIDTHS):
        sheet.set_column(column, column, width)
    if not any(layout.is_own(entry) for entry in book.wanted):
        sheet.hide()
    return sheet


def put_identity(sheet: Worksheet, row: int, entry: Entry, style: Format) -> None:
    """Write the columns that say which place and year a row is of."""
    place = entry.place
    put_row(sheet, row, (place.place_id, place.county, place.township, entry.year), style)


def put_check(
    book: Book, sheet: Worksheet, spot: Spot, sides: Sides, values: dict[Spot, SheetValue]
) -> None:
    """Write a locked formula that compares two sums, with the value that it has now."""
    formula = sum_formula(sides, NILS)
    shown: Any = sum_value(sides, values)  # the library takes texts, its types do not say so
    sheet.write_formula(*spot, formula, book.styles.check, shown)


def put_statement(
    sheet: Worksheet, spot: Spot, statement: Statement | None, style: Format
) -> SheetValue:
    """Write one figure, and return what was written."""
    value = sheet_value(statement)
    put(sheet, *spot, value, style)
    return value


def column_note(column: Column) -> str:
    """Return what the note on a column says."""
    kind = "可带小数" if column.decimal else "整数"
    sign = "，增为正、减为负" if column.signed else ""
    return f"单位：{column.unit}，{kind}{sign}。\n没有可报告的内容填“/”，未填写的留空。"


def merge(sheet: Worksheet, area: tuple[int, int, int, int], text: str, style: Format) -> None:
    """Write a heading over an area, which may be a single cell."""
    if area[:2] == area[2:]:
        sheet.write_string(area[0], area[1], text, style)
    else:
        sheet.merge_range(*area, text, style)
