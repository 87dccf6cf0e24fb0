"""A workbook draws what its page showed: the ranges of its chart hold the figures of the table."""

from __future__ import annotations

import importlib
import io
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.chart._chart import ChartBase
from openpyxl.utils.cell import range_boundaries

import dashboard.pages
import dashboard.tables
from dashboard import queries
from dashboard.charts.style import theme
from dashboard.exports import Export
from dashboard.queries.selection import Selection
from dashboard.tables import overview
from dashboard.tables.analysis import applications, hotline, proactive, reviews
from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year
from tests.dashboard.test_exports import REAL, SELECTION

SHOWN = [
    ("hotline_by_year", hotline.BY_YEAR),
    ("hotline_coverage", hotline.COVERAGE),
    ("submission_status_by_year", overview.BY_YEAR),
    ("application_outcomes", applications.OUTCOMES),
    ("applicants_by_year", applications.APPLICANTS),
    ("reviews_pending", reviews.PENDING_BY_YEAR),
    ("reviews_disputed", reviews.DISPUTED),
]
EMPTY = Table("试表", (year(), Column("a", "受理"), Column("b", "答复")), charted=("a", "b"))


def drawn(export: Export) -> tuple[list[ChartBase], Any]:
    """Return the charts of a workbook, and its sheet of their figures."""
    book = openpyxl.load_workbook(io.BytesIO(export.xlsx()))
    sheet = book["图表"] if "图表" in book.sheetnames else None
    # What is read of charts stands nowhere else, and the stubs do not name it.
    charts = sheet._charts if sheet else ()  # pyright: ignore[reportAttributeAccessIssue]
    return list(charts), sheet


def held(sheet: Any, reference: str) -> list[Any]:
    """Return what the cells of a range hold."""
    name, _, area = reference.rpartition("!")
    assert name.strip("'") == sheet.title
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    cells = sheet.iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in cells for value in row]


def exported(frame: pd.DataFrame, table: Table, selection: Selection = SELECTION) -> Export:
    return Export(frame, table, selection, REAL)


