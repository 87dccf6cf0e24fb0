"""Which sum a part is a part of, and what is denied where something came in."""

from __future__ import annotations

import pytest

from tests.etl.transform.test_narratives import account, value_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收到依申请公开申请5件、12345热线工单30件，共35件。",
         {"applications_received": "5", "hotline_received": "30"}),
        ("收到行政复议1件、行政诉讼2件，共3件。", {"reviews_named": "1", "lawsuits_named": "2"}),
        ("收到信件10件、留言20件、12345热线工单30件，共60件。",
         {"letters_received": "10", "messages_received": "20", "hotline_received": "30"}),
        ("收到热线投诉25件、求助30件，共55件。", {"hotline_received": "55"}),
        ("全区12345热线共受理2.3万件，其中我街道办理1,206件。", {"hotline_answered": "1206"}),
        ("全市共受理12345热线工单90件，我街道办理30件。", {"hotline_answered": "30"}),
        ("回应12345热线诉求78件，办结率100%。",
         {"hotline_answered": "78", "hotline_rate_stated": "100",
          "hotline_conclusion_rate": "100"}),
        ("政府网站主动公开政府信息46条、微信公众号221条。", {}),
        ("政府网站主动公开政府信息46条，微信公众号221期。", {}),
        ("微信公众号221条，政府网站主动公开政府信息46条。", {}),
        ("政府网站主动公开政府信息46条，微信公众号发布221次。", {}),
        ("全镇12345热线受理230件，其中我镇答复120件。",
         {"hotline_received": "230", "hotline_answered": "120"}),
        ("全乡有2件政府信息公开行政复议，均未被复议机关纠正。", {"reviews_named": "2"}),
        ("全年制作政府信息210条，其中主动公开政府信息66条，不予公开144条。",
         {"proactive_total": "66"}),
        ("全乡主动公开政府信息90条。其中，乡机关主动公开政府信息60条。各村主动公开政府信息30条。",
         {"proactive_total": "90"}),
    ],
)  # fmt: skip
def test_a_part_is_no_rival_and_an_outcome_no_event(text: str, said: dict[str, str]) -> None:
    read = account(text)
    assert {figure.figure: value_of(figure) for figure in read.figures} == said
    assert read.issues == ()


def test_what_may_be_of_one_account_is_a_candidate() -> None:
    read = account("全年推文512篇，阅读量96万次。")
    assert [(c.address, c.value, c.reason) for c in read.candidates] == [
        ("narrative.proactive_total", 512, "channel")
    ]


