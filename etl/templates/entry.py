"""What is to be written: one place and year each, with its report or an empty row to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from etl.definitions import load
from etl.definitions.schema import Form, Row, Table
from etl.domain.place import Place
from etl.domain.report import Report


@dataclass(frozen=True, slots=True)
class Entry:
    """One place and year; None in place of a report stands for an empty row to fill in."""

    place: Place
    year: int
    report: Report | None = None

    @property
    def form(self) -> Form:
        """Return the edition of the report, or else the one in force in its year."""
        return form_of(self.report.edition if self.report else None, self.year)


def form_of(edition: str | None, year: int) -> Form:
    """Return the form of an edition, or the one in force in a report year where none is named."""
    return load().forms[edition] if edition else load().form_for(year)


def refuse_twice(wanted: Sequence[Entry]) -> None:
    """Raise ValueError when a place and year is wanted twice."""
    keys = {(entry.place.place_id, entry.year) for entry in wanted}
    if len(keys) != len(wanted):
        raise ValueError("a place and year is wanted twice")


def all_rows(table: Table) -> tuple[Row, ...]:
    """Return a table's rows as shown: an optional row stands before the rows it replaces."""
    before = {row.replaces[0]: row for row in table.optional_rows}
    shown: list[Row] = []
    for row in table.rows:
        shown += [before[row.id], row] if row.id in before else [row]
    return tuple(shown)


def addresses_of(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    """Yield the addresses of these rows of a table."""
    for row in rows:
        yield from (f"{table.id}.{row.id}.{column}" for column in table.columns_of(row.id))


def row_title(row: Row) -> str:
    """Return a row's label under the label that spans it, which alone may repeat."""
    return f"{row.group}·{row.label}" if row.group else row.label


def listed_addresses(form: Form) -> tuple[str, ...]:
    """Return every address that a report in this form may fill, the narrative's first."""
    return (
        *(f"narrative.{figure}" for figure in load().figures),
        *(a for table in form.tables for a in addresses_of(table, all_rows(table))),
    )


def label_of(address: str) -> str:
    """Return what an address means, in the words of the form."""
    return labels()[address]


@cache
def labels() -> dict[str, str]:
    """Return by address the title of table, row and column; a newer edition's words win."""
    named = {f"narrative.{figure.id}": figure.label for figure in load().figures.values()}
    for form in load().forms.values():
        for table in form.tables:
            for row in table.rows + table.optional_rows:
                for column in table.columns_of(row.id):
                    words = (table.title, row_title(row), table.column(column).label)
                    named[f"{table.id}.{row.id}.{column}"] = "·".join(words)
    return named
