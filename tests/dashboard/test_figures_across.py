"""The table of any townships, indicators and years: every figure in its place, both ways round."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook

from dashboard import queries
from dashboard.components import figures_across
from dashboard.components.display.key_figures import FIGURES
from dashboard.components.shown import keeping
from dashboard.exports import Export
from dashboard.exports.page import pieces
from dashboard.exports.page.document import page_document
from dashboard.exports.page.pieces import Listing
from dashboard.exports.page.whole import WholePage, rows_of
from dashboard.exports.values import texts
from dashboard.labels import wording
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.analysis import figures_across as declared
from dashboard.tables.analysis.figures_across import Asked
from dashboard.tables.schema import Table
from etl.definitions import load
from tests.dashboard.conftest import Open

SELECTION = Selection("990101", "云溪县", (), (), (), 2018, 2025)
INDICATORS = list(load().indicators)
YEARS = list(range(2018, 2026))
RATES = {name for name, found in load().indicators.items() if found.unit == "%"}
Laid = tuple[pd.DataFrame, Table]


@pytest.fixture
def townships(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    found = rows(queries.ask("townships_to_choose", **SELECTION.parameters))
    return {row["series_id"]: row["township"] for row in found}


def laid(townships: dict[str, str], wanted: list[str], years: list[int]) -> tuple[Laid, Laid]:
    asked = queries.ask(
        "compared_figures", **SELECTION.parameters,
        compared_series=tuple(townships), compared_years=tuple(years),
    )  # fmt: skip
    return (
        declared.townships_down(asked, townships, wanted, years),
        declared.townships_across(asked, townships, wanted, years),
    )


def figures_printed() -> dict[tuple[str, Asked], float]:
    printed = queries.cursor(queries.version()).execute(
        """select series_id, indicator_id, year,
            (case when is_rate then numerator / nullif(denominator, 0) else numerator end)::double
        from indicator_years where is_given and county_id = '990101'"""
    )
    return {
        (series, Asked(name, of)): value
        for series, name, of, value in printed.fetchall()
        if value is not None
    }


def test_every_figure_of_the_database_stands_in_its_place_either_way(
    townships: dict[str, str],
) -> None:
    (down, _), (across, _) = laid(townships, INDICATORS, YEARS)
    printed = figures_printed()
    asked = declared.each(INDICATORS, YEARS)
    assert len(printed) > 1000
    assert (len(down), len(across)) == (len(townships), len(asked))
    for row, series in zip(rows(down), townships, strict=True):
        for line, one in zip(rows(across), asked, strict=True):
            value = printed.get((series, one))
            if value is None:
                assert pd.isna(row[one.name])
                assert pd.isna(line[series])
                assert row[f"mark_{one.name}"] == line[f"mark_{series}"]
                continue
            times = 100 if one.indicator in RATES else 1
            assert row[one.name] == pytest.approx(value, abs=1e-6)
            assert line[series] == pytest.approx(value * times, abs=1e-6)


def test_what_is_missing_is_said_on_screen_and_in_files_and_is_never_zero_or_empty(
    townships: dict[str, str],
) -> None:
    reasons = set(wording.MISSING_LABELS.values())
    for frame, table in laid(townships, INDICATORS, YEARS):
        for column in table.columns:
            said = texts(frame, column)
            missing = frame[column.name].isna()
            assert all(said)
            told = {word for word, is_missing in zip(said, missing, strict=True) if is_missing}
            assert told <= reasons
        assert wording.NOTHING not in {word for c in table.columns for word in texts(frame, c)}


def test_a_unit_without_a_report_to_file_and_a_rate_of_nothing_say_so() -> None:
    no_base = {"series_id": "a", "indicator_id": "hotline_answer_rate", "year": 2025,
               "rate": None, "amount": None, "approximate": False, "mark": None}  # fmt: skip
    names = {"a": "甲乡", "b": "乙乡"}
    frame, table = declared.townships_down(
        pd.DataFrame([no_base]), names, ["hotline_answer_rate"], [2025]
    )
    assert texts(frame, table.columns[1]) == ["分母为 0", "当年不应报"]


def test_what_is_approximate_is_marked_also_in_a_rate() -> None:
    rate = {"series_id": "a", "indicator_id": "hotline_answer_rate", "year": 2025,
            "rate": 0.982, "amount": None, "approximate": True, "mark": None}  # fmt: skip
    frame, table = declared.townships_down(
        pd.DataFrame([rate]), {"a": "甲乡"}, ["hotline_answer_rate"], [2025]
    )
    assert texts(frame, table.columns[1]) == ["≈98.2%"]


def test_all_that_is_approximate_in_the_database_is_marked(townships: dict[str, str]) -> None:
    count = queries.cursor(queries.version()).execute(
        "select count(*) from indicator_years where approximate and is_given"
        " and county_id = '990101' and (not is_rate or denominator > 0)"
    )
    ((expected,),) = count.fetchall()
    assert expected > 0
    for frame, table in laid(townships, INDICATORS, YEARS):
        marked = [c.approximate for c in table.columns if c.approximate]
        assert int(frame[marked].to_numpy().sum()) == expected


def test_the_file_holds_what_is_shown(townships: dict[str, str]) -> None:
    down, across = laid(townships, [*FIGURES], [2024, 2025])
    for frame, table in (down, across):
        book = load_workbook(io.BytesIO(Export(frame, table, SELECTION, source()).xlsx()))
        sheet = list(book.worksheets[0].iter_rows(values_only=True))
        heads = tuple(column.heading for column in table.columns)
        start = sheet.index(heads)
        assert len(sheet[start + 1 :]) >= len(frame)
        for row, told in zip(rows(frame), sheet[start + 1 :], strict=False):
            for column, cell in zip(table.columns, told, strict=True):
                value = row[column.name]
                if column.mark and pd.isna(value):
                    assert cell == wording.missing(row[column.mark])
                else:
                    assert cell == value


def test_the_table_goes_on_the_paper_of_the_page(townships: dict[str, str]) -> None:
    with queries.one_version(), keeping(backstage=True) as shown:
        figures_across(townships, SELECTION)
    listed = [piece for piece in shown if isinstance(piece, Listing)]
    headings, lines, left_out = rows_of(listed[0])
    assert len(headings) == 1 + len(FIGURES)
    assert len(lines) == len(townships)
    assert left_out == ""
    page = WholePage("对比", "有什么不同？", tuple(pieces.opened(shown)), SELECTION, source(), ())
    (table,) = Document(io.BytesIO(page_document(page))).tables
    assert [cell.text for cell in table.column_cells(0)][1:] == list(townships.values())


def test_the_page_begins_with_all_townships_and_the_key_figures_of_the_last_year(
    full_data: Path, opened: Open, townships: dict[str, str]
) -> None:
    app = opened(full_data, "compare")
    assert not app.exception
    table = app.dataframe[-1].value
    assert list(table.columns) == ["township", *(f"{name}_2025" for name in FIGURES)]
    assert list(table["township"]) == list(townships.values())
    assert not app.toggle(key="table_turned").value
    narrowed = opened(full_data, "compare", type=["街道"], to=["2022"])
    table = narrowed.dataframe[-1].value
    assert 0 < len(table) < len(townships)
    assert all(name.endswith("街道") for name in table["township"])
    assert list(table.columns)[1].endswith("_2022")


def test_any_number_is_chosen_and_the_table_is_turned_round(
    full_data: Path, opened: Open, townships: dict[str, str]
) -> None:
    five = list(townships)[:5]
    app = opened(full_data, "compare")
    for series in five:
        app.multiselect(key="table_townships").select(series)
    for name in ("hotline_received", "hotline_answered"):
        app.multiselect(key="table_indicators").select(name)
    for of in ("2025", "2023"):
        app.multiselect(key="table_years").select(of)
    app.run()
    table = app.dataframe[-1].value
    assert list(table.columns)[1:] == [
        f"{name}_{of}"
        for name in ("hotline_received", "hotline_answered")
        for of in (2023, 2025)
    ]  # fmt: skip
    assert len(table) == 5
    app.toggle(key="table_turned").set_value(True).run()
    assert not app.exception
    turned = app.dataframe[-1].value
    assert list(turned.columns) == ["indicator", "year", "unit", *five]
    assert list(turned["year"]) == [2023, 2025, 2023, 2025]
    keys = {button.key for button in app.download_button}
    assert {"xlsx_对比_一览", "csv_对比_一览"} <= keys


def test_an_address_opens_the_table_as_it_was(full_data: Path, opened: Open) -> None:
    app = opened(
        full_data, "compare", table_years=["2025 年", "2024 年"], table_turned="true",
        table_indicators=["12345 热线受理量"],
    )  # fmt: skip
    assert list(app.dataframe[-1].value["year"]) == [2024, 2025]
    assert set(app.dataframe[-1].value["indicator"]) == {"12345 热线受理量"}


def test_one_township_alone_has_its_table(one_township_data: Path, opened: Open) -> None:
    app = opened(one_township_data, "compare")
    assert not app.exception
    assert len(app.dataframe[-1].value) == 1
