"""What is taken along is what is on screen, and no text in it can act as a formula."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import queries
from dashboard.exports import Export, guarded
from dashboard.pages.analysis.zero_applications import LIST
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source
from dashboard.tables.overview import BY_YEAR
from dashboard.tables.schema import Column, Kind, Table, text, year

SELECTION = Selection("990101", "云溪县", (), (), (), 2018, 2025)
SAMPLE = Source(is_sample=True, built_at=datetime(2026, 1, 2, 3, 4), version="v-1")
REAL = Source(is_sample=False, built_at=datetime(2026, 1, 2, 3, 4), version="v-1")
MARKED = Table(
    "热线_测试",
    (
        text("township", "乡镇（街道）"),
        year(),
        Column("received", "受理", unit="件", mark="mark"),
        Column("rate", "答复率", Kind.RATE),
    ),
    indicators=("hotline_answer_rate",),
)


def marked_export(source: Source = REAL) -> Export:
    frame = pd.DataFrame(
        {
            "township": ["甲乡", "乙乡", '=HYPERLINK("x")'],
            "year": [2024, 2024, 2024],
            "received": [12.0, None, None],
            "mark": ["number", "no_report", "nil"],
            "rate": [0.5, None, 1.0],
        }
    )
    return Export(frame, MARKED, SELECTION, source)


def csv_rows(export: Export) -> list[list[str]]:
    assert export.csv().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(export.csv().decode("utf-8-sig"))))


def workbook_of(export: Export) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(export.xlsx()))


def test_csv_has_units_in_its_headings_and_words_for_what_is_missing() -> None:
    rows = csv_rows(marked_export())
    assert rows[0] == ["乡镇（街道）", "年度", "受理（件）", "答复率"]
    assert rows[1] == ["甲乡", "2024", "12", "0.5"]
    assert rows[2] == ["乙乡", "2024", "未报送", "—"]
    assert rows[3] == ['\'=HYPERLINK("x")', "2024", "斜杠", "1"]


def test_the_workbook_looks_as_an_official_would_make_it() -> None:
    sheet = workbook_of(marked_export())["数据"]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:D6"
    assert [cell.value for cell in sheet[3]] == ["乡镇（街道）", "年度", "受理（件）", "答复率"]
    assert sheet["C4"].value == 12
    assert sheet["C4"].number_format == "#,##0"
    assert sheet["D4"].number_format == "0.00%"
    assert sheet["C5"].value == "未报送"


def test_text_in_a_workbook_stays_text() -> None:
    cell = workbook_of(marked_export())["数据"]["A6"]
    assert cell.data_type == "s"
    assert cell.value == '=HYPERLINK("x")'


def test_the_notes_say_filters_definitions_source_time_and_marks() -> None:
    notes = {row[0].value: row[1].value for row in workbook_of(marked_export())["说明"]}
    assert notes["县（区、市）"] == "云溪县"
    assert notes["年度"] == "2018–2025 年"
    assert notes["数据版本"] == "v-1"
    assert notes["数据生成时间"] == "2026-01-02 03:04:00"
    assert "Σ答复÷Σ受理" in str(notes["口径：12345 热线答复率"])
    named = ("数字", "斜杠", "空白", "缺项", "无法识别", "未报送", "当年不应报", "未登记人口", "≈")
    assert {f"标记：{label}" for label in named} <= set(notes)


def test_a_sample_is_marked_in_title_notes_and_file_name() -> None:
    export = marked_export(SAMPLE)
    workbook = workbook_of(export)
    assert workbook["数据"]["A1"].value == "【示例数据】热线 · 测试"
    assert export.file_name("xlsx").startswith("示例数据_热线_测试_云溪县_")
    assert "示例数据" not in marked_export().file_name("xlsx")
    assert workbook["说明"]["B2"].value.startswith("示例数据")


@pytest.mark.parametrize(
    ("name", "table"), [("submission_status_by_year", BY_YEAR), ("zero_streaks", LIST)]
)
def test_an_exported_table_equals_the_database(
    name: str, table: Table, full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    frame = queries.ask(name, **SELECTION.parameters, at_least=2)
    export = Export(frame, table, SELECTION, SAMPLE)
    sheet = workbook_of(export)["数据"]
    written = [["" if cell.value is None else cell.value for cell in row]
        for row in sheet.iter_rows(min_row=4)]  # fmt: skip
    assert written == export.rows()
    assert len(written) == len(frame) == len(csv_rows(export)) - 1
    numeric = [c.name for c in table.columns if c.kind is Kind.COUNT]
    assert [[row[n] for n in numeric] for row in frame.to_dict("records")] == [
        [cell for cell, c in zip(row, table.columns, strict=True) if c.kind is Kind.COUNT]
        for row in written
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠"])
def test_text_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    assert guarded(f"{start}1") == f"'{start}1"


@given(st.text())
def test_guarded_text_never_starts_like_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\0"))


def test_a_file_name_has_no_sign_that_windows_forbids() -> None:
    export = Export(pd.DataFrame(), Table('a/b:"c"', ()), SELECTION, REAL)
    assert not set(export.file_name("csv")) & set('\\/:*?"<>|')
