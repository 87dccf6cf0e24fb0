"""A printed category is mapped to its field by its most telling word, or stays unmapped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.definitions import load
from etl.definitions.fields_of_work import field_of_work
from etl.domain.report import Axis, Item

FIELDS = {
    "工作动态类": "work_news",
    "政府信息公开指南": "annual_report",
    "办事指南": "livelihood",
    "信息公开工作年度报告": "annual_report",
    "政府工作报告": "planning",
    "财政预算、决算": "budget",
    "“三公”经费": "budget",
    "行政规范性文件": "policy",
    "重大行政决策": "policy",
    "机构职能": "organization",
    "人事任免": "personnel",
    "公示公告": "notice",
    "行政处罚": "enforcement",
    "安全生产检查": "livelihood",
    "建议提案办理": "interaction",
    "其他应当公开的信息": "other",
    "短视频": None,
    "基层政务": None,
}


@pytest.mark.parametrize("label", FIELDS)
def test_a_label_is_of_its_field(label: str) -> None:
    assert field_of_work(Item(label, Decimal(1), "条", Axis.CATEGORY)) == FIELDS[label]


def test_a_channel_is_of_no_field() -> None:
    assert field_of_work(Item("财政网站", Decimal(1), "条", Axis.CHANNEL)) is None


def test_no_word_belongs_to_two_fields() -> None:
    words = [word for field in load().taxonomy for word in field.words]
    assert len(words) == len(set(words))
