"""Whatever a cell holds, a workbook shows it as it was, and nothing of it acts."""

from __future__ import annotations

import csv
import io
import math
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from dashboard.exports import Export
from dashboard.exports.workbook import CUT, LONGEST_TEXT, workbook_bytes
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source
from dashboard.tables.schema import Column, Kind, Table, text
from tests.documents import convert

HOSTILE = [
    "=1+1", "@x", "+1", "-1", '=HYPERLINK("http://x","y")', "http://x.example", "0012", "1e5",
    "{=1+1}", "／", "0", "TRUE", "#N/A", "_x000D_", "_x0041_x0042_", "_x005F_x0041_", "a\x00b\x1f",
    "a\r\nb", "a\nb\tc", " 前后 ", "　", "<b>&amp;</b>", "]]>", '</sheetData><c r="A4">',
    "😀𠀀", "\ufffe\uffff", "é" * 40, "'",
]  # fmt: skip
SELECTION = Selection("990101", "云溪县", (), (), (), 2018, 2025)
SOURCE = Source(is_sample=False, built_at=datetime(2026, 1, 2, 3, 4), version="v-1")
Stored = str | type[object]
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def exported(
    values: list[Any], column: Column, dtype: Stored | None = None, **others: list[Any]
) -> bytes:
    frame = pd.DataFrame({column.name: pd.Series(values, dtype=dtype), **others})
    return Export(frame, Table("表", (column,)), SELECTION, SOURCE).xlsx()


def cells_of(content: bytes) -> list[Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["数据"]
    return [row[0] for row in sheet.iter_rows(min_row=4)]


def shown(cell: Any) -> str:
    """Return a text as a spreadsheet shows it; openpyxl leaves the escapes of the format."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell.value or "")


@pytest.mark.parametrize("dtype", ["str", object])
def test_hostile_text_stays_the_text_that_it_is(dtype: Stored) -> None:
    cells = cells_of(exported(HOSTILE, text("words", "文字"), dtype=dtype))
    assert [shown(cell) for cell in cells] == HOSTILE
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


@given(st.lists(st.text(), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(values: list[str]) -> None:
    cells = cells_of(exported([*values, "末"], text("words", "文字"), dtype=object))
    assert [shown(cell) for cell in cells] == [*values, "末"]


def test_another_reader_sees_the_same_text() -> None:
    content = exported(HOSTILE, text("words", "文字"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("数据")
    seen = [row[0] for row in sheet.to_python()[3:]]
    assert seen[:16] == HOSTILE[:16]


def test_half_a_character_does_not_stop_the_export() -> None:
    column = text("words", "文字")
    assert shown(cells_of(exported(["甲\ud800乙"], column, dtype=object))[0]) == "甲?乙"


@pytest.mark.parametrize("sign", ["字", "😀", "&"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(sign: str) -> None:
    (cell,) = cells_of(exported([sign * 40_000], text("words", "文字")))
    units = len(cell.value.encode("utf-16-le")) // 2
    assert LONGEST_TEXT - 1 <= units <= LONGEST_TEXT
    assert cell.value.endswith(sign + CUT)


def test_a_text_that_just_fits_is_whole() -> None:
    (cell,) = cells_of(exported(["字" * LONGEST_TEXT], text("words", "文字")))
    assert cell.value == "字" * LONGEST_TEXT


def test_what_is_missing_is_never_a_number() -> None:
    column = Column("count", "件数", mark="mark")
    marks = ["number", "nil", "no_report", None, "number"]
    values = [0.0, None, None, None, math.inf]
    cells = cells_of(exported(values, column, mark=marks))
    assert [cell.value for cell in cells] == [0, "斜杠", "未报送", "—", "—"]


def test_numbers_come_back_to_the_last_digit() -> None:
    values = [0.1 + 0.2, 1e20, -1e-7, 123456789012345.0, 1 / 3]
    column = Column("amount", "金额", Kind.AMOUNT)
    assert [cell.value for cell in cells_of(exported(values, column))] == values


def test_days_are_days_where_spreadsheets_know_them() -> None:
    days = ["1900-02-28", "1900-03-01", "2024-02-29", "9999-12-31", None]
    values = pd.Series(pd.to_datetime(days).astype("datetime64[s]")).tolist()
    cells = cells_of(exported(values, Column("day", "日期", Kind.DATE), dtype="datetime64[s]"))
    assert [str(cell.value)[:10] for cell in cells] == [*days[:-1], "—"]
    assert [cell.is_date for cell in cells] == [False, True, True, True, False]


@pytest.mark.parametrize("many", [1, 2, 5000])
def test_every_row_is_there_once(many: int) -> None:
    content = exported([float(n) for n in range(many)], Column("count", "件数"))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["数据"]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == list(range(many))
    assert sheet.auto_filter.ref.split(":")[-1] == f"A{3 + many}"
    assert sheet.max_row == 3 + many


def test_a_table_without_rows_still_has_its_headings() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported([], Column("count", "件数"))))["数据"]
    assert [cell.value for cell in sheet["A"]][2:] == ["件数"]


@pytest.mark.office
def test_libreoffice_shows_the_same(tmp_path: Path) -> None:
    printable = [value for value in HOSTILE if value.isprintable() and not value.startswith("'")]
    (tmp_path / "x.xlsx").write_bytes(exported(printable, text("words", "文字")))
    convert(tmp_path, [tmp_path / "x.xlsx"], "csv:Text - txt - csv (StarCalc):44,34,76,1")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        assert [row[0] for row in csv.reader(file)][3:] == printable


def test_columns_of_one_heading_lose_no_figure() -> None:
    columns = (Column("first", "数量"), Column("second", "数量"))
    frame = pd.DataFrame({"first": [1], "second": [2]})
    content = workbook_bytes(("标题", "范围"), Table("标题", columns), frame, [("项", "内容")])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["数据"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)] == [
        ["数量", "数量（2）"], [1, 2],
    ]  # fmt: skip
