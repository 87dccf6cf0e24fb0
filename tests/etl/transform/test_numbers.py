"""(printed, meant) pairs: how offices and scanners write what stands in a cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.domain.report import Mark
from etl.transform.numbers import cell_numeral, chinese_number, printed_count, read_cell
from etl.transform.tables.cells import cell_of

CELLS = {
    "zero": ("0", Decimal(0), Mark.NUMBER),
    "full width": ("１２", Decimal(12), Mark.NUMBER),
    "spaces around": (" 7\u3000", Decimal(7), Mark.NUMBER),
    "thousands": ("1,234", Decimal(1234), Mark.NUMBER),
    "unit": ("3件", Decimal(3), Mark.NUMBER),
    "slash": ("/", None, Mark.NIL),
    "full-width slash": ("／", None, Mark.NIL),
    "dash": ("—", None, Mark.NIL),
    "none": ("无", None, Mark.NIL),
    "empty": ("", None, Mark.BLANK),
    "non-breaking space": ("\xa0", None, Mark.BLANK),
    "letter O": ("1O", None, Mark.UNREADABLE),
    "letter l": ("l", None, Mark.UNREADABLE),
    "split number": ("1 2", None, Mark.UNREADABLE),
    "fraction in a count": ("3.5", None, Mark.UNREADABLE),
    "negative count": ("-3", None, Mark.UNREADABLE),
    "overflowing column": ("##", None, Mark.UNREADABLE),
    "two numbers": ("3/4", None, Mark.UNREADABLE),
    "wrong grouping": ("12,34", None, Mark.UNREADABLE),
    "absent token of our own files": ("（缺项）", None, Mark.ABSENT),
}


@pytest.mark.parametrize(("raw", "value", "mark"), CELLS.values(), ids=CELLS.keys())
def test_a_printed_cell_has_one_meaning(raw: str, value: Decimal | None, mark: Mark) -> None:
    assert read_cell(raw) == (value, mark)


def test_an_amount_may_have_a_fraction_and_a_unit() -> None:
    assert read_cell("153103.83", decimal=True) == (Decimal("153103.83"), Mark.NUMBER)
    assert read_cell("25.1万元", decimal=True) == (Decimal("25.1"), Mark.NUMBER)


@pytest.mark.parametrize("printed", ["5元", "5万元", "²", "1²", "③", "٣", "015", "00"])
def test_what_is_no_plain_count_is_no_number(printed: str) -> None:
    assert read_cell(printed) == (None, Mark.UNREADABLE)


def test_a_change_may_be_negative_while_a_lone_dash_is_nil() -> None:
    assert read_cell("-3", signed=True) == (Decimal(-3), Mark.NUMBER)
    assert read_cell("-", signed=True) == (None, Mark.NIL)


def test_a_change_may_have_a_word_for_its_sign() -> None:
    assert read_cell("减3", signed=True) == (Decimal(-3), Mark.NUMBER)
    assert read_cell("增加 12", signed=True) == (Decimal(12), Mark.NUMBER)
    assert read_cell("减3")[1] is Mark.UNREADABLE
    assert read_cell("减少", signed=True)[1] is Mark.UNREADABLE


@pytest.mark.parametrize("minus", ["\u2212", "\u2013", "\u2010", "\uff0d"])
def test_a_change_may_have_any_minus(minus: str) -> None:
    assert read_cell(f"{minus}8", signed=True) == (Decimal(-8), Mark.NUMBER)
    assert read_cell(f"{minus}8")[1] is Mark.UNREADABLE
    assert read_cell(f"3{minus}8", signed=True)[1] is Mark.UNREADABLE
    assert read_cell(f"{minus}{minus}8", signed=True)[1] is Mark.UNREADABLE


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("共7件", 7), ("共计 12 条", 12), ("共7", None), ("共7件8件", None), ("共约7件", None)],
)
def test_all_there_is_may_be_said_of_a_count(printed: str, meant: int | None) -> None:
    assert cell_numeral(printed) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("一", 1), ("十", 10), ("四十", 40), ("二十三", 23), ("一百零五", 105), ("三万五千", 35000)],
)
def test_a_chinese_numeral_is_a_count(printed: str, meant: int) -> None:
    assert chinese_number(printed) == meant


@pytest.mark.parametrize(
    ("printed", "meant"), [("67.45万", 674500), ("1,204", 1204), ("四十", 40), ("300", 300)]
)
def test_a_count_in_prose_has_one_value(printed: str, meant: int) -> None:
    assert printed_count(printed) == meant


def test_a_word_is_no_count() -> None:
    assert printed_count("若干") is None


@pytest.mark.parametrize("printed", ["12.345678", "0.000001", "1,234.5678", "8.1234567890"])
def test_an_amount_keeps_every_decimal(printed: str) -> None:
    assert read_cell(printed, decimal=True) == (Decimal(printed.replace(",", "")), Mark.NUMBER)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("1.2万", 12_000), ("3万件", 30_000), ("1亿", 100_000_000), ("0.5万", 5000)],
)
def test_a_count_may_be_in_ten_thousands(printed: str, meant: int) -> None:
    assert read_cell(printed) == (Decimal(meant), Mark.NUMBER)


@pytest.mark.parametrize(
    "printed", ["1.23456万", "约1万", "1万余", "3（应为6）", "3（约）", "1（2）"]
)
def test_a_count_that_is_not_told_exactly_is_no_number(printed: str) -> None:
    assert read_cell(printed) == (None, Mark.UNREADABLE)


def test_a_note_opens_with_a_word_that_leaves_the_figure_as_it_is() -> None:
    assert read_cell("18（其中修订7件）") == (Decimal(18), Mark.NUMBER)
    assert read_cell("4（含上年结转1件）") == (Decimal(4), Mark.NUMBER)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("３ ９ ２", 392), ("5 008", 5008), ("1 204 007", 1204007), ("0（无）", 0), ("0(没有)", 0)],
)
def test_signs_that_only_set_figures_apart_are_passed_over(printed: str, meant: int) -> None:
    assert read_cell(printed) == (Decimal(meant), Mark.NUMBER)


@pytest.mark.parametrize("printed", ["3 9 2", "12 345", "５ 12", "5（无）", "1 02", "5\n008"])
def test_what_may_be_several_figures_is_none(printed: str) -> None:
    assert read_cell(printed) == (None, Mark.UNREADABLE)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("三", 3), ("十二", 12), ("二十", 20), ("一百零三件", 103), ("二百一十六", 216), ("零", 0)],
)
def test_a_cell_may_hold_a_chinese_numeral(printed: str, meant: int) -> None:
    assert cell_numeral(printed) == meant


@pytest.mark.parametrize(
    "printed", ["一", "十", "二〇二", "三百二", "一二", "若干", "三、", "二 三"]
)
def test_a_numeral_that_may_mean_another_thing_is_none(printed: str) -> None:
    assert cell_numeral(printed) is None


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("1（废止2019年文件）", 1), ("15[注1]", 15), ("15【注】", 15), ("1件（代履行）", 1),
        ("2（2020年、2021年制发各1件）", 2), ("7件，均为简易程序", 7), ("0（未实施）", 0),
        ("22（其中修订16件）", 22), ("3（注2）", 3),
    ],
)  # fmt: skip
def test_a_figure_with_a_note_in_its_cell_is_the_figure(printed: str, meant: int) -> None:
    assert read_cell(printed) == (meant, Mark.NUMBER)


@pytest.mark.parametrize(
    "printed",
    [
        "3（更正为6）", "3（实际6件）", "3（约数）", "3（2）", "3，6", "3，共6件", "3[6]",
        "3（合计6件）", "[注1]", "3 6（未实施）", "3，另行公布", "（未实施）", "5（上年）",
    ],
)  # fmt: skip
def test_a_note_that_puts_its_figure_in_doubt_leaves_it_unread(printed: str) -> None:
    assert read_cell(printed)[0] is None


def test_an_amount_with_a_note_keeps_its_unit() -> None:
    where = ("article_20", "fees", "amount", True, False, "万元")
    assert read_cell("0.52（垃圾处理费）", decimal=True) == (Decimal("0.52"), Mark.NUMBER)
    assert cell_of(where, "5200元（垃圾处理费）", "", "printed").mark is Mark.UNREADABLE
    assert cell_of(where, "0.52万元（垃圾处理费）", "", "printed").value == Decimal("0.52")
