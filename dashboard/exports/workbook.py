"""Writes the workbook: the sheet with the figures, and the sheet that explains them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard.exports.sheet import HEAD, filled
from dashboard.exports.sheet_cells import fitting
from dashboard.exports.values import cells, plain
from dashboard.tables.schema import Column, Kind

OPTIONS = {
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
ROWS_AT_MOST = 1_048_000
SAMPLED = 200
Lines = Sequence[tuple[str, str]]


def workbook_bytes(
    titles: tuple[str, str], columns: Sequence[Column], frame: pd.DataFrame, notes: Lines
) -> bytes:
    """Return a workbook of columns of a frame under a title and a line on what is selected.

    A library writes the workbook with a model of a row; the rows are written in its place.
    """
    model = io.BytesIO()
    with xlsxwriter.Workbook(model, OPTIONS) as workbook:
        write_table(workbook, titles, columns, frame)
        write_notes(workbook, notes)
    return filled(model, columns, frame)


def write_table(
    workbook: xlsxwriter.Workbook,
    titles: tuple[str, str],
    columns: Sequence[Column],
    frame: pd.DataFrame,
) -> None:
    """Write the sheet with the figures: title, filters, headings, the model of a row."""
    sheet = workbook.add_worksheet("数据")
    write_head(workbook, sheet, titles, columns)
    for place, column in enumerate(columns):
        style = workbook.add_format({"num_format": format_of(column, frame), "border": 1})
        sheet.set_column(place, place, width_of(column, frame.head(SAMPLED)))
        sheet.write_blank(HEAD, place, None, style)
    sheet.freeze_panes(HEAD, 1)
    sheet.autofilter(HEAD - 1, 0, HEAD - 1 + len(frame), len(columns) - 1)
    sheet.repeat_rows(HEAD - 1)
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


def format_of(column: Column, frame: pd.DataFrame) -> str:
    """Return how a column's numbers are written; counts with fractions show them."""
    if column.kind is Kind.COUNT and (frame[column.name].astype(float) % 1).gt(0).any():
        return FRACTIONS
    return NUMBER_FORMATS[column.kind]


def width_of(column: Column, frame: pd.DataFrame) -> float:
    """Return a column width that shows the heading and these rows; Chinese counts double."""
    longest = column.heading if len(column.heading) < 16 else column.heading[: 16 + 1]
    samples = [longest, *(plain(value) for value in cells(frame, column))]
    widest = max(len(text.encode("gb18030", "replace")) for text in samples)
    return min(60, max(8, widest + 3))


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
