"""Statistics tables of the free years: an indicator, its unit and its figures a row."""

from __future__ import annotations

import pytest

from etl.definitions import load
from etl.domain.report import Document, Line, Mark, Report
from etl.extract import text
from etl.transform import parse

TITLE = "望云镇{year}年政府信息公开工作年度报告\n一、概述\n我镇高度重视。\n"
LOCAL = [
    ("主动公开信息数", "条", "125", "640"),
    ("其中：1.网站公开", "条", "110", "600"),
    ("2.政府公报公开", "条", "15", "40"),
    ("受理依申请公开信息总数", "条", "6", "9"),
    ("其中：1.当面申请数", "条", "2", "3"),
    ("对申请的答复总数", "条", "5", "8"),
    ("行政复议数", "件", "1", "1"),
    ("行政诉讼数", "件", "0", "2"),
]
NATIONAL = [
    ("一、主动公开情况", "——", ""),
    ("（一）主动公开政府信息数", "条", "310"),
    ("（不同渠道和方式公开相同信息计1条）", "", ""),
    ("2.政府网站公开政府信息数", "条", "290"),
    ("三、依申请公开情况", "——", ""),
    ("（一）收到申请数", "件", "4"),
    ("1.当面申请数", "件", "3"),
    ("（三）申请答复数", "件", "4"),
    ("四、行政复议数量", "件", "7"),
    ("（二）被依法纠错数", "件", "2"),
    ("五、行政诉讼数量", "件", "5"),
    ("（二）被依法纠错数", "件", "1"),
    ("（三）其他情形数", "件", "4"),
    ("七、依申请公开信息收取的费用", "万元", "0.25"),
]


def read(printed: str, year: int = 2012) -> Report:
    whole = TITLE.format(year=year) + printed
    return parse(Document("x.txt", "txt", "", text.lines(whole.encode())))


def raws(report: Report) -> dict[str, str]:
    return {c.address: c.raw for c in report.cells if c.mark is Mark.NUMBER}


def figures(report: Report) -> dict[str, object]:
    return {f.figure: f.value for f in report.figures if f.mark is Mark.NUMBER}


