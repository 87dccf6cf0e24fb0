"""Which office a document is of, when it was signed and published, and what is no report."""

from __future__ import annotations

from datetime import date

import pytest

from etl.definitions.offices import DocumentKind, document_kinds
from etl.domain.report import Document, Identity, Line
from etl.transform.document.identity.office_names import heading_office, mentions
from etl.transform.document.identity.read_identity import identify

OTHER_OFFICES = {
    "青石县教育局2023年政府信息公开工作年度报告": "青石县教育局",
    "青石县住房和城乡建设局2023年度政府信息公开年报": "青石县住房和城乡建设局",
    "青石县乡村振兴局2023年政府信息公开年度报告": "青石县乡村振兴局",
    "东岭镇中心小学2023年信息公开年度报告": "东岭镇中心小学",
    "青石县人民政府2023年政府信息公开工作年度报告": "青石县人民政府",
    "南湖市人民政府办公厅2023年政府信息公开工作年度报告": "南湖市人民政府办公厅",
    "北岭省政府办公厅2023年政府信息公开工作年度报告": "北岭省政府办公厅",
    "青石县政府办2023年政府信息公开工作年度报告": "青石县政府办",
    "关于青石县人民政府信访局2023年政府信息公开工作的报告": "青石县人民政府信访局",
    "南湖高新技术产业开发区管理委员会2023年年报": "南湖高新技术产业开发区管理委员会",
    "东岭镇党政服务中心2023年政府信息公开年报": "东岭镇党政服务中心",
    "南湖市西大街综合服务中心2023年政府信息公开年报": "南湖市西大街综合服务中心",
}
TOWNSHIPS = {
    "东岭镇2014年度信息年度公开报告": "东岭镇",
    "东岭镇党政综合办公室2023年政府信息公开工作年度报告": "东岭镇",
    "东岭镇人民政府党政与人大办公室2023年政府信息公开年报": "东岭镇",
    "柳河街道办事处党群和政务公开工作办公室2023年政府信息公开年报": "柳河街道",
    "镇东镇2023年政府信息公开报告": "镇东镇",
    "关于公布柳河街道2023年政府信息公开工作情况的报告": "柳河街道",
    "青石县人民政府柳河街道办事处2023年度报告": "柳河街道",
}
NO_NAMES = (
    "全县各乡镇、街道均已公开。",
    "推进半城镇化地区的服务。",
    "指导18个街道办事处做好公开。",
    "城乡建设和乡村振兴工作。",
    "坚持公开，聚焦苏木重点工作。",
    "2025年，东岭乡全乡未受理申请。",
    "(一)镇政府信息公开网站主动公开情况",
    "青石县住房和城乡建设局特向社会公布年度报告。",
    "信息员均接受街道年终考核。",
)
WITH_WORDS_BEFORE = {
    "如有疑问,请与东岭镇人民政府联系。": "东岭镇",
    "如有疑问,可与柳河街道政府信息公开工作办公室联系。": "柳河街道",
    "全文包括青石旗巴音苏木人民政府信息公开的总体情况。": "巴音苏木",
    "由南湖市青石区人民政府柳河街道党政办编制。": "柳河街道",
    "2023年以来,东岭镇坚持公开为常态。": "东岭镇",
    "为做好公开,我们设立了东岭镇政府信息公开领导小组。": "东岭镇",
    "为做好公开,成立东岭镇政务公开专班。": "东岭镇",
    "结合东岭镇2023年工作实际编制。": "东岭镇",
    "现将由东岭镇编制的2023年政府信息公开工作年度报告公布如下。": "东岭镇",
    "本报告是由东岭镇编制的2023年政府信息公开年度报告。": "东岭镇",
    "2023年,东岭镇认真落实要求。党政办公室负责全镇公开工作,覆盖全镇9个村。": "东岭镇",
    "2023年度,东岭镇人民政府坚持公开。共有镇、村两级公开栏9个。": "东岭镇",
}


def read(*texts: str, name: str = "a.txt") -> Identity:
    lines = tuple(Line(f"第{number}行", text) for number, text in enumerate(texts, 1))
    return identify(Document(name, "txt", "", lines))[0]


@pytest.mark.parametrize("title", OTHER_OFFICES)
def test_a_title_of_another_kind_of_office_names_no_township(title: str) -> None:
    office = heading_office(title)
    assert office is not None
    assert (office.township, office.other) == (None, OTHER_OFFICES[title])


