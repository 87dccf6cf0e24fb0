"""Tables as offices and converters print them: notes, pieces, parts, and forms side by side."""

from __future__ import annotations

import pytest

from etl.definitions import load
from etl.domain.report import Document, Line, Mark, Report
from etl.extract import text
from etl.transform import parse
from etl.transform.tables.rows import rows

TITLE = "望云镇2024年政府信息公开工作年度报告\n"
ARTICLE_20 = "二、主动公开政府信息情况\n第二十条第（一）项\n"
HEAD = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n"
OLD_HEAD = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n"
DECISIONS = "信息内容 | 本年处理决定数量\n"
APPLICANTS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n"
APPLICATIONS = f"三、收到和处理政府信息公开申请情况\n{APPLICANTS}"
RULE = "|---|---|---|---|---|\n"
REVIEWS = "四、政府信息公开行政复议、行政诉讼情况\n"
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
LINE = ["4", "0", "1", "5", "10", "2", "0", "4", "6", "12", "6", "0", "9", "7", "22"]


def read(printed: str) -> Report:
    return parse(Document("x.txt", "txt", "", text.lines((TITLE + printed).encode())))


def row(report: Report, address: str) -> list[str]:
    """Return what was read of a row as numbers, `?` for a cell that is not one."""
    cells = [cell for cell in report.cells if f"{cell.table}.{cell.row}" == address]
    return [cell.raw if cell.mark is Mark.NUMBER else "?" for cell in cells]


def kinds(report: Report) -> list[str]:
    return [issue.kind for issue in report.issues]


def reviews(report: Report) -> list[str]:
    return [cell.raw for cell in report.cells if cell.table == "reviews"]


@pytest.mark.parametrize(
    "label",
    ["规章（市级以上政府填写）", "规章(乡镇不填)", "规章 （没有的填0）"],
)
def test_a_note_in_brackets_behind_a_label_belongs_to_it(label: str) -> None:
    report = read(ARTICLE_20 + HEAD + f"{label} | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n")
    assert row(report, "article_20.regulations") == ["1", "2", "3"]
    assert row(report, "article_20.normative_documents") == ["4", "5", "6"]


def test_a_note_behind_a_heading_does_not_hide_its_column() -> None:
    head = "信息内容 | 上一年项目数量（指2018年底） | 本年增/减 | 处理决定数量\n"
    report = read(
        f"二、主动公开政府信息情况\n{OLD_HEAD}规章 | 0 | 0 | 0\n{head}行政许可 | 71 | -11 | 5\n"
    )
    assert row(report, "article_20.permits") == ["71", "-11", "5"]


def test_one_row_of_other_outcomes_in_the_newer_form_has_an_address_of_its_own() -> None:
    others = "（六）其他处理 | 3 | 0 | 0 | 0 | 0 | 0 | 3\n（七）总计 | 3 | 0 | 0 | 0 | 0 | 0 | 3\n"
    report = read(ARTICLE_20 + HEAD + "规章 | 0 | 0 | 0\n" + APPLICATIONS + others)
    assert report.edition == "2021"
    assert row(report, "applications.closed") == list("3000003")
    assert not row(report, "applications.closed_other")


def test_the_parts_of_other_outcomes_tell_the_newer_form() -> None:
    parts = [
        r for r in load().forms["2021"].table("applications").rows if r.id.startswith("closed")
    ]
    rows = "".join(f"（六）其他处理 | {part.label} | 0 | 0 | 0 | 0 | 0 | 0 | 0\n" for part in parts)
    assert read(APPLICATIONS + rows).edition == "2021"


def test_figures_of_a_group_whose_parts_are_printed_are_told_as_not_read() -> None:
    group = "（六）其他处理 | 9 | 0 | 0 | 0 | 0 | 0 | 9\n3.其他 | 9 | 0 | 0 | 0 | 0 | 0 | 9\n"
    report = read(APPLICATIONS + group)
    assert row(report, "applications.closed_other") == list("9000009")
    assert kinds(report) == ["not_read"]