def local(separator: str, head: tuple[str, ...] = ("本年度", "历年累计")) -> str:
    rows = [("指标名称", "计量单位", *head), *LOCAL]
    return "".join(separator.join(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    "separator", ["\t", " | ", "\n", "  "], ids=["tabs", "bars", "cells", "spaces"]
)
def test_a_list_is_read_in_every_layout(separator: str) -> None:
    report = read("附件：统计表\n" + local(separator))
    assert report.edition == "2008"
    assert raws(report)["statistics.disclosed.this_year"] == "125"
    assert raws(report)["statistics.disclosed.cumulative"] == "640"
    assert raws(report)["statistics.lawsuits.cumulative"] == "2"
    assert len(raws(report)) == 2 * len(LOCAL)
    assert not [issue for issue in report.issues if issue.kind == "not_read"]


def test_what_a_list_counts_alike_is_a_figure_of_the_report() -> None:
    found = figures(read(local("\t")))
    assert found == {
        "proactive_total": 125,
        "applications_received": 6,
        "applications_answered": 5,
        "reviews_named": 1,
        "lawsuits_named": 0,
    }


def test_a_sentence_goes_before_a_list_and_a_difference_is_told() -> None:
    report = read("全年主动公开政府信息130条。\n" + local("\t"))
    assert figures(report)["proactive_total"] == 130
    (issue,) = [i for i in report.issues if i.kind == "text_and_table_differ"]
    assert (issue.address, "125" in issue.message) == ("narrative.proactive_total", True)


def test_of_columns_named_by_years_the_report_s_own_is_read() -> None:
    report = read(local("\t", ("2011年度", "2012年度")), 2012)
    assert raws(report)["statistics.disclosed.this_year"] == "640"
    assert "statistics.disclosed.cumulative" not in raws(report)


def test_the_national_table_tells_alike_labels_apart_by_the_rows_above() -> None:
    rows = [("统计指标", "单位", "统计数"), *NATIONAL]
    report = read("".join(" | ".join(row) + "\n" for row in rows), 2016)
    found = raws(report)
    assert found["national_statistics.reviews_corrected.count"] == "2"
    assert found["national_statistics.lawsuits_corrected.count"] == "1"
    assert found["national_statistics.lawsuits_other.count"] == "4"
    assert found["national_statistics.fees.count"] == "0.25"
    assert figures(report)["applications_received"] == 4
    assert report.edition == "2008"


def test_an_alike_label_without_its_heading_is_not_guessed() -> None:
    rows = [("统计指标", "单位", "统计数"), *NATIONAL[1:8], NATIONAL[9]]
    report = read("".join(" | ".join(row) + "\n" for row in rows), 2016)
    assert "national_statistics.reviews_corrected.count" not in raws(report)
    assert "national_statistics.lawsuits_corrected.count" not in raws(report)
    (issue,) = [i for i in report.issues if i.kind == "not_read"]
    assert "被依法纠错数" in issue.message


def test_a_row_that_is_none_of_the_list_is_told_as_not_read() -> None:
    report = read(local("\t") + "便民服务窗口数\t个\t3\t3\n")
    (issue,) = [i for i in report.issues if i.kind == "not_read"]
    assert "便民服务窗口数" in issue.message


def test_figures_of_more_columns_than_the_header_has_are_unreadable() -> None:
    report = read(local("\t").replace("125\t640", "1 | 2\t5\t640"))
    marks = {c.mark for c in report.cells if c.row == "disclosed"}
    assert marks == {Mark.UNREADABLE}


def test_another_unit_of_money_than_the_list_s_is_no_amount() -> None:
    rows = [("统计指标", "单位", "统计数"), *NATIONAL[:-1], (NATIONAL[-1][0], "元", "2500")]
    report = read("".join("\t".join(row) + "\n" for row in rows), 2016)
    (fees,) = [c for c in report.cells if c.row == "fees"]
    assert (fees.mark, fees.value) == (Mark.UNREADABLE, None)


def test_the_national_table_has_the_items_of_its_notice_in_order() -> None:
    rows = load().forms["2008"].table("national_statistics").rows
    assert len(rows) == 58
    assert len({(row.group, row.label) for row in rows}) == len(rows)
    assert all(row.unit for row in rows)


IN_ONE_LINE = "三、其他情况 我镇将继续抓好落实。 附件：望云镇政府信息公开情况统计表 "


def test_a_list_within_a_line_is_read_where_spaces_part_its_cells() -> None:
    report = read(IN_ONE_LINE + local(" ").replace("\n", " ") + "附件下载")
    assert raws(report)["statistics.disclosed.this_year"] == "125"
    assert raws(report)["statistics.lawsuits.cumulative"] == "2"
    assert len(raws(report)) == 2 * len(LOCAL)
    assert not [issue for issue in report.issues if issue.kind == "not_read"]
    assert any("抓好落实" in section.text for section in report.sections)


def test_a_list_within_a_line_whose_cells_nothing_parts_is_told() -> None:
    report = read(IN_ONE_LINE + local("").replace("\n", ""))
    marks = {c.address: c.mark for c in report.cells}
    assert set(marks.values()) == {Mark.UNREADABLE}
    assert len(marks) == 2 * len(LOCAL)
    (issue,) = report.issues
    assert (issue.place, "125640" in issue.message) == ("第4行", True)
    assert figures(report) == {}


def test_a_row_within_a_line_that_lacks_a_figure_is_unreadable() -> None:
    printed = local(" ").replace("\n", " ").replace(" 110 600", " 600")
    report = read(IN_ONE_LINE + printed)
    assert {c.mark for c in report.cells if c.row == "on_website"} == {Mark.UNREADABLE}
    assert raws(report)["statistics.in_gazette.this_year"] == "15"


@pytest.mark.parametrize(
    "head",
    [
        "指标名称\t计量\n单位\t2012\n年度\t历年累计\n",
        "指标名称\n计量\n单位\n2012\n年度\n历年累计\n",
    ],
    ids=["cells", "lines"],
)
def test_a_header_whose_cells_are_broken_over_lines_is_whole(head: str) -> None:
    separator = "\t" if "\t" in head else "\n"
    report = read(head + "".join(separator.join(row) + "\n" for row in LOCAL))
    assert len(raws(report)) == 2 * len(LOCAL)
    assert raws(report)["statistics.answered.cumulative"] == "8"


def test_two_columns_that_may_be_one_name_stay_two() -> None:
    report = read(local("\n", ("本年", "累计")))
    assert raws(report)["statistics.disclosed.this_year"] == "125"
    assert raws(report)["statistics.disclosed.cumulative"] == "640"


@pytest.mark.parametrize("first", [1, 8], ids=["01", "08"])
def test_the_codes_of_a_list_printed_a_cell_a_line_are_no_figures(first: int) -> None:
    head = "统计报表\n指 标 名 称\n| 计量\n单位\n| 代码\n| 本期实际\n| 本年累计\n|\n"
    rows = "".join(
        f"{label}\n| {unit}\n| {code:02}\n| {now}\n| {all_}\n|\n"
        for code, (label, unit, now, all_) in enumerate(LOCAL, first)
    )
    report = read(head + rows)
    assert raws(report)["statistics.disclosed.this_year"] == "640"
    assert raws(report)["statistics.lawsuits.this_year"] == "2"
    assert len(raws(report)) == len(LOCAL)


@pytest.mark.parametrize("day", ["二○一三年三月一日", "2013年3月1日"])
def test_the_date_above_a_long_list_printed_a_cell_a_line_is_the_report_s(day: str) -> None:
    more = [("其中：1.同意公开答复数", "条", "1", "2"), ("2.网上申请数", "条", "1", "3")]
    rows = "".join("\n".join(row) + "\n" for row in [*LOCAL, *more] * 2)
    report = read(f"{day}\n附件：统计表\n指标名称\n计量单位\n本年度\n历年累计\n{rows}")
    assert str(report.identity.report_date) == "2013-03-01"


def test_the_date_before_a_list_within_a_line_is_the_report_s() -> None:
    line = "我镇将继续抓好落实，不断提高水平。 二○一三年三月一日 附件：统计表 "
    report = read(line + local("").replace("\n", ""))
    assert str(report.identity.report_date) == "2013-03-01"


def test_a_list_goes_on_on_the_next_page_without_the_blank_column_of_the_first() -> None:
    head = ("指标名称", "计量单位", "本年度", "历年累计", "")
    first = [head, *((*row, "") for row in LOCAL[:3])]
    torn = [("受理依申请公开", *LOCAL[3][1:], ""), ("信息总数", "", "", "", "")]
    pages = [(1, row) for row in first] + [(2, row) for row in LOCAL[4:]]
    lines = [
        Line(f"第{page}页 第{n}行", " ".join(cells), cells=cells)
        for n, (page, cells) in enumerate(pages, 2)
    ]
    title = Line("第1页 第1行", "望云镇2012年政府信息公开工作年度报告")
    report = parse(Document("x.pdf", "pdf", "", (title, *lines)))
    assert raws(report)["statistics.received_in_person.this_year"] == "2"
    assert raws(report)["statistics.lawsuits.cumulative"] == "2"
    below = [
        Line(f"第{page}页 第9{page}行", " ".join(cells), cells=cells)
        for page, cells in enumerate(torn, 1)
    ]
    report = parse(Document("x.pdf", "pdf", "", (title, *lines[:4], *below)))
    assert raws(report)["statistics.applications_received.cumulative"] == "9"
