"""What a site prints around a report names no office of it: its columns and links to others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from etl.domain.report import Document, Identity, Line
from etl.transform.document.identity import identify
from etl.transform.document.office_names import heading_office
from etl.transform.document.reports_in_one import parts_of
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


OWN_TITLE = "柳河街道2023年政府信息公开工作年度报告"
PREFACE = "本报告所列数据的统计期限为2023年1月1日至2023年12月31日。"
LISTED = (
    (NEIGHBOR,),
    (f"{NEIGHBOR} 2024-01-18",),
    (NEIGHBOR, "南湖乡2023年政府信息公开工作年度报告", "东河苏木2023年政府信息公开年报"),
    ("北岭镇2022年政府信息公开工作年度报告", "南湖乡2021年政府信息公开工作年度报告"),
    tuple(
        f"{name}镇2023年政府信息公开工作年度报告" for name in "东西南北中金木水火土天地日月星辰山川"
    ),
)


def named(*texts: str) -> tuple[Identity, set[str]]:
    lines = tuple(Line(f"第{number}行", text) for number, text in enumerate(texts, 1))
    identity, issues = identify(Document("a.html", "html", "", lines))
    return identity, {issue.kind for issue in issues}


@pytest.mark.parametrize("links", LISTED)
def test_a_list_of_other_reports_above_a_signed_one_names_no_office(links: tuple[str, ...]) -> None:
    found, kinds = named(*links, OWN_TITLE, PREFACE, *SECTION, *SIGNED)
    assert (found.township, found.year, kinds) == ("柳河街道", 2023, set())


@pytest.mark.parametrize("links", LISTED)
def test_a_list_of_other_reports_above_an_unsigned_one_is_told(links: tuple[str, ...]) -> None:
    found, kinds = named(*links, OWN_TITLE, PREFACE, *SECTION)
    assert (found.township, found.year) == ("柳河街道", 2023)
    assert "office_conflict" in kinds
    rivals = {m.township for m in found.named if m.source == "title"}
    assert rivals >= {"柳河街道", links[0].partition("镇")[0] + "镇"}


@pytest.mark.parametrize("links", LISTED[:3])
def test_a_list_of_other_reports_below_a_title_names_no_office(links: tuple[str, ...]) -> None:
    found, kinds = named(OWN_TITLE, *links, PREFACE, *SECTION, *SIGNED)
    assert (found.township, found.year, kinds) == ("柳河街道", 2023, set())
    assert "office_conflict" in named(OWN_TITLE, *links, PREFACE, *SECTION)[1]


def test_a_link_without_a_year_below_a_signature_did_not_sign() -> None:
    found, _ = named(OWN_TITLE, *SECTION, *SIGNED, "北岭镇政府信息公开年报 2024-02-01")
    assert [m.township for m in found.named if m.source == "signature"] == ["柳河街道"]


def test_own_reports_of_other_years_above_one_are_told() -> None:
    own = [f"柳河街道{year}年政府信息公开工作年度报告" for year in (2021, 2022, 2023)]
    found, kinds = named(*own, PREFACE, *SECTION, *SIGNED)
    assert (found.township, found.year) == ("柳河街道", 2023)
    assert "year_conflict" in kinds


def test_a_list_of_reports_is_no_book_of_reports() -> None:
    lines = (*LISTED[-1], OWN_TITLE, PREFACE, *SECTION, *SIGNED, "一、本年新收", "一、其他")
    document = Document("a.html", "html", "", tuple(Line(str(n), t) for n, t in enumerate(lines)))
    assert len(parts_of(document)) == 1


@pytest.mark.parametrize("head", ["名称", "标题", "信息名称"])
@pytest.mark.parametrize("text", ["{0}\t{1}", "{0}|{1}", "索引号\t113\t{0}\t{1}"])
def test_a_head_of_an_index_table_is_no_part_of_a_name(head: str, text: str) -> None:
    index = text.format(head, OWN_TITLE)
    assert named(index, OWN_TITLE, *SECTION)[0].township == "柳河街道"
    assert named(index, *SECTION, *SIGNED)[0].township == "柳河街道"
    assert named(index, *SECTION)[0].township == "柳河街道"


def test_a_head_of_an_index_table_in_a_cell_is_no_part_of_a_name() -> None:
    cells = Line("第1行", f"标题 {OWN_TITLE}", ("标题", OWN_TITLE))
    document = Document("a.html", "html", "", (cells, *(Line("第2行", t) for t in SECTION)))
    assert identify(document)[0].township == "柳河街道"
