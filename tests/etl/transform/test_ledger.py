"""Every printed figure is read, told as not readable, or told as not read; none goes in silence.

Each cell of the form holds another figure here, so that a figure in a wrong cell is seen, and one
that is nowhere in what was read.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.definitions import load
from etl.domain.report import Document, Mark, Report
from etl.extract import text
from etl.transform import parse
from etl.transform.tables.row_uses import Use
from tests import printing
from tests.damages import damaged
from tests.forms import LARGE

FIRST, STEP = 3_001, 7
# This layout prints a line that stood before no second time: its figures are lost in print.
LAYOUTS = [name for name in (*printing.LAYOUTS, *printing.LOSING_LAYOUTS) if name != "once"]
FRONT = "望云镇2024年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息九十条。\n"
BACK = "\n五、存在的主要问题及改进情况\n公开内容还不够细。\n望云镇人民政府\n"
SET_ASIDE = (Use.LABEL, Use.BLANK, Use.PAGE_NUMBER, Use.FURNITURE)


def distinct(edition: str) -> dict[str, str]:
    """Return a form in which no two cells hold the same figure."""
    addresses = [a for table in load().forms[edition].grids for a in table.addresses()]
    return {address: str(FIRST + STEP * n) for n, address in enumerate(addresses)}


def read(printed: str) -> Report:
    return parse(Document("x.txt", "txt", "", text.lines(printed.encode())))


def told(report: Report) -> str:
    """Return all that is said of what was printed: read, not readable, kept as prose, not read."""
    kept = (Use.PROSE, Use.NOT_READ)
    return " ".join(
        [
            *(cell.raw for cell in report.cells),
            *(entry.text for entry in report.ledger if entry.use in kept),
            *(issue.message for issue in report.issues),
        ]
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=15, deadline=None, suppress_health_check=LARGE)
@given(edition=st.sampled_from(["2019", "2021"]), chance=st.randoms(use_true_random=False))
def test_no_damage_makes_another_figure_or_hides_one(
    layout: str, edition: str, chance: Random
) -> None:
    values = distinct(edition)
    whole = FRONT + printing.as_text(edition, values, layout).decode() + BACK
    printed = damaged(whole, chance, times=chance.choice([1, 1, 2]))
    report = read(printed)
    address_of = {figure: address for address, figure in values.items()}
    elsewhere = [
        (cell.address, cell.raw)
        for cell in report.cells
        if cell.mark is Mark.NUMBER and address_of.get(cell.raw, cell.address) != cell.address
    ]
    assert elsewhere == []
    said = told(report)
    standing = re.findall(r"(?<!\d)\d{4}(?!\d)", printed)
    assert [figure for figure in standing if figure in address_of and figure not in said] == []


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("layout", ["cells_ended", "cells_led", "cells_indented", "stacked"])
def test_figures_below_a_label_whose_next_row_is_gone_are_told(layout: str, edition: str) -> None:
    values = distinct(edition)
    lines = printing.as_text(edition, values, layout).decode().split("\n")
    by_row: dict[str, list[int]] = {}
    for address, figure in values.items():
        at = next(n for n, line in enumerate(lines) if line.strip(" |") == figure)
        by_row.setdefault(address.rpartition(".")[0], []).append(at)
    for (row, own), below in pairwise(list(by_row.items())[:-2]):
        if len(own) == len(below[1]) and row.split(".")[0] == below[0].split(".")[0]:
            report = read("\n".join([FRONT, *lines[: own[0]], *lines[below[1][0] :]]) + BACK)
            assert marks(report, row) == {Mark.UNREADABLE}
            assert row in {issue.address for issue in report.issues}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_ledger_accounts_for_every_printed_line(layout: str) -> None:
    printed = FRONT + printing.as_text("2021", distinct("2021"), layout).decode() + BACK
    report = read(printed)
    counted = Counter(entry.use for entry in report.ledger)
    assert not counted[Use.NOT_READ]
    assert counted[Use.PROSE] >= 6
    set_aside = " ".join(e.text for e in report.ledger if e.use in SET_ASIDE)
    assert not re.findall(r"\d{4}", set_aside.replace("2024", ""))
    accounted = Counter("".join(entry.text for entry in report.ledger))
    signs = Counter(re.sub(r"[\s|｜│─├┤,，-]", "", printed))
    assert not {sign for sign in signs if signs[sign] > accounted[sign]}


def test_a_table_that_is_none_of_the_form_is_told_as_not_read() -> None:
    report = read(FRONT + "渠道 | 条数\n网站 | 61\n公众号 | 43\n广播 | 7\n" + BACK)
    (issue,) = [issue for issue in report.issues if issue.kind == "not_read"]
    assert issue.place == "第5行"
    assert all(figure in issue.message for figure in ("61", "43", "7"))


def test_what_a_page_prints_around_a_report_is_set_aside() -> None:
    report = read(
        "索引号 | 0123/2025-00012 | 发布日期 | 2025-01-16\n首页 | 政务公开 | 年报\n" + FRONT
    )
    assert not [issue for issue in report.issues if issue.kind == "not_read"]


HEAD = "二、主动公开政府信息情况\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n"


def marks(report: Report, row: str) -> set[Mark]:
    return {cell.mark for cell in report.cells if f"{cell.table}.{cell.row}" == row}


def test_a_row_is_absent_only_where_nothing_unread_stands() -> None:
    whole = read(FRONT + HEAD + "规章 | 11 | 12 | 13\n" + BACK)
    assert marks(whole, "article_20.normative_documents") == {Mark.ABSENT}
    torn = read(FRONT + HEAD + "规章 | 11 | 12 | 13\n行规文 | 21 | 22 | 23\n" + BACK)
    assert marks(torn, "article_20.normative_documents") == {Mark.UNREADABLE}
    assert [issue.kind for issue in torn.issues] == ["not_read"]


def test_labels_printed_away_from_their_figures_are_neither_blank_nor_absent() -> None:
    head = "二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
    for figures in ("11\n12\n13\n21\n22\n23\n", "信息内容\n11 12 13\n21 22 23\n"):
        report = read(FRONT + head + "规章\n行政规范性文件\n" + figures + BACK)
        for row in ("regulations", "normative_documents"):
            assert marks(report, f"article_20.{row}") == {Mark.UNREADABLE}


def test_a_row_that_another_of_its_label_took_the_place_of_is_told() -> None:
    values = distinct("2021")
    printed = FRONT + printing.as_text("2021", values, "cells_indented").decode() + BACK
    carried = "二、上年结转政府信息公开申请数量"
    lines = printed.splitlines()
    at = next(n for n, line in enumerate(lines) if carried in line)
    lines.insert(at + 1, " 行政复议  | ")
    said = told(read("\n".join(lines)))
    lost = [
        f for a, f in values.items() if a.startswith("applications.carried_in") and f not in said
    ]
    assert lost == []


@pytest.mark.parametrize("space", ["", " "])
def test_figures_that_ran_into_the_label_below_are_told(space: str) -> None:
    values = distinct("2021")
    printed = FRONT + printing.as_text("2021", values, "pdf").decode() + BACK
    label = "二、上年结转政府信息公开申请"
    report = read(printed.replace(f"\n{label}", f"{space}{label}"))
    said = told(report)
    lost = [f for a, f in values.items() if a.startswith("applications.received") and f not in said]
    assert lost == []


def test_an_optional_row_whose_figures_are_gone_is_not_absent() -> None:
    values = distinct("2021")
    lines = printing.as_text("2021", values, "stacked").decode().split("\n")
    first = lines.index("（六）其他处理")
    after = lines.index("（七）总计")
    report = read(FRONT + "\n".join(lines[: first + 1] + lines[after:]) + BACK)
    assert marks(report, "applications.closed") == {Mark.UNREADABLE}
    assert not marks(report, "applications.closed_other")


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("layout", ["rows_boxed", "tabs", "commas", "ruled"])
def test_figures_beside_a_label_whose_next_row_is_gone_are_told(layout: str, edition: str) -> None:
    values = distinct(edition)
    table = load().forms[edition].table("article_20")
    for row, below in (pair for block in table.blocks for pair in pairwise(block.rows)):
        nils = {a: "0" for a in values if a.startswith(f"article_20.{below}.")}
        report = read(FRONT + cut(edition, values, layout, row, below) + BACK)
        assert marks(report, f"article_20.{row}") == {Mark.UNREADABLE}
        assert f"article_20.{row}" in {issue.address for issue in report.issues}
        report = read(FRONT + cut(edition, values | nils, layout, row, below) + BACK)
        assert marks(report, f"article_20.{row}") == {Mark.NUMBER}


def cut(edition: str, values: dict[str, str], layout: str, row: str, below: str) -> str:
    """Return tables without what stands between a label and the figures of the row below it."""
    whole = printing.as_text(edition, values, layout).decode()
    table = load().forms[edition].table("article_20")
    first, last = (
        re.search(rf"{table.row(name).label}[^\w（]+(?=\d)", whole) for name in (row, below)
    )
    assert first is not None
    assert last is not None
    return whole[: first.end()] + whole[last.end() :]
