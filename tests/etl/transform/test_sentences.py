"""The narrative is cut into sentences as people read them, and hostile text is bounded."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest

from etl.domain.report import Document, Line
from etl.transform import parse
from etl.transform.document.sentences import Printed, prose_of, sections, sentences

LONGEST_SECONDS = 3.0


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(f"第{number}行", text) for number, text in enumerate(texts, 1))


def prose(*texts: str) -> tuple[Printed, ...]:
    return prose_of(lines(*texts))


def test_a_line_broken_mid_sentence_goes_on_after_the_page_break() -> None:
    found = sentences(prose("全年主动公开各类政府信息共计", "", "170条。下一句。"))
    assert [s.text for s in found] == ["全年主动公开各类政府信息共计170条。", "下一句。"]
    assert found[0].place == "第1行"


def test_a_heading_is_never_glued_to_the_sentence_before() -> None:
    found = sentences(
        prose("全年没有收到政府信息公开申请，特此说明", "三、收到和处理政府信息公开申请情况")
    )
    assert len(found) == 2


def test_table_rows_are_no_prose() -> None:
    assert sentences(prose("规章\t0\t0\t0", "| 规章 | 0 |")) == ()


def test_sections_keep_their_prose_and_leave_table_cells_out() -> None:
    found = sections(prose("一、总体情况", "平稳。", "二、主动公开政府信息情况", "规章", "0"))
    assert [(s.ordinal, s.text) for s in found] == [(1, "平稳。"), (2, "")]


def test_numbers_in_digits_head_sections_only_where_no_others_do() -> None:
    texts = ("1. 总体情况", "平稳。", "5.存在的主要问题及改进情况", "已改进。")
    found = [(s.ordinal, s.printed, s.text) for s in sections(prose(*texts))]
    assert found == [(1, 1, "平稳。"), (5, 5, "已改进。")]
    inner = sections(prose("一、总体情况", "1.主动公开政府信息情况", "公开12条。"))
    assert [(s.ordinal, s.text) for s in inner] == [(1, "1.主动公开政府信息情况\n公开12条。")]


def test_a_sentence_longer_than_prose_is_said_to_be_unread_and_the_rest_is_read() -> None:
    endless = "公开" * 5_000
    report = parse(
        Document("a.txt", "txt", "", lines("清水镇2023年年报", endless, "主动公开信息8条。"))
    )
    assert [issue.kind for issue in report.issues] == ["overlong_sentence"]
    assert [figure.figure for figure in report.figures] == ["proactive_total"]


@pytest.mark.parametrize(
    "hostile",
    [
        "主动公开" + "总计共计" * 480 + "X1条",
        "未收到" + "公民或者其他组织" * 400 + "X",
        "公开" + "1条、" * 1_300,
        "公开1条" + "(1条" * 900,
        "2023年1月1日至" * 300 + "31",
        "镇" * 3_900,
    ],
    ids=["sums", "applicants", "parts", "brackets", "periods", "names"],
)
def test_hostile_prose_is_read_in_bounded_time(hostile: str) -> None:
    begun = process_time()
    parse(Document("a.txt", "txt", "", lines("清水镇2023年年报", hostile)))
    assert process_time() - begun < LONGEST_SECONDS


def test_the_values_of_a_table_printed_as_lines_are_no_prose() -> None:
    printed = ("本年新收政府信息公开申请数量", "1", "0", "上年结转 0 0 0 0 0 0 1", "二、总体情况")
    assert parse(Document("a.txt", "txt", "", lines(*printed))).figures == ()


@pytest.mark.parametrize(
    ("printed", "figures"),
    [
        ("全年制发规范性文件 1 0 4 件，均已公开。", []),
        ("全年主动公开政府信息 2 6 条。", []),
        ("全年主动公开政府信息 26 条。", [26]),
        ("全 年 主 动 公 开 政 府 信 息 2 6 条 。", [26]),
    ],
)
def test_figures_that_blanks_part_are_never_joined(printed: str, figures: list[int]) -> None:
    document = Document("a.txt", "txt", "", lines("清水镇2023年年报", "一、总体情况", printed))
    assert [figure.value for figure in parse(document).figures] == figures


ABOUT = ("清水镇2023年政府信息公开年报", "一、总体情况", "全年主动公开政府信息64条。")
CAPTIONS = (
    "表3　收到和处理政府信息公开申请情况（单位：件）",
    "表三：收到和处理政府信息公开申请情况表",
    "附表2 收到和处理政府信息公开申请情况 单位：件",
    "图1 2023年收到和处理政府信息公开申请情况",
    "表3-1 收到政府信息公开申请统计",
)
NOTES = (
    "注：规范性文件含联合发文2件。",
    "注：①含联合发文3件。[2]因机构改革废止。③含简易程序5件。",
    "注：含委托12件",
    "备注：以上政策文件类含上级转发3件。",
    "①含联合印发4件。",
)


def told(*texts: str) -> dict[str, Decimal | None]:
    report = parse(Document("a.txt", "txt", "", lines(*texts)))
    found = {f.figure: f.value for f in report.figures}
    return found | {item.label: item.count for item in report.items}


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_of_a_table_is_no_statement(caption: str) -> None:
    assert told(*ABOUT, caption) == {"proactive_total": 64}
    assert told(*ABOUT[:2], "全年主动公开政府信息", caption, *ABOUT[2:]) == {"proactive_total": 64}


def test_captions_in_a_row_are_no_parts_of_a_total() -> None:
    assert told(*ABOUT, *CAPTIONS) == {"proactive_total": 64}
    report = parse(Document("a.txt", "txt", "", lines(*ABOUT, *CAPTIONS)))
    assert not [issue for issue in report.issues if issue.kind == "not_read"]


def test_a_sentence_that_begins_with_a_table_is_a_statement() -> None:
    assert told(*ABOUT, "表3显示，全年共收到政府信息公开申请3件。")["applications_received"] == 3


@pytest.mark.parametrize("note", NOTES)
def test_a_note_on_what_a_table_includes_names_no_part(note: str) -> None:
    assert told(*ABOUT, note) == {"proactive_total": 64}


def test_a_numbered_sentence_on_what_was_disclosed_is_no_note() -> None:
    parts = told(*ABOUT[:2], "1、全年主动公开政府信息64条，包括机构职能4条、民生类60条。")
    assert parts == {"proactive_total": 64, "机构职能": 4, "民生类": 60}


def test_a_note_that_states_is_read() -> None:
    assert told(*ABOUT, "注：全年未收到政府信息公开申请。")["applications_received"] == 0


@pytest.mark.parametrize("copies", ["一式2份", "一式两份", "一式三份"])
def test_copies_of_a_form_are_no_applications(copies: str) -> None:
    papers = f"申请人需填写申请表{copies}"
    assert told(*ABOUT, f"{papers}。") == {"proactive_total": 64}
    assert told(*ABOUT, f"{papers}，身份证复印件1份。") == {"proactive_total": 64}
    both = told(*ABOUT, f"{papers}，全年收到政府信息公开申请5件。")
    assert both == {"proactive_total": 64, "applications_received": 5}


@pytest.mark.parametrize(
    ("printed", "figures"),
    [
        (("全年共收到公民、法人提交的政府信息公开申请", "表3份。"), {"applications_received": 3}),
        (("附表一显示全年收到政府信息公开申请三件。",), {"applications_received": 3}),
        (
            ("注重提升政府信息含金量，全年收到政府信息公开申请3件。",),
            {"applications_received": 3},
        ),
        (
            ("注册政务新媒体账号包括公众号、抖音号2个，收到政府信息公开申请3件。",),
            {"media_accounts": 2, "applications_received": 3},
        ),
        (
            ("注：统计范围包括各村，全年收到政府信息公开申请3件。",),
            {"applications_received": 3},
        ),
        (("※含上年结转1件，全年收到政府信息公开申请3件。",), {"applications_received": 3}),
        (
            ("公开指南一式两份，受理政府信息公开申请表3份，办结3件。",),
            {"applications_received": 3, "applications_answered": 3},
        ),
        (
            ("收到政府信息公开申请3件均按一式两份答复。",),
            {"applications_received": 3},
        ),
    ],
)
def test_a_sentence_that_looks_like_a_note_or_a_caption_is_read(
    printed: tuple[str, ...], figures: dict[str, int]
) -> None:
    assert told(*ABOUT, *printed) == {"proactive_total": 64, **figures}


def test_the_text_of_a_table_without_lines_is_no_statement() -> None:
    table = (
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议 行政诉讼",
        "未经复议直接起诉 复议后起诉",
        "结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计",
        "维持 纠正 结果 审结 维持 纠正 结果 审结 维持 纠正 结果 审结",
        "1 0 2 0 3 0 0 1 0 1 0 0 0 0 0",
    )
    assert told(*ABOUT, *table) == {"proactive_total": 64}
