"""Tables of narrow columns, whose labels are broken over many lines around their figures."""

from __future__ import annotations

from etl.domain.report import Document, Line, Mark, Report
from etl.transform import parse

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIGURES = ("4", "0", "1", "5", "10", "2", "0", "4", "6", "12", "6", "0", "9", "7", "22")
BROKEN = ("请人", "逾期", "未按", "收费", "通知", "要求", "缴纳", "费", "用、")


def report(*rows: tuple[str, ...]) -> Report:
    printed = [("望云镇2024年政府信息公开工作年度报告",), *rows]
    lines = (
        Line(f"第1页 第{n}行", " ".join(cells), cells=cells if len(cells) > 1 else None)
        for n, cells in enumerate(printed, 1)
    )
    return parse(Document("x.pdf", "pdf", "", tuple(lines)))


def read() -> Report:
    return report(
        ("三、收到和处理政府信息公开申请情况",),
        APPLICANTS,
        ("3.其他", *"0000000"),
        ("（七）总计", *"3000003"),
        ("四、结转下年度继续办理", *"0000000"),
        ("四、政府信息公开行政复议、行政诉讼情况",),
        ("行政复议", "行政诉讼"),
        ("2.申0 0",),
        (*RESULTS, "未经复议直接起诉", "复议后起诉"),
        (*RESULTS, *RESULTS),
        *((piece,) for piece in BROKEN),
        FIGURES,
    )


def test_words_below_the_header_of_a_line_are_not_its_figures() -> None:
    cells = [cell for cell in read().cells if cell.table == "reviews"]
    assert {cell.mark for cell in cells} == {Mark.UNREADABLE}
    assert {cell.raw for cell in cells} == {" ".join(FIGURES)}


def test_a_row_whose_label_only_begins_before_its_figures_is_told() -> None:
    found = read()
    row = {cell.mark for cell in found.cells if cell.row == "closed_not_paid"}
    assert row == {Mark.UNREADABLE}
    assert any("2.申0" in issue.message for issue in found.issues)


def test_figures_that_lines_of_another_page_part_from_their_header_are_quoted() -> None:
    found = report(
        ("四、政府信息公开行政复议、行政诉讼情况",),
        (*RESULTS, "未经复议直接起诉", "复议后起诉"),
        (*RESULTS, *RESULTS),
        ("", "", ""),
        ("提升服务水平，方便群众办事，解读形式多样。",),
        FIGURES,
    )
    cells = [cell for cell in found.cells if cell.table == "reviews"]
    assert {cell.raw for cell in cells} == {" ".join(FIGURES)}
