"""What is taken along from the details page is the database, to the last cell, in every format."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from dashboard import queries
from dashboard.exports import Export
from dashboard.pages.compiling.details import whole_export
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source
from dashboard.tables.compiling.details import DETAILS, FIGURES
from dashboard.tables.schema import Column, Kind, Table, text
from etl.domain.report import Mark
from tests.dashboard.conftest import Open

COUNTY = Selection("990101", "云溪县", (), (), (), 2018, 2025)
PINE = Selection("990102", "松江县", (), (), (), 2024, 2024)
FORMATS = ("Word", "PDF", "导出 Excel", "导出 CSV", "Parquet", "JSON")
REAL = Source(is_sample=False, built_at=datetime(2026, 1, 2, 3, 4), version="v-1")
HOSTILE = ["=cmd|' /C calc'!A0", 'a\nb,"c"', "\x01\t=1", "＝1", "\n=1", "_x0041_", "000123", "'1"]


@pytest.fixture(params=list(DETAILS))
def exported(
    request: pytest.FixtureRequest, full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> Export:
    """Return every row of one choice of the page."""
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    return export_of(request.param, COUNTY)


def export_of(name: str, selection: Selection, **chosen: Sequence[Any]) -> Export:
    wanted = selection.parameters | {"tables": (), "marks": (), "verdicts": ()} | chosen
    detail = DETAILS[name]
    table = detail.columns(detail.table, wanted["tables"]) if detail.columns else detail.table
    return whole_export(queries.version(), selection, detail, table, wanted)


def sheet_rows(export: Export) -> list[list[Any]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(export.xlsx()))
    return workbook.get_sheet_by_name("数据").to_python(skip_empty_area=False)[3:]


def csv_rows(export: Export) -> list[list[str]]:
    return list(csv.reader(io.StringIO(export.csv().decode("utf-8-sig"), newline="")))


def same(cell: Any, written: Any) -> bool:
    if isinstance(cell, float) or isinstance(written, float):
        return math.isclose(float(cell), float(written), abs_tol=1e-6)
    if isinstance(cell, datetime):
        return cell == datetime.combine(written, getattr(written, "time", time)())
    if cell == "":
        return written in ("", None)
    return cell == written


def test_a_workbook_holds_every_cell(exported: Export) -> None:
    rows = exported.rows()
    found = sheet_rows(exported)
    assert len(found) == len(rows) > 0
    assert all(same(c, w) for row, line in zip(rows, found, strict=True)
               for c, w in zip(row, line, strict=True))  # fmt: skip


def test_csv_holds_every_cell(exported: Export) -> None:
    heading, *found = csv_rows(exported)
    assert heading == [column.heading for column in exported.table.columns]
    rows = exported.rows()
    assert len(found) == len(rows)
    for row, line in zip(rows, found, strict=True):
        for cell, printed in zip(row, line, strict=True):
            if isinstance(cell, str):
                assert printed in (cell, f"'{cell}")
            elif isinstance(cell, datetime):
                assert printed == f"{cell:%Y-%m-%d}"
            else:
                assert math.isclose(float(printed), cell, abs_tol=1e-6)


def test_json_and_parquet_hold_every_value_and_a_null_where_there_is_none(exported: Export) -> None:
    table = pq.read_table(io.BytesIO(exported.parquet()))
    content = json.loads(exported.json())
    assert len(content["rows"]) == table.num_rows == len(exported.frame)
    assert [field["name"] for field in content["fields"]] == table.column_names
    for column in exported.table.columns:
        kept = exported.frame[column.name]
        assert table[column.name].null_count == int(kept.isna().sum())
        listed = table[column.name].to_pylist()
        if column.kind in (Kind.COUNT, Kind.AMOUNT, Kind.RATE, Kind.YEAR):
            assert [row[column.name] for row in content["rows"]] == listed
            given = kept.astype(float).dropna().tolist()
            assert [v for v in listed if v is not None] == pytest.approx(given, abs=1e-6)


def test_the_long_table_is_the_cells_and_figures_of_the_database(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    export = export_of("figures", COUNTY)
    asked = queries.cursor(queries.version()).execute(
        """select s.township, s.year, u.address, u.value, u.mark
        from printed_figures u join submissions s using (report_id)
        where s.county_id = '990101'"""
    )
    inside = {row[:3]: row[3:] for row in asked.fetchall()}
    taken = {
        (row["township"], row["year"], row["address"]): (row["value"], row["mark"])
        for row in json.loads(export.json())["rows"]
    }
    assert taken.keys() == inside.keys()
    for key, (value, mark) in inside.items():
        assert taken[key] == ((None if value is None else float(value)), mark)


def test_the_wide_table_says_the_same_as_the_long_one(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    tables = ("applications",)
    long, wide = (export_of(n, COUNTY, tables=tables) for n in ("figures", "wide"))
    known = {(r["township"], r["year"], r["address"]): r for r in json.loads(long.json())["rows"]}
    tokens = {"nil": "/", "blank": "", "absent": "(缺项)"}
    for record, cells in zip(wide.frame.to_dict("records"), wide.rows(), strict=True):
        for column, cell in zip(wide.table.columns, cells, strict=True):
            if "." not in column.name:
                continue
            figure = known.get((record["township"], record["year"], column.name))
            if record["status"] == "missing":
                assert cell == "未报送"
            elif figure is None or figure["mark"] in tokens:
                assert cell == tokens[figure["mark"] if figure else Mark.ABSENT]
            else:
                assert cell == (figure["value"] if figure["mark"] == "number" else figure["raw"])


def test_marks_choose_figures(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    export = export_of("figures", COUNTY, marks=("nil",))
    assert len(export.frame)
    assert set(export.frame["mark"]) == {"nil"}
    values = [column.name for column in FIGURES.columns].index("value")
    assert {row[values] for row in export.rows()} == {""}


def test_findings_say_what_was_decided_about_them(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    first, second, third = export_of("findings", COUNTY).frame["finding_id"][:3]
    found = queries.ask("findings_of_selection", verdicts=(), **COUNTY.parameters)
    digests = dict(zip(found["finding_id"], found["figures_digest"], strict=True))
    said = {"reason": "=核对无误", "who": "李四", "decided_at": datetime(2026, 1, 16, 9, 30)}
    verdicts = [
        said | {"finding_id": first, "figures_digest": digests[first], "verdict": "dismissed"},
        said | {"finding_id": second, "figures_digest": "other figures", "verdict": "confirmed"},
        said | {"finding_id": third, "figures_digest": digests[third], "verdict": "reopened"},
    ]
    export = export_of("findings", COUNTY, verdicts=verdicts)
    states = dict(zip(export.frame["finding_id"], export.frame["state"], strict=True))
    assert [states[f] for f in (first, second, third)] == ["dismissed", "open", "open"]
    names = [column.name for column in DETAILS["findings"].table.columns]
    row = next(r for r in sheet_rows(export) if first in r)
    assert row[names.index("state")] == "不采纳"
    assert row[names.index("reason")] == "=核对无误"
    assert len(export.frame) == len(digests)


def test_hostile_text_stays_text() -> None:
    table = Table("坏", (text("t", "=文"), Column("n", "数", mark="m", instead="i")))
    frame = pd.DataFrame(
        {"t": HOSTILE, "n": [None] * 8, "m": ["unreadable"] * 8, "i": HOSTILE[::-1]}
    )
    export = Export(frame, table, COUNTY, REAL)
    sheet = openpyxl.load_workbook(io.BytesIO(export.xlsx()))["数据"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=3) for cell in row if cell.value} == {
        "s"
    }
    assert sheet["A4"].value == HOSTILE[0]
    heading, *lines = csv_rows(export)
    assert heading[0] == "'=文"
    for line, hostile in zip(lines, HOSTILE, strict=True):
        assert line[0].removeprefix("'") == hostile.removeprefix("'")
        assert not line[0].startswith(("=", "\n", "\t", "＝"))
        assert not line[1].startswith(("=", "\n", "\t", "＝"))
    assert [row["t"] for row in json.loads(export.json())["rows"]] == HOSTILE
    assert pq.read_table(io.BytesIO(export.parquet()))["t"].to_pylist() == HOSTILE


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    table = Table("长", (text("t", "文"),))
    export = Export(pd.DataFrame({"t": ["长" * 40_000]}), table, COUNTY, REAL)
    assert sheet_rows(export)[0][0].endswith("全文见 CSV）")
    assert len(csv_rows(export)[1][0]) == 40_000


@pytest.mark.parametrize("name", list(DETAILS))
@pytest.mark.parametrize("case", ["full", "one_township"])
def test_every_choice_is_drawn(
    name: str, case: str, data_folders: dict[str, Path], opened: Open
) -> None:
    app = opened(data_folders[case], "details", content=DETAILS[name].title)
    assert not app.exception
    assert app.selectbox(key="content").value == name
    labels = [button.label for button in app.download_button]
    empty = [message for message in app.info if "没有" in message.value]
    assert labels == [*FORMATS, "下载数据包"] or empty


def test_a_page_shows_the_rows_that_it_names(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "details", page_="3", column=["乡镇（街道）", "项目"])
    assert any("预览第 201–300 行" in caption.value for caption in app.caption)
    assert list(app.dataframe[0].value.columns) == ["township", "label"]
    assert len(app.dataframe[0].value) == 100


def test_all_rows_stand_in_one_table_where_that_is_chosen(full_data: Path, opened: Open) -> None:
    wanted: dict[str, str | list[str]] = {
        "column": ["乡镇（街道）", "数值", "标记"],
        "from": "2025",
    }
    app = opened(full_data, "details", scroll="true", **wanted)
    (table,) = app.dataframe
    # Without a server that rows are fetched from, all of them are sent.
    assert f"共 {len(table.value):,} 行，3 列" in app.header[0].value
    assert not [caption for caption in app.caption if "预览" in caption.value]
    wide = opened(full_data, "details", scroll="true", content=DETAILS["wide"].title, from_="2025")
    assert [toggle.key for toggle in wide.toggle] == []


def test_nothing_that_fits_says_what_to_do(one_township_data: Path, opened: Open) -> None:
    app = opened(one_township_data, "details", mark=["无法识别"])
    assert not app.exception
    assert "放宽" in app.info[0].value
