"""Letters and cards say what happened, over whom, and where, as a person would say it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboard.components.letters.reminder import reminder
from dashboard.exports.notice.points import together
from dashboard.labels.faults import TABLES, fault, faults, position
from dashboard.labels.indicators import comparison
from etl.definitions import load
from etl.definitions.rulebook import rulebook

TODAY = date(2026, 2, 3)
DUE = pd.Timestamp(2026, 1, 31)


def late(township: str, reason: str, file_name: str = "", message: str = "") -> dict[str, object]:
    return {"township": township, "reason": reason, "deadline": DUE, "file_name": file_name,
        "message": message}  # fmt: skip


def test_who_sent_nothing_and_whose_file_was_refused_are_told_apart() -> None:
    unknown = late("丙镇", "rejected", "丙镇2025.txt", "“丙街道”不在名册中。")
    empty = late("丁乡", "rejected", "丁乡.doc", "文件为空。")
    said = reminder([late("甲乡", "missing"), late("乙镇", "missing"), unknown, empty], 2025, TODAY)
    assert "尚未收到甲乡、乙镇的报告" in said
    assert "丙镇报来的文件“丙镇2025.txt”已收到，但没有导入：“丙街道”不在名册中。" in said
    assert "丁乡报来的文件“丁乡.doc”已收到，但没有导入：文件为空。" in said
    assert "无法读取" not in said
    assert "已过期限 3 天" in said


def test_where_only_files_were_refused_no_one_is_told_that_nothing_came() -> None:
    said = reminder([late("丁乡", "rejected", "丁乡.doc", "文件为空。")], 2025, TODAY)
    assert "尚未收到" not in said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("applications.carried_in.total", "表三 第2行 总计列"),
        ("applications.received_new.natural_person", "表三 第1行 自然人列"),
        ("article_20.permits.decisions", "表二 行政许可 本年处理决定数量列"),
        ("narrative.hotline_received", ""),
        ("report.year", ""),
    ],
)
def test_a_cell_is_placed_as_on_the_form(address: str, said: str) -> None:
    assert position(address) == said


def test_every_cell_of_the_numbered_tables_has_a_place_of_its_own() -> None:
    for form in load().forms.values():
        numbered = [table for table in form.tables if table.id in TABLES]
        places = [position(address) for table in numbered for address in table.addresses()]
        assert all(places)
        assert len(set(places)) == len(places)


def test_rows_of_one_column_are_named_together() -> None:
    listed = ["表三 第1行 总计列", "表三 第2行 总计列", "表三 第2行 自然人列", "第3段"]
    assert together(listed) == ["表三 第1、2行 总计列", "表三 第2行 自然人列", "第3段"]


def test_columns_of_the_same_rows_are_named_together() -> None:
    listed = [f"表三 第{row}行 {column}列" for column in ("自然人", "总计") for row in (24, 3, 4)]
    assert together(listed) == ["表三 第3、4、24行 自然人列、总计列"]


def test_a_finding_is_named_by_its_fault_and_a_doubt_by_its_norm() -> None:
    assert fault("hotline_rate_recomputed", "broken", "norm") == "自述热线答复率与件数不符"
    assert fault("hotline_rate_recomputed", "unsure", "相符") == "相符（待人工核对）"
    assert fault("no such rule", "broken", "norm") == "norm"
    assert all(faults()[rule.id] != rule.title for rule in rulebook().rules)


def test_a_change_says_over_how_many_units_it_is() -> None:
    figure = {"change": 210.0, "rate_change": -0.001, "compared": 20, "part_then": 5461.0,
        "part_now": 5671.0, "whole_then": 5550.0, "whole_now": 5775.0,
        "approximate_then": False, "approximate_now": False}  # fmt: skip
    assert comparison("proactive_total", figure) == "同口径 20 个单位：5,461 → 5,671"
    about = figure | {"approximate_now": True}
    assert comparison("proactive_total", about) == "同口径 20 个单位：5,461 → ≈5,671"
    assert comparison("hotline_answer_rate", about) == "同口径 20 个单位：98.4% → ≈98.2%"
    assert comparison("hotline_answer_rate", figure) == "同口径 20 个单位：98.4% → 98.2%"
    assert comparison("proactive_total", figure | {"change": None}) == ""