def test_the_parts_of_another_sum_are_no_parts_of_the_total() -> None:
    read = account(
        "财政信息全年共发布31条，其中预算公开12条、决算公开19条。\n"
        "全年主动公开政府信息80条，其中政务动态55条，财政类信息25条。"
    )
    top = {item.label: int(item.count) for item in read.items if item.parent is None}
    assert sum(top.values()) == 80
    assert len(read.items) == 4


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("今年，共公开政府信息600条，今年较去年新增90条。", "600"),
        ("今年以来，青禾镇累计公开政府信息600条，其中本年新增90条。", "600"),
        ("全年，累计公开政府信息600条，本年新增90条。", "600"),
        ("一年来，累计公开政府信息600条，本年新增90条。", "600"),
        ("2024年，截至年底累计公开600条，其中本年新增90条。", "600"),
        ("全年加强公开；累计公开政府信息600条，本年新增90条。", "600"),
        ("今年信息总量600条，其中新增90条。", "600"),
        ("累计公开政府信息600条，今年较去年新增90条。", "600"),
        ("公开政府信息600条，较上年新增公开政府信息90条。", "600"),
        ("2024年主动公开信息600条，同比新增主动公开90条。", "600"),
        ("年初至今，累计公开政府信息600条，本年新增90条。", "600"),
        ("去年公开信息240条，今年公开260条，新增20条。", "260"),
        ("较去年新增公开信息90条。", None),
        ("与去年相比，今年新增公开政府信息90条。", None),
        ("比去年多公开信息90条。", None),
        ("与2023年相比，2024年新增公开信息90条，全年公开信息600条。", "600"),
        ("截至年底累计公开6000条，本年新增90条。", "90"),
        ("截至本年底累计公开6000条，本年新增90条。", "90"),
        ("截至今年12月31日，累计公开6000条，今年新增90条。", "90"),
        ("截至2024年12月31日，累计公开政府信息6000条，2024年新增90条。", "90"),
        ("今年，我镇历年累计公开信息9000条，本年新增200条。", "200"),
        ("历年公开信息9000条，其中2023年公开300条，2024年公开200条。", "200"),
        ("历年公开信息9000条，其中2024年公开200条，2023年公开300条。", "200"),
        ("截至12月底，今年累计公开600条，本年新增90条。", "600"),
        ("建站以来累计公开信息9000条，其中2023年300条，2024年200条。", "200"),
        ("近三年公开信息900条，其中2022年公开400条，2023年300条，2024年200条。", "200"),
    ],
)
def test_the_total_is_the_sum_of_the_year_and_no_increase(text: str, total: str | None) -> None:
    read = account(text, 2024)
    figures = {figure.figure: value_of(figure) for figure in read.figures}
    assert figures == ({"proactive_total": total} if total else {})
    assert read.candidates == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("完成信息公开申请流程修订2项，受理申请3件。", {"applications_received": "3"}),
        ("全年未收到信息公开申请，完成申请表格更新1份。", {"applications_received": "0"}),
        ("完成依申请公开目录编制1项。", {}),
        ("完成12345热线诉求办理系统升级1次。", {}),
        ("办结依申请公开制度修订1项。", {}),
        ("答复依申请公开模板更新1份。", {}),
        ("办理申请流程优化2项。", {}),
        ("印制信息公开申请须知200份。", {}),
        ("完成信息公开申请办理3件。", {"applications_received": "3", "applications_answered": "3"}),
        ("修订依申请公开办理流程1项，收到申请0件。", {"applications_received": "0"}),
        ("编制2项依申请公开办理制度。", {}),
        ("印发12345热线办理制度2项。", {}),
        ("完成工单系统升级1次，受理12345热线工单30件。", {"hotline_received": "30"}),
        ("受理信息公开申请3件，完成依申请公开办件3件。",
         {"applications_received": "3", "applications_answered": "3"}),
        ("受理12345热线诉求30件，完成诉求28件。",
         {"hotline_received": "30", "hotline_answered": "28", "hotline_concluded": "28"}),
        ("收到上级依申请公开工作通知2份，未收到申请。", {"applications_received": "0"}),
        ("受理12345热线工单30件，完成工单回访25件。", {"hotline_received": "30"}),
        ("累计收到信息公开申请50件，其中今年3件。", {"applications_received": "3"}),
        ("历年收到信息公开申请50件，其中2023年8件，2024年3件。", {"applications_received": "3"}),
        ("累计受理12345热线工单9000件，其中本年受理300件，办结298件。",
         {"hotline_received": "300", "hotline_answered": "298", "hotline_concluded": "298"}),
        ("今年累计收到申请5件，其中今年网上申请3件。",
         {"applications_received": "5", "applications_online": "3"}),
        ("受理12345热线诉求300件，较去年新增40件。", {"hotline_received": "300"}),
    ],
)  # fmt: skip
def test_paperwork_about_cases_is_no_case(text: str, said: dict[str, str]) -> None:
    read = account(text)
    assert {figure.figure: value_of(figure) for figure in read.figures} == said
    assert read.items == ()


def test_the_part_of_another_year_shows_a_sum_over_the_years() -> None:
    read = account("截至2024年底累计公开信息9000条，其中2023年公开300条。", 2024)
    assert read.figures == ()
    assert [(c.value, c.reason) for c in read.candidates] == [(9000, "ever")]


def test_what_was_added_to_the_count_of_the_year_before_is_no_total() -> None:
    assert account("去年公开信息240条，今年新增20条。").figures == ()


def test_what_a_channel_added_in_a_year_that_is_named_is_a_part_of_its_count() -> None:
    read = account("今年，网站累计公开信息260条，本年新增20条，公众号推送300条。")
    assert read.figures == ()
    assert {item.label: int(item.count) for item in read.items} == {"网站": 260, "公众号": 300}
