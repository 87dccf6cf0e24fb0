"""Tables printed a cell a line, as web pages are copied: where they end, what is run together."""

from __future__ import annotations

from etl import extract
from etl.domain.report import Cell, Mark
from etl.transform import parse

TITLE = "青石县东岭镇人民政府2020年政府信息公开工作年度报告"
REVIEWS = (
    "政府信息公开行政复议、行政诉讼情况", "行政复议", "行政诉讼",
    "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉",
    *("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 2,
)  # fmt: skip


def cells(*lines: str) -> dict[str, Cell]:
    """Return the cells that a text prints, by their addresses."""
    text = "\n\n".join((TITLE, *lines))
    report = parse(extract.read_content("报告.txt", text.encode()))
    return {cell.address: cell for cell in report.cells if cell.mark is not Mark.ABSENT}


def test_figures_run_together_with_their_label_are_told_and_not_lost() -> None:
    found = cells(
        "二、主动公开政府信息情况", "第二十条第(一)项",
        "信息内容本年制发件数本年废止件数现行有效件数", "规章000", "行政规范性文件120",
        "第二十条第(五)项", "信息内容本年处理决定数量", "行政许可24",
        "第二十条第(六)项", "行政处罚9", "行政强制0",
    )  # fmt: skip
    rows = {address.rsplit(".", 1)[0]: cell.mark for address, cell in found.items()}
    names = ("regulations", "normative_documents", "permits", "penalties", "compulsory_measures")
    assert rows == {f"article_20.{name}": Mark.UNREADABLE for name in names}


def test_a_heading_without_a_numeral_ends_the_table_above_it() -> None:
    figures = [str(number) for number in (3, 0, 4, 3, 10, 0, 4, 2, 0, 6, 0, 3, 6, 0, 9)]
    found = cells(*REVIEWS, *figures, "存在的主要问题及改进情况", "一是公开内容还不够全面。")
    assert [str(cell.value) for cell in found.values()] == figures


def test_a_figure_in_words_leaves_the_one_beside_it() -> None:
    found = cells(
        "二、主动公开政府信息情况", "第二十条第(九)项", "信息内容", "采购项目数量", "采购总金额",
        "政府集中采购", "3", "65.2万", "三、收到和处理政府信息公开申请情况",
    )  # fmt: skip
    assert found["article_20.procurement.items"].value == 3
    assert found["article_20.procurement.amount"].mark is Mark.UNREADABLE
