"""Figures below a header that is not the form's are unreadable: never another column's number."""

from __future__ import annotations

import pytest

from etl.domain.report import Document, Line, Mark, Report
from etl.transform import parse

COUNTS = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"
DECISIONS = "| 信息内容 | 本年处理决定数量 |\n| 行政处罚 | 4 |\n"
HEAD = "清水镇2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
APPLICANTS = (
    "三、收到和处理政府信息公开申请情况\n| 申请人情况 |\n| 自然人 | 法人或其他组织 | 总计 |\n"
)
INNER = "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
ROW = "| 一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 0 | 0 | 0 | 6 |\n"
NEXT = "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"


def read(text: str) -> Report:
    lines = tuple(Line(f"第{n}行", line) for n, line in enumerate(text.splitlines(), 1))
    return parse(Document("报告.txt", "txt", "", lines))


def cell(text: str, address: str) -> tuple[str, Mark]:
    return next((c.raw, c.mark) for c in read(text).cells if c.address == address)


def test_the_form_s_own_header_is_read() -> None:
    text = f"{HEAD}{COUNTS}\n| 行政规范性文件 | 2 | 1 | 9 |\n{APPLICANTS}{INNER}{ROW}{NEXT}"
    assert cell(text, "article_20.normative_documents.in_force") == ("9", Mark.NUMBER)
    assert cell(text, "applications.received_new.charity") == ("0", Mark.NUMBER)


def test_columns_in_another_order_go_by_their_heads() -> None:
    swapped = "| 信息内容 | 现行有效件数 | 本年废止件数 | 本年制发件数 |"
    text = f"{HEAD}{swapped}\n| 行政规范性文件 | 9 | 1 | 2 |\n{DECISIONS}"
    assert cell(text, "article_20.normative_documents.issued") == ("2", Mark.NUMBER)
    assert cell(text, "article_20.normative_documents.in_force") == ("9", Mark.NUMBER)
    assert cell(text, "article_20.penalties.decisions") == ("4", Mark.NUMBER)


@pytest.mark.parametrize(
    "inner",
    [
        "| 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 |\n",
        "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 |\n",
        "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 备注 |\n",
        "| 科研 | 商业 | 社会公益 | 法律服务 | 其他 |\n",
        "| 自然人 | 科研 | 商业 | 总计 |\n",
    ],
)
def test_applicants_otherwise_than_in_the_form(inner: str) -> None:
    text = f"{HEAD}{COUNTS}\n{APPLICANTS}{inner}{ROW}{NEXT}"
    assert cell(text, "applications.received_new.total")[1] is Mark.UNREADABLE


@pytest.mark.parametrize(
    "inner",
    ["| 商业企业 | 科研机构 | 社会公益 | 法律服务 | 其他 |\n", "| 自然人 | 商业 | 科研 | 总计 |\n"],
)
def test_headings_that_are_torn_name_their_columns(inner: str) -> None:
    text = f"{HEAD}{COUNTS}\n{APPLICANTS}{inner}{ROW}{NEXT}"
    assert cell(text, "applications.received_new.research") == ("3", Mark.NUMBER)
    assert cell(text, "applications.received_new.total") == ("6", Mark.NUMBER)


def test_headings_broken_over_lines_of_their_own_say_nothing() -> None:
    inner = "商业\n企业\n科研\n机构\n社会公益\n组织\n法律服务\n机构\n其他\n"
    lines = (ROW + NEXT).replace(" | ", "\n").replace("| ", "").replace(" |", "")
    heads = APPLICANTS.replace(" | ", "\n").replace("| ", "").replace(" |", "")
    text = f"{HEAD}{COUNTS}\n{heads}{inner}{lines}"
    assert cell(text, "applications.received_new.research") == ("3", Mark.NUMBER)


def test_words_that_head_columns_are_no_row() -> None:
    other = "| 项目 | （一）予以公开 | （二）部分公开 | 不予公开 | 结转 |\n|---|---|---|---|---|\n"
    partly = (
        "| （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 4 | 1 | 0 | 0 | 0 | 0 | 5 |\n"
    )
    text = f"{HEAD}{COUNTS}\n{APPLICANTS}{INNER}{ROW}{NEXT}{partly}{other}"
    assert cell(text, "applications.partly_disclosed.total") == ("5", Mark.NUMBER)


def test_a_column_that_the_office_added_takes_the_place_of_none() -> None:
    header = "| 信息内容 | 本年处理决定数量 | 上年数 |\n"
    text = f"{HEAD}{COUNTS}\n{header}| 行政许可 |  | 345 |\n| 行政处罚 | 2 | 3 |\n"
    assert cell(text, "article_20.permits.decisions")[1] is Mark.UNREADABLE


