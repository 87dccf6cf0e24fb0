"""Figures side by side: a row per unit and year, a column per figure with its official label."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard.labels import wording
from dashboard.queries.result import Row, rows
from dashboard.tables.schema import Column, Table
from etl.definitions import load
from etl.domain.report import Mark

NO_REPORT = "no_report"
LISTS = ["addresses", "values", "marks", "raws", "approximates"]


class Printed(NamedTuple):
    """What a report prints for a figure."""

    value: float | None = None
    mark: str = Mark.ABSENT
    raw: str = ""
    approximate: bool = False


ABSENT = Printed()


def spread(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the table with the values of each of its figures, their marks and their tokens."""
    found = [by_address(row) for row in rows(frame)]
    values: dict[str, list[Any]] = {}
    for column in table.columns:
        if column.name in figures():
            printed = [None if one is None else one.get(column.name, ABSENT) for one in found]
            values |= dict(spread_column(column, printed))
    added = pd.DataFrame(values, index=frame.index)
    return pd.concat([frame.drop(columns=LISTS), added], axis=1)


def widened(table: Table, parts: Collection[str]) -> Table:
    """Return the table with a column for every figure of these parts of the report, or of all."""
    wanted = [
        column
        for address, column in figures().items()
        if not parts or address.partition(".")[0] in parts
    ]
    return replace(table, columns=(*table.columns, *wanted))


def by_address(row: Row) -> dict[str, Printed] | None:
    """Return the figures of a report by their address; None where there is no report."""
    if wording.is_missing(row["report_id"]):
        return None
    addresses, *printed = (listed(row[name]) for name in LISTS)
    return dict(zip(addresses, map(Printed, *printed), strict=True))


def listed(found: Any) -> list[Any]:
    """Return what a list of an answer holds; nothing where a report prints nothing."""
    return found.tolist() if isinstance(found, np.ndarray) else []


def spread_column(
    column: Column, printed: Sequence[Printed | None]
) -> Iterator[tuple[str, list[Any]]]:
    """Yield a figure's values, marks, texts in files, and whether they are approximate."""
    yield column.name, [figure.value if figure else None for figure in printed]
    yield str(column.mark), [figure.mark if figure else NO_REPORT for figure in printed]
    yield str(column.instead), [token(figure) for figure in printed]
    yield str(column.approximate), [bool(figure and figure.approximate) for figure in printed]


def token(figure: Printed | None) -> str:
    """Return what our templates write where there is no number; an unreadable print stays."""
    if figure is None:
        return wording.missing(NO_REPORT)
    written = load().marks[Mark(figure.mark)].token
    return figure.raw if written is None else written


@cache
def figures() -> dict[str, Column]:
    """Return a column per figure, in the order of the form, under its official label."""
    return {
        address: Column(
            address,
            label,
            unit=unit,
            mark=f"{address}_mark",
            approximate=f"{address}_approximate",
            instead=f"{address}_token",
        )
        for address, _, label, _, unit in load().address_rows()
    }