def test_a_label_repeated_as_a_heading_is_not_a_blank_row() -> None:
    printed = "".join(
        f"### {number}、{label}政府信息公开申请数量\n"
        f"| 类别 | 数据1 | 数据2 | 数据3 | 数据4 | 数据5 | 数据6 | 总计 |\n{RULE}"
        f"| {label}政府信息公开申请数量 | {n} | 0 | 0 | 0 | 0 | 0 | {n} |\n"
        for number, label, n in (("一", "本年新收", 8), ("二", "上年结转", 5))
    )
    report = read("## 三、收到和处理政府信息公开申请情况\n" + printed)
    assert row(report, "applications.received_new") == list("8000008")
    assert row(report, "applications.carried_in") == list("5000005")


def test_three_small_tables_of_reviews_are_the_one_of_the_form() -> None:
    names = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    tables = "".join(
        f"### {name}\n| {' | '.join(RESULTS)} |\n{RULE}| {' | '.join(LINE[5 * n : 5 * n + 5])} |\n"
        for n, name in enumerate(names)
    )
    assert reviews(read(REVIEWS + tables)) == LINE


@pytest.mark.parametrize("group", ["", "行政诉讼 | \n"])
def test_reviews_and_lawsuits_in_a_table_each_are_the_one_of_the_form(group: str) -> None:
    first = f"行政复议 | \n{' | '.join(RESULTS)}\n{' | '.join(LINE[:5])}\n"
    names = "未经复议直接起诉 | 复议后起诉\n"
    second = f"{group}{names}{' | '.join(RESULTS * 2)}\n{' | '.join(LINE[5:])}\n"
    assert reviews(read(REVIEWS + first + second)) == LINE
    cut = second.replace(f" | {LINE[-1]}\n", "\n")
    lawsuits = [c for c in read(REVIEWS + first + cut).cells if c.row.startswith("lawsuit")]
    assert Mark.NUMBER not in {cell.mark for cell in lawsuits}


def test_two_tables_of_reviews_with_other_figures_are_not_told_apart() -> None:
    head = f"{' | '.join(['行政复议'] * 5 + ['未经复议直接起诉'] * 5 + ['复议后起诉'] * 5)}\n"
    head += f"{' | '.join(RESULTS * 3)}\n"
    table = f"{REVIEWS}{head}{' | '.join(LINE)}\n"
    again = f"{REVIEWS}{head}{' | '.join(LINE[::-1])}\n"
    assert reviews(read(table)) == LINE
    assert reviews(read(table + "五、存在的主要问题及改进情况\n无。\n" + table)) == LINE
    found = read(table + "五、存在的主要问题及改进情况\n无。\n" + again)
    assert {cell.mark for cell in found.cells if cell.table == "reviews"} == {Mark.UNREADABLE}


@pytest.mark.parametrize("opening", ["", "|\n", "| \n "])
@pytest.mark.parametrize("filling", ["", "||||", "\n|||||||"])
def test_signs_that_open_and_fill_up_the_rows_of_a_header_do_not_end_it(
    opening: str, filling: str
) -> None:
    rows = (("行政复议", "行政诉讼"), (*RESULTS, "未经复议直接起诉", "复议后起诉"), RESULTS * 2)
    head = "".join(opening + " |\n".join(row) + f" |{filling}\n" for row in rows)
    for parting in (" | ", " |\n"):
        cells = parting.join(LINE)
        found = reviews(read(f"{REVIEWS}{head}{opening}{cells} |\n五、存在的主要问题\n"))
        assert found == LINE