@pytest.mark.parametrize("title", TOWNSHIPS)
def test_a_title_names_its_township_in_many_forms(title: str) -> None:
    office = heading_office(title)
    assert office is not None
    assert office.township == TOWNSHIPS[title]


@pytest.mark.parametrize("text", NO_NAMES)
def test_a_word_with_a_kind_of_township_in_it_is_no_name(text: str) -> None:
    assert list(mentions(text)) == []


@pytest.mark.parametrize("text", WITH_WORDS_BEFORE)
def test_words_that_lead_up_to_a_name_are_not_in_it(text: str) -> None:
    assert [m.township for m in mentions(text)] == [WITH_WORDS_BEFORE[text]]


@pytest.mark.parametrize("inner", ["党政和人大办公室", "办事处综合协调办公室", "党建办"])
def test_a_report_that_an_inner_office_made_is_the_unit_s(inner: str) -> None:
    made = f"本报告由南湖市青石区人民政府柳河街道{inner}编制，请向本街道联系。"
    found = read(made, "一、总体情况", "公开信息8条。")
    assert (found.township, found.other_office) == ("柳河街道", "")


def test_the_body_of_a_bureau_is_not_asked_for_a_township() -> None:
    body = ("一、总体情况", "与东岭镇人民政府联合培训1次,东岭镇人民政府给予支持。")
    titled = read("青石县水务局2023年政府信息公开工作年度报告", *body)
    signed = read("2023年政府信息公开工作年度报告", *body, "青石县水务局", "2024年1月9日")
    spoken = read("2023年政府信息公开工作年度报告", *body, "我局公开信息12条,我局未收到申请。")
    assert [i.township for i in (titled, signed, spoken)] == [None, None, None]
    assert (titled.other_office, signed.other_office) == ("青石县水务局", "青石县水务局")


def test_a_mirror_with_pinyin_and_borders_is_read_as_its_original() -> None:
    found = read(
        "公開日期: | 2016-02-03 10:01 |",
        "2010年度東嶺鎮(zhèn)政府信息公開年度報(bào)告 | ||",
        "現(xiàn)將我鎮(zhèn)緊密立足鎮(zhèn)工作實(shí)際的情況報(bào)告如下。",
    )
    assert (found.township, found.year) == ("东岭镇", 2010)
    assert found.published_on == date(2016, 2, 3)


def test_a_path_through_a_site_is_no_title() -> None:
    found = read(
        "当前位置:首页 > 政务公开 > 青石县 > 政府信息公开年报",
        "索引号 X-2024-7 发布机构 东岭镇",
        "东岭镇2022年政府信息公开工作年度报告",
        "发布时间:2023-01-18 09:30 来源:青石县政务服务中心",
        "一、总体情况",
    )
    assert (found.township, found.year, found.report_date) == ("东岭镇", 2022, None)
    assert found.published_on == date(2023, 1, 18)


@pytest.mark.parametrize(
    "stamp",
    [
        ("| 生成日期 | 2023-01-18 16:20:05 | 是否有效 |",),
        ("发布日期", "2023-01-18"),
        ("2023年01月18日来源:本站",),
        ("时间:2023-01-18 点击率:12",),
    ],
)
def test_a_stamp_of_a_site_is_its_own_date(stamp: tuple[str, ...]) -> None:
    found = read("东岭镇2022年政府信息公开年报", *stamp, "一、总体情况", "公开8条。")
    assert (found.report_date, found.published_on) == (None, date(2023, 1, 18))


@pytest.mark.parametrize(
    ("closing", "day"),
    [
        (("东岭镇人民政府", "2023年1月9日", "附件1:统计表", *["指标\t单位\t12"] * 20), True),
        (("东岭镇人民政府(盖章)", "二〇二三年", "一月九日"), True),
        (("东岭镇人民政府 2023年1月9日", "打印本页", "版权所有:青石县", "网站标识码"), True),
        (("截至2023年1月9日,我镇公开信息12条。",), False),
        (("下一步将按照2023年1月9日会议的要求改进",), False),
    ],
    ids=["attachments", "broken", "foot of a page", "sentence", "sentence without stop"],
)
def test_the_date_is_the_one_under_the_signature(closing: tuple[str, ...], day: bool) -> None:  # noqa: FBT001
    found = read("东岭镇2022年政府信息公开年报", "一、总体情况", "公开8条。", "六、无。", *closing)
    assert found.report_date == (date(2023, 1, 9) if day else None)