@pytest.mark.parametrize(("query", "table"), SHOWN, ids=lambda value: str(value)[:24])
def test_a_chart_holds_the_figures_of_the_page(
    query: str, table: Table, full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    frame = queries.ask(query, **SELECTION.parameters)
    (chart, *_), sheet = drawn(exported(frame, table))
    first = table.columns[0]
    wanted = {c.heading: frame[c.name].tolist() for c in table.columns if c.name in table.charted}
    turned = slice(None, None, 1 if first.kind is Kind.YEAR else -1)
    for series in chart.series:
        (heading,) = held(sheet, series.tx.strRef.f)
        values = wanted.pop(heading)[turned]
        found = held(sheet, series.val.numRef.f)
        assert found == [None if pd.isna(v) else pytest.approx(float(v)) for v in values]
        names = [str(name) for name in frame[first.name].tolist()[turned]]
        assert held(sheet, series.cat.strRef.f) == names
    assert all(pd.isna(value) for values in wanted.values() for value in values)


def test_a_missing_figure_is_a_gap_and_no_column_of_nothing() -> None:
    frame = pd.DataFrame({"year": [2022, 2023], "a": [5, None], "b": [None, None]})
    (chart,), sheet = drawn(exported(frame, EMPTY))
    assert [held(sheet, series.val.numRef.f) for series in chart.series] == [[5, None]]
    (points,) = (series.val.numRef.numCache.pt for series in chart.series)
    assert [(point.idx, point.v) for point in points] == [(0, 5.0)]


@pytest.mark.parametrize(
    "rows", [{"year": [], "a": [], "b": []}, {"year": [2023, 2023], "a": [1, 2], "b": [1, 2]}]
)
def test_no_chart_is_drawn_of_nothing_or_of_rows_that_no_name_tells_apart(
    rows: dict[str, list[int]],
) -> None:
    assert drawn(exported(pd.DataFrame(rows), EMPTY))[0] == []


def test_a_name_stays_a_name_whatever_it_begins_with() -> None:
    table = Table("试表", (text("township", "单位"), Column("a", "受理")), charted=("a",))
    frame = pd.DataFrame({"township": ["=1+1", "乙镇"], "a": [1, 2]})
    (chart,), sheet = drawn(exported(frame, table))
    assert held(sheet, chart.series[0].cat.strRef.f) == ["乙镇", "=1+1"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def declared() -> Iterator[Table]:
    """Yield every table that a module of tables or pages declares."""
    for package in (dashboard.tables, dashboard.pages):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            found = vars(importlib.import_module(module.name)).values()
            yield from (value for value in found if isinstance(value, Table))


def test_what_is_drawn_together_is_of_one_unit_and_kind() -> None:
    charted = {table.name: table for table in declared() if table.drawings}
    assert proactive.BY_YEAR.name in charted
    for table in charted.values():
        columns = {column.name: column for column in table.columns}
        for drawing in table.drawings:
            kinds = {(columns[name].unit, columns[name].kind) for name in drawing.figures}
            assert len(kinds) <= 1, table.name


LONG = pd.DataFrame(
    {
        "year": [2024, 2024, 2023, 2023], "kind": ["a", "b", "a", "b"], "value": [4, 5, 2, None],
        "done": [3, 1, 2, 0],
    }
)  # fmt: skip
COLUMNS = (
    year(), text("kind", "类型", {"a": "甲", "b": "乙"}),
    Column("value", "数量", unit="件"), Column("done", "办结", unit="件"),
)  # fmt: skip
SEVERAL = {
    "series by name": (
        Drawing(("value",), of="kind"),
        {"甲（件）": [2, 4], "乙（件）": [None, 5]}, ["2023", "2024"], 1,
    ),
    "a chart for each name": (
        Drawing(("value", "done"), of="kind", is_apart=True),
        {"甲 数量（件）": [2, 4], "甲 办结（件）": [2, 3],
         "乙 数量（件）": [None, 5], "乙 办结（件）": [0, 1]},
        ["2023", "2024"], 2,
    ),
    "rows counted": (
        Drawing(of="kind", is_stacked=True), {"甲": [1, 1], "乙": [1, 1]}, ["2023", "2024"], 1,
    ),
    "the last year": (
        Drawing(("value",), by="kind", is_last=True), {"数量（件）": [5, 4]}, ["乙", "甲"], 1,
    ),
    "added up": (
        Drawing(("done",), by="kind", is_summed=True), {"办结（件）": [1, 5]}, ["乙", "甲"], 1,
    ),
    "a row turned": (
        Drawing(("value", "done"), is_last=True, is_turned=True, of="kind"),
        {"a": [3, 4], "b": [1, 5]}, ["办结", "数量"], 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SEVERAL)
def test_long_tables_are_drawn_as_the_page_draws_them(name: str) -> None:
    drawing, wanted, categories, number = SEVERAL[name]
    charts, sheet = drawn(exported(LONG, Table("试表", COLUMNS, drawn=(drawing,))))
    assert len(charts) == number
    found = {}
    for series in (series for chart in charts for series in chart.series):
        (heading,) = held(sheet, series.tx.strRef.f)
        found[heading] = held(sheet, series.val.numRef.f)
        assert held(sheet, series.cat.strRef.f) == categories
    assert found == wanted


def test_more_series_than_can_be_told_apart_leave_the_smallest_out() -> None:
    rows = [{"year": 2024, "kind": f"{n}", "value": n, "done": 0} for n in range(20)]
    table = Table("试表", COLUMNS, drawn=(Drawing(("value",), of="kind"),))
    (chart,), sheet = drawn(exported(pd.DataFrame(rows), table))
    values = [held(sheet, series.val.numRef.f)[0] for series in chart.series]
    assert values == list(range(8, 20))


def test_a_series_has_the_color_that_its_name_has_on_the_pages() -> None:
    frame = pd.DataFrame({"year": [2024, 2025], "a": [3, 5], "b": [2, 4]})
    (chart,), _ = drawn(exported(frame, EMPTY))
    fills = [series.spPr.solidFill.srgbClr for series in chart.series]
    assert [f"#{fill}" for fill in fills] == [theme.RECEIVED, theme.ANSWERED]


NOT_DRAWN = {
    "主动公开_类别与总数", "依申请公开_按乡镇", "依申请公开_结转衔接", "复议诉讼_按乡镇",
    "第二十条_按乡镇", "主动公开_类别明细", "主动公开_渠道明细", "依申请公开_结转不一致",
}  # fmt: skip
"""Tables of pages with charts that no chart is made of."""
ANALYSIS = ("proactive", "hotline", "applications", "reviews")


def test_every_table_behind_a_chart_draws_it() -> None:
    for name in ANALYSIS:
        module = importlib.import_module(f"dashboard.tables.analysis.{name}")
        tables = [value for value in vars(module).values() if isinstance(value, Table)]
        assert {table.name for table in tables if not table.drawings} <= NOT_DRAWN
