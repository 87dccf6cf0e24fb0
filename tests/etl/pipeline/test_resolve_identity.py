"""What a document, its file's name and the register say together decides whose report it is."""

from __future__ import annotations

import pytest

from etl.domain.errors import NeedsDecision, UnknownForm, UnknownPlace
from etl.domain.place import Place
from etl.domain.report import Document, Line
from etl.pipeline.identity.resolve_identity import Decision, Expected, Settled, head_of, settled
from etl.storage.unit_register.register import Register
from etl.transform import parse

NAMES = ("东岭镇", "柳河街道", "巴音苏木", "上清河乡", "清河乡", "第三农场（一分场）")
REGISTER = Register(
    tuple(
        Place(f"99010100{number}", "甲省", "乙市", "青石县", name, "镇")
        for number, name in enumerate(NAMES, 1)
    )
)
CODES = {place.township: place.place_id for place in REGISTER.places}
LISTED = "2023年政府信息公开工作年度报告"
BODY = ("一、总体情况", "全年主动公开政府信息12条。")


def read(*texts: str, name: str = "报告.txt", expected: Expected = Expected()) -> Settled:  # noqa: B008
    lines = tuple(Line(f"第{number}行", text) for number, text in enumerate(texts, 1))
    return settled(head_of(parse(Document(name, "txt", "", lines))), REGISTER, expected)


def unit(*texts: str, name: str = "报告.txt") -> str:
    return read(*texts, name=name).place.township


@pytest.mark.parametrize(
    ("texts", "name", "township"),
    [
        (("东岭镇2023年政府信息公开年报", *BODY), "报告.txt", "东岭镇"),
        (("2023年政府信息公开年报", *BODY), "东岭镇.docx", "东岭镇"),
        (
            ("2023年政府信息公开年报", *BODY, "巴音苏木人民政府", "2024年1月9日"),
            "a.txt",
            "巴音苏木",
        ),
        (("上清河乡2023年政府信息公开年报", *BODY), "上清河乡2023.txt", "上清河乡"),
        (("东岭镇2023年政府信息公开年报", *BODY), "青石县政府办汇总/东岭镇.txt", "东岭镇"),
        (("东岭镇2023年政府信息公开年报", *BODY), "青石县2023年年报.txt", "东岭镇"),
        (("第三农场（一分场）2023年政府信息公开年报", *BODY), "报告.txt", "第三农场（一分场）"),
        (("东岭镇2023年政府信息公开年报", *BODY), "2024年1月报送.txt", "东岭镇"),
    ],
    ids=["title", "file", "signature", "longer name", "folder", "county file", "farm", "sent in"],
)
def test_what_agrees_is_filed(texts: tuple[str, ...], name: str, township: str) -> None:
    assert unit(*texts, name=name) == township


@pytest.mark.parametrize(
    ("texts", "name", "near"),
    [
        (("东岭镇2023年政府信息公开年报", *BODY), "柳河街道2023.txt", ("东岭镇", "柳河街道")),
        (("东岭镇2023年政府信息公开年报", *BODY), "水务局年报.txt", ("东岭镇",)),
        (("西岭镇2023年政府信息公开年报", *BODY), "东岭镇2023.txt", ("东岭镇",)),
        (("青石县水务局2023年政府信息公开年报", *BODY), "东岭镇2023.txt", ("东岭镇",)),
        (
            ("东岭镇2023年政府信息公开年报", *BODY, "柳河街道办事处", "2024年1月9日"),
            "报告.txt",
            ("东岭镇", "柳河街道"),
        ),
        (
            ("青石县水务局2023年政府信息公开年报", *BODY, "东岭镇人民政府", "2024年1月9日"),
            "报告.txt",
            ("东岭镇",),
        ),
        (("新东岭镇2023年政府信息公开年报", *BODY), "报告.txt", ("东岭镇",)),
        (("东岭镇2023年政府信息公开年报", *BODY), "东岭镇2022年政府信息公开年报.txt", ()),
    ],
    ids=[
        "file",
        "bureau file",
        "unregistered",
        "bureau text",
        "signature",
        "title",
        "stuck",
        "year",
    ],
)
def test_what_disagrees_waits_with_the_units_it_may_be(
    texts: tuple[str, ...], name: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(NeedsDecision) as waiting:
        read(*texts, name=name)
    assert waiting.value.near == tuple(CODES[township] for township in near)


def test_a_person_decides_the_unit_and_the_year() -> None:
    decided = Expected(year=2023, decision=Decision("李四", "来电确认", CODES["东岭镇"]))
    found = read("青石县水务局2022年政府信息公开年报", *BODY, name="柳河街道.txt", expected=decided)
    assert (found.place.township, found.year) == ("东岭镇", 2023)


def test_a_bureau_that_mentions_a_township_is_not_filed_under_it() -> None:
    with pytest.raises(UnknownPlace, match="这是“青石县水务局”的报告"):
        read("青石县水务局2023年政府信息公开年报", *BODY, "与东岭镇人民政府联合培训1次。")


def test_a_guide_is_named_as_what_it_is() -> None:
    with pytest.raises(UnknownForm, match="这是政府信息公开指南"):
        read("东岭镇2023年政府信息公开指南", "一、主动公开", "公开财政预算。", "二、依申请公开")


def test_a_letter_in_front_of_a_report_does_not_hide_it() -> None:
    texts = ("关于报送东岭镇2023年政府信息公开年报的函", *BODY, "二、主动公开政府信息情况", "无。")
    more = ("三、收到和处理政府信息公开申请情况", "未收到申请。")
    assert unit(*texts, *more) == "东岭镇"


def test_a_form_that_nobody_filled_in_is_told_as_what_it_is() -> None:
    table = (
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数",
        "规章 | | |",
        "行政规范性文件 | | |",
    )
    with pytest.raises(UnknownForm, match="空白的报告表样"):
        read("××镇2024年政府信息公开工作年度报告", "二、主动公开政府信息情况", *table)


@pytest.mark.parametrize("listed", ["柳河街道", "西岭镇", "清河乡"])
def test_a_list_of_reports_above_an_unsigned_one_waits(listed: str) -> None:
    own = "上清河乡" if listed == "清河乡" else "东岭镇"
    with pytest.raises(NeedsDecision):
        unit(f"{listed}{LISTED}", f"{own}{LISTED}", *BODY)
    with pytest.raises(NeedsDecision):
        unit(f"{own}{LISTED}", f"{listed}{LISTED}", *BODY)


def test_a_list_of_reports_above_a_signed_one_is_no_conflict() -> None:
    signed = ("东岭镇人民政府", "2024年1月9日")
    assert unit(f"柳河街道{LISTED}", f"东岭镇{LISTED}", *BODY, *signed) == "东岭镇"