def test_a_sign_doubled_where_a_row_ends_is_no_cell() -> None:
    printed = (
        ("一、本年新收", *"5100006"),
        ("二、上年结转", *"1000001"),
        ("四、结转下年", *"2000002"),
    )
    lines = [
        text
        for first, *middle, last in printed
        for text in (f"|| {first} |", *(f"| {cell} |" for cell in middle), f"| {last} ||", "|")
    ]
    found = rows(Line("", text) for text in lines)
    assert [r.cells for r in found] == [(cell,) for cells in printed for cell in cells]


def test_reviews_printed_row_by_row_are_read_by_their_labels() -> None:
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    rows = "".join(
        f"{name} | {' | '.join(LINE[5 * n : 5 * n + 5])}\n" for n, name in enumerate(names)
    )
    assert reviews(read(f"{REVIEWS}类型 | {' | '.join(RESULTS)}\n{rows}")) == LINE


def test_headings_broken_over_lines_are_one_header() -> None:
    broken = "\n".join(f"{name[:2]}\n{name[2:]}" for name in RESULTS[:4]) + "\n总计\n"
    head = f"行政复议\n行政诉讼\n{broken}未经复议直接起诉\n复议后起诉\n{broken}{broken}"
    figures = "\n".join(LINE)
    assert reviews(read(f"{REVIEWS}{head}{figures}\n五、存在的主要问题\n")) == LINE


def test_a_header_torn_to_pieces_is_believed_only_where_the_line_adds_up() -> None:
    pieces = (
        "行政复议行政诉讼",
        "未经复议直接起诉复议后起诉",
        "结果结果其他尚未",
        "维持纠正结果审结",
    )
    head = "\n".join([*pieces, "| 维持 | 纠正 | 总计 |\n"])
    rule = RULE * 2
    assert reviews(read(f"{REVIEWS}{head}| {' | '.join(LINE)} |\n{rule}")) == LINE
    wrong = ["5", *LINE[1:]]
    report = read(f"{REVIEWS}{head}| {' | '.join(wrong)} |\n{rule}")
    assert {cell.mark for cell in report.cells if cell.table == "reviews"} == {Mark.UNREADABLE}


def test_a_header_of_another_table_below_does_not_take_the_columns_away() -> None:
    row_of_seven = "一、本年新收政府信息公开申请数量 | 3 | 0 | 1 | 0 | 0 | 2 | 6\n"
    torn = " | 其他 | 总计 | 其他 | 总计 | 其他 | 总计\n"
    report = read(APPLICATIONS + row_of_seven + REVIEWS + torn)
    assert row(report, "applications.received_new") == list("3010026")


def test_headers_of_two_editions_in_one_report_each_count_for_their_block() -> None:
    report = read(
        f"{ARTICLE_20}{OLD_HEAD}规章 | 0 | 0 | 0\n行政规范性文件 | 1 | 2 | 3\n"
        f"第二十条第（五）项\n{DECISIONS}行政许可 | 7\n"
        f"第二十条第（六）项\n{DECISIONS}行政处罚 | 8\n行政强制 | 9\n"
    )
    read_as = {c.address: c.raw for c in report.cells if c.mark is Mark.NUMBER}
    assert read_as["article_20.normative_documents.newly_made"] == "1"
    assert read_as["article_20.permits.decisions"] == "7"
    assert "article_20.normative_documents.issued" not in read_as


def test_a_figure_with_a_note_in_its_cell_is_the_figure() -> None:
    report = read(
        ARTICLE_20 + HEAD + "行政规范性文件 | 18（其中修订7件） | 4(含自然失效1件) | 9（应为8）\n"
    )
    cells = {c.column: c for c in report.cells if c.row == "normative_documents"}
    assert [cells[c].value for c in ("issued", "repealed", "in_force")] == [18, 4, None]
    assert cells["issued"].raw == "18（其中修订7件）"


def test_tables_run_together_by_spaces_are_read() -> None:
    report = read(
        "二、主动公开政府信息情况 第二十条第（一）项 信息内容 "
        "本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 2 1 30 "
        "第二十条第（五）项 信息内容 本年处理决定数量 行政许可 45\n"
    )
    assert row(report, "article_20.normative_documents") == ["2", "1", "30"]
    assert row(report, "article_20.permits") == ["45"]


