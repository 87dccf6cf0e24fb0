"""A sheet as a person sees it, and the lines that its rows print.

A cell merged over several rows is repeated down its column, so that a header stands whole in its
last row; it is never repeated across.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract.printed.lines import line_of, unframed

MOST_CELLS = 200_000
NOT_COMPUTED = "〔公式未计算〕"
Spot = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """The texts of a sheet by (row, column) from 0, what is merged or hidden, texts beside cells."""

    name: str
    cells: dict[Spot, str] = field(default_factory=dict)
    merged: list[tuple[Spot, Spot]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    boxes: list[tuple[int, str]] = field(default_factory=list)


def sheet_lines(sheet: Sheet) -> Iterator[Line]:
    """Yield the rows of a sheet that show anything, and the texts of the boxes that lie on it."""
    columns = shown_columns(sheet)
    repeat_down(sheet, set(columns))
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sheet.cells.items():
        if text and row not in sheet.hidden_rows:
            rows.setdefault(row, {})[column] = text
    boxes = dict.fromkeys(row for row, _ in sheet.boxes)
    for row in sorted({*rows, *boxes}):
        place = f"{sheet.name} 第{row + 1}行"
        found = rows.get(row, {})
        cells = tuple(found.get(column, "") for column in columns)
        if any(cells):
            for block in unframed([spanning(sheet, row, cells, columns)]):
                yield line_of(place, block)
        for text in (text for at, text in sheet.boxes if at == row):
            for block in unframed([(text,)]):
                yield line_of(place, block)


def shown_columns(sheet: Sheet) -> list[int]:
    """Return the columns up to the last that shows anything; of far ones only those that do."""
    seen = [
        (row, column) for (row, column), text in sheet.cells.items()
        if text and column not in sheet.hidden_columns and row not in sheet.hidden_rows
    ]  # fmt: skip
    used = {column for _, column in seen}
    height = len({row for row, _ in seen})
    columns = [c for c in range(max(used, default=-1) + 1) if c not in sheet.hidden_columns]
    if height * len(columns) > MOST_CELLS:
        columns = sorted(used)
    if height * len(columns) > MOST_CELLS:
        raise UnreadableFile(
            f"工作表“{sheet.name}”的行列过多，不像年度报告。", "请删去多余的空行空列后重试。"
        )
    return columns


def repeat_down(sheet: Sheet, columns: set[int]) -> None:
    """Write a cell merged over several rows into each of them, and empty those that it covers."""
    cells = sheet.cells
    used = {row for row, _ in cells}
    for (top, left), (bottom, right) in sheet.merged:
        text = cells.get((top, left), "")
        for row, column in [s for s in cells if top <= s[0] <= bottom and left < s[1] <= right] \
                if (bottom - top + 1) * (right - left + 1) < MOST_CELLS else []:  # fmt: skip
            del cells[row, column]
        if left in columns:
            for row in range(top + 1, min(bottom, max(used, default=0)) + 1):
                if row in used:
                    cells[row, left] = text


def spanning(sheet: Sheet, row: int, cells: tuple[str, ...], columns: list[int]) -> tuple[str, ...]:
    """Return a row, of one cell where that is merged over all columns that the sheet shows."""
    filled = [n for n, text in enumerate(cells) if text]
    if len(filled) == 1:
        at = columns[filled[0]]
        for (top, left), (bottom, right) in sheet.merged:
            if (top, left) == (row, at) and bottom == top and at <= columns[0]:
                return (cells[filled[0]],) if right >= columns[-1] else cells
    return cells
