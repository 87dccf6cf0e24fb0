"""With one character of its print damaged, a form comes back exactly or says so.

A figure that is printed whole can only be taken as it stands: a digit or a slash that was lost,
doubled or replaced by another is a different print, which no reader of one report can know. So
the damage drawn for the signs of a figure is the kind that a scan leaves, which is no digit.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.domain.report import Line, Mark
from etl.extract import text
from etl.transform.tables.cells import NOT_READ
from etl.transform.tables.read_tables import Tables, read_tables
from etl.transform.tables.rows import rows
from tests import printing
from tests.forms import LARGE, forms

MISREAD = "Ol○#"
INTRUDING = "Ol○#x其一、.,|\t \n"
ALL_LAYOUTS = (*printing.LAYOUTS, *printing.LOSING_LAYOUTS)
FIGURE = re.compile(r"\d+(?!\.)|(?<!增)/")

Form = tuple[str, dict[str, str]]


@st.composite
def damaged(draw: st.DrawFn, printed: str) -> str:
    """Draw one character of a print and lose, double or replace it."""
    at = draw(st.integers(0, len(printed) - 1))
    before, struck, after = printed[:at], printed[at], printed[at + 1 :]
    if any(match.start() <= at < match.end() for match in FIGURE.finditer(printed)):
        return before + draw(st.sampled_from(MISREAD)) + after
    return before + draw(st.sampled_from(["", struck * 2, *INTRUDING])) + after


def read(printed: str) -> Tables:
    return read_tables(rows(text.lines(printed.encode())))


@pytest.mark.parametrize("layout", ALL_LAYOUTS)
@settings(max_examples=40, deadline=None, suppress_health_check=LARGE)
@given(form=forms(), data=st.data())
def test_one_damaged_character_never_gives_another_value(
    layout: str, form: Form, data: st.DataObject
) -> None:
    edition, values = form
    printed = printing.as_text(edition, values, layout).decode()
    tables = read(data.draw(damaged(printed)))
    other = [
        (cell.address, cell.raw, values.get(cell.address))
        for cell in tables.cells
        if cell.mark not in (Mark.UNREADABLE, Mark.ABSENT) and cell.raw != values.get(cell.address)
    ]
    assert other == []


@settings(max_examples=40, deadline=None, suppress_health_check=LARGE)
@given(form=forms(), data=st.data())
def test_a_figure_that_cannot_be_read_is_an_issue(form: Form, data: st.DataObject) -> None:
    edition, values = form
    printed = printing.as_text(edition, values, "rows_boxed").decode()
    tables = read(data.draw(damaged(printed)))
    named = {issue.address for issue in tables.issues}
    # One issue tells of all rows that an unread line may be.
    lines = {issue.place for issue in tables.issues if issue.kind == NOT_READ}
    for cell in tables.cells:
        if cell.mark is Mark.UNREADABLE:
            is_in_line = cell.reading == NOT_READ and cell.place in lines
            assert is_in_line or named & {cell.address, f"{cell.table}.{cell.row}"}


def test_one_line_that_may_be_two_rows_is_told_once() -> None:
    head = "一、主动公开政府信息情况\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    lost = "规章l| 1 |  | 0 |\n行政规范性文件 |  |  |  |\n"
    tables = read(head + lost + "行政许可 | 1 |\n行政处罚 | 3 |\n行政强制 | 4 |\n")
    told = [issue for issue in tables.issues if issue.kind == NOT_READ]
    assert [issue.address for issue in told] == ["article_20.regulations"]
    assert "“规章”等2行" in told[0].message


@pytest.mark.parametrize(
    "printed",
    ["行政许可,1\n行政处罚,2", "规章,\r0,0,0", '行政许可,"1', "|" * 1_900, "规章 " + "0 " * 900],
)
def test_odd_lines_are_taken_apart_without_an_error(printed: str) -> None:
    lines = [Line("第1段", printed)] * 5
    assert all(row.cells for row in rows(lines))


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("行政许可 | 1 | 2 |\n", "permits"),
        ("行政许可 12 |\n", "permits"),
        ("行政许X | 3 |\n", "permits"),
        ("行政许可 ○ 12 | |\n", "permits"),
        ("行政许可 |\n12\n", "permits"),
        ("行政许可 | 3 |\t| 行政给付 | 12 |\n", "permits"),
    ],
    ids=[
        "a cell too many",
        "a sign lost beside the label",
        "a short label misread",
        "a sign misread beside the label",
        "a figure on the next line",
        "a line end lost",
    ],
)
def test_a_row_of_another_shape_gives_no_figure(printed: str, row: str) -> None:
    head = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    body = "规章 | 0 | 0 | 0 |\n行政规范性文件 | 0 | 0 | 0 |\n行政处罚 | 0 |\n行政强制 | 0 |\n"
    tables = read(head + body + printed)
    found = {cell.mark for cell in tables.cells if cell.row == row}
    assert found <= {Mark.UNREADABLE, Mark.ABSENT}
