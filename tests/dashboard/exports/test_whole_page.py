"""A whole page on paper: the sentences, figures, tables and notes that stand on the screen."""

from __future__ import annotations

import io
import re
from ctypes import c_uint
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDFPageObj_GetFillColor

from dashboard.charts import Heading, Line, trend
from dashboard.charts.style import theme
from dashboard.components.page_files import as_pdf
from dashboard.exports.page.document import page_document
from dashboard.exports.page.pieces import (
    MOST_ROWS,
    Chart,
    Closed,
    Headline,
    Listing,
    Metric,
    Note,
)
from dashboard.exports.page.pieces import (
    opened as opened_pieces,
)
from dashboard.exports.page.plain_pdf import plain_pdf
from dashboard.exports.page.web import pictures, web_page
from dashboard.exports.page.whole import MOST_COLUMNS, WholePage, rows_of
from dashboard.exports.printing import report_pdf
from dashboard.exports.printing.installed import browser
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source, source
from dashboard.tables.schema import Column, Kind, Table, text, year
from tests.dashboard.conftest import Open
from tests.known import known

SELECTION = Selection("990101", "云溪县", (), (), (), 2024, 2025)
HOSTILE = "</script><script>document.title='run'</script><b>甲镇"
BY_YEAR = Table(
    "热线_按年度",
    (year(), Column("rate", "答复率", Kind.RATE, mark="rate_mark")),
    ("hotline_answer_rate",), ("只合计两项都有的报告。",), ("rate",),
)  # fmt: skip
WIDE = Table("逐个乡镇", (text("township", "乡镇（街道）"),
                      *(Column(f"n{n}", f"第{n}项") for n in range(9))))  # fmt: skip


@pytest.fixture
def page(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> WholePage:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    return made(source())


def made(at: Source) -> WholePage:
    years = pd.DataFrame(
        {"year": [2024, 2025], "rate": [0.5, None], "rate_mark": ["number", "absent"],
         "units": [1, 0], "units_filed": [1, 1], "units_expected": [2, 2]}
    )  # fmt: skip
    lines = (Line("rate", "答复率", theme.ANSWERED, "units"),)
    figure = trend(years, lines, Heading(HOSTILE, "%", height=200))
    townships = pd.DataFrame(
        {"township": [HOSTILE] * (MOST_ROWS + 5), **{f"n{n}": 1 for n in range(9)}}
    )
    pieces = (
        Headline("2025 年度热线答复率 50.0%"),
        Metric("热线受理", "2 件", "+1 件", note="涵盖 1/2 个单位"),
        Metric("热线答复", "1 件", compared=False),
        Note(HOSTILE),
        Chart(figure, "答复率", "云溪县 · 2024–2025 年"),
        Listing(years, BY_YEAR),
        Listing(townships, WIDE),
    )
    return WholePage("热线办理", "有没有回音？", pieces, SELECTION, at, (("已更正", "青禾镇"),))


def told(document: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(document)).paragraphs]


def test_word_holds_sentences_figures_tables_and_definitions(page: WholePage) -> None:
    content = page_document(page)
    texts = told(content)
    assert {"热线办理", page.about, "2025 年度热线答复率 50.0%", "已更正：青禾镇"} <= set(texts)
    assert any(line.startswith("口径：") for line in texts)
    assert "说明：只合计两项都有的报告。" in texts
    assert f"以上为前 {MOST_ROWS} 行，其余 5 行见本页导出的 Excel。" in texts
    metrics, by_year, wide = Document(io.BytesIO(content)).tables
    assert [cell.text for cell in metrics.rows[1].cells] == [
        "热线受理", "2 件", "+1 件", "涵盖 1/2 个单位",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in by_year.rows] == [
        ["年度", "答复率"], ["2024", "50.0%"], ["2025", "缺项"],
    ]  # fmt: skip
    assert len(wide.rows) == MOST_ROWS + 1
    first_row = wide.rows[1].cells
    assert [cell.text for cell in first_row] == [HOSTILE, *["1"] * 9]
    assert {known(cell.paragraphs[0].style).name for cell in first_row} == {"表格文字"}
    assert [cell.width for cell in first_row] == [cell.width for cell in wide.rows[0].cells]
    first, last = Document(io.BytesIO(content)).sections
    assert known(first.page_width) < known(first.page_height)
    assert known(last.page_width) > known(last.page_height)


