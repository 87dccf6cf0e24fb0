"""Pairs of printed opening lines and the office, county, year and period that they name."""

from __future__ import annotations

from datetime import date

import pytest

from etl.domain.report import Document, Identity, Issue, Line
from etl.transform.document.identity import identify

NAMED = {
    "松树乡人民政府信息公开工作年度报告": (None, "松树乡"),
    "关于报送清水乡2023年政府信息公开工作年度报告的函": (None, "清水乡"),
    "甲省乙市丙县清水乡人民政府2023年政府信息公开工作年度报告": ("丙县", "清水乡"),
    "丁区石桥街道办事处2022年度政府信息公开工作年度报告": ("丁区", "石桥街道"),
    "三十里街道2023年政府信息公开年报": (None, "三十里街道"),
    "两河镇2022年度政府信息公开工作年度报告": (None, "两河镇"),
    "新市镇2021年政府信息公开年报": (None, "新市镇"),
    "丙县新市镇2021年政府信息公开年报": ("丙县", "新市镇"),
    "大柳苏木2016年度政府信息公开工作报告": (None, "大柳苏木"),
    "和平回族乡2024年政府信息公开工作年度报告": (None, "和平回族乡"),
    "向阳镇2024年政府信息公开工作年度报告": (None, "向阳镇"),
    "白塔街2022年政府信息公开年报": (None, "白塔街"),
    "柳树村街道2023年年报": (None, "柳树村街道"),
    "2024年度城关镇信息公开年报": (None, "城关镇"),
    "乙自治州丙市红旗镇2023年度报告": ("丙市", "红旗镇"),
    "戊满族自治县红旗满族乡2023年度报告": ("戊满族自治县", "红旗满族乡"),
    "丙河新城泾岸街道2023年度政府信息公开工作年度报告": (None, "泾岸街道"),
    "丁市新城街道2023年度政府信息公开工作年度报告": ("丁市", "新城街道"),
    "丙县老县镇2023年度政府信息公开工作年度报告": ("丙县", "老县镇"),
    "丁市旧县街道2023年度政府信息公开工作年度报告": ("丁市", "旧县街道"),
    "丙县乡镇（街道）2024年政府信息公开工作年度报告汇编": (None, None),
    "2023年度政府信息公开工作年度报告": (None, None),
}
PERIODS = {
    "统计期限自2023年1月1日起至2023年12月31日止": (date(2023, 1, 1), date(2023, 12, 31)),
    "统计期限：2023年1月1日—12月31日": (date(2023, 1, 1), date(2023, 12, 31)),
    "数据统计期限从202311日至20231231日": (date(2023, 1, 1), date(2023, 12, 31)),
    "数据统计期限从20231月1日到2023年12月31日": (date(2023, 1, 1), date(2023, 12, 31)),
    "统计期限为２０２３年１月１日至２０２３年１２月３１日": (date(2023, 1, 1), date(2023, 12, 31)),
    "统计期限为2023年1月1日至2033年12月31日": (None, None),
}


def read(*texts: str, name: str = "a.txt") -> tuple[Identity, tuple[Issue, ...]]:
    lines = tuple(Line(f"第{number}行", text) for number, text in enumerate(texts, 1))
    return identify(Document(name, "txt", "", lines))


@pytest.mark.parametrize("title", NAMED)
def test_a_title_names_its_office(title: str) -> None:
    identity, _ = read(title)
    assert (identity.county, identity.township) == NAMED[title]


@pytest.mark.parametrize("text", PERIODS)
def test_a_period_is_read_with_its_signs_lost(text: str) -> None:
    identity, _ = read("清水乡政府信息公开年报", text + "。")
    assert (identity.period_from, identity.period_to) == PERIODS[text]


def test_a_title_broken_in_two_lines_is_one() -> None:
    identity, _ = read("丙县清水乡人民政府", "2024年政府信息公开工作年度报告", "正文。")
    assert (identity.county, identity.township, identity.year) == ("丙县", "清水乡", 2024)


def test_a_title_whose_last_word_is_broken_is_whole() -> None:
    identity, issues = read("丙县清水乡2023年度政府信息公开工作年", "度报告", "根据规定编制。")
    assert (identity.county, identity.township, identity.year) == ("丙县", "清水乡", 2023)
    assert not issues


def test_the_signature_names_what_the_title_does_not() -> None:
    identity, _ = read("2024年政府信息公开年报", "正文。", "清水乡人民政府", "二〇二五年一月十三日")
    assert (identity.township, identity.report_date) == ("清水乡", date(2025, 1, 13))


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("清水乡2023年政府信息公开年报", "统计期限2023年1月1日至12月31日。"), 2023),
        (("清水乡政府信息公开年报", "统计期限2022年1月1日至12月31日。", "2021年、2021年"), 2022),
        (("清水乡政府信息公开年报", "2020年，全乡平稳。2020年公开8条。2019年为7条。"), 2020),
        (("清水乡政府信息公开年报", "发布日期：2024-01-15"), None),
    ],
    ids=["title", "period", "body", "never the day of publication"],
)
def test_the_year_is_that_of_title_then_period_then_body(
    texts: tuple[str, ...], year: int | None
) -> None:
    assert read(*texts)[0].year == year


@pytest.mark.parametrize(
    "texts",
    [
        ("清水乡2023年政府信息公开年报", "统计期限2022年1月1日至2022年12月31日。"),
        ("清水乡2023年政府信息公开年报", "现公布2021年度政府信息公开年报。", "一、总体"),
    ],
    ids=["period", "preamble"],
)
def test_an_opening_that_names_another_year_is_an_issue(texts: tuple[str, ...]) -> None:
    identity, issues = read(*texts)
    assert identity.year == 2023
    assert [issue.kind for issue in issues] == ["year_conflict"]


def test_a_title_names_its_year_in_chinese_numerals() -> None:
    identity, issues = read("清水乡二〇二四年政府信息公开工作年度报告")
    assert (identity.year, issues) == (2024, ())
