"""Departments and the county itself are found by their names, and never stand for a township."""

from __future__ import annotations

import pytest

from etl.domain.errors import NeedsDecision, UnknownPlace
from etl.domain.place import Place
from etl.domain.report import Document, Line
from etl.pipeline.identity.resolve_identity import Expected, head_of, settled
from etl.storage.unit_register.register import Register
from etl.transform import parse

REGISTER = Register(
    tuple(
        Place(f"990{county}01{code}", "甲省", "乙市", name, unit, unit_type)
        for county, name in (("1", "青石县"), ("2", "白石县"))
        for code, unit, unit_type in (
            ("000", name, "县本级"),
            ("101", "东岭镇" if county == "1" else "西岭镇", "镇"),
            ("901", "财政局", "县直部门"),
            ("902", f"{name}人民政府办公室", "县直部门"),
        )
    )
)
BODY = ("一、总体情况", "全年主动公开政府信息12条。")


def unit(
    title: str,
    *more: str,
    name: str = "报告.txt",
    county: str | None = None,
    register: Register = REGISTER,
) -> str:
    lines = tuple(Line(f"第{n}行", text) for n, text in enumerate((title, *BODY, *more), 1))
    head = head_of(parse(Document(name, "txt", "", lines)))
    found = settled(head, register, Expected(county=county)).place
    return f"{found.county}/{found.township}"


@pytest.mark.parametrize(
    ("title", "name", "found"),
    [
        ("青石县财政局2023年政府信息公开工作年度报告", "报告.txt", "青石县/财政局"),
        ("乙市白石县财政局2023年政府信息公开工作年度报告", "报告.txt", "白石县/财政局"),
        ("青石县2023年政府信息公开工作年度报告", "报告.txt", "青石县/青石县"),
        ("青石县人民政府2023年政府信息公开工作年度报告", "报告.txt", "青石县/青石县"),
        ("甲省乙市白石县2023年政府信息公开年报", "白石县2023年年报.txt", "白石县/白石县"),
        ("青石县人民政府办公室2023年政府信息公开年报", "报告.txt", "青石县/青石县人民政府办公室"),
        ("青石县东岭镇2023年政府信息公开年报", "青石县2023年年报.txt", "青石县/东岭镇"),
    ],
)
def test_the_name_says_which_office_it_is(title: str, name: str, found: str) -> None:
    assert unit(title, name=name) == found


def test_a_department_without_its_county_is_that_of_the_importing_one() -> None:
    assert unit("财政局2023年政府信息公开年报", county="白石县") == "白石县/财政局"
    with pytest.raises(UnknownPlace):
        unit("财政局2023年政府信息公开年报")


@pytest.mark.parametrize(
    "title",
    [
        "青石县水务局2023年政府信息公开工作年度报告",
        "乙市财政局2023年政府信息公开工作年度报告",
        "黑石县财政局2023年政府信息公开工作年度报告",
        "黑石县2023年政府信息公开工作年度报告",
    ],
)
def test_an_office_that_is_not_registered_is_taken_for_no_other(title: str) -> None:
    with pytest.raises(UnknownPlace):
        unit(title)


def test_a_signature_of_the_county_leaves_a_township_its_report() -> None:
    signed = ("青石县人民政府", "2024年1月9日")
    assert unit("东岭镇2023年政府信息公开年报", *signed) == "青石县/东岭镇"


def test_a_county_report_in_a_file_named_after_a_township_waits() -> None:
    with pytest.raises(NeedsDecision):
        unit("青石县2023年政府信息公开工作年度报告", name="东岭镇2023年年报.txt")


PREFECTURE = Register(
    (
        *REGISTER.places,
        Place("990000000", "甲省", "乙市", "乙市", "乙市", "设区市本级"),
        Place("990000901", "甲省", "乙市", "乙市", "财政局", "市直部门"),
    )
)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("乙市2023年政府信息公开工作年度报告", "乙市/乙市"),
        ("甲省乙市人民政府2023年政府信息公开工作年度报告", "乙市/乙市"),
        ("乙市财政局2023年政府信息公开工作年度报告", "乙市/财政局"),
        ("乙市白石县财政局2023年政府信息公开工作年度报告", "白石县/财政局"),
        ("乙市白石县2023年政府信息公开工作年度报告", "白石县/白石县"),
        ("乙市青石县东岭镇2023年政府信息公开工作年度报告", "青石县/东岭镇"),
    ],
)
def test_a_prefecture_is_told_from_its_counties(title: str, found: str) -> None:
    assert unit(title, register=PREFECTURE) == found


def test_an_office_of_a_county_that_is_not_registered_is_none_of_its_prefecture() -> None:
    with pytest.raises(UnknownPlace):
        unit("乙市黑石县财政局2023年政府信息公开工作年度报告", register=PREFECTURE)
    with pytest.raises(UnknownPlace):
        unit("乙市黑石县2023年政府信息公开工作年度报告", register=PREFECTURE)
