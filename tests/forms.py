"""Draws filled forms in which the official arithmetic holds, as townships fill them in."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import HealthCheck
from hypothesis import strategies as st

from etl.definitions import load
from etl.definitions.schema import Table
from etl.domain.report import Cell, Mark

# What a test is stopped for where its inputs are many or take long to draw, as whole reports are.
LARGE = (
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
    HealthCheck.too_slow,
)
FIGURES = ("0", "0", "0", "0", "1", "3", "12", "307")
EDITIONS = ("2019", "2021")


def stated(raw: str) -> tuple[Decimal | None, Mark]:
    """Return the value and the mark of what a valid report prints."""
    mark = {"/": Mark.NIL, "": Mark.BLANK}.get(raw, Mark.NUMBER)
    return (Decimal(raw) if mark is Mark.NUMBER else None), mark


def cell(address: str, raw: str) -> Cell:
    """Return the cell of an address in which this is printed."""
    table, row, column = address.split(".")
    return Cell(table, row, column, raw, *stated(raw))


def filled_form(edition: str, chance: Random) -> dict[str, str]:
    """Return what stands in each cell of a valid form; nothing to report in one of three ways."""
    figures: dict[str, int] = {}
    for table in load().forms[edition].grids:
        fill = {"article_20": article_20, "applications": applications, "reviews": reviews}
        figures |= fill[table.id](table, chance)
    usual = chance.choice(["0", "0", "0", "/", ""])
    share = chance.choice([0.0, 0.0, 0.1, 0.5])
    return {
        address: str(figure)
        if figure
        else chance.choice(["0", "/", ""])
        if chance.random() < share
        else usual
        for address, figure in figures.items()
    }


def article_20(table: Table, chance: Random) -> dict[str, int]:
    return {address: int(chance.choice(FIGURES)) for address in table.addresses()}


def applications(table: Table, chance: Random) -> dict[str, int]:
    rows = [row.id for row in table.rows]
    applicants = [column.id for column in table.columns[:-1]]
    counts = {row: dict.fromkeys(applicants, 0) for row in rows}
    for _ in range(chance.choice([0, 1, 2, 5])):
        counts[chance.choice(rows[2:-2])][chance.choice(applicants)] += chance.choice([1, 2, 14])
    for applicant in applicants:
        counts["handled_total"][applicant] = sum(counts[row][applicant] for row in rows[2:-2])
        received = counts["handled_total"][applicant]
        carried = chance.choice([0, 0, 1]) if received else 0
        counts["carried_in"][applicant] = carried
        counts["received_new"][applicant] = received - carried
    return {
        f"{table.id}.{row}.{column}": figure
        for row, counted in counts.items()
        for column, figure in (*counted.items(), ("total", sum(counted.values())))
    }


def reviews(table: Table, chance: Random) -> dict[str, int]:
    figures = {}
    for row in table.rows:
        counted = [chance.choice([0, 0, 0, 0, 0, 1, 2]) for _ in table.columns[:-1]]
        for column, figure in zip(table.columns, [*counted, sum(counted)], strict=True):
            figures[f"{table.id}.{row.id}.{column.id}"] = figure
    return figures


@st.composite
def forms(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """Draw an edition and a valid form of it."""
    edition = draw(st.sampled_from(EDITIONS))
    return edition, filled_form(edition, draw(st.randoms(use_true_random=False)))
