"""Joint documents are counted once in the county's tables, and every format says so at the cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree
from lxml.html import document_fromstring
from streamlit.testing.v1 import AppTest

from dashboard import queries
from dashboard.components.display.official_table import shown
from dashboard.data.caveats import caveat_notes
from dashboard.exports.county_report import (
    CountyTotal,
    counted,
    footnotes,
    report_document,
    report_page,
    report_workbook,
)
from dashboard.pages.compiling.county_total import by_cell, total_of
from dashboard.queries.selection import Selection
from etl import extract
from etl.pipeline.acts.undo_act import undo_act
from etl.pipeline.filing.import_reports import rebuild
from etl.pipeline.safekeeping.freeze_year import freeze_year
from etl.storage.decisions.joint_documents import JointDocuments, load_joint, say_joint
from etl.storage.records.change_log import Act, changes
from etl.storage.records.store import reading
from etl.transform import parse
from tests import mixed_county as county
from tests.dashboard.conftest import Open
from tests.documents import converted
from tests.warehouses import published, stored

ISSUED = "article_20.normative_documents.issued"
TOWN, OTHER = county.townships(2)[:2]
BUREAU, SCHOOLS = county.DEPARTMENTS
NUMBERS = {TOWN: "3", OTHER: "/", BUREAU: "4", SCHOOLS: "2"}
EVERY_UNIT = Selection(county.CODE, county.COUNTY, (), (), (), county.YEAR, county.YEAR)
TWO = Selection("990301", "青石县", (), (), (), 2024, 2024)
TOLD = f"联合发文 2 件，{BUREAU.township}、{TOWN.township}各计一次，扣除重复 2 件"


def entry(documents: int, *units: Any, number: int = 1) -> JointDocuments:
    codes = tuple(unit.place_id for unit in units)
    return JointDocuments(
        county.CODE, county.YEAR, ISSUED, documents, codes, number, "王晓", datetime(2025, 2, 1)
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a county of which a township and a bureau made two documents together."""
    folder = tmp_path_factory.mktemp("joint")
    entries = (entry(2, TOWN, BUREAU), entry(1, OTHER, SCHOOLS, number=2))
    held = replace(county.holdings(county.townships(2)), joint=entries)
    filed = [county.report(unit, {ISSUED: raw}) for unit, raw in NUMBERS.items()]
    published(folder, held, [*filed, county.report(county.ITSELF, {ISSUED: "7"})])
    return folder


@pytest.fixture
def summed(data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., CountyTotal]:
    """Return a function that adds up units of some types."""
    monkeypatch.setenv("GONGKAI_DATA", str(data))

    def total(*types: str) -> CountyTotal:
        with queries.one_version():
            return total_of(replace(EVERY_UNIT, types=types))

    return total


@pytest.fixture
def total(summed: Callable[..., CountyTotal]) -> CountyTotal:
    return summed("乡", "镇", "县直部门")


def test_the_sum_of_chosen_units_deducts_what_more_than_one_of_them_counts(
    summed: Callable[..., CountyTotal], total: CountyTotal
) -> None:
    found = total.cells[ISSUED]
    assert (found.value, found.deducted, found.text) == (Decimal(7), 2, "7")
    assert shown(found, {ISSUED}) == "7※"
    assert "含联合发文，扣除重复 2 件" in counted(found)
    assert TOLD in "".join(footnotes(total))
    assert f"登记的联合发文 1 件没有扣除：{OTHER.township}该格没有数字" in "".join(footnotes(total))
    alone = summed("乡", "镇").cells[ISSUED]
    assert (alone.value, alone.deducted) == (Decimal(3), 0)
    frame = by_cell(total)
    assert frame.set_index("label").loc["行政规范性文件 · 本年制发件数", "deducted"] == 2
    assert frame["deducted"].count() == 1


