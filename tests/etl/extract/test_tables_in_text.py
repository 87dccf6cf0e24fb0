"""Tables written in HTML inside Markdown or text are rows; the text around them is text."""

from __future__ import annotations

import pytest

from etl.domain.report import Report
from etl.extract import read_content, text
from etl.transform import parse

HEAD = "# 清水镇2023年政府信息公开工作年度报告\n\n## 三、收到和处理政府信息公开申请情况\n\n"
ROWS = (
    "<tr><td colspan='3' rowspan='3'></td><td colspan='7'>申请人情况</td></tr>",
    "<tr><td rowspan='2'>自然人</td><td colspan='5'>法人或其他组织</td>"
    "<td rowspan='2'>总计</td></tr>",
    "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td>"
    "<td>其他</td></tr>",
    "<tr><td colspan='3'>一、本年新收政府信息公开申请数量</td><td>7</td><td>2</td><td>0</td>"
    "<td>1</td><td>0</td><td>0</td><td>10</td></tr>",
    "<tr><td colspan='3'>二、上年结转政府信息公开申请数量</td><td>1</td><td>0</td><td>0</td>"
    "<td>0</td><td>0</td><td>0</td><td>1</td></tr>",
)
AFTER = "\n\n六、其他需要报告的事项\n无。\n清水镇人民政府\n2024年1月20日\n"


def parsed(content: str, name: str = "报告.md") -> Report:
    return parse(read_content(name, content.encode()))


@pytest.mark.parametrize("between", ["\n", ""])
@pytest.mark.parametrize("name", ["报告.md", "报告.txt"])
def test_a_table_in_html_is_read_by_its_cells(between: str, name: str) -> None:
    report = parsed(f"{HEAD}<table>{between.join(ROWS)}</table>{AFTER}", name)
    cells = {cell.address: cell.value for cell in report.cells}
    assert cells["applications.received_new.natural_person"] == 7
    assert cells["applications.received_new.total"] == 10
    assert cells["applications.carried_in.total"] == 1
    told = [f for f in report.figures if f.figure == "applications_received"]
    assert all(figure.value == 10 for figure in told)
    assert str(report.identity.report_date) == "2024-01-20"
    assert not [issue for issue in report.issues if issue.kind == "not_read"]


def test_a_table_that_is_never_closed_ends_with_its_last_row() -> None:
    found = text.lines(f"{HEAD}<table>{''.join(ROWS)}{AFTER}".encode())
    assert [line.text for line in found if line.cells is None][-2:] == [
        "清水镇人民政府",
        "2024年1月20日",
    ]
    assert [line.cells[-1] for line in found if line.cells][-2:] == ["10", "1"]


def test_the_next_table_does_not_stand_in_one_that_was_not_closed() -> None:
    first, second = (f"<table><tr><td>{name}</td><td>4</td></tr>" for name in "甲乙")
    content = f"{first}\n间\n{second}</table>"
    assert [line.text for line in text.lines(content.encode())] == ["甲 4", "间", "乙 4"]


def test_what_stands_beside_a_table_keeps_the_number_of_its_line() -> None:
    content = "前\n<div>\n<table>\n<tr><td>甲</td><td>4</td></tr>\n</table>\n</div>\n后 < 3\n"
    printed = [line for line in text.lines(content.encode()) if line.text]
    assert [(line.place, line.text) for line in printed] == [
        ("第1行", "前"),
        ("第3行的表格第1行", "甲 4"),
        ("第7行", "后 < 3"),
    ]


def test_a_text_without_a_table_stays_as_it_is() -> None:
    content = "前 <b>3</b> 件\n<p>\n\n后"
    assert [line.text for line in text.lines(content.encode())] == content.split("\n")
