"""Prints the official tables as a township's clerk would: numbers, slashes, blanks."""

from __future__ import annotations

from decimal import Decimal

from etl.definitions import load
from etl.domain.report import Cell, Mark
from etl.sample import article20, reviews
from etl.sample.applications import Flow
from etl.sample.county import Oddity, Township, oddities_of

CLOSED_PARTS = ("closed_not_corrected", "closed_not_paid", "closed_other")
EMPTY = {"zero": "0", "slash": "/", "blank": ""}


def edition_of(township: Township, year: int) -> str:
    """Return the edition of the form that a report is written on."""
    if "old_form" in oddities_of(township.name, year):
        return "2019"
    return load().form_for(year).edition


def cells_of(seed: int, township: Township, year: int, flow: Flow) -> tuple[Cell, ...]:
    """Return the printed cells of every official table of one report."""
    edition = edition_of(township, year)
    if not load().forms[edition].grids:
        return ()
    odd = oddities_of(township.name, year)
    handled = flow.count("handled_total")
    values = (
        article20.values(seed, township, year, edition)
        | {f"applications.{row}.{column}": Decimal(n) for (row, column), n in flow.cells.items()}
        | reviews.values(seed, township, year, handled)
    )
    slipped(values, odd)
    addresses = printed_addresses(values, edition, odd)
    return tuple(cell(a, values[a], township.prints_in(year), odd) for a in addresses)


def printed_addresses(
    values: dict[str, Decimal], edition: str, odd: dict[str, Oddity]
) -> tuple[str, ...]:
    """Return the addresses that the report has, in printed order."""
    addresses = load().forms[edition].addresses()
    if "one_row_closed" in odd:
        addresses = with_one_closed_row(values, addresses)
    return addresses


def with_one_closed_row(values: dict[str, Decimal], addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses with the three rows of （六） printed as one, and add their sum up."""
    printed = []
    for address in addresses:
        table, row, column = address.split(".")
        if row not in CLOSED_PARTS:
            printed.append(address)
        elif row == CLOSED_PARTS[0]:
            parts = [values[f"{table}.{part}.{column}"] for part in CLOSED_PARTS]
            values[f"{table}.closed.{column}"] = sum(parts, Decimal(0))
            printed.append(f"{table}.closed.{column}")
    return tuple(printed)


def slipped(values: dict[str, Decimal], odd: dict[str, Oddity]) -> None:
    """Put the slips of the pen into the values: a wrong row total, an imbalance."""
    if "row_total_wrong" in odd:
        values["applications.received_new.total"] += 1
    if "balance_broken" in odd:
        for column in ("natural_person", "total"):
            values[f"applications.handled_total.{column}"] += 1


def cell(address: str, value: Decimal, habit: str, odd: dict[str, Oddity]) -> Cell:
    """Return one printed cell; an empty one is written as the township's habit has it."""
    table, row, column = address.split(".")
    broken = odd.get("unreadable")
    lost = odd.get("lost_table")
    if lost and lost.table == table:
        return Cell(table, row, column, "", None, Mark.ABSENT)
    if broken and broken.address == address:
        return Cell(table, row, column, broken.text, None, Mark.UNREADABLE)
    if value or habit == "zero":
        return Cell(table, row, column, f"{value:f}", value, Mark.NUMBER)
    mark = Mark.NIL if habit == "slash" else Mark.BLANK
    return Cell(table, row, column, EMPTY[habit], None, mark)
