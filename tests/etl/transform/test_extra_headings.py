"""Cells of a header that head no figures take none from the columns of the form."""

from __future__ import annotations

import pytest

from etl.domain.report import Mark
from tests.etl.transform.test_foreign_headers import (
    BLOCKS,
    CARRIED,
    COUNTS,
    DECISIONS,
    FIGURES,
    HEAD,
    NEW,
    RESULTS,
    WHOLE,
    applicants,
    barred,
    cell,
)

NORMS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
ROWS = [["规章", "0", "0", "0"], ["行政规范性文件", "6", "4", "8"]]
ISSUED = "article_20.normative_documents.issued"
IN_FORCE = "article_20.normative_documents.in_force"


def norms(header: list[str], rows: list[list[str]], layout: str) -> str:
    put = barred if layout == "bars" else (lambda cells: f"{' '.join(cells)}\n")
    return f"{HEAD}{''.join(map(put, [header, *rows]))}{DECISIONS if layout == 'bars' else ''}"


@pytest.mark.parametrize("layout", ["bars", "spaces"])
@pytest.mark.parametrize("extra", ["单位：件", "（件）", "件", "备注", "填报说明", "合计", "增减"])
def test_a_head_without_a_figure_below_is_no_column(extra: str, layout: str) -> None:
    text = norms([*NORMS, extra], ROWS, layout)
    assert cell(text, ISSUED) == ("6", Mark.NUMBER)
    assert cell(text, IN_FORCE) == ("8", Mark.NUMBER)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ([*NORMS[:3], "合计", NORMS[3]], ROWS),
        ([*NORMS, "上年数"], ROWS),
        ([*NORMS, "合计"], [*ROWS[:1], [*ROWS[1], "10"]]),
        ([*NORMS, "合计"], [ROWS[0], ["行政规范性文件", "6", "4"]]),
        ([*NORMS, "合计"], ROWS[1:]),
        ([*NORMS[:3], "件", NORMS[3]], [[*ROWS[0], "0"], [*ROWS[1], "10"]]),
    ],
)
@pytest.mark.parametrize("layout", ["bars", "spaces"])
def test_a_head_that_may_have_a_figure_below_takes_none(
    header: list[str], rows: list[list[str]], layout: str
) -> None:
    if layout == "bars" and rows == ROWS[1:]:
        return
    text = norms(header, rows, layout)
    assert cell(text, IN_FORCE)[1] is not Mark.NUMBER


@pytest.mark.parametrize("unit", ["（单位：万元）", "单位：万元", "（万元）"])
def test_the_unit_of_an_amount_may_stand_in_a_cell_of_its_own(unit: str) -> None:
    header = barred(["信息内容", "本年收费金额", unit])
    text = f"{HEAD}{COUNTS}\n{header}| 行政事业性收费 | 3.4 |\n"
    assert cell(text, "article_20.fees.amount") == ("3.4", Mark.NUMBER)


@pytest.mark.parametrize("unit", ["（单位：元）", "（元）", "单位：千元"])
def test_another_unit_of_an_amount_in_a_cell_of_its_own_leaves_it_unread(unit: str) -> None:
    header = barred(["信息内容", "本年收费金额", unit])
    text = f"{HEAD}{COUNTS}\n{header}| 行政事业性收费 | 34000 |\n"
    assert cell(text, "article_20.fees.amount")[1] is not Mark.NUMBER


OUTER = [NEW, "4", "0", "3", "0", "2", "0", "9"]


def spanned(name: str, inner: list[str], row: list[str]) -> str:
    title = f"{HEAD}{COUNTS}\n三、收到和处理政府信息公开申请情况\n| 申请人情况 |\n"
    rows = [["自然人", name, "总计"], inner, row, [CARRIED, *["0"] * (len(row) - 1)]]
    return title + "".join(map(barred, rows))


@pytest.mark.parametrize(
    "name", ["组织", "法人", "单位", "企业组织", "企事业单位及组织", "机关团体"]
)
@pytest.mark.parametrize("inner", [WHOLE[1:-1], [*WHOLE[1:-1], "（件）"]])
def test_the_head_over_the_organisations_may_be_spelled_otherwise(
    name: str, inner: list[str]
) -> None:
    text = spanned(name, inner, OUTER)
    assert cell(text, "applications.received_new.research") == ("3", Mark.NUMBER)
    assert cell(text, "applications.received_new.total") == ("9", Mark.NUMBER)


@pytest.mark.parametrize(
    ("inner", "row"),
    [
        ([*WHOLE[1:-1], "人数"], OUTER),
        (WHOLE[1:-2], OUTER),
        ([WHOLE[2], WHOLE[1], *WHOLE[3:-1]], OUTER),
        (WHOLE[1:-1], [NEW, "4", "5", *OUTER[2:]]),
    ],
)
def test_an_unknown_head_over_others_than_the_organisations_is_not_one(
    inner: list[str], row: list[str]
) -> None:
    assert (
        cell(spanned("组织", inner, row), "applications.received_new.total")[1] is Mark.UNREADABLE
    )


def test_a_subtotal_in_place_of_the_total_is_the_total_where_all_rows_add_up() -> None:
    header = ["项目", *WHOLE[:-1], "小计"]
    text = applicants(header, OUTER, [CARRIED, *["0"] * 7])
    assert cell(text, "applications.received_new.total") == ("9", Mark.NUMBER)
    assert cell(text, "applications.received_new.natural_person") == ("4", Mark.NUMBER)
    for other in ([*OUTER[:-1], "5"], [*OUTER[:-1], ""]):
        text = applicants(header, other, [CARRIED, "1", *["0"] * 5, "1"])
        assert cell(text, "applications.received_new.total")[1] is not Mark.NUMBER


@pytest.mark.parametrize(
    "formula",
    ["总计=结果维持+结果纠正+其他结果+尚未审结", "（总计＝结果维持＋结果纠正＋其他结果）"],
)
def test_a_formula_is_no_header_of_reviews(formula: str) -> None:
    header, figures = barred(RESULTS * 3), barred([FIGURES[name] for name in RESULTS] * 3)
    for rows in (f"{header}{formula}\n{figures}", f"{formula}\n{header}{figures}"):
        text = f"{HEAD}{COUNTS}\n四、行政复议、行政诉讼情况\n{BLOCKS}{rows}"
        assert cell(text, "reviews.administrative_review.corrected") == ("1", Mark.NUMBER)
        assert cell(text, "reviews.lawsuit_after_review.total") == ("11", Mark.NUMBER)
