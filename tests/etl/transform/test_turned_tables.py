"""Tables turned by a quarter, and notes on figures: read right or told, never another number."""

from __future__ import annotations

import pytest

from etl.domain.report import Mark
from tests import layouts, printing
from tests.etl.transform.test_ledger import BACK, FRONT, LAYOUTS, distinct, read, told

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
