"""What a site prints around a report names no office of it: its columns and links to others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from etl.domain.report import Document, Identity, Line
from etl.transform.document.identity.office_names import heading_office
from etl.transform.document.identity.read_identity import identify
from etl.transform.document.identity.surroundings import is_link
from etl.transform.document.reports_in_one import parts_of

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

NOTHING_TOLD = (
    ("公开信息31条。", "友情链接", "北岭镇人民政府", "南湖乡人民政府"),
    ("公开信息31条。", "部门网站", "柳河街道办事处"),
    ("公开信息31条。", "部门网站", "北岭镇人民政府", "南湖乡人民政府"),
    ("公开信息31条，", "北岭镇人民政府同我街道一起办培训，", "收到申请3件。"),
    ("公开信息31条。北岭镇人民政府到本街道学习。",),
    ("公开信息31条。", "咨询电话：柳河街道党政办公室，0000000"),
)
SPOKEN = (
    "柳河街道办事处重视公开工作，常抓不懈。",
    "柳河街道办事处重视公开工作，",
    "2023年，柳河街道公开信息31条。北岭镇人民政府到我街道学习。",
)


def named(*texts: str) -> tuple[Identity, set[str]]:
    lines = tuple(Line(f"第{number}行", text) for number, text in enumerate(texts, 1))
    identity, issues = identify(Document("a.html", "html", "", lines))
    return identity, {issue.kind for issue in issues}


@pytest.mark.parametrize("links", LISTED)
def test_a_list_of_other_reports_above_a_signed_one_names_no_office(links: tuple[str, ...]) -> None:
    found, kinds = named(*links, OWN_TITLE, PREFACE, *SECTION, *SIGNED)
    assert (found.township, found.year, kinds) == ("柳河街道", 2023, set())


@pytest.mark.parametrize("links", LISTED[1:])
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


@pytest.mark.parametrize("titles", [(OWN_TITLE, NEIGHBOR), (NEIGHBOR, OWN_TITLE)])
@pytest.mark.parametrize("texts", NOTHING_TOLD)
def test_of_two_titles_the_first_stays_and_is_told_where_the_text_says_nothing(
    titles: tuple[str, str], texts: tuple[str, ...]
) -> None:
    found, kinds = named(*titles, PREFACE, *SECTION[:1], *texts)
    assert found.township == titles[0].partition("2023")[0]
    assert (found.year, kinds) == (2023, {"office_conflict"})


@pytest.mark.parametrize("titles", [(OWN_TITLE, NEIGHBOR), (NEIGHBOR, OWN_TITLE)])
@pytest.mark.parametrize("text", SPOKEN)
def test_an_office_that_the_text_speaks_of_is_taken_but_never_sure(
    titles: tuple[str, str], text: str
) -> None:
    found, kinds = named(*titles, PREFACE, *SECTION[:1], text, *SECTION[1:])
    assert (found.township, found.year, kinds) == ("柳河街道", 2023, {"office_conflict"})


@pytest.mark.parametrize("titles", [(OWN_TITLE, NEIGHBOR), (NEIGHBOR, OWN_TITLE)])
@pytest.mark.parametrize("signed", [SIGNED, SIGNED[:1], ("柳河街道办事处 2024年1月25日",)])
def test_a_signature_below_the_text_is_sure(
    titles: tuple[str, str], signed: tuple[str, ...]
) -> None:
    found, kinds = named(*titles, PREFACE, *SECTION, *signed, "友情链接", "北岭镇人民政府")
    assert (found.township, found.year, kinds) == ("柳河街道", 2023, set())


def test_dated_links_below_an_unsigned_report_are_told() -> None:
    links = ("北岭镇人民政府 2024-01-30", "南湖乡人民政府 2024-01-31")
    assert "office_conflict" in named(OWN_TITLE, NEIGHBOR, PREFACE, *SECTION, *links)[1]


@pytest.mark.parametrize("other", [2021, 2022, 2024])
@pytest.mark.parametrize("between", [(), ("相关链接",)])
@pytest.mark.parametrize("text", ["", "整治自2022年9月1日至2022年12月31日开展。"])
def test_an_own_report_of_another_year_below_the_title_leaves_its_year(
    other: int, between: tuple[str, ...], text: str
) -> None:
    link = f"柳河街道{other}年政府信息公开工作年度报告"
    assert named(OWN_TITLE, *between, link, *SECTION, text, *SIGNED)[0].year == 2023


def test_without_a_period_the_year_that_the_text_names_most_is_that_of_the_title() -> None:
    link = "柳河街道2022年政府信息公开工作年度报告"
    found, kinds = named(link, OWN_TITLE, *SECTION, *SIGNED)
    assert (found.year, "year_conflict" in kinds) == (2023, True)
    found, kinds = named(link, OWN_TITLE, SECTION[0], "公开31条。", *SIGNED)
    assert (found.year, "year_conflict" in kinds) == (2022, True)


def test_a_period_that_is_broken_over_two_lines_gives_the_year() -> None:
    link = "柳河街道2022年政府信息公开工作年度报告"
    broken = (PREFACE[:16], PREFACE[16:])
    found, kinds = named(link, OWN_TITLE, *broken, SECTION[0], "2022年、2022年。", *SIGNED)
    assert (found.year, "year_conflict" in kinds) == (2023, True)


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


@pytest.mark.parametrize("gap", ["：", " ", "\u3000", "\t"])
def test_the_head_of_an_index_is_no_part_of_the_office_behind_it(gap: str) -> None:
    title = "青石县发展和改革局2023年政府信息公开年度报告"
    found = read("政府信息公开", f"名称{gap}{title}", "索引号 0143/2024", title, *SECTION)
    assert (found.other_office, found.year) == ("青石县发展和改革局", 2023)
