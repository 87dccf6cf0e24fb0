"""Forty units of every kind become one county: the same 200 sums in Word, HTML and Excel."""

from __future__ import annotations

import io
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from dashboard import queries
from dashboard.exports.county_report import (
    CountyTotal,
    report_document,
    report_page,
    report_workbook,
    summary,
)
from dashboard.pages.compiling.county_total import Writer, total_of
from dashboard.queries.selection import Selection
from etl import extract
from etl.definitions import load
from etl.domain.report import Mark
from etl.transform import parse
from tests import mixed_county as county
from tests.documents import converted
from tests.warehouses import published

UNITS = county.townships(38)
FILED = county.reports(UNITS, missing=3)
EVERY_UNIT = Selection(
    county.CODE, county.COUNTY, (), (), ("乡", "镇", "县直部门"), county.YEAR, county.YEAR
)


@pytest.fixture(scope="module")
def total(tmp_path_factory: pytest.TempPathFactory) -> CountyTotal:
    """Return the sums of 38 townships, one merged and one on the form of 2019, two departments."""
    data = tmp_path_factory.mktemp("forty")
    published(data, county.holdings(UNITS), [*FILED, county.own_report(FILED)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_DATA", str(data))
        with queries.one_version():
            return total_of(EVERY_UNIT)


def sums() -> dict[str, Decimal | None]:
    """Return the sum of each of the 200 cells, added up without the program."""
    found = county.sums(FILED)
    return {address: found.get(address) for address in load().forms["2021"].addresses()}


def test_every_cell_is_the_sum_of_forty_units(total: CountyTotal) -> None:
    assert {address: cell.value for address, cell in total.cells.items()} == sums()
    assert len(total.cells) == 200
    assert "应报 40 个单位，汇总 37 个，缺报 3 个" in summary(total)
    assert [unit.edition for unit in total.other_editions] == ["2019"]
    printed = Counter(c.mark for one in FILED for c in one.report.cells)
    assert min(printed[mark] for mark in (Mark.NUMBER, Mark.NIL, Mark.BLANK)) > 50


@pytest.mark.parametrize(("suffix", "write"), [("docx", report_document), ("html", report_page)])
def test_what_is_written_is_read_back(
    total: CountyTotal, tmp_path: Path, suffix: str, write: Writer
) -> None:
    path = tmp_path / f"青禾县2024年年报.{suffix}"
    path.write_bytes(write(total, [], ""))
    report = parse(extract.read(path))
    assert {f"{c.table}.{c.row}.{c.column}": c.value for c in report.cells} == sums()
    assert report.identity.other_office == county.COUNTY
    assert report.identity.year == county.YEAR


@pytest.mark.office
def test_a_spreadsheet_program_computes_the_same_sums(total: CountyTotal, tmp_path: Path) -> None:
    written = report_workbook(total)
    path = tmp_path / "汇总.xlsx"
    # Saved by another program, the formulas have no results that could be taken over.
    openpyxl.load_workbook(io.BytesIO(written)).save(path)
    (computed,) = converted(tmp_path, [path], ".xlsx")
    told = openpyxl.load_workbook(io.BytesIO(written), data_only=True)
    found = openpyxl.load_workbook(computed, data_only=True)
    for name in told.sheetnames[:3]:
        values = [list(row) for row in told[name].iter_rows(min_row=3, values_only=True)]
        read = [list(row) for row in found[name].iter_rows(min_row=3, values_only=True)]
        assert values == read
