"""Lets the rules judge reports that a test makes up, many in one warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import duckdb

from etl.warehouse.build import create_tables
from etl.warehouse.checks.catalogue import catalogue
from etl.warehouse.checks.judging import CODES, OUTCOMES, REASONS
from etl.warehouse.checks.outcomes import judge
from etl.warehouse.loading.arrow import load_rows
from etl.warehouse.sql import statement

YEAR = 2024
NAMES = OUTCOMES | REASONS
STAGED = (
    "staging/submissions",
    "staging/reports_before",
    "marts/joint_units",
    "marts/joint_cells",
    "marts/county_cells",
    "marts/prefecture_parts",
    "marts/prefecture_cells",
    "similarity/similar_texts",
)


@dataclass(frozen=True, slots=True)
class Case:
    """What one unit prints by address, this year and perhaps the year before."""

    printed: Mapping[str, float | str]
    before: Mapping[str, float | str] | None = None
    edition: str = "2021"
    facts: Mapping[str, float] = field(default_factory=dict)


def example(values: Mapping[str, float | str], edition: str) -> Case:
    """Return the case that the example of a rule describes."""
    now = {a: v for a, v in values.items() if not a.startswith(("previous.", "report."))}
    before = {
        a.removeprefix("previous."): v for a, v in values.items() if a.startswith("previous.")
    }
    facts = {a: float(v) for a, v in values.items() if a.startswith("report.")}
    return Case(now, before or None, edition, facts)


def warehouse_of(cases: Sequence[Case]) -> duckdb.DuckDBPyConnection:
    """Return a warehouse in which the unit numbered i files case i."""
    connection = duckdb.connect()
    create_tables(connection)
    places = [
        (unit(i), unit(i), "990102", *[""] * 3, f"{i}号镇", "镇", "township", None, None, None)
        for i in range(len(cases))
    ]
    load_rows(connection, "places", places)
    reports, cells, figures, facts = [], [], [], []
    for number, case in enumerate(cases):
        for offset, printed in ((0, case.printed), (1, case.before)):
            if printed is None:
                continue
            report = 2 * number + offset
            reports.append((report, unit(number), YEAR - offset, True, case.edition, None, None,
                            date(YEAR - offset + 1, 1, 20), None, "f", "txt", "", None, "",
                            0, f"{report}"))  # fmt: skip
            for address, text in printed.items():
                (figures if address.startswith("narrative.") else cells).append(
                    printed_row(report, address, text)
                )
        facts += [
            (2 * number, a.partition(".")[2], Decimal(str(v)), "number", "", "")
            for a, v in case.facts.items()
        ]
    at = "timestamp '2025-01-20 09:00:00'"
    connection.execute("alter table reports alter column imported_at drop not null")
    load_rows(connection, "reports", reports)
    connection.execute(f"update reports set imported_at = {at}")
    load_rows(connection, "cells", cells)
    load_rows(connection, "figures", figures)
    for name in STAGED:
        connection.execute(statement(name))
    load_rows(connection, "facts", facts)
    return connection


def unit(number: int) -> str:
    return f"990102{number:06d}"


def printed_row(report: int, address: str, text: float | str) -> tuple[object, ...]:
    """Return the row of a cell or figure; `/` is a nil, an empty text a blank."""
    raw = str(text)
    mark = {"/": "nil", "": "blank"}.get(raw, "number")
    value = Decimal(raw) if mark == "number" else None
    if address.startswith("narrative."):
        return (report, address.partition(".")[2], raw, value, mark, False, f"句子{raw}", "第1行",
                "sentence", "", None, "")  # fmt: skip
    return (report, *address.split("."), raw, value, mark, "第1行", "printed", None, "")


def judged(cases: Sequence[Case]) -> list[dict[tuple[str, str], str]]:
    """Return for each case the outcome by rule and instance; facts are those of the case."""
    connection = warehouse_of(cases)
    judge(connection)
    rows = connection.execute("select * from instance_outcomes").fetchall()
    codes = {row[0]: row[1:] for row in rows}
    found: list[dict[tuple[str, str], str]] = []
    for number in range(len(cases)):
        worst: dict[tuple[str, str], int] = {}
        for instance, code in zip(catalogue(), codes[2 * number], strict=True):
            key = (instance.rule.id, instance.id)
            worst[key] = max(code, worst.get(key, min(CODES.values())))
        found.append({key: NAMES[code] for key, code in worst.items()})
    return found


def broken(outcomes: Mapping[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Return the instances that are broken."""
    return {key for key, outcome in outcomes.items() if outcome == "broken"}
