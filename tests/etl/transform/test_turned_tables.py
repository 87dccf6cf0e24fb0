"""Tables turned by a quarter, and notes on figures: read right or told, never another number."""

from __future__ import annotations

import io
import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from etl.domain.report import Document, Mark
from etl.extract import workbook
from etl.transform import parse
from tests import layouts, printing
from tests.damages import damaged
from tests.etl.transform.test_ledger import BACK, FRONT, LAYOUTS, distinct, read, told
from tests.forms import LARGE, filled_form

NOTES = ("[2]", "*", "＊", "①", "（1）", "注1", " [1]", " ①")


def turned(edition: str, values: dict[str, str], layout: str) -> str:
    """Return the tables of a form with rows as columns."""
    parts = [FRONT]
    for heading, rows in printing.tables(edition, values):
        placed = printing.placements(rows)
        grid = [[""] * len(rows) for _ in range(max(at + c.columns for _, at, c in placed))]
        for row, column, cell in placed:
            grid[column][row] = cell.text
        parts.append(f"{heading}\n{layouts.WRITERS[layout](grid)}")
    return "\n".join(parts) + BACK


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_printed_as_columns_are_read_or_told(layout: str, edition: str) -> None:
    values = distinct(edition)
    report = read(turned(edition, values, layout))
    assert not {cell.mark for cell in report.cells} & {Mark.BLANK, Mark.ABSENT}
    assert not [c for c in report.cells if c.mark is Mark.NUMBER and c.raw != values[c.address]]
    said = told(report)
    assert [figure for figure in values.values() if figure not in said] == []


def as_sheet(edition: str, values: dict[str, str]) -> bytes:
    """Return a workbook with the tables of a form turned, their cells merged as in print."""
    content = io.BytesIO()
    book = Workbook(content)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, printing.TITLE)
    top = 1
    for heading, rows in printing.tables(edition, values):
        sheet.write_string(top, 0, heading)
        for across, down, cell in printing.placements(rows):
            place = (top + 1 + down, across, top + down + cell.columns, across + cell.rows - 1)
            if cell.columns > 1 or cell.rows > 1:
                sheet.merge_range(*place, cell.text)
            else:
                sheet.write_string(*place[:2], cell.text)
        top += 2 + max(down + cell.columns for _, down, cell in printing.placements(rows))
    book.close()
    return content.getvalue()


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_turned_table_of_the_form_is_read(edition: str) -> None:
    values = distinct(edition)
    report = parse(Document("x.xlsx", "xlsx", "", workbook.lines(as_sheet(edition, values))))
    assert {cell.address: cell.raw for cell in report.cells} == values
    assert len({cell.place for cell in report.cells}) > 20
    assert not [entry for entry in report.ledger if entry.use == "not_read"]


@pytest.mark.parametrize(("label", "other"), [
    ("科研机构", "事业单位"), ("2.重复申请", "2.多次申请的"), ("科研机构", "商业企业"),
])  # fmt: skip
def test_a_turned_table_with_another_label_is_told(label: str, other: str) -> None:
    values = distinct("2021")
    printed = turned("2021", values, "tabs").replace(label, other)
    report = read(printed)
    applications = [cell for cell in report.cells if cell.table == "applications"]
    assert {cell.mark for cell in applications} == {Mark.UNREADABLE}
    reviews = {cell.address: cell.raw for cell in report.cells if cell.table == "reviews"}
    assert reviews.items() <= values.items()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("note", NOTES)
def test_a_note_on_a_figure_never_makes_another(note: str, layout: str) -> None:
    figures = distinct("2021")
    noted = set(sorted(figures)[len(layout) :: 67])
    values = {a: figure + note * (a in noted) for a, figure in figures.items()}
    report = read(FRONT + printing.as_text("2021", values, layout).decode() + BACK)
    read_as = {c.address: str(c.value) for c in report.cells if c.mark is Mark.NUMBER}
    assert read_as.items() <= figures.items()
    said = told(report)
    assert [figure for figure in figures.values() if figure not in said] == []
    named = {issue.address for issue in report.issues}
    unread = {c.address for c in report.cells if c.reading == "not_read"}
    for address in noted - set(read_as) - unread:
        assert {address, address.rpartition(".")[0]} & named


@pytest.mark.parametrize("edition", ["2019", "2021"])
@settings(max_examples=20, deadline=None, suppress_health_check=LARGE)
@given(chance=st.randoms(use_true_random=False))
def test_no_damage_to_a_turned_table_makes_another_figure(edition: str, chance: Random) -> None:
    values = distinct(edition)
    printed = damaged(turned(edition, values, "tabs"), chance, times=chance.choice([0, 1, 2]))
    report = read(printed)
    read_as = {c.address: c.raw for c in report.cells if c.mark is Mark.NUMBER}
    printed_as = set(values.values())
    assert {a: raw for a, raw in read_as.items() if raw in printed_as}.items() <= values.items()
    said = told(report)
    standing = re.findall(r"(?<!\d)\d{4}(?!\d)", printed)
    assert [figure for figure in standing if figure in printed_as and figure not in said] == []


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_turned_article_20_in_text_is_read_where_no_figure_is_part_of_another(
    edition: str,
) -> None:
    values = distinct(edition)
    firsts = (".regulations.", ".permits.", ".penalties.")
    values |= {a: "0" for a in values if any(row in a for row in firsts)}
    report = read(turned(edition, values, "tabs"))
    own = {c.address: c.raw for c in report.cells if c.table == "article_20"}
    assert own.items() <= values.items()


@pytest.mark.parametrize("edition", ["2019", "2021"])
@settings(max_examples=20, deadline=None, suppress_health_check=LARGE)
@given(chance=st.randoms(use_true_random=False))
def test_a_figure_lost_and_a_cell_split_in_one_row_give_no_other(
    edition: str, chance: Random
) -> None:
    values = {a: v.strip("/") or "0" for a, v in filled_form(edition, chance).items()}
    lines = [line.split("\t") for line in turned(edition, values, "tabs").split("\n")]
    row = chance.choice([row for row in lines if sum(map(str.isdecimal, row)) > 1])
    del row[chance.choice([n for n, cell in enumerate(row) if cell.isdecimal()])]
    at = chance.choice([n for n, cell in enumerate(row) if len(cell) > 1] or [0])
    place = chance.randrange(1, max(2, len(row[at])))
    row[at : at + 1] = [row[at][:place], row[at][place:]]
    report = read("\n".join(map("\t".join, lines)))
    read_as = {c.address: c.raw for c in report.cells if c.mark is Mark.NUMBER}
    assert read_as.items() <= values.items()