@pytest.mark.parametrize("sign", [" | ", "｜", " ‖ ", "\t", " "])
def test_a_report_run_together_in_one_line_is_its_tables_and_its_prose(sign: str) -> None:
    cells = [
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "规章",
        "0",
        "0",
        "0",
        "行政规范性文件",
        "1",
        "0",
        "4",
    ]
    old = ["信息内容", "本年处理决定数量", "行政许可", "310", "行政处罚", "9", "行政强制", "2"]
    prose = "一、总体情况 2024年，望云镇主动公开政府信息26条。收到申请3件，均已办结。 "
    second = f"二、主动公开政府信息情况 第二十条第（一）项{sign}{sign.join([*cells, *old])}"
    report = read(f"{prose}{second} 五、存在的主要问题及改进情况 公开不够及时。\n")
    assert row(report, "article_20.normative_documents") == ["1", "0", "4"]
    assert row(report, "article_20.permits") == ["310"]
    told = {f.figure: f.value for f in report.figures if f.mark is Mark.NUMBER}
    assert told == {"proactive_total": 26, "applications_received": 3, "applications_answered": 3}
    texts = {section.ordinal: section.text for section in report.sections}
    assert (texts[2], texts[5]) == ("", "公开不够及时。")
    assert {entry.use for entry in report.ledger} == {"prose", "label", "figures"}


def test_a_blank_cell_of_a_table_in_one_line_keeps_its_place() -> None:
    cells = [
        "规章",
        "0",
        "",
        "7",
        "行政规范性文件",
        "",
        "",
        "4",
        "第二十条第（五）项",
        "行政许可",
        "3",
    ]
    report = read(f"{ARTICLE_20}{HEAD}{' | '.join(cells)} | 五、存在的主要问题及改进情况\n")
    assert row(report, "article_20.regulations") == ["0", "?", "7"]
    assert row(report, "article_20.normative_documents") == ["?", "?", "4"]


def test_a_sentence_with_labels_in_it_is_no_table() -> None:
    report = read(
        "一、总体情况\n全年作出 行政许可 12 件，行政处罚 5 件， 行政强制 3 件， 均已 公开 。\n"
    )
    assert report.cells == ()


def test_tables_run_together_without_a_space_are_unreadable_and_not_absent() -> None:
    report = read(
        "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数"
        "规章000行政规范性文件2130第二十条第（五）项信息内容本年处理决定数量行政许可45五、存在的问题无。\n"
    )
    assert report.edition == "2021"
    assert row(report, "article_20.normative_documents") == ["?"] * 3
    assert "position_lost" in kinds(report)


def test_a_table_of_one_line_run_together_is_unreadable_and_not_absent() -> None:
    report = read(
        "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件2130"
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况行政复议行政诉讼结果维持结果纠正"
        "其他结果尚未审结总计未经复议直接起诉复议后起诉结果维持结果纠正其他结果尚未审结总计"
        "结果维持结果纠正其他结果尚未审结总计102031200012000五、存在的问题无。\n"
    )
    reviews = [cell for cell in report.cells if cell.table == "reviews"]
    assert [cell.mark for cell in reviews] == [Mark.UNREADABLE] * 15


def test_a_blank_row_below_a_title_across_cells_is_blank() -> None:
    report = read(
        "六、其他需要报告的事项\n无\n二、主动公开政府信息情况 | | | \n第二十条第（一）项\n"
        + HEAD
        + "规章 | | | \n行政规范性文件 | 0 | 0 | 4\n"
    )
    marks = [cell.mark for cell in report.cells if cell.row == "regulations"]
    assert marks == [Mark.BLANK] * 3
    assert "not_read" not in kinds(report)


