"""The narrative is cut into sentences as people read them, and hostile text is bounded."""

from __future__ import annotations

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
