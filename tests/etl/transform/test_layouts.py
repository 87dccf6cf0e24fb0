"""A form comes back as it was printed, whatever layout a site or converter gave it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from etl.definitions import load
from etl.domain.report import Cell, Mark
from etl.extract import text
from etl.transform.tables.read_tables import Tables, read_tables
from etl.transform.tables.rows import Row, rows
from tests import layouts, printing
from tests.forms import LARGE, forms

TOLD = (Mark.UNREADABLE, Mark.ABSENT)
# Here a sign opens each row; what follows the last row of a table cannot always be told from it.
OPENING = ("cells_led", "cells_indented")
ROWS = load().forms["2021"].table("applications").rows
HEAD = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 0 | 0 | 0\n"
COLUMNS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n"

Form = tuple[str, dict[str, str]]


def read(printed: str) -> Tables:
    return read_tables(rows(text.lines(printed.encode())))


def raw(tables: Tables, row: str) -> list[str]:
    return [cell.raw for cell in tables.cells if f"{cell.table}.{cell.row}" == row]


def marks(tables: Tables, row: str) -> set[Mark]:
    return {cell.mark for cell in tables.cells if f"{cell.table}.{cell.row}" == row}


def differing(tables: Tables, values: dict[str, str]) -> list[Cell]:
    """Return the cells read as something else than was printed."""
    return [c for c in tables.cells if c.mark not in TOLD and c.raw != values.get(c.address)]


@pytest.mark.parametrize("layout", [x for x in printing.LAYOUTS if x not in OPENING])
@settings(max_examples=15, deadline=None, suppress_health_check=LARGE)
@given(form=forms())
def test_a_layout_that_keeps_blank_cells_comes_back_exactly(layout: str, form: Form) -> None:
    edition, values = form
    tables = read_tables(rows(text.lines(printing.as_text(edition, values, layout))))
    assert tables.edition == edition
    assert {cell.address: cell.raw for cell in tables.cells} == values


@pytest.mark.parametrize("layout", [*OPENING, *printing.LOSING_LAYOUTS])
@settings(max_examples=15, deadline=None, suppress_health_check=LARGE)
@given(form=forms())
def test_a_layout_that_loses_cells_never_gives_another_value(layout: str, form: Form) -> None:
    edition, values = form
    tables = read_tables(rows(text.lines(printing.as_text(edition, values, layout))))
    assert tables.edition == edition
    assert differing(tables, values) == []


@pytest.mark.parametrize("layout", [*OPENING, *printing.LOSING_LAYOUTS])
def test_nothing_is_lost_where_no_cell_is_blank(layout: str) -> None:
    values = dict.fromkeys(load().forms["2021"].addresses(), "0")
    tables = read_tables(rows(text.lines(printing.as_text("2021", values, layout))))
    if layout != "once":
        assert {cell.address: cell.raw for cell in tables.cells} == values
    assert differing(tables, values) == []


def printed_rows(figures: dict[str, str]) -> str:
    """Print the applications table one row a line, figures parted by spaces, else seven zeros."""
    lines = [f"{row.label} {figures.get(row.id, '0 0 0 0 0 0 0')}" for row in ROWS]
    return "本年制发件数\n现行有效件数\n" + "\n".join(lines)


def test_figures_of_a_row_with_lost_blanks_are_placed_by_the_sums_of_the_form() -> None:
    full = "0 2 0 0 0 0 2"
    tables = read(printed_rows({"received_new": "2 2", "disclosed": full, "handled_total": full}))
    assert raw(tables, "applications.received_new") == ["", "2", "", "", "", "", "2"]
    readings = {cell.reading for cell in tables.cells if cell.row == "received_new"}
    assert readings == {"by_arithmetic"}
    (issue,) = tables.issues
    assert (issue.kind, issue.address) == ("placed_by_arithmetic", "applications.received_new")


@pytest.mark.parametrize(
    "figures",
    [
        {"received_new": "2 2", "disclosed": "2 2", "handled_total": "2 2"},
        {"received_new": "0 0 0"},
        {"received_new": "2"},
        {"received_new": "2 3"},
    ],
    ids=["the same in any column", "zeros anywhere", "a lone figure", "sums that do not hold"],
)
def test_figures_that_the_sums_leave_open_stay_unreadable(figures: dict[str, str]) -> None:
    tables = read(printed_rows(figures))
    assert marks(tables, "applications.received_new") == {Mark.UNREADABLE}
    assert {issue.kind for issue in tables.issues} >= {"position_lost"}


def test_a_row_that_does_not_add_up_is_said_so() -> None:
    tables = read(printed_rows({"received_new": "1 0 0 0 0 0 3"}))
    assert ("sum_differs", "applications.received_new") in {
        (issue.kind, issue.address) for issue in tables.issues
    }


def test_a_row_cut_in_two_by_a_page_is_one_row() -> None:
    above = "4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n5.要求行政机关确认或" + " | " * 7
    tables = read(f"{HEAD}{COLUMNS}{above}\n重新出具已获取信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n")
    assert raw(tables, "applications.declined_confirm_or_reissue") == list("1000001")


def test_a_header_repeated_after_a_page_break_is_no_row() -> None:
    first = "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n"
    second = "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    tables = read(f"{HEAD}{COLUMNS}{first}- 4 -\n{COLUMNS}{second}")
    assert raw(tables, "applications.received_new") == list("1000001")
    assert raw(tables, "applications.carried_in") == list("0000000")


def test_characters_printed_as_radicals_are_read_as_characters() -> None:
    tables = read(f"{HEAD}⾏政规范性⽂件 | 4 | 0 | 9\n")
    assert raw(tables, "article_20.normative_documents") == ["4", "0", "9"]


def test_a_row_printed_twice_with_other_figures_is_not_certain() -> None:
    tables = read(f"{HEAD}规章 | 5 | 0 | 0\n")
    assert marks(tables, "article_20.regulations") == {Mark.UNREADABLE}


def test_words_of_a_menu_before_the_tables_are_no_rows() -> None:
    tables = read(f"行政许可\n行政处罚\n{HEAD}信息内容 | 本年处理决定数量\n行政许可 | 7\n")
    assert raw(tables, "article_20.permits") == ["7"]
    assert marks(tables, "article_20.penalties") == {Mark.ABSENT}


def test_a_text_that_breaks_off_keeps_what_it_printed() -> None:
    start = "信息内容 |\n本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n"
    tables = read(f"{start}规章 |\n1 |\n2 |\n3 |\n行政规范性文件 |\n4 |\n")
    assert raw(tables, "article_20.normative_documents") == ["4", "", ""]


def test_the_edition_is_told_by_its_labels_alone() -> None:
    old = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n规章 | 0 | 0 | 0\n"
    assert read(old).edition == "2019"
    assert read(HEAD).edition == "2021"


TWO_YEARS = {
    "in halves": ("2022年 | 2023年\n", "3 | 0 | 1 | 5 | 0 | 2"),
    "in pairs": ("2022年 | 2023年 | 2022年 | 2023年 | 2022年 | 2023年\n", "3 | 5 | 0 | 0 | 1 | 2"),
    "as this and last year": ("上年 | 本年\n", "3 | 0 | 1 | 5 | 0 | 2"),
}


@pytest.mark.parametrize("layout", TWO_YEARS)
def test_of_two_years_side_by_side_the_report_year_is_read(layout: str) -> None:
    years, figures = TWO_YEARS[layout]
    printed = f"本年制发件数 | 本年废止件数 | 现行有效件数\n{years}规章 | {figures}\n"
    lines = rows(text.lines(printed.encode()))
    assert raw(read_tables(lines, 2023), "article_20.regulations") == ["5", "0", "2"]


def test_of_two_years_neither_of_which_is_the_report_year_none_is_read() -> None:
    years, figures = TWO_YEARS["in halves"]
    printed = f"本年制发件数 | 本年废止件数 | 现行有效件数\n{years}规章 | {figures}\n"
    for year in (None, 2024):
        tables = read_tables(rows(text.lines(printed.encode())), year)
        assert marks(tables, "article_20.regulations") == {Mark.UNREADABLE}


def test_figures_under_a_header_of_no_known_edition_are_not_read() -> None:
    tables = read("规章 | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n行政许可 | 7\n")
    assert tables.cells == ()
    assert [issue.kind for issue in tables.issues] == ["unknown_edition"]


@pytest.mark.parametrize("rest", [("政查询事项", *[""] * 7), ("", "政查询事项", *[""] * 7)])
def test_a_label_goes_on_in_the_row_below_whatever_cells_that_has(rest: tuple[str, ...]) -> None:
    figures = ("1", "0", "0", "0", "0", "0", "1")
    head = ("", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    printed = [
        head,
        ("（一）予以公开", *figures),
        ("8.属于行", *figures),
        rest,
        ("1.本机关不掌握相关政府信息", *figures),
    ]
    tables = read_tables(
        tuple(Row(cells, f"第{n}行", exact=True) for n, cells in enumerate(printed, 1))
    )
    found = [c.value for c in tables.cells if c.row == "refused_administrative_inquiry"]
    assert found == [Decimal(text) for text in figures]


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("width", [1, 2, 3])
def test_a_label_of_one_sign_a_line_is_read_or_told(
    edition: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layouts, "LONGEST_PDF_LABEL", width)
    addresses = [a for table in load().forms[edition].grids for a in table.addresses()]
    values = {address: str(3_001 + 7 * n) for n, address in enumerate(addresses)}
    tables = read(printing.as_text(edition, values, "pdf").decode())
    told = {cell.row for cell in tables.cells if cell.mark in TOLD}
    assert told <= ({"handled_total"} if width == 1 else set())
    assert all(c.raw == values[c.address] for c in tables.cells if c.row not in told)