@pytest.mark.parametrize("unit", ["元", "千元", "亿元"])
def test_money_in_another_unit_is_not_read_as_the_form_s(unit: str) -> None:
    text = f"{HEAD}{COUNTS}\n| 信息内容 | 本年收费金额（单位：{unit}） |\n| 行政事业性收费 | 12 |\n"
    assert cell(text, "article_20.fees.amount")[1] is Mark.UNREADABLE


def test_an_amount_with_another_unit_behind_it_is_no_number() -> None:
    header = "| 信息内容 | 本年收费金额（单位：万元） |\n"
    text = f"{HEAD}{COUNTS}\n{header}| 行政事业性收费 | 12000元 |\n"
    assert cell(text, "article_20.fees.amount")[1] is Mark.UNREADABLE
    text = f"{HEAD}{COUNTS}\n{header}| 行政事业性收费 | 1.2万元 |\n"
    assert cell(text, "article_20.fees.amount") == ("1.2万元", Mark.NUMBER)


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("| 不予行政许可 | 13 |", "article_20.permits.decisions"),
        ("| 撤销行政许可 | 4 |", "article_20.permits.decisions"),
        (ROW.replace("本年新收", "上年新收"), "applications.received_new.total"),
        (NEXT.replace("上年结转", "本年结转"), "applications.carried_in.total"),
    ],
)
def test_a_label_of_the_opposite_is_not_the_form_s(printed: str, address: str) -> None:
    text = f"{HEAD}{COUNTS}\n{DECISIONS}{printed}\n{APPLICANTS}{INNER}"
    assert cell(f"{text}{printed}\n", address)[1] in (Mark.ABSENT, Mark.UNREADABLE)


def test_a_row_closed_by_a_bar_that_lost_a_column_is_not_filled_up() -> None:
    text = (
        f"{HEAD}三、收到和处理政府信息公开申请情况\n自然人 | 法人或其他组织 | 总计 |\n"
        "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
        "一、本年新收政府信息公开申请数量 | 14 | 3 | 0 | 13 | 2 | 32 |\n"
        "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    )
    assert cell(text, "applications.received_new.total")[1] is Mark.UNREADABLE


RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
SWAPPED = ["结果维持", "其他结果", "结果纠正", "尚未审结", "总计"]
TOTAL_FIRST = ["总计", "结果维持", "结果纠正", "其他结果", "尚未审结"]
FIGURES = {
    "结果维持": "3", "结果纠正": "1", "其他结果": "2", "尚未审结": "5", "总计": "11",
}  # fmt: skip
BLOCKS = "| 行政复议 | 行政诉讼 |\n| 未经复议直接起诉 | 复议后起诉 |\n"


def barred(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def line(order: list[str], blocks: str = BLOCKS) -> str:
    return f"{HEAD}{COUNTS}\n四、行政复议、行政诉讼情况\n{blocks}" + barred(order * 3)


@pytest.mark.parametrize("order", [SWAPPED, TOTAL_FIRST, ["结果纠正", "结果维持", *RESULTS[2:]]])
def test_results_of_reviews_go_by_their_printed_heads(order: list[str]) -> None:
    text = line(order) + barred([FIGURES[name] for name in order] * 3)
    for row in ("administrative_review", "lawsuit_direct", "lawsuit_after_review"):
        assert cell(text, f"reviews.{row}.corrected") == ("1", Mark.NUMBER)
        assert cell(text, f"reviews.{row}.other") == ("2", Mark.NUMBER)
        assert cell(text, f"reviews.{row}.total") == ("11", Mark.NUMBER)


def as_lines(order: list[str]) -> str:
    cells = [*order * 3, *([FIGURES[name] for name in order] * 3)]
    return f"{HEAD}四、行政复议、行政诉讼情况\n行政复议\n行政诉讼\n" + "\n".join(cells) + "\n"


def run_together(order: list[str]) -> str:
    figures = barred([FIGURES[name] for name in order] * 3)
    return f"{HEAD}{COUNTS}\n四、行政复议、行政诉讼情况\n{''.join(order * 3)}\n{figures}{DECISIONS}"


@pytest.mark.parametrize(
    "text",
    [
        as_lines(SWAPPED),
        as_lines(TOTAL_FIRST),
        run_together(SWAPPED),
        line(SWAPPED) + barred([FIGURES[name] for name in SWAPPED] * 2 + ["", "0", "0", "0"]),
        line([*RESULTS[:3], "总计", "尚未审结"]) + barred(["0"] * 13),
        line(RESULTS, "| 行政诉讼 | 行政复议 |\n") + barred(["3", "1", "2", "5", "11"] * 3),
        line(RESULTS, "| 行政复议 | 行政诉讼 |\n| 复议后起诉 | 未经复议直接起诉 |\n")
        + barred(["3", "1", "2", "5", "11"] * 3),
    ],
)
def test_a_header_of_reviews_that_contradicts_the_form_leaves_no_figure(text: str) -> None:
    reviews = [c for c in read(text).cells if c.table == "reviews"]
    assert not [c for c in reviews if c.mark is Mark.NUMBER]


@pytest.mark.parametrize("text", [as_lines(RESULTS), run_together(RESULTS)])
def test_the_form_s_own_header_of_reviews_is_no_doubt(text: str) -> None:
    assert cell(text, "reviews.lawsuit_direct.other") == ("2", Mark.NUMBER)


WHOLE = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def applicants(header: list[str], *rows: list[str]) -> str:
    title = f"{HEAD}{COUNTS}\n三、收到和处理政府信息公开申请情况\n"
    return title + "".join(map(barred, [header, *rows]))


@pytest.mark.parametrize(
    ("header", "figures"),
    [
        (["项目", WHOLE[-1], *WHOLE[:-1]], ["9", "4", "0", "3", "0", "2", "0"]),
        (["项目", WHOLE[0], "小计", *WHOLE[1:]], ["4", "5", "0", "3", "0", "2", "0", "9"]),
        (["项目", *WHOLE, "上年同期"], ["4", "0", "3", "0", "2", "0", "9", "77"]),
    ],
)
def test_applicants_go_by_their_printed_heads(header: list[str], figures: list[str]) -> None:
    text = applicants(header, [NEW, *figures], [CARRIED, *["0"] * len(figures)])
    assert cell(text, "applications.received_new.natural_person") == ("4", Mark.NUMBER)
    assert cell(text, "applications.received_new.research") == ("3", Mark.NUMBER)
    assert cell(text, "applications.received_new.total") == ("9", Mark.NUMBER)


def test_a_subtotal_below_the_heading_that_spans_it_is_set_aside() -> None:
    text = applicants(
        ["项目", "自然人", "法人或其他组织", "总计"],
        ["小计", *WHOLE[1:-1]],
        [NEW, "4", "5", "0", "3", "0", "2", "0", "9"],
        [CARRIED, "0", "0", "0", "0", "0", "0", "0", "0"],
    )
    assert cell(text, "applications.received_new.research") == ("3", Mark.NUMBER)
    assert any("小计" in issue.message for issue in read(text).issues)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (["项目", WHOLE[-1], *WHOLE[:-1]], [["9", "4", "0", "3", "0", "2"]]),
        (["项目", WHOLE[0], "小计", *WHOLE[1:]], [["4", "0", "3", "0", "2", "0", "9"]]),
        (["项目", WHOLE[0], "小计", *WHOLE[1:]], [["4", "5", "0", "3", "0", "2", "0", ""]]),
        (
            ["项目", WHOLE[0], "小计", *WHOLE[1:-1], "合并"],
            [["4", "5", "0", "3", "0", "2", "0", ""]],
        ),
    ],
)
def test_a_row_that_is_not_laid_out_like_its_header_never_moves(
    header: list[str], rows: list[list[str]]
) -> None:
    text = applicants(header, *([NEW, *row] for row in rows))
    right = {"natural_person": "4", "business": "0", "research": "3", "total": "9"}
    for c in read(text).cells:
        if c.row == "received_new" and c.mark is Mark.NUMBER and c.column in right:
            assert c.raw == right[c.column]


