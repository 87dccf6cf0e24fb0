"""Turned tables whose cells span several places: read as they stand, or told when damaged."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from random import Random

import docx
import pytest
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import extract
from etl.domain.report import Mark, Report
from etl.transform import parse
from tests import printing
from tests.documents import converted
from tests.etl.transform.test_ledger import distinct, told
from tests.forms import LARGE
from tests.printing import Printed

OF_OFFICE = (".pdf", ".odt")
EDITIONS = ("2019", "2021")
Grid = list[list[Printed]]


def turned(rows: printing.Rows) -> Grid:
    """Return a table with its rows as columns; spans are turned with their cells."""
    placed = printing.placements(rows)
    cells = {(column, row): Printed(c.text, c.rows, c.columns) for row, column, c in placed}
    covered = {
        (down + n, across + m)
        for (down, across), cell in cells.items()
        for n in range(cell.rows)
        for m in range(cell.columns)
    }
    height, width = (1 + max(place[axis] for place in covered) for axis in (0, 1))
    places = [[(row, column) for column in range(width)] for row in range(height)]
    return [
        [cells.get(place, Printed("")) for place in row if place in cells or place not in covered]
        for row in places
    ]


def tables(edition: str, values: dict[str, str]) -> list[tuple[str, Grid]]:
    return [(heading, turned(rows)) for heading, rows in printing.tables(edition, values)]


def as_html(found: list[tuple[str, Grid]]) -> bytes:
    parts = [f"<html><head><meta charset='utf-8'></head><body><p>{printing.TITLE}</p>"]
    for heading, grid in found:
        rows = (
            "".join(
                f"<td colspan='{c.columns}' rowspan='{c.rows}'>{html.escape(c.text)}</td>"
                for c in row
            )
            for row in grid
        )
        parts.append(f"<p>{heading}</p><table><tr>{'</tr><tr>'.join(rows)}</tr></table>")
    return "".join([*parts, "</body></html>"]).encode()


def as_docx(found: list[tuple[str, Grid]]) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(110), Cm(100)
    document.add_paragraph(printing.TITLE)
    for heading, grid in found:
        document.add_paragraph(heading)
        placed = printing.placements(grid)
        width = max(column + cell.columns for _, column, cell in placed)
        table = document.add_table(rows=len(grid), cols=width, style="Table Grid")
        cells = [line.cells for line in table.rows]
        for row, column, cell in placed:
            target = cells[row][column]
            if cell.columns > 1 or cell.rows > 1:
                target = target.merge(cells[row + cell.rows - 1][column + cell.columns - 1])
            target.text = cell.text
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


WRITERS: dict[str, Callable[[list[tuple[str, Grid]]], bytes]] = {".html": as_html, ".docx": as_docx}


def read(suffix: str, content: bytes) -> Report:
    return parse(extract.read_content(f"报告{suffix}", content))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("suffix", WRITERS)
def test_a_turned_table_with_merged_cells_is_read(suffix: str, edition: str) -> None:
    values = distinct(edition)
    report = read(suffix, WRITERS[suffix](tables(edition, values)))
    assert {cell.address: cell.raw for cell in report.cells} == values
    assert not [entry for entry in report.ledger if entry.use == "not_read"]


@pytest.mark.office
@pytest.mark.parametrize("suffix", OF_OFFICE)
def test_office_programs_keep_a_turned_table(
    suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("turned")
    values = distinct("2021")
    word = printing.written(folder, "报告.docx", as_docx(tables("2021", values)))
    report = read(suffix, converted(folder, [word], suffix)[0].read_bytes())
    assert {cell.address: cell.raw for cell in report.cells} == values


def harm(grid: Grid, chance: Random) -> None:
    """Lose, double, merge, part or move a cell or a row of a table."""
    row = chance.choice([row for row in grid if len(row) > 1])
    at = chance.randrange(len(row))
    cell = row[at]
    kind = chance.choice(["lost", "rows", "doubled", "blank", "merged", "parted", "thin", "end"])
    if kind == "lost":
        del row[at]
    elif kind == "rows":
        grid.insert(chance.randrange(len(grid)), grid.pop(chance.randrange(len(grid))))
    elif kind == "doubled":
        row.insert(at, Printed(""))
    elif kind == "blank":
        row[at] = Printed("", cell.columns, cell.rows)
    elif kind == "merged" and at:
        before = row.pop(at - 1)
        text = f"{before.text} {cell.text}"
        row[at - 1] = Printed(text, before.columns + cell.columns, cell.rows)
    elif kind == "parted" and len(cell.text) > 1:
        row[at : at + 1] = [Printed(cell.text[:1]), Printed(cell.text[1:])]
    elif kind == "thin":
        row[at] = Printed(cell.text)
    else:
        del grid[chance.randrange(1, len(grid)) :]


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=20, deadline=None, suppress_health_check=LARGE)
@given(chance=st.randoms(use_true_random=False))
def test_no_damage_to_merged_cells_makes_another_figure(edition: str, chance: Random) -> None:
    values = distinct(edition)
    found = tables(edition, values)
    for _ in range(chance.choice([1, 1, 2])):
        harm(chance.choice([grid for _, grid in found if len(grid) > 1]), chance)
    content = as_html(found)
    report = read(".html", content)
    read_as = {c.address: c.raw for c in report.cells if c.mark is Mark.NUMBER}
    printed = set(values.values())
    assert {a: raw for a, raw in read_as.items() if raw in printed}.items() <= values.items()
    said = told(report)
    standing = re.findall(r"(?<!\d)\d{4}(?!\d)", content.decode())
    assert [figure for figure in standing if figure in printed and figure not in said] == []
