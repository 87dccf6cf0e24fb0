"""What a site prints around a report names no office of it: its columns and links to others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from etl.domain.report import Document, Identity, Line
from etl.transform.document.identity import identify
from etl.transform.document.office_names import heading_office
from etl.transform.document.surroundings import is_link

SECTION = ("一、总体情况", "2023年，本单位主动公开政府信息31条。", "六、其他需要报告的事项", "无。")
TITLE = "2023年度政府信息公开工作年度报告"
NEIGHBOR = "北岭镇2023年政府信息公开工作年度报告"
SIGNED = ("柳河街道办事处", "2024年1月25日")
COLUMNS = ("乡镇街道", "镇街道", "各乡镇", "街道乡镇", "各街道", "各镇")
PATHS = (
    ("首页>政府信息公开>{}>{}>政府信息公开年报",),
    ("首页", ">", "政府信息公开", ">", "{}", ">", "{}", ">", "政府信息公开年报"),
    ("当前位置： 首页 / 信息公开 / {} / {} / 年度报告",),
    ("首页 » {} » {} » 年报",),
)
LINKS = (
    (f"上一篇：{NEIGHBOR}", "下一篇：没有了"),
    ("上一条", NEIGHBOR, "下一条", "没有了"),
    (f"【上一篇】{NEIGHBOR}",),
    ("相关阅读", NEIGHBOR, "南湖乡2023年政府信息公开工作年度报告"),
    ("相关文章：", "北岭镇人民政府", "2024年1月30日"),
)


def read(*texts: str) -> Identity:
    lines = tuple(Line(f"第{number}行", text) for number, text in enumerate(texts, 1))
    return identify(Document("a.html", "html", "", lines))[0]


@pytest.mark.parametrize("links", LINKS)
def test_a_link_below_a_report_names_no_office(links: tuple[str, ...]) -> None:
    found = read(TITLE, *SECTION, *SIGNED, *links)
    assert (found.township, found.year) == ("柳河街道", 2023)
    assert found.report_date is not None and found.report_date.day == 25


@pytest.mark.parametrize("links", LINKS)
def test_a_link_alone_leaves_the_office_open(links: tuple[str, ...]) -> None:
    assert read(TITLE, *SECTION, *links).township is None


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_of_a_site_is_no_name(column: str) -> None:
    found = heading_office(column)
    assert found is None or found.township is None


@pytest.mark.parametrize(("path", "column"), list(product(PATHS, COLUMNS)))
def test_a_signature_beats_the_path_through_a_site(path: tuple[str, ...], column: str) -> None:
    steps = iter((column, "北岭镇"))
    printed = [part if "{" not in part else filled(part, steps) for part in path]
    assert read(*printed, TITLE, *SECTION, *SIGNED).township == "柳河街道"
    assert read(*printed, TITLE, *SECTION).township == "北岭镇"


def filled(part: str, steps: Iterator[str]) -> str:
    """Return a part of a path with the next names in its gaps."""
    for step in steps:
        part = part.replace("{}", step, 1)
        if "{}" not in part:
            break
    return part


def test_a_sentence_about_the_page_before_is_no_link() -> None:
    assert not is_link("上一篇报告已经公开。")
