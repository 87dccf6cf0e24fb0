"""A sheet whose grid is finer than the form, as of a web page opened in Excel, is read whole."""

from __future__ import annotations

from etl.domain.report import Document, Line, Mark, Report
from etl.transform import parse
from tests import printing
from tests.etl.transform.test_ledger import distinct

FRONT = "望云镇2020年政府信息公开工作年度报告"
DECISIONS = ("信息内容", "上一年项目数量", "本年增/减", "", "处理决定数量")
NUMBERS = ("信息内容", "本年新制作数量", "本年新公开数量", "", "对外公开总数量")


def read(rows: list[tuple[str, ...]]) -> Report:
    lines = (Line("第1行", FRONT), *(
        Line(f"第{n}行", " ".join(filter(None, cells)), cells if len(cells) > 1 else None)
        for n, cells in enumerate(rows, 2)
    ))  # fmt: skip
    return parse(Document("x.xlsx", "xlsx", "", lines))


def table(*rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [
        ("二、主动公开政府信息情况",), NUMBERS, ("规章", "3", "1", "", "4"),
        ("规范性文件", "6", "2", "", "9"), DECISIONS, rows[0],
        ("其他对外管理服务事项", "0", "0", "", "0"), DECISIONS, *rows[1:],
        ("行政强制", "0", "0", "", "0"),
        ("信息内容", "上一年项目数量", "", "本年增/减", ""), ("行政事业性收费", "1", "", "4", ""),
        ("三、收到和处理政府信息公开申请情况",),
    ]  # fmt: skip


def cells(report: Report, row: str) -> list[tuple[str, Mark]]:
    return [(c.raw, c.mark) for c in report.cells if c.address.startswith(f"article_20.{row}.")]


def test_a_full_row_whose_cells_span_others_than_its_headings_is_read_in_order() -> None:
    report = read(table(("行政许可", "31", "", "7", "38"), ("行政处罚", "2", "5", "", "8")))
    assert [raw for raw, _ in cells(report, "permits")] == ["31", "7", "38"]
    assert [raw for raw, _ in cells(report, "penalties")] == ["2", "5", "8"]


def test_a_figure_beside_its_heading_is_never_taken_for_a_blank() -> None:
    report = read(table(("行政许可", "", "", "7", "38"), ("行政处罚", "2", "5", "", "8")))
    assert {mark for _, mark in cells(report, "permits")} == {Mark.UNREADABLE}
    assert "7 38" in " ".join(issue.message for issue in report.issues)


def test_headings_of_two_rows_are_those_of_one_grid() -> None:
    values = distinct("2021")
    rows: list[tuple[str, ...]] = []
    for heading, printed in printing.tables("2021", values):
        rows.append((heading,))
        grid = [[""] * 40 for _ in printed]
        for down, across, cell in printing.placements(printed):
            grid[down][2 * across + across // 3] = cell.text
        rows += map(tuple, grid)
    report = read(rows)
    read_as = {c.address: c.raw for c in report.cells if c.mark is Mark.NUMBER}
    assert read_as.items() <= values.items()
    assert sum(address.startswith("applications.") for address in read_as) == 175
