"""Turns the table on screen into files that Excel and WPS open as they are."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard import wording
from dashboard.export_notes import notes
from dashboard.records import Row, rows
from dashboard.selection import Selection
from dashboard.source import SAMPLE_MARK, Source
from dashboard.tables import Column, Kind, Table

FORMULA_STARTS = tuple("=+-@\t\r\0＝＋－＠")
FILE_NAME_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
WORKBOOK_OPTIONS = {
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


@dataclass(frozen=True, slots=True)
class Export:
    """One table to take along, with everything its notes have to say."""

    frame: pd.DataFrame
    table: Table
    selection: Selection
    source: Source
    repairs: tuple[tuple[str, str], ...] = ()

    def csv(self) -> bytes:
        """Return the table as CSV with a byte order mark; no text can act as a formula."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(guarded(column.heading) for column in self.table.columns)
        writer.writerows([plain(cell) for cell in row] for row in self.rows())
        return text.getvalue().encode("utf-8-sig")

    def xlsx(self) -> bytes:
        """Return the table as a workbook with a sheet of notes."""
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, WORKBOOK_OPTIONS) as workbook:
            write_table(workbook, self)
            write_notes(workbook, self)
        return buffer.getvalue()

    def file_name(self, suffix: str) -> str:
        """Return the file name: table, filters and today's date."""
        return file_name(self.table.name, self.selection, self.source, suffix)

    def rows(self) -> list[list[Any]]:
        """Return the rows as values; what is missing is the word that says why."""
        return [
            [exported(row, column) for column in self.table.columns] for row in rows(self.frame)
        ]

    @property
    def title(self) -> str:
        """Return the heading of the table, marked where the figures are samples."""
        name = self.table.name.replace("_", " · ")
        return f"{mark_of(self.source)}{name}"


def file_name(name: str, selection: Selection, source: Source, suffix: str) -> str:
    """Return a file name with the filters and today's date in it."""
    sample = (SAMPLE_MARK,) if source.is_sample else ()
    parts = (
        *sample,
        name,
        selection.county,
        selection.places,
        selection.years.replace(" ", ""),
        f"{datetime.now():%Y%m%d}",
    )
    return f"{'_'.join(parts)}.{suffix}".replace(" ", "").translate(FILE_NAME_FORBIDDEN)


def mark_of(source: Source) -> str:
    """Return the mark that stands before the title of sample figures."""
    return f"【{SAMPLE_MARK}】" if source.is_sample else ""


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def exported(row: Row, column: Column) -> Any:
    """Return one cell: a number, a date or a word, never an empty cell for a missing figure."""
    value = row[column.name]
    if wording.is_missing(value):
        if column.kind is Kind.TEXT:
            return ""
        return wording.missing(row[column.mark] if column.mark else None)
    if column.kind is Kind.TEXT:
        return (column.labels or {}).get(value, str(value))
    if column.kind is Kind.DATE:
        return pd.Timestamp(value).to_pydatetime()
    if column.kind is Kind.YEAR or float(value).is_integer():
        return int(value)
    return float(value)


def plain(cell: Any) -> str:
    """Return a cell as CSV prints it."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    return guarded(cell) if isinstance(cell, str) else str(cell)


def write_table(workbook: xlsxwriter.Workbook, export: Export) -> None:
    """Write the sheet with the figures: title, filters, headings, one line a row."""
    sheet = workbook.add_worksheet("数据")
    columns = export.table.columns
    header = workbook.add_format(
        {
            "bold": True,
            "bg_color": "#E8EEF4",
            "border": 1,
            "border_color": BORDER,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
        }
    )
    formats = [
        workbook.add_format({"num_format": NUMBER_FORMATS[c.kind], "border": 1}) for c in columns
    ]
    rows = export.rows()
    for place, column in enumerate(columns):
        sheet.set_column(place, place, width_of(column, rows, place))
    title = workbook.add_format({"bold": True, "font_size": 14})
    sheet.write_string(0, 0, export.title, title)
    sheet.write_string(1, 0, export.selection.description)
    sheet.set_row(2, 24)
    for place, column in enumerate(columns):
        sheet.write_string(2, place, column.heading, header)
    for line, row in enumerate(rows, 3):
        for place, cell in enumerate(row):
            write_cell(sheet, (line, place), cell, formats[place])
    sheet.freeze_panes(3, 1)
    sheet.autofilter(2, 0, 2 + len(rows), len(columns) - 1)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{export.title}&R第 &P 页，共 &N 页")


def width_of(column: Column, rows: list[list[Any]], place: int) -> float:
    """Return a column width that shows the heading and the first rows; Chinese counts double."""
    samples = [column.heading, *(plain(row[place]) for row in rows[:200])]
    widest = max(len(text.encode("gb18030", "replace")) for text in samples)
    return min(60, max(8, widest + 3))


def write_cell(sheet: Any, place: tuple[int, int], cell: Any, style: Any) -> None:
    """Write one value by its type, so that text stays text."""
    if isinstance(cell, str):
        sheet.write_string(*place, cell, style)
    elif isinstance(cell, datetime):
        sheet.write_datetime(*place, cell, style)
    else:
        sheet.write_number(*place, cell, style)


def write_notes(workbook: xlsxwriter.Workbook, export: Export) -> None:
    """Write the sheet that says what the figures are, where they come from and what marks mean."""
    sheet = workbook.add_worksheet("说明")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    lines = notes(export.title, export.table, export.selection, export.source, export.repairs)
    for line, (label, text) in enumerate(lines):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, text, wrapped)
