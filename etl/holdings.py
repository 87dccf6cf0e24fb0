"""What a warehouse is built from, and the rows of each of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from etl.categories import field_of_work
from etl.definitions import Definitions, load
from etl.model import ImportEntry, Place, Submission


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything a warehouse is built from; one submission per file version of a place and year."""

    is_sample: bool
    places: tuple[Place, ...]
    submissions: tuple[Submission, ...]
    imports: tuple[ImportEntry, ...] = ()
    deadlines: tuple[dict[str, Any], ...] = ()


def table_rows(holdings: Holdings, version: str) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Yield each table of tables.sql with its rows."""
    definitions = load()
    submissions = sorted(holdings.submissions, key=lambda s: (s.place.place_id, s.year))
    numbered = tuple(enumerate(submissions, 1))
    yield "warehouse_info", [(holdings.is_sample, datetime.now(), version)]
    yield "places", place_rows(holdings.places)
    yield (
        "deadlines",
        [(d["county_id"], d["year"], d["deadline"]) for d in holdings.deadlines],
    )
    yield (
        "imports",
        [
            (
                i.imported_at,
                i.file_name,
                i.sha256,
                i.outcome,
                i.message,
                i.place_id,
                i.year,
                i.reports,
            )
            for i in holdings.imports
        ],
    )
    yield "reports", report_rows(numbered)
    yield from content_rows(numbered)
    yield from definition_rows(definitions)


def place_rows(places: tuple[Place, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the register, each unit with the unit that carries its series on."""
    successors = {place.place_id: place.successor for place in places}
    for place in places:
        series = place.place_id
        while following := successors[series]:
            series = following
        yield (
            place.place_id, series, place.county_id, place.province, place.prefecture,
            place.county, place.township, place.type, place.valid_from, place.valid_to,
            place.successor,
        )  # fmt: skip


def report_rows(
    numbered: tuple[tuple[int, Submission], ...],
) -> Iterator[tuple[Any, ...]]:
    """Yield the reports; of one place and year the last imported is the active one."""
    newest: dict[tuple[str, int], tuple[datetime, int]] = {}
    for number, submission in numbered:
        key = (submission.place.place_id, submission.year)
        newest[key] = max(newest.get(key, (datetime.min, 0)), (submission.imported_at, number))
    for number, s in numbered:
        is_active = newest[s.place.place_id, s.year][1] == number
        yield (
            number, s.place.place_id, s.year, is_active, s.report.edition,
            s.report.identity.report_date, s.file_name, s.format, s.sha256, s.imported_at,
            s.original,
        )  # fmt: skip


def content_rows(
    numbered: tuple[tuple[int, Submission], ...],
) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Yield what the reports print: cells, figures, items, sections and issues."""
    reports = [(number, submission.report) for number, submission in numbered]
    yield (
        "cells",
        [
            (n, c.table, c.row, c.column, c.raw, c.value, c.mark, c.place, c.reading)
            for n, report in reports
            for c in report.cells
        ],
    )
    yield "figures", [
        (n, f.figure, f.raw, f.value, f.mark, f.approximate, f.evidence, f.place, f.reading,
         f.detail)
        for n, report in reports
        for f in report.figures
    ]  # fmt: skip
    yield "items", [
        (n, position, i.axis, i.label, field_of_work(i), i.parent, i.count, i.unit,
         i.approximate, i.evidence, i.place)
        for n, report in reports
        for position, i in enumerate(report.items)
    ]  # fmt: skip
    yield (
        "sections",
        [
            (n, s.ordinal, s.heading, s.text, s.place)
            for n, report in reports
            for s in report.sections
        ],
    )
    yield (
        "issues",
        [
            (n, i.kind, i.message, i.place, i.address)
            for n, report in reports
            for i in report.issues
        ],
    )


def definition_rows(
    definitions: Definitions,
) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Yield the names of addresses, fields of work and indicators for the queries to use."""
    yield "address_names", definitions.address_rows()
    yield (
        "fields_of_work",
        [(f.id, position, f.label) for position, f in enumerate(definitions.taxonomy)],
    )
    yield (
        "indicator_terms",
        [
            (indicator.id, part, address)
            for indicator in definitions.indicators.values()
            for part in ("numerator", "denominator", "minus")
            for address in getattr(indicator, part)
        ],
    )
