"""Opens reports sent as workbooks: the rows of every sheet, cells as Excel would show them.

A cell merged over several rows is repeated down its column, so that a header stands whole in its
last row; it is never repeated across.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, ZipError

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line

SUFFIXES = (".xlsx", ".xls")
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_CELLS = 200_000
Value = str | float | int | bool | date | object


def lines(content: bytes) -> tuple[Line, ...]:
    """Return every row of every sheet that holds anything, placed by sheet and row number."""
    refuse_bomb(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    except (CalamineError, ZipError) as error:
        raise UnreadableFile(
            "Excel 文件已损坏、加了密码，或并不是 Excel 文件。",
            "请用 Excel 或 WPS 打开原件，取消密码后另存为 .xlsx 重试。",
        ) from error
    return tuple(line for sheet in sheets for line in sheet_lines(sheet))


def refuse_bomb(content: bytes) -> None:
    """Refuse a packed workbook that unpacks to more than any report needs."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(part.file_size for part in package.infolist()) > LARGEST_UNPACKED:
            raise UnreadableFile("Excel 文件解压后过大。", "请确认文件是否正常。")


def sheet_lines(sheet: CalamineSheet) -> Iterator[Line]:
    """Yield the rows of a sheet that hold anything."""
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise UnreadableFile(
            f"工作表“{sheet.name}”的行列过多，不像年度报告。",
            "请删去多余的空行空列后重试。",
        )
    grid = [[shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or []:
        for row in grid[top + 1 : bottom + 1]:
            row[left] = grid[top][left]
    for number, row in enumerate(grid, 1):
        if any(row):
            cells = tuple(row)
            yield Line(f"{sheet.name} 第{number}行", " ".join(filter(None, cells)), paired(cells))


def paired(cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the cells of a row, None for a row that holds only one line of text."""
    return cells if sum(map(bool, cells)) > 1 or len(cells) > 1 else None


def shown(value: Value) -> str:
    """Return a cell's value as its text; a whole number without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).strip()
