"""Tables that a page ran into one line with the sentences around them: both are read or told."""

from __future__ import annotations

from etl import extract
from etl.domain.report import Mark, Report
from etl.transform import parse

TITLE = "望云镇{year}年政府信息公开工作年度报告"
HEADER = (
    "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
    + "结果维持结果纠正其他结果尚未审结总计" * 2
)
REVIEWS = f"四、政府信息公开行政复议、行政诉讼情况{HEADER}"
SAID = "一、总体情况{year}年，我镇主动公开政府信息318条，收到政府信息公开申请17件。"
BEHIND = "五、存在的主要问题及改进情况 解读的形式比较单一，平台更新不够快，下一步丰富解读形式。"


def read(text: str, year: int = 2022) -> Report:
    printed = f"{TITLE}\n{text}" if "\n" not in text else text
    return parse(extract.read_content("报告.txt", printed.format(year=year).encode()))


def figures(report: Report) -> dict[str, str]:
    return {f.figure: str(f.value) for f in report.figures if f.mark is Mark.NUMBER}


def cells(report: Report) -> dict[str, str]:
    return {c.address: str(c.value) for c in report.cells if c.mark is Mark.NUMBER}


def uses(report: Report) -> list[str]:
    return [str(entry.use) for entry in report.ledger]


def test_sentences_in_the_line_of_a_run_together_table_are_read() -> None:
    report = read(f"{SAID}{REVIEWS}000000000000000")
    told = {c.address for c in report.cells if c.mark is Mark.UNREADABLE}
    assert figures(report)["proactive_total"] == "318"
    assert figures(report)["applications_received"] == "17"
    assert uses(report) == ["prose", "prose", "figures"]
    assert len(told) == 15
    assert all(address.startswith("reviews.") for address in told)


def test_one_line_of_figures_that_spaces_part_is_read_and_the_sentences_around_it() -> None:
    report = read(f"{SAID}{REVIEWS} 2 0 1 0 3 1 1 0 0 2 0 0 0 4 4 {BEHIND}")
    found = cells(report)
    assert found["reviews.administrative_review.total"] == "3"
    assert found["reviews.lawsuit_direct.corrected"] == "1"
    assert found["reviews.lawsuit_after_review.pending"] == "4"
    assert figures(report)["proactive_total"] == "318"
    assert "单一" in "".join(section.text for section in report.sections)


def test_a_line_of_figures_that_does_not_add_up_is_unreadable() -> None:
    report = read(f"{SAID}{REVIEWS} 2 0 1 0 4 1 1 0 0 2 0 0 0 4 4 {BEHIND}")
    assert cells(report) == {}
    assert any("2 0 1 0 4" in issue.message for issue in report.issues)


def test_the_name_of_one_kind_of_review_before_a_figure_is_no_table() -> None:
    report = read(
        f"{TITLE} 一、概述 我镇抓好落实。 二、主动公开情况 {{year}}年主动公开政府信息52条。 "
        "五、复议情况 全年我镇收到关于政府信息公开行政复议0件。 六、经费情况 专职人员2人。",
        2012,
    )
    assert report.cells == ()
    assert figures(report)["proactive_total"] == "52"
    assert uses(report) == ["prose", "prose"]


def test_what_is_run_together_is_quoted_with_its_points_and_signs() -> None:
    report = read(
        "二、主动公开政府信息情况第二十条第（五）项信息内容本年处理决定数量行政许可31第二十条第（六）项"
        "信息内容本年处理决定数量行政处罚7行政强制-2第二十条第（八）项信息内容"
        "本年收费金额（单位：万元）行政事业性收费1038.520417"
    )
    raws = {c.address: c.raw for c in report.cells if c.mark is Mark.UNREADABLE}
    assert raws["article_20.fees.amount"] == "1038.520417"
    assert raws["article_20.compulsory_measures.decisions"].startswith("-2第二十条")
    assert "coercion_told" not in figures(report)