@pytest.mark.parametrize(
    "day",
    [
        ("2023年元月9日",), ("二○二三年元月九日",), ("二〇二三年元月", "九日"),
        ("2023年元月", "9日"), ("2023年", "元月9日"),
    ],
)  # fmt: skip
def test_a_date_names_the_first_month_by_its_own_word(day: tuple[str, ...]) -> None:
    found = read("东岭镇2022年政府信息公开年报", "六、无。", "东岭镇人民政府", *day)
    assert found.report_date == date(2023, 1, 9)


def test_a_date_alone_below_the_title_is_the_offices_own() -> None:
    found = read("东岭镇2022年政府信息公开年报", "(2023年1月9日)", "一、总体情况", *["公开。"] * 50)
    assert found.report_date == date(2023, 1, 9)


@pytest.mark.parametrize(
    "period",
    [
        ("统计期限自2022年1月1日", "起至2022年12月31日止。"),
        ("所列数据的统计期限为2022年1", "月1日至2022年", "12月31日。"),
        ("统计期限自 2022 年 1 月", "1 日起，至 2022 年 12 月 31", "日止。"),
        ("统计期限为2022年元月1日至2022年12月31日。",),
    ],
)
def test_a_period_broken_over_lines_is_read(period: tuple[str, ...]) -> None:
    found = read("东岭镇政府信息公开年报", *period, "一、总体情况", "公开31条。")
    assert (found.period_from, found.period_to) == (date(2022, 1, 1), date(2022, 12, 31))


def test_a_title_broken_in_three_lines_is_one() -> None:
    found = read("青石县东岭镇人民政府", "2022年度", "政府信息公开工作年度报告", "一、总体情况")
    assert (found.county, found.township, found.year) == ("青石县", "东岭镇", 2022)


def test_the_report_that_the_opening_presents_names_its_office() -> None:
    found = read(
        "根据《青石县政府办公室关于做好2022年政府信息公开年度报告编制工作的通知》,"
        "现公布《青石县东岭镇2022年政府信息公开工作年度报告》。",
        "一、总体情况",
    )
    assert (found.county, found.township) == ("青石县", "东岭镇")


@pytest.mark.parametrize("kind", document_kinds().values(), ids=lambda kind: kind.id)
def test_a_document_that_is_no_report_is_named_by_its_title(kind: DocumentKind) -> None:
    for example in kind.examples:
        assert read("青石县人民政府网站 > 公开", example, "第一条").document_kind == kind.id


def test_a_report_is_no_other_document() -> None:
    found = read("东岭镇2022年政府信息公开工作年度报告", "通知公告", "公开指南", "一、总体情况")
    assert found.document_kind == ""


@pytest.mark.parametrize(
    ("title", "township", "county"),
    [
        ("云海市市府东路街道2023年政府信息公开工作年度报告", "市府东路街道", "云海市"),
        ("市府东路街道2023年政府信息公开工作年度报告", "市府东路街道", None),
        ("云海市东城区石桥街道2023年政府信息公开工作年度报告", "石桥街道", "东城区"),
    ],
)
def test_a_township_may_begin_with_the_sign_of_a_city(
    title: str, township: str, county: str | None
) -> None:
    office = heading_office(title)
    assert office is not None
    assert office.township == township
    assert county is None or (office.county or "").endswith(county)


RUN_ON = "本报告由概述等部分组成。数据的统计期限自2017年1月1日起至2017年12月31日止。"
NUMBERED = "清府〔2018〕6号 签发人：李某"
HEADED = "青石县东岭乡人民政府 关于2017年度政府信息公开工作的报告"


@pytest.mark.parametrize(
    "lines",
    [
        (NUMBERED, f"{HEADED} {RUN_ON}"),
        (f"{NUMBERED} {HEADED} {RUN_ON}",),
        (f"东岭乡人民政府2017年度政府信息公开工作年度报告　　{RUN_ON}",),
    ],
)
def test_a_title_that_runs_on_into_the_text_names_its_office(lines: tuple[str, ...]) -> None:
    found = read(*lines, "二、主动公开政府信息情况", "共主动公开85份政务信息。")
    assert (found.township, found.year) == ("东岭乡", 2017)


def test_a_sentence_with_blanks_is_no_title() -> None:
    text = f"根据 青石县水务局 2017年政府信息公开工作年度报告 的要求，编制本年度报告。 {RUN_ON}"
    found = read("东岭乡2017年政府信息公开年报", text, "一、总体情况")
    assert [n.township for n in found.named if n.source == "title"] == ["东岭乡"]
