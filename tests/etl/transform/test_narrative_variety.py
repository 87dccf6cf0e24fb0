"""Sentences put together from words that offices use read alike, whatever words are chosen.

Each family multiplies its slots; every combination is a sentence of ours and one assertion.
"""

from __future__ import annotations

from itertools import product

import pytest

from etl.domain.report import Axis, Line
from etl.transform.document.sentences import prose_of, sentences
from etl.transform.narrative.read_narrative import Account, read_account

COUNTS = {
    "86条": (86, False), "1,204条": (1204, False), "1204余条": (1204, True),
    "近300条": (300, True), "四十余条": (40, True), "一百二十条": (120, False),
    "3.5万条": (35_000, False), "2万余条": (20_000, True), "350条左右": (350, True),
}  # fmt: skip
SCOPES = ("", "2023年，", "全年", "我镇", "本年度我街道", "截至12月31日，全乡")
TOTALS = (
    "主动公开政府信息{n}", "主动公开各类信息共计{n}", "累计公开信息{n}", "共公开各类政府信息{n}",
    "公开各类信息共计{n}", "主动公开信息总数为{n}", "累计主动公开政务信息{n}", "公开信息总数达{n}",
    "共发布政府信息{n}", "主动向社会公开政府信息{n}", "新增主动公开信息{n}", "公布各类信息{n}",
    "总计公开政府信息{n}", "主动发布各类政务信息{n}", "对外公示信息共计{n}",
)  # fmt: skip
ENDS = ("。", "；", "，比上年增加12条。", "，点击量9万次。", "，其中涉及民生的居多。", "")
DENIALS = (
    "未收到", "没有收到", "未接到", "未接收到", "尚未收到", "未收到和处理", "没有接到", "未受理",
    "未接获", "无",
)  # fmt: skip
APPLICANTS = ("", "任何", "公民、法人或其他组织的", "群众提出的", "任何形式的", "社会公众")
REQUESTS = ("政府信息公开申请", "信息公开申请", "依申请公开", "依申请公开事项", "书面申请")
RECEIPTS = ("收到", "受理", "共收到", "接收", "新收", "全年共受理")
ASKED = ("政府信息公开申请", "依申请公开", "公民提出的信息公开申请", "有效申请", "书面申请共")
CASES = {"3件": 3, "12宗": 12, "1例": 1, "7条": 7, "一件": 1, "0件": 0, "2件次": 2, "4项": 4}
NAMES = {"category": ("工作动态", "通知公告", "财政预决算", "政策文件"),
         "channel": ("政府网站", "微信公众号", "村务公开栏", "电子屏")}  # fmt: skip
OPENINGS = ("，其中{}", "，其中：{}", "：{}", "，包括{}", "（{}）", "（其中{}）", "，分别为{}")
LISTS = {
    "commas": ("{0}60条，{1}30条，{2}12条，{3}8条"),
    "marks": ("{0}60条、{1}30条、{2}12条、{3}8条"),
    "no unit": ("{0}60、{1}30、{2}12、{3}8"),
    "shares": ("{0}60条（占54%），{1}30条（占27%），{2}12条（占11%），{3}8条（占8%）"),
    "shares after": ("{0}60条，占比54%，{1}30条，占比27%，{2}12条，占11%，{3}8条，占8%"),
    "ordinals": ("一是{0}60条，二是{1}30条，三是{2}12条，四是{3}8条"),
    "approximate": ("{0}60余条、{1}约30条、{2}近12条、{3}8条"),
    "kinds": ("{0}类60条、{1}类30条、{2}类12条、{3}类8条"),
}
# What stands beside a total, and the figure of its own that it tells.
DISTRACTORS = {
    "历年累计公开信息{n}。": None, "网站点击量{n}次。": None, "公众号粉丝{n}人。": None,
    "12345热线满意率98%。": "hotline_satisfaction_stated", "开展培训{n}人次。": "people_trained",
    "同比增长20%。": None, "制发文件45件。": None, "办理建议提案6件。": "proposals_handled",
    "全文电子化率达100%。": None, "受理信访事项18件。": "letters_received",
    "办公电话接听咨询300余次。": None, "办理行政许可24件。": "permits_told",
    "留言办结率100%。": None,
}  # fmt: skip


def account(text: str) -> Account:
    return read_account(sentences(prose_of([Line("第1行", text)])))


def figures(text: str) -> dict[str, tuple[float, bool]]:
    return {f.figure: (float(f.value or 0), f.approximate) for f in account(text).figures}


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("printed", COUNTS)
def test_a_total_is_read_in_every_wording(total: str, printed: str) -> None:
    for scope, end in product(SCOPES, ENDS):
        text = scope + total.format(n=printed) + end
        assert figures(text).get("proactive_total") == COUNTS[printed], text


@pytest.mark.parametrize("denial", DENIALS)
@pytest.mark.parametrize("request_", REQUESTS)
def test_no_application_is_zero_in_every_wording(denial: str, request_: str) -> None:
    for scope, applicant in product(SCOPES, APPLICANTS):
        text = f"{scope}{denial}{applicant}{request_}。"
        assert figures(text) == {"applications_received": (0, False)}, text


@pytest.mark.parametrize("receipt", RECEIPTS)
@pytest.mark.parametrize("asked", ASKED)
def test_applications_are_read_in_every_wording(receipt: str, asked: str) -> None:
    for scope, (printed, value) in product(SCOPES, CASES.items()):
        text = f"{scope}{receipt}{asked}{printed}。"
        assert figures(text) == {"applications_received": (value, False)}, text


@pytest.mark.parametrize("axis", NAMES)
@pytest.mark.parametrize("listed", LISTS.values(), ids=list(LISTS))
@pytest.mark.parametrize("opening", OPENINGS)
def test_the_parts_of_a_total_are_read_in_every_list(axis: str, listed: str, opening: str) -> None:
    parts = listed.format(*NAMES[axis])
    read = account(f"全年主动公开政府信息110条{opening.format(parts)}。")
    assert [f.value for f in read.figures] == [110]
    assert [float(item.count) for item in read.items] == [60, 30, 12, 8]
    assert {item.axis for item in read.items} == {Axis(axis)}
    found = [item.label.removesuffix("类") for item in read.items]
    assert found == list(NAMES[axis])


@pytest.mark.parametrize("distractor", DISTRACTORS)
def test_what_stands_near_a_total_is_not_taken_for_it(distractor: str) -> None:
    own = {DISTRACTORS[distractor]} - {None}
    text = distractor.format(n="5,300")
    for whole in (text + "主动公开政府信息86条。", "主动公开政府信息86条。" + text):
        found = figures(whole)
        assert set(found) == {"proactive_total", *own}
        assert found["proactive_total"] == (86.0, False)
        assert account(whole).items == ()