def test_rows_printed_as_one_are_each_a_row() -> None:
    report = read(ARTICLE_20 + DECISIONS + "行政处罚 | 15 | 行政强制 | 7\n行政许可 | 3\n")
    assert row(report, "article_20.penalties") == ["15"]
    assert row(report, "article_20.compulsory_measures") == ["7"]


def test_two_signs_after_every_cell_are_one_sign() -> None:
    head = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    cells = [*head, "规章", "0", "0", "0", "行政规范性文件", "2"]
    report = read(ARTICLE_20 + "".join(f"{cell} ||\n" for cell in (*cells, "", "8")))
    found = [c for c in report.cells if c.row == "normative_documents"]
    assert [(c.raw, c.mark) for c in found] == [
        ("2", Mark.NUMBER),
        ("", Mark.BLANK),
        ("8", Mark.NUMBER),
    ]


@pytest.mark.parametrize("sign", ["|", "｜", "‖", "\t"])
@pytest.mark.parametrize("filling", [3, 8])
def test_a_lone_figure_in_a_row_that_signs_fill_up_has_no_column(sign: str, filling: int) -> None:
    head = APPLICANTS.replace(" | ", sign)
    first = f"一、本年新收政府信息公开申请数量{sign}6{sign}{sign * filling}\n"
    second = f"三、本年度办理结果{sign}（一）予以公开{sign}6{sign}{sign * filling}\n"
    report = read(f"{ARTICLE_20}{HEAD}三、收到和处理政府信息公开申请情况\n{head}{first}{second}")
    for address in ("applications.received_new", "applications.disclosed"):
        assert row(report, address) == ["?"] * 7
    assert kinds(report).count("position_lost") == 2


def test_figures_without_a_label_are_those_of_the_one_row_that_is_missing_there() -> None:
    report = read(ARTICLE_20 + HEAD + " | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n")
    assert row(report, "article_20.regulations") == ["1", "2", "3"]
    assert kinds(report) == ["placed_by_position"]
    two = read(ARTICLE_20 + HEAD + " | 1 | 2 | 3\n | 7 | 8 | 9\n行政规范性文件 | 4 | 5 | 6\n")
    assert row(two, "article_20.regulations") == ["?"] * 3


def test_short_labels_without_their_ordinals_are_the_rows_that_are_missing_there() -> None:
    above = "其他处理 | 申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    figures = [
        "7 | 0 | 0 | 0 | 0 | 0 | 7",
        "4 | 1 | 0 | 0 | 0 | 0 | 5",
        "9 | 1 | 0 | 0 | 0 | 0 | 10",
    ]
    last = "结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2\n"
    printed = f"{APPLICATIONS}{above} | {figures[0]}\n其他 | {figures[1]}\n总计 | {figures[2]}\n"
    report = read(printed + last)
    assert row(report, "applications.closed_other") == figures[1].split(" | ")
    assert row(report, "applications.handled_total") == figures[2].split(" | ")
    assert kinds(report) == ["placed_by_position"] * 2
    swapped = read(
        f"{APPLICATIONS}{above} | {figures[0]}\n总计 | {figures[1]}\n其他 | {figures[2]}\n{last}"
    )
    for address in ("applications.closed_other", "applications.handled_total"):
        assert row(swapped, address) == ["?"] * 7
        assert {c.mark for c in swapped.cells if f"{c.table}.{c.row}" == address} == {
            Mark.UNREADABLE
        }


@pytest.mark.parametrize("heading", ["第二十条第（）项", "第二十条第项", "第二十条第(八"])
def test_a_heading_that_lost_its_item_loses_no_row(heading: str) -> None:
    report = read(f"二、主动公开政府信息情况\n{heading}\n{HEAD}规章 | 1 | 2 | 3\n")
    assert row(report, "article_20.regulations") == ["1", "2", "3"]
    assert kinds(report) == []


