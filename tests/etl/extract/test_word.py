"""What Word prints is read; what it hides, deletes or says twice is not."""

from __future__ import annotations

import pytest

from etl.domain.errors import UnreadableFile
from etl.extract import word
from tests.word_samples import cell, package, paragraph, table


def read(body: str) -> list[str | tuple[str, ...]]:
    return [line.cells or line.text for line in word.lines(package(body))]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


BOX = f"<w:txbxContent>{paragraph('盒内')}</w:txbxContent>"
ALTERNATE = (
    f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
    f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
)
KEPT = "<w:vanish w:val='0'/>"
PARAGRAPHS = {
    "deleted": (run("甲") + f"<w:del>{run('乙')}</w:del><w:ins>{run('丙')}</w:ins>", "甲丙"),
    "moved": (f"<w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo>", "乙"),
    "hidden": (run("甲") + run("乙", "<w:vanish/>"), "甲"),
    "shown again": (run("甲", KEPT), "甲"),
    "tab and break": ("<w:r><w:t>甲</w:t><w:tab/><w:br/><w:t>乙</w:t></w:r>", "甲\t\n乙"),
    "tab stops": ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("甲"), "甲"),
    "field": ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("1"), "1"),
    "formula": ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "12"),
    "symbol": ("<w:r><w:sym w:font='宋体' w:char='FF0F'/></w:r>", "／"),
    "ruby": (f"<w:r><w:ruby><w:rt>{run('jiǎ')}</w:rt>{run('甲')}</w:ruby></w:r>", "甲"),
    "formatting": (run("甲", "<w:b/>") + run("乙", "<w:i/>"), "甲乙"),
}


@pytest.mark.parametrize("oddity", PARAGRAPHS)
def test_a_paragraph_is_what_it_prints(oddity: str) -> None:
    inside, printed = PARAGRAPHS[oddity]
    assert read(f"<w:p>{inside}</w:p>") == printed.split("\n")


def test_a_control_is_what_it_holds() -> None:
    assert read(f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>") == ["甲"]


def test_a_text_box_follows_its_paragraph_once() -> None:
    assert read(f"<w:p>{run('甲')}{ALTERNATE}</w:p>{paragraph('乙')}") == ["甲", "盒内", "乙"]


MERGES = {
    "down": ("<w:vMerge/>", ("", "0")),
    "down by name": ("<w:vMerge w:val='continue'/>", ("", "0")),
    "across": ("<w:hMerge w:val='continue'/>", ("0",)),
    "none": ("<w:vMerge w:val='restart'/>", ("甲", "0")),
    "formerly": ("<w:tcPrChange><w:tcPr><w:vMerge/></w:tcPr></w:tcPrChange>", ("甲", "0")),
}


@pytest.mark.parametrize("merge", MERGES)
def test_a_merged_cell_stands_once(merge: str) -> None:
    properties, cells = MERGES[merge]
    text = "" if merge == "across" else "甲"
    rows = read(table(("一", "二"), (cell(text, properties), "0")))
    expected = cells if len(cells) > 1 else cells[0]
    assert rows == [("一", "二"), expected]


def test_a_table_inside_a_table_is_read_row_by_row() -> None:
    inner = table(("规章", "1"), ("行政规范性文件", ""))
    rows = read(table((cell(paragraph("二、") + inner + paragraph("")),)))
    assert rows == ["二、", ("规章", "1"), ("行政规范性文件", ""), ""]


def test_a_deleted_row_is_no_row() -> None:
    rows = table(("一", "二"), ("三", "四")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert read(rows) == [("三", "四")]


def test_rows_and_cells_in_controls_are_read() -> None:
    rows = table(("一", "二")).replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
    assert read(rows.replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")) == [("一", "二")]


@pytest.mark.parametrize(
    "namespace",
    [
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.microsoft.com/office/word/2003/wordml",
    ],
)
def test_other_names_for_the_same_markup_are_known(namespace: str) -> None:
    body = f"<w:body>{table(('规章', '1'))}</w:body>"
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{namespace}">{body}</w:document>'
    assert [line.cells for line in word.lines(xml.encode())] == [("规章", "1")]


def test_a_main_part_of_another_name_is_found() -> None:
    content = package(paragraph("甲"), "word/document2.xml")
    assert [line.text for line in word.lines(content)] == ["甲"]


def test_a_workbook_under_the_name_of_word_is_named() -> None:
    with pytest.raises(UnreadableFile, match="Excel"):
        word.lines(package("", "xl/workbook.xml"))
