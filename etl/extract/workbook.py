"""Opens reports sent as workbooks: the rows of every sheet, cells as their program shows them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from etl.domain.report import Line
from etl.extract.file_kind import kind_of
from etl.extract.spreadsheet import binary, flat, older, package
from etl.extract.spreadsheet.number_formats import shown
from etl.extract.spreadsheet.sheets import Sheet, sheet_lines

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett", ".xlsb")


def lines(content: bytes) -> tuple[Line, ...]:
    """Return every row of every sheet that shows anything, placed by sheet and row number."""
    is_flat = content.lstrip().startswith(b"<")
    opener = flat.sheets_in if is_flat else OPENERS.get(kind_of(content, ""))
    if opener is None:
        raise package.BROKEN
    return tuple(line for sheet in opener(content) for line in sheet_lines(sheet))


def binary_sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of a binary workbook (.xlsb)."""
    try:
        with ZipFile(io.BytesIO(content)) as unpacked:
            package.refuse_large(unpacked)
            binary.refuse_short_cells(unpacked)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [s.name for s in workbook.sheets_metadata if str(s.visible).endswith("Visible")]
        found = [workbook.get_sheet_by_name(name) for name in names]
    except (CalamineError, ZipError) as error:
        raise package.BROKEN from error
    sheets = []
    for sheet in found:
        rows = sheet.to_python(skip_empty_area=False)
        cells = {(r, c): text(value) for r, row in enumerate(rows) for c, value in enumerate(row)}
        sheets.append(Sheet(sheet.name, cells, list(sheet.merged_cell_ranges or [])))
    return sheets


def text(value: object) -> str:
    """Return a cell's value as its text; a whole number without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return shown(repr(value), "General")
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).strip()


OPENERS: dict[str, Callable[[bytes], list[Sheet]]] = {
    ".xlsx": package.sheets_in, ".xls": older.sheets_in, ".xlsb": binary_sheets,
}  # fmt: skip