def test_last_year_s_column_is_set_aside_and_told() -> None:
    header = "| 信息内容 | 上年处理决定数量 | 本年处理决定数量 |\n"
    text = f"{HEAD}{COUNTS}\n{header}| 行政许可 | 61 | 52 |\n| 行政处罚 | 8 | 0 |\n"
    assert cell(text, "article_20.permits.decisions") == ("52", Mark.NUMBER)
    assert cell(text, "article_20.penalties.decisions") == ("0", Mark.NUMBER)
    assert any("上年处理决定数量" in issue.message for issue in read(text).issues)


def test_only_last_year_s_figure_is_none_of_this_year() -> None:
    header = "| 信息内容 | 本年处理决定数量 | 上年处理决定数量 |\n"
    text = f"{HEAD}{COUNTS}\n{header}| 行政许可 |  | 61 |\n| 行政处罚 | 2 | 8 |\n"
    assert cell(text, "article_20.permits.decisions")[1] is not Mark.NUMBER


@pytest.mark.parametrize(
    "header",
    [
        ["项目", *WHOLE[:-1], "合并数", "总计"],
        ["项目", *WHOLE[:3], "企业人数", *WHOLE[3:]],
        ["项目", *WHOLE[:-2], "总计", "其他"],
        ["项目", "商业企业", "自然人", *WHOLE[2:]],
    ],
)
@pytest.mark.parametrize("layout", ["bars", "lines", "spaces"])
def test_figures_below_a_header_that_is_not_the_form_s_never_move(
    header: list[str], layout: str
) -> None:
    own = dict(zip(WHOLE, ["4", "0", "3", "", "2", "0", "9"], strict=True))
    rows = [header, [NEW, *(own.get(name, "77") for name in header[1:])]]
    title = f"{HEAD}三、收到和处理政府信息公开申请情况\n"
    if layout == "bars":
        text = f"{HEAD}{COUNTS}\n{title}" + "".join(map(barred, rows))
    elif layout == "lines":
        text = title + "\n".join(cell for row in rows for cell in row)
    else:
        text = title + "\n".join(" ".join(filter(None, row)) for row in rows)
    columns = [
        "natural_person",
        "business",
        "research",
        "charity",
        "legal_service",
        "other",
        "total",
    ]
    right = dict(zip(columns, own.values(), strict=True))
    for c in read(text).cells:
        if c.row == "received_new" and c.mark is Mark.NUMBER:
            assert c.raw == right[c.column]


