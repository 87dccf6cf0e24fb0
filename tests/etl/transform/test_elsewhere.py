"""A count of another time, of a change or of a plan is none of the report year's figures."""

from __future__ import annotations

import pytest

from etl.domain.report import Document, Line
from etl.transform import parse

TITLE = "清水镇2023年政府信息公开工作年度报告"


def figures(sentence: str) -> dict[str, int]:
    lines = (Line("第1行", TITLE), Line("第2行", f"{sentence}。"))
    found = parse(Document("报告.txt", "txt", "", lines)).figures
    return {figure.figure: int(figure.value) for figure in found if figure.value is not None}


@pytest.mark.parametrize(
    "sentence",
    [
        "全年受理热线工单比上年减少5件",
        "全年受理12345热线工单同比下降20件",
        "办结12345热线工单较上年增加8件",
        "上年主动公开政府信息120条",
        "去年本镇主动公开政府信息110条，今年继续加强",
        "计划明年主动公开政府信息200条",
        "力争主动公开政府信息200条以上",
        "第一季度主动公开政府信息10条",
        "平均每月主动公开政府信息12条",
        "近三年累计主动公开政府信息1500条",
        "自2008年以来主动公开政府信息5000条",
        "主动公开政府信息数百条",
        "应主动公开政府信息3条，尚在审核",
        "上年收到政府信息公开申请5件",
        "没有收到政府信息公开申请的村有3个",
    ],
)
def test_what_is_not_of_the_year_is_no_figure(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("今年以来主动公开政府信息88条", {"proactive_total": 88}),
        ("与上年相比，主动公开政府信息120条", {"proactive_total": 120}),
        ("主动公开政府信息120条，比上年增加20条", {"proactive_total": 120}),
        ("上半年主动公开信息40条，全年主动公开政府信息90条", {"proactive_total": 90}),
        ("受理12345热线工单50件，办理率提高5个百分点", {"hotline_received": 50}),
        ("上年结转申请2件", {"applications_carried_in": 2}),
        ("办理人大代表建议12件、12345热线工单若干", {"deputies_proposals": 12}),
    ],
)
def test_what_is_of_the_year_is_read_beside_it(sentence: str, expected: dict[str, int]) -> None:
    assert figures(sentence) == expected
