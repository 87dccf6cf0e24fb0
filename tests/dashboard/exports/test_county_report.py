"""The county's report says what its units print: the same sums in tables, Word and Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeGuard
from unicodedata import normalize

import openpyxl
import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml.html import document_fromstring

from dashboard import queries
from dashboard.exports.county_report import (
    CountyTotal,
    Fees,
    Passage,
    county_total,
    footnotes,
    overview,
    report_document,
    report_page,
    report_workbook,
    summary,
)
from dashboard.exports.printing import NotPrinted, browser, report_pdf
from dashboard.pages.compiling.county_total import Writer
from dashboard.queries.result import rows
from etl import extract
from etl.domain.report import Mark
from etl.transform import parse
from tests.dashboard.conftest import Open
from tests.warehouses import stored

YEAR = 2024
ALL: dict[str, Any] = {"townships": (), "types": (), "from_year": 2019, "to_year": YEAR}


@pytest.fixture
def total(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CountyTotal]:
    """Return the sums of the sample county."""
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    county = stored(full_data, "select any_value(county_id) from submissions")[0][0]
    with queries.one_version():
        chosen = ALL | {"county": county}
        units = rows(queries.ask("county_total_units", **chosen))
        cells = rows(queries.ask("county_total_cells", **chosen))
        yield county_total("示例县", YEAR, units, cells)


def independent_sums(data: Path) -> dict[str, Decimal]:
    """Return the sum of every cell, added up in Python from the stored cells."""
    found: dict[str, Decimal] = {}
    for table, row, column, value in stored(
        data,
        "select table_id, row_id, column_id, value from cells join reports using (report_id) "
        f"where is_active and year = {YEAR} and value is not null",
    ):
        address = f"{table}.{row}.{column}"
        found[address] = found.get(address, Decimal(0)) + value
    return found


def test_every_cell_is_the_sum_of_its_units(total: CountyTotal, full_data: Path) -> None:
    expected = independent_sums(full_data)
    assert len(total.cells) == 200
    for address, cell in total.cells.items():
        assert cell.value == expected.get(address), address


def test_every_unit_that_filed_is_counted_once_in_every_cell(total: CountyTotal) -> None:
    for cell in total.cells.values():
        assert cell.counts.total() == len(total.filed)


@pytest.mark.parametrize(("suffix", "write"), [("docx", report_document), ("html", report_page)])
def test_the_report_is_read_back_with_the_same_cells(
    total: CountyTotal, tmp_path: Path, suffix: str, write: Writer
) -> None:
    path = tmp_path / f"县年报.{suffix}"
    path.write_bytes(write(total, [Passage("望云镇", 5, "更新不够及时。")], "【示例】"))
    report = parse(extract.read(path))
    assert report.edition == total.form.edition
    read = {f"{c.table}.{c.row}.{c.column}": c.value for c in report.cells}
    assert read == {address: cell.value for address, cell in total.cells.items()}
    assert [section.ordinal for section in report.sections if section.ordinal] == [1, 2, 3, 4, 5, 6]


def test_the_page_holds_text_of_reports_as_text_and_fetches_nothing(total: CountyTotal) -> None:
    hostile = "<script>alert(1)</script><img src=http://example.org/x>"
    page = report_page(replace(total, county=hostile), [Passage("甲镇", 5, hostile)])
    tree = document_fromstring(page)
    assert not tree.xpath("//script | //img | //link | //iframe | //*[@src or @onerror]")
    assert not tree.xpath("//*[@href and not(starts-with(@href, '#sum_'))]")
    assert hostile in tree.xpath("string(//title)")
    assert b"url(" not in page


@pytest.mark.browser
def test_a_browser_prints_the_report_on_its_pages(total: CountyTotal) -> None:
    printed = report_pdf(report_page(total, []))
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        texts = [normalize("NFKC", page.extract_text()) for page in pdf.pages]
    assert "一、总体情况" in texts[0]
    assert all(f"共 {len(texts)} " in text for text in texts)


def test_the_workbook_adds_up_the_sheet_of_units(total: CountyTotal) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(total)))
    formulas = [
        cell.value
        for name in book.sheetnames[:3]
        for row in book[name].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert len(formulas) == 200
    assert all("各单位" in formula for formula in formulas)


def test_without_a_browser_the_page_says_what_to_do(
    full_data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    browser.cache_clear()
    try:
        with pytest.raises(NotPrinted):
            report_pdf(b"<p>")
        app = opened(full_data, "county_total", to=str(YEAR))
        (button,) = (b for b in app.download_button if b.label == "初稿 PDF")
        assert button.proto.disabled
        assert "下载 HTML" in button.proto.help
    finally:
        browser.cache_clear()


UNITS = [
    {"place_id": "1", "township": "甲镇", "type": "镇", "status": "on_time", "edition": "2021"},
    {"place_id": "2", "township": "乙乡", "type": "乡", "status": "late", "edition": "2019"},
    {"place_id": "3", "township": "丙街道", "type": "街道", "status": "missing", "edition": None},
]
NEW = "applications.received_new.total"


def cell(place: str, mark: str, value: str | None = None, raw: str = "") -> dict[str, Any]:
    return {"place_id": place, "address": NEW, "raw": raw or value or "", "value": value,
            "mark": mark, "is_corrected": False}  # fmt: skip


def test_what_is_missing_is_counted_and_never_added_as_nothing() -> None:
    total = county_total("某县", 2024, UNITS, [cell("1", "number", "3"), cell("2", "blank")])
    found = total.cells[NEW]
    assert (found.value, found.unknown, found.text) == (Decimal(3), 1, "3")
    assert "缺报 1 个：丙街道" in summary(total)
    told = "".join(footnotes(total))
    assert "乙乡没有使用 2021 年版表式" in told
    assert "未计入：丙街道" in told


def test_fees_are_counted_by_who_writes_of_them(full_data: Path) -> None:
    told = stored(
        full_data,
        "select count(*), count(*) filter (where value > 0) from facts "
        f"join unit_years using (report_id) where fact_id = 'fee_line' and year = {YEAR}",
    )
    county = stored(full_data, "select any_value(county_id) from submissions")[0][0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_DATA", str(full_data))
        with queries.one_version():
            found = rows(queries.ask("county_total_fees", **(ALL | {"county": county})))
    assert [(len(found), sum(row["is_told"] for row in found))] == told


def test_the_part_on_other_matters_begins_with_fees(total: CountyTotal) -> None:
    fees = (Fees("甲镇", is_told=True, notices=2), Fees("乙乡", is_told=False, notices=None))
    page = report_page(replace(total, fees=fees), []).decode()
    assert (
        "信息处理费：已报的 2 个单位中，1 个写明了收取情况，写明的收费通知合计 2 件；"
        "正文中没有读到的：乙乡。"
    ) in page.partition("六、")[2]


def test_slashes_alone_stay_a_slash() -> None:
    marks = [cell("1", "nil", raw="/"), cell("2", "nil", raw="—")]
    found = county_total("某县", 2024, UNITS, marks).cells[NEW]
    assert (found.value, found.text, found.counts[Mark.NIL]) == (None, "/", 2)


def test_a_cell_without_any_figure_is_no_sentence() -> None:
    total = county_total("某县", 2024, UNITS, [])
    assert total.cells[NEW].text == ""
    assert overview(total) == [("汇总范围", [(f"某县{summary(total)}。",)])]


def test_every_figure_of_the_overview_leads_to_its_sum(total: CountyTotal) -> None:
    tree = document_fromstring(report_page(total, []))
    paper: Any = Document(io.BytesIO(report_document(total, []))).element
    for links, cells in (
        ([(link.text, link.get("href").removeprefix("#")) for link in tree.xpath("//a")],
         {cell.get("id"): cell for cell in tree.xpath("//td[@id]")}),
        ([(link.xpath("string(.)"), link.get(qn("w:anchor")))
          for link in paper.xpath("./w:body/w:p/w:hyperlink")],
         {mark.get(qn("w:name")): mark.getparent() for mark in paper.xpath(".//w:bookmarkStart")}),
    ):  # fmt: skip
        assert len(cells) == 200
        assert len(links) > 10
        for text, name in links:
            assert cells[name].xpath("string(.)") == text


def is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, float | int)


def test_a_cell_says_where_the_workbook_adds_it_up(total: CountyTotal) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(total)), data_only=True)
    tree = document_fromstring(report_page(total, []))
    for cell in tree.xpath("//td[@id]"):
        _, sheet, at = re.split("[“”]", cell.get("title"))
        found = book[sheet][at].value
        assert (cell.text_content() or None) == (f"{found:g}" if is_number(found) else found)


def test_what_the_form_of_the_year_does_not_have_is_named() -> None:
    cells = [
        cell("1", "number", "3"),
        {**cell("2", "number", "7"), "address": "article_20.regulations.newly_made"},
        {**cell("2", "number", "4"), "address": "applications.closed.total"},
        {**cell("2", "number", "4"), "address": "applications.closed.other"},
        {**cell("2", "number", "0"), "address": "article_20.permits.change"},
    ]
    told = "".join(footnotes(county_total("某县", 2024, UNITS, cells)))
    assert (
        "乙乡填有 2021 年版表式没有的项目，没有计入各格："
        "规章（本年新制作数量 7）、（六）其他处理（总计 4）。"
    ) in told


def test_amounts_keep_every_digit() -> None:
    cells = [cell("1", "number", "0.100000"), cell("2", "number", "0.200001")]
    assert county_total("某县", 2024, UNITS, cells).cells[NEW].text == "0.300001"


def test_the_page_says_who_is_missing_and_offers_the_documents(
    full_data: Path, opened: Open
) -> None:
    app = opened(full_data, "county_total", to_year=str(YEAR))
    assert not app.exception
    labels = [button.label for button in app.download_button]
    assert {"下载县级年报初稿", "下载汇总工作簿"} <= set(labels)
    assert "应报 22 个单位" in "".join(block.value for block in app.header)
