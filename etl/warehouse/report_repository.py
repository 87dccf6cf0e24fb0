"""Brings reports back from the warehouse, as they were read, for exports and for corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from etl.domain.place import Place
from etl.domain.report import Axis, Cell, Figure, Identity, Item, Mark, Report
from etl.templates.stated_value import canonical
from etl.warehouse.publication import ask

CORRECTED = "corrected"
Printed = TypeVar("Printed", Cell, Figure)


@dataclass(frozen=True, slots=True)
class Held:
    """The report that counts for a place and year; its key says what it came as."""

    place_id: str
    year: int
    key: str
    report: Report


def held(data: Path, places: dict[str, Place], years: tuple[int, ...] = ()) -> Iterator[Held]:
    """Yield the active reports of places in years, all years where none are named."""
    rows = [
        row
        for row in ask(data, "active_reports")
        if row[1] in places and (not years or row[2] in years)
    ]
    reports = {"reports": [row[0] for row in rows]}
    cells = grouped(ask(data, "cells_of_reports", reports))
    figures = grouped(ask(data, "figures_of_reports", reports))
    items = grouped(ask(data, "items_of_reports", reports))
    for report_id, place_id, year, edition, signed, key in rows:
        place = places[place_id]
        yield Held(place_id, year, key, Report(
            Identity(place.township, place.county, year, signed, place_id),
            edition,
            tuple(cell_of(row) for row in cells[report_id]),
            tuple(figure_of(row) for row in figures[report_id]),
            tuple(item_of(row) for row in items[report_id]),
        ))  # fmt: skip


def grouped(rows: list[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Return rows by the report that stands in their first column, without it."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for report_id, *rest in rows:
        found[report_id].append(tuple(rest))
    return found


def cell_of(row: tuple[Any, ...]) -> Cell:
    """Return a cell of the warehouse as it was read."""
    table, row_id, column, raw, value, mark, place, reading, confidence, corrected = row
    return Cell(
        table, row_id, column, raw, value, Mark(mark), place, reading, confidence, corrected
    )


def figure_of(row: tuple[Any, ...]) -> Figure:
    """Return a figure of the warehouse as it was read."""
    figure, raw, value, mark, *rest = row
    return Figure(figure, raw, value, Mark(mark), *rest)


def item_of(row: tuple[Any, ...]) -> Item:
    """Return a part of the disclosed total as it was read."""
    label, count, unit, axis, *rest = row
    return Item(label, count, unit, Axis(axis), *rest)


def to_take_home(report: Report) -> Report:
    """Return a report for a file that can be imported again: corrected values as the print."""
    return replace(
        report,
        cells=tuple(as_meant(cell) for cell in report.cells),
        figures=tuple(as_meant(figure) for figure in report.figures),
    )


def as_meant(found: Printed) -> Printed:
    """Return a corrected figure with what was meant, saying beside its place what was printed."""
    if not found.corrected:
        return found
    meant = canonical(found.value) if found.value is not None else ""
    place = f"{found.place}（原文“{found.raw}”，更正：{found.corrected}）"
    return replace(found, raw=meant, place=place, reading=CORRECTED)
