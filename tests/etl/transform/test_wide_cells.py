"""Grids finer than the form: wide cells repeated, or with blank ones behind them."""

from __future__ import annotations

from etl.domain.report import Document, Line, Mark, Report
from etl.extract import text
from etl.transform import parse

TITLE = "望云镇2024年政府信息公开工作年度报告"
HEAD = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n"
WIDE = "| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |\n"
RULES = "| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 7 | 7 | 7 |\n"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
RECEIVED, LINE = ("9", "1", "0", "0", "2", "3", "15"), (*"40150", *"20313", *"60107")


def read(printed: str) -> Report:
    whole = f"{TITLE}\n二、主动公开政府信息情况\n{printed}"
    return parse(Document("x.md", "txt", "", text.lines(whole.encode())))


def numbers(report: Report, address: str) -> list[str]:
    cells = [cell for cell in report.cells if f"{cell.table}.{cell.row}" == address]
    return [cell.raw if cell.mark is Mark.NUMBER else "?" for cell in cells]


def test_a_wide_figure_is_read_once_where_its_heading_is_repeated_alike() -> None:
    report = read(HEAD + RULES + WIDE + "| 行政许可 | 318 | 318 | 318 |\n")
    assert numbers(report, "article_20.permits") == ["318"]
    assert numbers(report, "article_20.normative_documents") == ["7", "7", "7"]
    assert not [i for i in report.issues if "行政许可" in i.message]


def test_figures_that_differ_below_a_repeated_heading_are_none() -> None:
    report = read(HEAD + RULES + WIDE + "| 行政许可 | 318 | 318 | 3 |\n")
    assert numbers(report, "article_20.permits") == ["?"]


def grid(cells: dict[int, str], width: int) -> tuple[str, ...]:
    return tuple(cells.get(at, "") for at in range(width))


def spread(label: dict[int, str], figures: tuple[str, ...], places: tuple[int, ...]) -> Line:
    cells = grid(label | dict(zip(places, figures, strict=True)), 26)
    return Line("Sheet 第9行", " ".join(filter(None, cells)), cells=cells)


def sheet(line: tuple[str, ...] = LINE) -> Report:
    columns = (8, 11, 13, 16, 18, 22, 24)
    single = (0, 1, 3, 4, 7, 9, 10, 12, 14, 15, 17, 19, 21, 23, 25)
    part = {0: "三、本年度办理结果", 2: "（三）不予公开"}
    labels = ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”")
    lines = [
        Line("Sheet 第1行", TITLE),
        spread({0: "三、收到和处理政府信息公开申请情况"}, (), ()),
        spread({}, APPLICANTS, columns),
        spread({0: "一、本年新收政府信息公开申请数量"}, RECEIVED, columns),
        *(spread({**part, 5: label}, ("0", *"111003"[:5], "3"), columns) for label in labels),
        spread({0: "四、政府信息公开行政复议、行政诉讼情况"}, (), ()),
        spread({0: "行政复议", 9: "未经复议直接起诉", 17: "复议后起诉"}, (), ()),
        spread({}, RESULTS * 3, single),
        spread({}, line, single[: len(line)]),
    ]
    return parse(Document("x.xlsx", "xlsx", "", tuple(lines)))


def test_figures_in_the_columns_of_their_headings_are_read_in_a_fine_grid() -> None:
    report = sheet()
    assert numbers(report, "applications.received_new") == list(RECEIVED)
    assert numbers(report, "reviews.administrative_review") == list("40150")
    assert numbers(report, "reviews.lawsuit_after_review") == list("60107")


def test_figures_beside_the_columns_of_a_fine_grid_are_unreadable() -> None:
    assert numbers(sheet(LINE[:-1]), "reviews.lawsuit_after_review") == ["?"] * 5


def test_a_form_left_blank_a_label_a_line_is_blank_and_raises_no_doubt() -> None:
    labels = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
    )
    more = ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "（七）总计", "四、结转下年度继续办理")
    reviews = ("行政复议", "未经复议直接起诉", "复议后起诉", *RESULTS * 3)
    report = read("\n\n".join((*APPLICANTS, *labels, *more, *reviews, "五、存在的问题", "无。")))
    row = [cell.mark for cell in report.cells if cell.row == "received_new"]
    assert row == [Mark.BLANK] * 7
    assert report.issues == ()