def test_without_a_browser_word_draws_the_chart_itself(
    page: WholePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    browser.cache_clear()
    try:
        document = Document(io.BytesIO(page_document(page)))
    finally:
        browser.cache_clear()
    assert any("页面上的 1 张图由浏览器画出" in line.text for line in document.paragraphs)
    parts = known(document.part.package).iter_parts()
    charts = [part for part in parts if "/charts/" in part.partname]
    assert [re.findall(rb"<c:v>(0\.5|2024|2025)</c:v>", part.blob) for part in charts] == [
        [b"2024", b"2025", b"0.5"]
    ]


def test_without_a_browser_word_draws_all_that_stands_on_top_of_each_other(
    page: WholePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table("报送", (year(), Column("filed", "已报"), Column("missing", "缺报")),
                  charted=("filed", "missing"), is_stacked=True)  # fmt: skip
    frame = pd.DataFrame({"year": [2024, 2025], "filed": [3, 2], "missing": [0, 1]})
    shown = replace(page, pieces=(*page.pieces[4:5], Listing(frame, table)))
    monkeypatch.setenv("PATH", "")
    browser.cache_clear()
    try:
        document = Document(io.BytesIO(page_document(shown)))
    finally:
        browser.cache_clear()
    parts = known(document.part.package).iter_parts()
    (chart,) = (part.blob.decode() for part in parts if "/charts/" in part.partname)
    assert re.findall(r"<c:v>([^<]+)</c:v>", chart) == [
        "已报", "2024", "2025", "3.0", "2.0", "缺报", "2024", "2025", "0.0", "1.0",
    ]  # fmt: skip
    assert '<c:grouping val="stacked"/>' in chart
    assert "c:legendPos" in chart


def test_word_says_the_widths_of_columns_and_draws_no_chart_beyond_its_sheet(
    page: WholePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = pd.DataFrame(
        {"township": [f"第{n}镇" for n in range(60)], **{f"n{n}": 1 for n in range(9)}}
    )
    charted = replace(WIDE, charted=("n0",))
    monkeypatch.setenv("PATH", "")
    browser.cache_clear()
    try:
        shown = replace(page, pieces=(*page.pieces[4:5], Listing(frame, charted)))
        document = Document(io.BytesIO(page_document(shown)))
    finally:
        browser.cache_clear()
    (listed,) = document.tables
    assert [known(column.width) for column in listed.columns] == [
        known(cell.width) for cell in listed.rows[0].cells
    ]
    sheet = document.sections[-1]
    room = known(sheet.page_height) - known(sheet.top_margin) - known(sheet.bottom_margin)
    (chart,) = document.inline_shapes
    assert Mm(100) < chart.height < room - Mm(15)


def test_without_a_browser_the_pdf_holds_the_same_figures_and_draws_them(
    page: WholePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    browser.cache_clear()
    try:
        content = as_pdf(page)
    finally:
        browser.cache_clear()
    pages = pypdfium2.PdfDocument(io.BytesIO(content))
    texts = [one.get_textpage().get_text_bounded() for one in pages]
    told = re.sub(r"\s", "", "".join(texts))
    wanted = (
        "2025 年度热线答复率 50.0%",
        "涵盖 1/2 个单位",
        "缺项",
        "已更正：青禾镇",
        HOSTILE,
        f"以上为前 {MOST_ROWS} 行，其余 5 行见本页导出的 Excel。",
        "页面上的 1 张图由浏览器画出",
    )
    for said in wanted:
        assert re.sub(r"\s", "", said) in told
    (first,) = (n for n, one in enumerate(texts) if "热线 · 按年度" in one)
    drawn = pages[first].get_objects(filter=[FPDF_PAGEOBJ_PATH])
    answered = [one for one in drawn if near(fill_of(one), (31, 58, 110))]
    assert answered
    # The headings of the long table stand on each of its sheets.
    assert sum("第8项" in one for one in texts) > 5


def fill_of(path: pypdfium2.PdfObject) -> tuple[int, int, int]:
    red, green, blue, clear = (c_uint() for _ in range(4))
    FPDFPageObj_GetFillColor(path.raw, red, green, blue, clear)
    return red.value, green.value, blue.value


def test_what_figures_say_is_never_a_script(page: WholePage) -> None:
    content = web_page(page).decode()
    assert "<script>document" not in content
    assert "<b>" not in content
    assert re.findall("<script[^>]*>", content) == ['<script type="application/json">']


@pytest.mark.browser
def test_a_browser_draws_the_charts_for_word_and_prints_the_page(page: WholePage) -> None:
    (drawn,) = pictures(page.charts)
    assert drawn is not None
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    assert image.width == 1360
    assert any(near(color, (31, 58, 110)) for _, color in image.getcolors(2**24) or ())
    pages = pypdfium2.PdfDocument(io.BytesIO(report_pdf(web_page(page))))
    printed = "".join(one.get_textpage().get_text_bounded() for one in pages)
    assert "2025 年度热线答复率 50.0%" in printed
    assert "document.title='run'" in printed
    assert "50.0%" in printed


def near(color: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(color, tuple)
    return all(abs(a - b) < 12 for a, b in zip(color, wanted, strict=True))


def test_what_is_left_out_of_a_table_is_told() -> None:
    columns = tuple(Column(f"n{n}", f"第{n}项") for n in range(MOST_COLUMNS + 2))
    frame = pd.DataFrame({column.name: range(120) for column in columns})
    (closed,) = opened_pieces(
        [Closed(lambda: [Listing(frame, Table("宽表", columns), "共 900 行")])]
    )
    assert isinstance(closed, Listing)
    headings, rows, told = rows_of(closed)
    assert (len(headings), len(rows)) == (MOST_COLUMNS, 50)
    assert told == (
        "共 900 行。以上为前 50 行，其余 70 行见本页导出的 Excel。"
        "以上为前 14 列，其余 2 列见本页导出的 Excel。"
    )


def test_a_wide_table_goes_on_in_parts_that_name_their_rows(page: WholePage) -> None:
    columns = (text("township", "乡镇"), year(), *(Column(f"n{n}", f"第{n}项") for n in range(40)))
    frame = pd.DataFrame(
        {"township": ["甲镇"], "year": [2025], **{f"n{n}": [n] for n in range(40)}}
    )
    wide = replace(page, pieces=(Listing(frame, Table("宽表", columns, charted=("n39",))),))
    tables = Document(io.BytesIO(page_document(wide))).tables
    assert [[cell.text for cell in table.rows[0].cells] for table in tables] == [
        ["乡镇", "年度", *(f"第{n}项" for n in range(begin, begin + 12))] for begin in (0, 12, 24)
    ]
    assert [table.rows[1].cells[2].text for table in tables] == ["0", "12", "24"]
    told = "以上为前 38 列，其余 4 列见本页导出的 Excel。"
    assert told in [line.text for line in Document(io.BytesIO(page_document(wide))).paragraphs]
    assert plain_pdf(wide).startswith(b"%PDF")


def test_a_page_offers_what_it_shows(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "hotline")
    labels = [button.label for button in app.download_button]
    assert labels.count("Word") == labels.count("PDF") == 1
    assert "Word" not in [b.label for b in opened(full_data, "help").download_button]
