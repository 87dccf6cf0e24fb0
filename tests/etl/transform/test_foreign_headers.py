"""Figures below a header that is not the form's are unreadable: never another column's number."""

from __future__ import annotations

import pytest

from etl.domain.report import Document, Line, Mark, Report
from etl.transform import parse

COUNTS = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"
DECISIONS = "| 信息内容 | 本年处理决定数量 |\n| 行政处罚 | 4 |\n"
HEAD = "清水镇2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
APPLICANTS = (
    "三、收到和处理政府信息公开申请情况\n| 申请人情况 |\n| 自然人 | 法人或其他组织 | 总计 |\n"
)
INNER = "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
ROW = "| 一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 0 | 0 | 0 | 6 |\n"
NEXT = "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"


def read(text: str) -> Report:
    lines = tuple(Line(f"第{n}行", line) for n, line in enumerate(text.splitlines(), 1))
    return parse(Document("报告.txt", "txt", "", lines))


def cell(text: str, address: str) -> tuple[str, Mark]:
    return next((c.raw, c.mark) for c in read(text).cells if c.address == address)


def test_the_form_s_own_header_is_read() -> None:
    text = f"{HEAD}{COUNTS}\n| 行政规范性文件 | 2 | 1 | 9 |\n{APPLICANTS}{INNER}{ROW}{NEXT}"
    assert cell(text, "article_20.normative_documents.in_force") == ("9", Mark.NUMBER)
    assert cell(text, "applications.received_new.charity") == ("0", Mark.NUMBER)


def test_columns_in_another_order_are_not_the_form_s() -> None:
    swapped = "| 信息内容 | 现行有效件数 | 本年废止件数 | 本年制发件数 |"
    text = f"{HEAD}{swapped}\n| 行政规范性文件 | 9 | 1 | 2 |\n{DECISIONS}"
    assert cell(text, "article_20.normative_documents.issued")[1] is Mark.UNREADABLE
    assert cell(text, "article_20.penalties.decisions") == ("4", Mark.NUMBER)


@pytest.mark.parametrize(
    "inner",
    [
        "| 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 |\n",
        "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 |\n",
        "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 备注 |\n",
    ],
)
def test_applicants_otherwise_than_in_the_form(inner: str) -> None:
    text = f"{HEAD}{COUNTS}\n{APPLICANTS}{inner}{ROW}{NEXT}"
    assert cell(text, "applications.received_new.total")[1] is Mark.UNREADABLE


def test_a_column_that_the_office_added_takes_the_place_of_none() -> None:
    header = "| 信息内容 | 本年处理决定数量 | 上年数 |\n"
    text = f"{HEAD}{COUNTS}\n{header}| 行政许可 |  | 345 |\n| 行政处罚 | 2 | 3 |\n"
    assert cell(text, "article_20.permits.decisions")[1] is Mark.UNREADABLE


@pytest.mark.parametrize("unit", ["元", "千元", "亿元"])
def test_money_in_another_unit_is_not_read_as_the_form_s(unit: str) -> None:
    text = f"{HEAD}{COUNTS}\n| 信息内容 | 本年收费金额（单位：{unit}） |\n| 行政事业性收费 | 12 |\n"
    assert cell(text, "article_20.fees.amount")[1] is Mark.UNREADABLE


def test_an_amount_with_another_unit_behind_it_is_no_number() -> None:
    header = "| 信息内容 | 本年收费金额（单位：万元） |\n"
    text = f"{HEAD}{COUNTS}\n{header}| 行政事业性收费 | 12000元 |\n"
    assert cell(text, "article_20.fees.amount")[1] is Mark.UNREADABLE
    text = f"{HEAD}{COUNTS}\n{header}| 行政事业性收费 | 1.2万元 |\n"
    assert cell(text, "article_20.fees.amount") == ("1.2万元", Mark.NUMBER)


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("| 不予行政许可 | 13 |", "article_20.permits.decisions"),
        ("| 撤销行政许可 | 4 |", "article_20.permits.decisions"),
        (ROW.replace("本年新收", "上年新收"), "applications.received_new.total"),
        (NEXT.replace("上年结转", "本年结转"), "applications.carried_in.total"),
    ],
)
def test_a_label_of_the_opposite_is_not_the_form_s(printed: str, address: str) -> None:
    text = f"{HEAD}{COUNTS}\n{DECISIONS}{printed}\n{APPLICANTS}{INNER}"
    assert cell(f"{text}{printed}\n", address)[1] in (Mark.ABSENT, Mark.UNREADABLE)


def test_a_row_closed_by_a_bar_that_lost_a_column_is_not_filled_up() -> None:
    text = (
        f"{HEAD}三、收到和处理政府信息公开申请情况\n自然人 | 法人或其他组织 | 总计 |\n"
        "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
        "一、本年新收政府信息公开申请数量 | 14 | 3 | 0 | 13 | 2 | 32 |\n"
        "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    )
    assert cell(text, "applications.received_new.total")[1] is Mark.UNREADABLE