@pytest.mark.parametrize("order", [["合计", "本年处理决定数量"], ["本年处理决定数量", "合计"]])
def test_an_unknown_column_takes_no_other_s_place(order: list[str]) -> None:
    rows = [["信息内容", *order], ["行政许可", *("61" if n == "合计" else "" for n in order)]]
    text = f"{HEAD}{COUNTS}\n" + "".join(map(barred, rows)) + "| 行政处罚 | 2 | 2 |\n"
    assert cell(text, "article_20.permits.decisions")[1] is not Mark.NUMBER


def test_words_before_the_line_of_reviews_are_no_figure() -> None:
    figures = ["数量", "", "1", "2", "5", "8", *["0"] * 9, ""]
    text = f"{HEAD}{COUNTS}\n四、行政复议、行政诉讼情况\n{BLOCKS}"
    text += barred(["项目", *RESULTS * 3]) + barred(figures)
    assert cell(text, "reviews.administrative_review.corrected") == ("1", Mark.NUMBER)
    assert cell(text, "reviews.administrative_review.upheld")[1] is Mark.BLANK


LATER, EARLIER = ["3", "1", "2", "5", "11"] * 3, ["6", "0", "0", "1", "7"] * 3


def labelled(*rows: list[str], order: list[str] = RESULTS) -> str:
    """Return the line of reviews with words before each of its rows of figures."""
    title = f"{HEAD}{COUNTS}\n四、行政复议、行政诉讼情况\n{BLOCKS}"
    return title + "".join(map(barred, [["年度", *order * 3], *rows]))


@pytest.mark.parametrize("words", ["上年", "去年", "2022年", "同比增减", "其中：街道", "上年同期"])
@pytest.mark.parametrize("order", [RESULTS, TOTAL_FIRST])
def test_a_line_of_another_year_is_not_this_year_s(words: str, order: list[str]) -> None:
    reviews = read(labelled([words, *EARLIER], order=order)).cells
    assert not [c for c in reviews if c.table == "reviews" and c.mark is Mark.NUMBER]


@pytest.mark.parametrize("words", ["上年", "去年", "2022年", "同比增减", "其中：街道"])
@pytest.mark.parametrize("own", ["2023年", "本年", "2023年度件数"])
def test_of_two_lines_the_report_s_year_is_read(words: str, own: str) -> None:
    for rows in ([[words, *EARLIER], [own, *LATER]], [[own, *LATER], [words, *EARLIER]]):
        text = labelled(*rows)
        assert cell(text, "reviews.administrative_review.upheld") == ("3", Mark.NUMBER)
        assert cell(text, "reviews.lawsuit_after_review.total") == ("11", Mark.NUMBER)


def test_of_two_lines_the_report_s_year_goes_by_its_heads() -> None:
    rows = [[FIGURES[name] for name in TOTAL_FIRST] * 3, ["9"] * 15]
    text = labelled(["2022年", *rows[1]], ["2023年", *rows[0]], order=TOTAL_FIRST)
    assert cell(text, "reviews.lawsuit_direct.corrected") == ("1", Mark.NUMBER)
    text = labelled(["2022年", *rows[1]], ["2023年", *rows[0][:-1], "5（补）"], order=TOTAL_FIRST)
    for c in read(text).cells:
        assert (
            c.table != "reviews" or c.mark is not Mark.NUMBER or c.raw == FIGURES[RESULT[c.column]]
        )


RESULT = dict(zip(["upheld", "corrected", "other", "pending", "total"], RESULTS, strict=True))


@pytest.mark.parametrize("rows", [["件数", "合计"], ["本年", "2023年"], ["件数", "上年"]])
def test_of_two_lines_that_nothing_tells_apart_none_is_read(rows: list[str]) -> None:
    text = labelled([rows[0], *EARLIER], [rows[1], *LATER])
    reviews = [c for c in read(text).cells if c.table == "reviews"]
    assert not [c for c in reviews if c.mark is Mark.NUMBER]
