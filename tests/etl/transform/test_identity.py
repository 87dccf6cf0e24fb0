"""Pairs of printed opening lines and the office, county, year and period that they name."""

from __future__ import annotations

from datetime import date

import pytest

from etl.domain.report import Document, Identity, Issue, Line
from etl.transform.document.identity.read_identity import identify

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
        (("清水乡政府信息公开年报", "2020年公开8条，较2019年增长，阅读较2019年多。"), 2020),
        (("清水乡政府信息公开年报", "发布日期：2024-01-15"), None),
    ],
    ids=[
        "title",
        "period",
        "body",
        "never what it is held against",
        "never the day of publication",
    ],
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


OPENED = (
    "清水乡2024年政府信息公开工作年度报告",
    "一、总体情况",
    "平稳。",
    "二、主动公开",
    "已公开。",
)
SIGNED = "清水乡人民政府"


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("2025年1月1", "8日"), 18),
        (("2025年1", "月18日"), 18),
        (("2025年1月", "18日"), 18),
        (("2025年", "1月18日"), 18),
        (("2025年1月18", "日"), 18),
        (("2025年1月2", "3日"), 23),
        (("2025年1月3", "共3页"), 3),
        (("2025年1月3", "3日"), None),
    ],
)
def test_a_date_that_breaks_anywhere_is_whole(lines: tuple[str, ...], day: int | None) -> None:
    found = read(*OPENED, SIGNED, *lines)[0].report_date
    assert found == (date(2025, 1, day) if day else None)


@pytest.mark.parametrize(
    "text",
    [
        "统计期限为2024.1.1—12.31。",
        "统计期限为2024.01.01-2024.12.31，以下同。",
        "统计期限为2024.1.1至12.31的数据。",
    ],
)
def test_a_period_in_points_is_read(text: str) -> None:
    found, _ = read(OPENED[0], text, *OPENED[1:])
    assert (found.period_from, found.period_to) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    "site", ["白石市人民政府门户网站", "白石县政府网", "青禾在线", "白石县政务平台"]
)
def test_a_date_beside_the_name_of_a_site_is_the_page_s(site: str) -> None:
    for stamp in (f"{site} 2025-01-20", f"{site}　2025年1月20日"):
        found, _ = read(OPENED[0], stamp, *OPENED[1:])
        assert (found.report_date, found.published_on) == (None, date(2025, 1, 20))
        found, _ = read(*OPENED, SIGNED, "2025年1月18日", stamp)
        assert (found.township, found.report_date) == ("清水乡", date(2025, 1, 18))


def test_the_day_on_a_cover_is_the_office_s_where_no_other_is_printed() -> None:
    cover = (
        "政府信息公开工作年度报告",
        "（2024年度）",
        f"编制单位：{SIGNED}",
        "编制日期：2025年1月12日",
    )
    assert read(*cover, *OPENED[1:])[0].report_date == date(2025, 1, 12)
    signed = read(*cover, *OPENED[1:], SIGNED, "2025年1月18日")[0]
    assert signed.report_date == date(2025, 1, 18)


def test_a_day_in_brackets_that_opens_a_page_without_title_is_the_office_s() -> None:
    assert read("（2025年1月17日）", *OPENED[1:])[0].report_date == date(2025, 1, 17)