def footnotes_of(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root: Any = etree.fromstring(package.read("word/footnotes.xml"))
    notes = root.findall(qn("w:footnote"))
    return ["".join(n.itertext(qn("w:t"))) for n in notes if n.get(qn("w:type")) is None]


def test_word_has_the_deduction_as_a_footnote_of_the_cell(
    total: CountyTotal, tmp_path: Path
) -> None:
    content = report_document(total, [])
    paper = docx.Document(io.BytesIO(content))
    (cell,) = paper.tables[0]._tbl.xpath(".//w:tc[.//w:footnoteReference]")
    assert "".join(cell.itertext(qn("w:t"))) == "7"
    number = int(cell.xpath(".//w:footnoteReference/@w:id")[0])
    notes = footnotes_of(content)
    assert TOLD in notes[number - 1]
    path = tmp_path / "初稿.docx"
    path.write_bytes(content)
    read = {f"{c.table}.{c.row}.{c.column}": c.value for c in parse(extract.read(path)).cells}
    assert read == {address: one.value for address, one in total.cells.items()}


def test_notes_go_below_those_that_a_template_has(total: CountyTotal) -> None:
    own = report_document(replace(total, county="旧县"), [])
    notes = footnotes_of(report_document(total, [], template=own))
    assert len(notes) == 2 * len(footnotes_of(own))
    assert TOLD in notes[-3] + notes[-2] + notes[-1]


def test_the_page_numbers_the_note_and_reads_back(total: CountyTotal, tmp_path: Path) -> None:
    page = report_page(total, [])
    (mark,) = document_fromstring(page).xpath("//sup")
    number = int(mark.text.strip("[]"))
    assert TOLD in footnotes(total)[number - 1]
    assert "含联合发文，扣除重复 2 件" in mark.getparent().get("title")
    path = tmp_path / "初稿.html"
    path.write_bytes(page)
    read = {f"{c.table}.{c.row}.{c.column}": c.value for c in parse(extract.read(path)).cells}
    assert read[ISSUED] == Decimal(7)


def in_sheet(content: bytes, *, computed: bool) -> tuple[Any, Any, Any]:
    """Return the cell of the sum, that of the deduction, and what stands below the table."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=computed)
    table, units = book["表二 主动公开"], book["各单位"]
    (row,) = [r for r in table.iter_rows() if r[0].value == "行政规范性文件"]
    (below,) = [r for r in units.iter_rows() if r[0].value == "扣除重复（联合发文）"]
    (deducted,) = [c.value for c in below[1:] if c.value is not None]
    told = [c.value for r in table.iter_rows(min_col=1, max_col=1) for c in r if c.value]
    return row[1].value, deducted, told[-1]


def test_the_workbook_deducts_by_a_visible_cell(total: CountyTotal) -> None:
    content = report_workbook(total)
    formula, deducted, told = in_sheet(content, computed=False)
    assert "SUM(" in formula
    assert ")-'各单位'!$" in formula
    assert deducted == 2
    assert TOLD in told
    assert in_sheet(content, computed=True)[0] == 7


@pytest.mark.office
def test_a_spreadsheet_program_deducts_the_same(total: CountyTotal, tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    openpyxl.load_workbook(io.BytesIO(report_workbook(total))).save(path)
    (recalculated,) = converted(tmp_path, [path], ".xlsx")
    assert in_sheet(recalculated.read_bytes(), computed=True)[:2] == (7, 2)


def test_the_comparison_with_the_published_report_says_what_was_deducted(
    data: Path, opened: Open
) -> None:
    app = opened(data, "county_total", county=county.COUNTY, type=["县直部门", "乡镇（街道）"])
    assert not app.exception
    assert any("1 格相等" in block.value for block in app.markdown)
    assert any("※ 含联合发文" in caption.value for caption in app.caption)


def with_form() -> None:
    """Run as a page: the form of the cell of issued documents."""
    from dashboard.components.name_field import name_field
    from dashboard.components.register.joint_form import joint_form
    from dashboard.pages.compiling.county_total import total_of
    from tests.dashboard.exports.test_joint_documents import ISSUED, TWO

    total = total_of(TWO)
    # As the form of the template does on the same page.
    name_field("处理人")
    joint_form(total, total.cells[ISSUED], TWO.county_id)


def form_on(data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    app = AppTest.from_function(with_form, default_timeout=300).run()
    assert not app.exception
    return app


def typed(app: AppTest, label: str, text: str) -> None:
    next(box for box in app.text_input if box.label == label).set_value(text)


def pressed(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def filled(app: AppTest, documents: int) -> None:
    """Fill the form in for both townships, and press its button."""
    app.multiselect[0].set_value(["990301100", "990301101"])
    app.number_input[0].set_value(documents)
    typed(app, "理由", "联发3号")
    typed(app, "登记人", "王晓")
    pressed(app, "登记")


PRINTED = """二、主动公开政府信息情况
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | {} | 0 | 9
三、收到和处理政府信息公开申请情况
"""


@pytest.fixture(scope="module")
def imported(ready: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the reports of two townships, read from files."""
    rows = [
        f"990301{n},甲省,乙市,青石县,{name},镇,,,," for n, name in ((100, "甲镇"), (101, "乙镇"))
    ]
    columns = (
        "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor"
    )
    texts = [
        (f"{name}.txt", f"{name}人民政府2024年政府信息公开工作年度报告\n{PRINTED.format(number)}")
        for name, number in (("甲镇", 3), ("乙镇", 4))
    ]
    data = tmp_path_factory.mktemp("imported")
    return Path(ready(data, "\n".join((columns, *rows, "")), *texts))


def sums(data: Path) -> list[Any]:
    return stored(data, "select deducted from joint_cells")


def test_an_official_says_so_on_the_page_and_takes_it_back(
    imported: Path, tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copytree(imported, tmp_path / "data")
    app = form_on(data, monkeypatch)
    filled(app, 4)
    assert "少于所登记的联合发文件数" in app.text[-1].value
    assert load_joint(data) == ()
    filled(app, 2)
    assert not app.error
    assert [(one.documents, one.who, one.why) for one in load_joint(data)] == [
        (2, "王晓", "联发3号")
    ]
    assert sums(data) == [(2,)]
    log = opened(data, "change_log", county="青石县").dataframe[0].value
    told = log[["kind", "year", "subject", "after"]].to_numpy().tolist()
    label = "行政规范性文件 · 本年制发件数"
    assert told == [["联合发文", 2024, label, "联合发文 2 件，2 个单位都计入"]]
    app = form_on(data, monkeypatch)
    typed(app, "取消的理由", "登记错了")
    typed(app, "取消人", "李四")
    pressed(app, "取消登记")
    assert sums(data) == []
    with reading(data) as connection:
        *_, last = changes(connection, kind="joint_documents")
    undo_act(data, last.act, Act("王晓", "核实过"))
    assert sums(data) == [(2,)]


def test_what_was_said_after_a_year_was_frozen_is_among_its_revisions(
    imported: Path, tmp_path: Path, opened: Open
) -> None:
    data = copytree(imported, tmp_path / "data")
    freeze_year(data, "990301", 2024, "报市定稿", Act("王晓", "审定"))
    one = JointDocuments("990301", 2024, ISSUED, 2, ("990301100", "990301101"))
    act = say_joint(data, one, Act("李四", "联发3号"))
    rebuild(data)
    app = opened(data, "frozen", county="青石县", from_="2024", to="2024")
    assert not app.exception
    (told,) = [t.value for t in app.dataframe if "before" in t.value]
    assert told[["township", "before", "after"]].to_numpy().tolist() == [["合计", "7", "5"]]
    assert list(told["why"]) == [
        f"第 {act} 号 李四 联合发文：联合发文 2 件，2 个单位都计入（联发3号）"
    ]


def test_pages_that_add_up_as_reported_say_that_joint_documents_are_among_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    told = [said for title, said in caveat_notes(EVERY_UNIT) if title == "联合发文"]
    label = "行政规范性文件 · 本年制发件数"
    said = f"{label}含联合发文 2 件，其他单位也计入；重复的只在“全县汇总”扣除"
    assert sorted(told) == sorted(
        f"{unit.township} {county.YEAR} 年度：{said}" for unit in (TOWN, BUREAU)
    )
