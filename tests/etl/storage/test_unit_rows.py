"""A list of units is read as offices write it: codes kept as text, closing rows set aside."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from etl.definitions import read_yaml
from etl.domain.errors import ReportError
from etl.storage.unit_register.closing_rows import set_aside
from etl.storage.unit_register.unit_rows import read_units

AREA = {"county": "甲县", "prefecture": "示例市", "province": "示例省"}
HEADS = ("序号", "代码", "单位名称", "备注")
UNIT = ("1", "990201001", "青禾镇", "")
WORDS = read_yaml("register_rows.yml")


def read(*rows: Sequence[str]) -> tuple[list[str], list[str]]:
    lines, said = set_aside([HEADS, UNIT, *rows, ("2", "990201002", "望云乡", "")])
    return [p.township for p in read_units(lines, {}, AREA).values()], said


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "合计", "", ""), "合计"),
        (("合 计", "", "2 个", ""), "合 计"),
        (("", "2", "总计：2个", ""), "总计：2个"),
        (("", "", "小计", ""), "小计"),
        (("注：1.代码为9位数字",), "注：1.代码为9位数字"),
        (("", "说明：含撤并的单位", "", ""), "说明：含撤并的单位"),
        (("填表人：王晓", "", "联系电话：2"), "填表人：王晓"),
        (("", "填表人 王晓"), "填表人 王晓"),
    ],
)
def test_a_closing_row_is_set_aside_and_named(row: tuple[str, ...], words: str) -> None:
    assert read(row) == (["青禾镇", "望云乡"], [f"第 3 行“{words}”不是单位，没有读入"])


@pytest.mark.parametrize("kind", ["totals", "notes", "signs"])
def test_each_word_of_the_definitions_closes_a_list(kind: str) -> None:
    for word in WORDS[kind]:
        assert len(read(("", word), (word,))[1]) == 2, word


@pytest.mark.parametrize(
    "row",
    [
        ("", "", "说明乡", ""),
        ("", "99020100", "青禾镇", "合计"),
        ("3", "", "青禾镇", "说明：新设"),
        ("", "合计乡", "", ""),
    ],
)
def test_a_unit_whose_code_is_wrong_is_refused_not_set_aside(row: tuple[str, ...]) -> None:
    with pytest.raises(ReportError, match="第 3 行的代码"):
        read(row)


def test_a_unit_with_a_code_stays_whatever_is_remarked() -> None:
    assert read(("", "990201003", "松树乡", "合计")) == (["青禾镇", "松树乡", "望云乡"], [])


@pytest.mark.parametrize("sign", ["'", "’", "‘", "＇", "`"])
def test_a_sign_before_the_digits_is_none_of_the_code(sign: str) -> None:
    lines, said = set_aside([("代码", "单位名称"), (f"{sign}990201001", "青禾镇")])
    assert [*read_units(lines, {}, AREA)] == ["990201001"]
    assert said == []


@pytest.mark.parametrize(
    "heading",
    ["统计用区划代码", "统计用区划代码和城乡划分代码", "行政区划代码"],
)
def test_the_headings_of_codes_are_known(heading: str) -> None:
    lines, _ = set_aside([("名称", heading), ("青禾镇", "990201001000")])
    assert [*read_units(lines, {}, AREA)] == ["990201001000"]
