"""A figure with the mark of a note is read where the note is printed below it, else told."""

from __future__ import annotations

import pytest

from etl.domain.report import Mark, Report
from tests import printing
from tests.etl.transform.test_ledger import BACK, FRONT, LAYOUTS, distinct, read

NOTED = "applications.received_new.total"
MARKS = [
    ("*", "*为与街道合办的件。"),
    ("＊", "注：＊含街道转来的件"),
    ("**", "**含街道转来的件。"),
    ("[2]", "[2] 含街道转来的件。"),
    ("［1］", "［1］含街道转来的件"),
    ("①", "注：①含街道转来的件。"),
    ("注1", "注1：含街道转来的件。"),
    ("（1）", "备注：（1）含街道转来的件"),
    ("[^1]", "[^1]: 含街道转来的件。"),
]
NO_NOTES = [
    ("*", ""),
    ("*", "* 公开栏目"),
    ("*", "*强调*"),
    ("*", "注：[1]含街道转来的件"),
    ("*", "*应为另一数。"),
    ("[2]", "[1]含街道转来的件"),
    ("（1）", "（1）含街道转来的件"),
    ("①", "①含街道转来的件"),
]


def printed(mark: str, note: str, layout: str) -> tuple[Report, dict[str, str]]:
    """Return what is read of a report in which one figure bears a mark, and all its figures."""
    figures = distinct("2021")
    values = figures | {NOTED: figures[NOTED] + mark}
    tables = printing.as_text("2021", values, layout).decode()
    return read(f"{FRONT}{tables}\n{note}{BACK}"), figures


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "pdf"])
@pytest.mark.parametrize(("mark", "note"), MARKS)
def test_a_figure_is_read_where_a_note_bears_its_mark(mark: str, note: str, layout: str) -> None:
    report, figures = printed(mark, note, layout)
    cells = {cell.address: cell for cell in report.cells}
    assert {a: str(c.value) for a, c in cells.items()} == figures
    assert cells[NOTED].raw == figures[NOTED] + mark
    marked = [entry.text for entry in report.ledger if figures[NOTED] in entry.text]
    assert marked
    assert all(mark in text for text in marked)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("mark", "note"), NO_NOTES)
def test_without_its_note_a_mark_is_told(mark: str, note: str, layout: str) -> None:
    report, figures = printed(mark, note, layout)
    (cell,) = [cell for cell in report.cells if cell.address == NOTED]
    assert cell.mark is Mark.UNREADABLE
    read_as = {c.address: str(c.value) for c in report.cells if c.mark is Mark.NUMBER}
    assert read_as.items() <= figures.items()


def test_a_mark_is_left_where_the_same_figure_stands_beside_it() -> None:
    figures = distinct("2021")
    other = "applications.received_new.natural_person"
    values = figures | {NOTED: figures[other] + "*"}
    tables = printing.as_text("2021", values, "tabs").decode()
    report = read(f"{FRONT}{tables}\n*含街道转来的件。{BACK}")
    cells = {cell.address: cell for cell in report.cells}
    assert cells[NOTED].mark is Mark.UNREADABLE
    assert cells[other].raw == figures[other]
