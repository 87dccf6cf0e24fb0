"""Writes the workbook: the sheet with the figures, and the sheet that explains them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from dashboard.exports.values import plain
from dashboard.tables import Column, Kind

OPTIONS = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Microsoft YaHei", "font_size": 10},
}
A4 = 9
BORDER = "#B8C2CC"
NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.YEAR: "0",
    Kind.COUNT: "#,##0",
    Kind.AMOUNT: "#,##0.00",
    Kind.RATE: "0.00%",
    Kind.DATE: "yyyy-mm-dd",
}
FRACTIONS = "#,##0.####"
HEADER = {
    "bold": True,
    "bg_color": "#E8EEF4",
    "border": 1,
    "border_color": BORDER,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
}
LONGEST_TEXT = 32_767
CUT = "……（超出单元格容量，全文见 CSV）"
ROWS_AT_MOST = 1_048_000
Lines = Sequence[tuple[str, str]]
Cells = Sequence[Sequence[Any]]


def workbook_bytes(
    titles: tuple[str, str], columns: Sequence[Column], listed: Cells, notes: Lines
) -> bytes:
    """Return a workbook of columns of cells under a title and a line on what is selected."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as workbook:
        write_table(workbook, titles, columns, listed)
        write_notes(workbook, notes)
    return buffer.getvalue()


def write_table(
    workbook: xlsxwriter.Workbook,
    titles: tuple[str, str],
    columns: Sequence[Column],
    listed: Cells,
) -> None:
    """Write the sheet with the figures: title, filters, headings, one line a row."""
    sheet = workbook.add_worksheet("数据")
    styles = [
        workbook.add_format({"num_format": format_of(column, values), "border": 1})
        for column, values in zip(columns, listed, strict=True)
    ]
    for place, (column, values) in enumerate(zip(columns, listed, strict=True)):
        sheet.set_column(place, place, width_of(column, values))
    write_head(workbook, sheet, titles, columns)
    last = 2
    for last, row in enumerate(zip(*listed, strict=True), 3):
        for place, cell in enumerate(row):
            write_cell(sheet, (last, place), cell, styles[place])
    sheet.freeze_panes(3, 1)
    sheet.autofilter(2, 0, last, len(columns) - 1)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{titles[0].replace('&', '&&')}&R第 &P 页，共 &N 页")


def write_head(
    workbook: xlsxwriter.Workbook, sheet: Any, titles: tuple[str, str], columns: Sequence[Column]
) -> None:
    """Write what stands above the rows."""
    header = workbook.add_format(HEADER)
    sheet.write_string(0, 0, titles[0], workbook.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, titles[1])
    sheet.set_row(2, 24 if all(len(column.heading) < 16 for column in columns) else 48)
    for place, column in enumerate(columns):
        sheet.write_string(2, place, column.heading, header)


def format_of(column: Column, values: Sequence[Any]) -> str:
    """Return how a column's numbers are written; counts with fractions show them."""
    if column.kind is Kind.COUNT and any(type(value) is float for value in values):
        return FRACTIONS
    return NUMBER_FORMATS[column.kind]


def width_of(column: Column, values: Sequence[Any]) -> float:
    """Return a column width that shows the heading and the first rows; Chinese counts double."""
    longest = column.heading if len(column.heading) < 16 else column.heading[: 16 + 1]
    samples = [longest, *(plain(value) for value in values[:200])]
    widest = max(len(text.encode("gb18030", "replace")) for text in samples)
    return min(60, max(8, widest + 3))


def write_cell(sheet: Any, place: tuple[int, int], cell: Any, style: Any) -> None:
    """Write one value by its type, so that text stays text."""
    if isinstance(cell, str):
        sheet.write_string(*place, fitting(cell), style)
    elif isinstance(cell, datetime):
        sheet.write_datetime(*place, cell, style)
    else:
        sheet.write_number(*place, cell, style)


def fitting(text: str) -> str:
    """Return a text that a cell can hold, and say so where it is cut."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT


def write_notes(workbook: xlsxwriter.Workbook, notes: Lines) -> None:
    """Write the sheet that says what the figures are, where they come from and what marks mean."""
    sheet = workbook.add_worksheet("说明")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for line, (label, text) in enumerate(notes):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, fitting(text), wrapped)
