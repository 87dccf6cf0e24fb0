"""Opens Excel workbooks of 1997 to 2003 (.xls, .et): their sheets as they are shown."""

from __future__ import annotations

import io
import struct
from typing import Any

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from etl.domain.errors import UnreadableFile
from etl.extract.printed.marks import LOWER, RAISE, without_note_marks
from etl.extract.spreadsheet.number_formats import shown
from etl.extract.spreadsheet.package import BROKEN
from etl.extract.spreadsheet.sheets import MOST_CELLS, Sheet

DAMAGED = (
    XLRDError, CompDocError, struct.error, IndexError, KeyError, ValueError,
    TypeError, AttributeError, AssertionError, OverflowError, UnicodeError, NotImplementedError,
)  # fmt: skip
WHITE = (1, 9)
LOCKED = UnreadableFile(
    "Excel 文件加了密码。", "请用 Excel 或 WPS 打开原件，取消密码后另存为 .xlsx 重试。"
)


def sheets_in(content: bytes) -> list[Sheet]:
    """Return the sheets that are not hidden; raise UnreadableFile for a damaged workbook."""
    try:
        book: Any = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return [sheet_of(book, sheet) for sheet in book.sheets() if not sheet.visibility]
    except DAMAGED as error:
        raise LOCKED if "encrypt" in str(error).lower() else BROKEN from error


def sheet_of(book: Any, found: Any) -> Sheet:
    """Return one sheet with its texts as they are shown."""
    sheet = Sheet(found.name)
    sheet.hidden_rows = {n for n, row in found.rowinfo_map.items() if row.hidden}
    sheet.hidden_columns = {n for n, column in found.colinfo_map.items() if column.hidden}
    sheet.merged = [
        ((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in found.merged_cells
    ]
    for row in range(found.nrows):
        for column in range(found.row_len(row)):
            text = shown_in(book, found, row, column)
            if text:
                sheet.cells[row, column] = text
        if len(sheet.cells) > MOST_CELLS:
            raise UnreadableFile(
                f"工作表“{found.name}”的行列过多，不像年度报告。", "请删去多余的空行空列后重试。"
            )
    return sheet


def shown_in(book: Any, sheet: Any, row: int, column: int) -> str:
    """Return what a cell shows."""
    cell = sheet.cell(row, column)
    is_zero = cell.ctype == xlrd.XL_CELL_NUMBER and not cell.value
    is_blank = cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    if is_blank or (is_zero and not sheet.show_zero_values):
        return ""
    looks = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    code = book.format_map[looks.format_key].format_str if looks is not None else "General"
    if code == ";;;" or (looks is not None and is_unseen(book, looks)):
        return ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return rich_text(book, sheet, row, column, cell.value).strip()
    return shown(f"{cell.value:.15g}", code, 1904 if book.datemode else 1900).strip()


def is_unseen(book: Any, looks: Any) -> bool:
    """Return whether a cell's font is struck out, or white on no ground."""
    font = book.font_list[looks.font_index]
    is_bare = looks.background.fill_pattern == 0
    return bool(font.struck_out) or (font.colour_index in WHITE and is_bare)


def rich_text(book: Any, sheet: Any, row: int, column: int, text: str) -> str:
    """Return a text of several looks without what is struck out and the raised marks of notes."""
    runs = sheet.rich_text_runlist_map.get((row, column))
    if not runs:
        return text
    parts = [text[: runs[0][0]]]
    ends = [start for start, _ in runs[1:]] + [len(text)]
    for (start, number), end in zip(runs, ends, strict=True):
        font = book.font_list[number]
        if not font.struck_out:
            part = text[start:end]
            parts.append(RAISE + part + LOWER if font.escapement else part)
    return without_note_marks("".join(parts))
