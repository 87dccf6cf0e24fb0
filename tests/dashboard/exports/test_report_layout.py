"""The county's report and its bulletin look as official papers do, in Word and on the page."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from lxml import etree

from dashboard.exports.bulletin.native_chart import KINDS, NativeChart, chart_data, finished
from dashboard.exports.county_report import (
    CountyTotal,
    Passage,
    county_total,
    report_document,
    report_page,
)
from dashboard.exports.county_report.grid import layouts
from dashboard.exports.county_report.story import unsigned
from etl.definitions import load
from tests.documents import converted
from tests.known import known

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FIRST_ROW, LAST_ROW = "一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"
UPRIGHT = "三、本年度办理结果"


@pytest.fixture(scope="module")
def total() -> CountyTotal:
    """Return a county of one unit that printed nothing."""
    unit = {"place_id": "1", "township": "甲镇", "type": "镇", "status": "on_time",
            "edition": "2021", "report_id": 1}  # fmt: skip
    return county_total("某县", 2024, [unit], [])


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_place_of_an_official_table_is_taken_once(edition: str) -> None:
    for layout in layouts(load().forms[edition]):
        taken = Counter(
            (row, column)
            for place in layout.places
            for row in range(place.row, place.row + place.rows)
            for column in range(place.column, place.column + place.columns)
        )
        assert set(taken.values()) == {1}
        assert len(taken) == layout.rows * layout.columns
        assert sum(layout.shares) == pytest.approx(1)


def test_the_results_of_the_year_stand_beside_their_upright_heading() -> None:
    form = load().forms["2021"]
    layout = next(one for one in layouts(form) if one.table.id == "applications")
    upright = next(place for place in layout.places if place.text == UPRIGHT)
    inside = range(upright.row, upright.row + upright.rows)
    rows = [p.address.split(".")[1] for p in layout.places if p.address and p.row in inside]
    first, last = rows[0], rows[-1]
    assert (first, last) == ("disclosed", "handled_total")
    assert len(set(rows)) == upright.rows == 22


def table_three(content: bytes) -> Any:
    paper = docx.Document(io.BytesIO(content))
    return next(table for table in paper.tables if FIRST_ROW in table._tbl.xpath("string()"))


def test_a_table_stays_on_one_page_in_small_letters_where_it_fits(total: CountyTotal) -> None:
    rows = table_three(report_document(total, [])).rows
    kept = [all(p._p.xpath("./w:pPr/w:keepNext[not(@w:val='0')]") for p in cell.paragraphs)
            for row in rows for cell in row.cells]  # fmt: skip
    last = len(rows[0].cells)
    assert all(kept[:-last])
    assert not any(kept[-last:])


def test_a_table_breaks_on_the_small_page_of_a_template(total: CountyTotal) -> None:
    paper: Any = docx.Document()
    paper.sections[0].page_height = Mm(210)
    buffer = io.BytesIO()
    paper.save(buffer)
    rows = table_three(report_document(total, [], template=buffer.getvalue())).rows
    assert not any(p._p.xpath("./w:pPr/w:keepNext[not(@w:val='0')]")
                   for row in rows for cell in row.cells for p in cell.paragraphs)  # fmt: skip


@pytest.mark.parametrize("has_template", [False, True])
def test_documents_are_in_chinese_of_the_mainland(
    total: CountyTotal, *, has_template: bool
) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    content = report_document(total, [], template=buffer.getvalue() if has_template else None)
    style = docx.Document(io.BytesIO(content)).styles["Normal"]
    (language,) = style.element.xpath("./w:rPr/w:lang")
    assert language.get(qn("w:eastAsia")) == "zh-CN"


OFFICIAL = {"Title": ("方正小标宋简体", 22), "Heading 1": ("黑体", 16),
            "Heading 2": ("楷体_GB2312", 16), "Normal": ("仿宋_GB2312", 16)}  # fmt: skip


def test_title_headings_and_text_are_in_the_fonts_of_official_papers(total: CountyTotal) -> None:
    content = report_document(total, [])
    paper = docx.Document(io.BytesIO(content))
    for name, (font, size) in OFFICIAL.items():
        style: Any = paper.styles[name]
        fonts = style.element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert not [key for key in fonts.attrib if key.endswith("Theme")]
        assert style.font.size == Pt(size)
        assert style.font.bold is False
    used = {p.text: p.style.name for p in paper.paragraphs if p.style}
    assert used["一、总体情况"] == "Heading 1"
    assert used["（一）汇总范围"] == "Heading 2"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        table = package.read("word/fontTable.xml").decode()
    assert all(f'w:name="{font}"' in table for font, _ in OFFICIAL.values())
    section = paper.sections[0]
    assert inner(section.page_width, section.left_margin, section.right_margin) == 156
    assert inner(section.page_height, section.top_margin, section.bottom_margin) == 225


def inner(length: Length | None, *margins: Length | None) -> int:
    """Return how many millimetres the margins leave of the length of a page."""
    return round((known(length) - sum(known(margin) for margin in margins)) / Mm(1))


def test_a_template_with_headings_of_its_own_keeps_their_look(total: CountyTotal) -> None:
    own: Any = docx.Document()
    own.styles["Heading 1"].font.size = Pt(19)
    own.styles.element.remove(own.styles["Heading 2"].element)
    buffer = io.BytesIO()
    own.save(buffer)
    paper = docx.Document(io.BytesIO(report_document(total, [], template=buffer.getvalue())))
    heading = paper.styles["Heading 1"]
    assert isinstance(heading, ParagraphStyle)
    assert heading.font.size == Pt(19)
    (fonts,) = paper.styles["Heading 2"].element.xpath("./w:rPr/w:rFonts")
    assert fonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_missing_units_and_marks_are_footnotes_below_what_they_are_of() -> None:
    units = [
        {"place_id": number, "township": name, "type": "镇", "status": status, "edition": edition}
        for number, name, status, edition in
        (("1", "甲镇", "on_time", "2021"), ("2", "乙镇", "missing", None))
    ]  # fmt: skip
    content = report_document(county_total("某县", 2024, units, []), [])
    paper = docx.Document(io.BytesIO(content))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root: Any = etree.fromstring(package.read("word/footnotes.xml"))
    notes = {n.get(qn("w:id")): "".join(n.itertext(qn("w:t"))) for n in root}
    told = {
        p.text: notes[p._p.xpath(".//w:footnoteReference/@w:id")[0]]
        for p in paper.paragraphs
        if p._p.xpath(".//w:footnoteReference")
    }
    (first, *tables) = told
    assert "缺报 1 个：乙镇" in first
    assert "未计入：乙镇" in told[first]
    assert [text[:2] for text in tables] == ["二、", "三、", "四、"]
    assert all("并非所有已报单位都有数字" in told[text] for text in tables)
    assert not any("汇总说明" in p.text for p in paper.paragraphs)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("没有收费。 甲镇人民政府 2025年1月24日", "没有收费。"),
        ("没有收费。\n甲镇人民政府\n二〇二五年一月二十四日", "没有收费。"),
        ("没有收费。 甲镇人民政府", "没有收费。"),
        ("没有收费。", "没有收费。"),
        ("请示 甲镇人民政府 2025年1月24日批准的事项。", None),
        ("没有收费。 乙镇人民政府 2025年1月24日", None),
    ],
)
def test_a_quoted_text_goes_without_the_signature_of_its_report(
    text: str, told: str | None
) -> None:
    assert unsigned(Passage("甲镇", 6, text)) == (text if told is None else told)


@pytest.mark.parametrize("kind", dict.fromkeys(kind for kind, _ in KINDS))
def test_the_axis_of_rates_is_in_percent_with_room_for_the_label_of_the_whole(kind: str) -> None:
    chart = NativeChart(kind, "答复率", ("甲镇", "乙镇"), (0.5, 1.0), is_share=True)
    axis: Any = next(etree.fromstring(
        finished(chart_data(chart).xml_bytes(KINDS[kind, False]), "r1", chart)
    ).iter(f"{C}valAx"))  # fmt: skip
    order = [etree.QName(part).localname for part in axis]
    assert axis.find(f"{C}numFmt").get("formatCode") == "0%"
    assert float(axis.find(f"{C}scaling/{C}max").get("val")) > 1
    assert order.index("numFmt") < order.index("majorTickMark")
    assert order.index("crosses") < order.index("majorUnit")


def test_a_mark_stands_above_every_printed_page_and_cannot_leave_its_style(
    total: CountyTotal,
) -> None:
    page = report_page(total, [], '【示例】"}</style><script>').decode()
    assert "@top-right" in page
    assert "<script" not in page
    assert "@top-right" not in report_page(total, []).decode()


@pytest.mark.office
def test_the_office_program_draws_table_three_on_one_page(
    total: CountyTotal, tmp_path: Path
) -> None:
    paths = [tmp_path / "初稿.docx", tmp_path / "模板.docx"]
    buffer = io.BytesIO()
    paper: Any = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    paper.save(buffer)
    for path, template in zip(paths, (None, buffer.getvalue()), strict=True):
        path.write_bytes(report_document(total, [], template=template))
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
    for drawn in converted(tmp_path, paths, ".pdf"):
        with pdfplumber.open(drawn) as pdf:
            texts = [page.extract_text() for page in pdf.pages]
        page_of = {row: [n for n, text in enumerate(texts) if row in text]
                   for row in (FIRST_ROW, LAST_ROW)}  # fmt: skip
        assert len(page_of[FIRST_ROW]) == 1
        assert page_of[FIRST_ROW] == page_of[LAST_ROW]
        assert all(text.count("\n") > 3 for text in texts[:-1])