def test_a_label_cut_off_at_the_end_of_a_text_is_no_row_of_blanks() -> None:
    report = read(ARTICLE_20 + HEAD + "规章 | 1 | 2 | 3\n行政规范性")
    assert {c.mark for c in report.cells if c.row == "normative_documents"} == {Mark.UNREADABLE}


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年我镇通过网站|公众号主动公开政府信息125条，其余未公开。",
        "2024年我镇主动公开政府信息125条。|",
        "|2024年我镇主动公开政府信息125条。",
    ],
)
def test_a_sign_that_strayed_into_a_sentence_does_not_hide_it(sentence: str) -> None:
    report = read(f"一、总体情况\n{sentence}\n五、存在的主要问题及改进情况\n不足。\n")
    assert [(f.figure, f.value) for f in report.figures] == [("proactive_total", 125)]
    assert kinds(report) == []


MARKED = {
    "**7**": "7", "*7*": "7", "`7`": "7", "$7$": "7", "\\(7\\)": "7", "**$7$**": "7", "__7__": "7",
    "~~9~~ 7": "7", "<del>9</del>7": "7", "**/**": "/", "`1,204`": "1,204",
}  # fmt: skip


@pytest.mark.parametrize("printed", MARKED)
def test_a_figure_between_marks_of_markdown_is_the_figure(printed: str) -> None:
    content = f"{TITLE}{ARTICLE_20}{HEAD}规章 | 0 | 0 | 0\n行政规范性文件 | 8 | {printed} | 13\n"
    found = {c.address: c for c in read(content).cells}
    assert found["article_20.normative_documents.repealed"].raw == MARKED[printed]
    assert found["article_20.normative_documents.repealed"].mark in (Mark.NUMBER, Mark.NIL)


@pytest.mark.parametrize(
    "printed",
    [
        "7**", "**7", "~~7~~", "1~~9~~2", "**7** **8**", "*7*8*", "3~~5~~000", "3 ~~5~~ 000",
        "3<del>5</del>000", "3,~~5~~000", "-~~5~~6", "**3~~5~~000**",
    ],
)  # fmt: skip
def test_marks_that_are_not_around_all_of_a_cell_make_no_figure(printed: str) -> None:
    content = f"{TITLE}{ARTICLE_20}{HEAD}规章 | 0 | 0 | 0\n行政规范性文件 | 8 | {printed} | 13\n"
    found = {c.address: c for c in read(content).cells}
    assert found["article_20.normative_documents.repealed"].mark is Mark.UNREADABLE


def frame(*printed: list[str], rule: str) -> str:
    width = len(printed[0])
    head = ["", *map(str, range(width))]
    rows = [head, [rule] * (width + 1), *([str(n), *row] for n, row in enumerate(printed))]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


@pytest.mark.parametrize("rule", ["---", "-"])
def test_the_numbers_of_a_data_frame_are_no_figures(rule: str) -> None:
    blocks = [["行政复议"] * 5 + ["行政诉讼"] * 10]
    blocks += [["行政复议"] * 5 + ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5]
    first = frame(
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["行政规范性文件", "6.0", "1.0", "19.0"],
        ["信息内容", *["本年处理决定数量"] * 3],
        ["行政许可", "44", "44", "44"],
        ["行政处罚", "5", "5", "6"],
        rule=rule,
    )
    content = f"{TITLE}{ARTICLE_20}{first}\n{REVIEWS}"
    report = read(content + frame(*blocks, list(RESULTS * 3), LINE, rule=rule))
    found = {c.address: c for c in report.cells}
    assert found["article_20.normative_documents.in_force"].value == 19
    assert found["article_20.permits.decisions"].value == 44
    assert found["article_20.penalties.decisions"].mark is Mark.UNREADABLE
    assert found["reviews.administrative_review.upheld"].raw == "4"
    assert found["reviews.lawsuit_after_review.total"].value == 22
    assert not [issue for issue in report.issues if "0 1 2" in issue.message]
