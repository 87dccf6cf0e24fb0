"""Turns what is broken or doubtful into findings, each with the figures it speaks of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from etl.warehouse.checks.catalogue import catalogue, labels
from etl.warehouse.checks.evaluate import Figures, Printed
from etl.warehouse.checks.explain import numbers, plain, words
from etl.warehouse.checks.formula import Operand, Rows, parts_of
from etl.warehouse.checks.instances import Instance
from etl.warehouse.checks.judging import CODES
from etl.warehouse.checks.outcomes import fill_facts, found_sql, judge, rule_outcomes_sql
from etl.warehouse.checks.suggest import Values, mending_cell
from etl.warehouse.checks.sums import linear
from etl.warehouse.loading.arrow import load_rows
from etl.warehouse.sql import statement

FORGETFUL = frozenset(("number", "nil"))


@dataclass(frozen=True, slots=True)
class Found:
    """An instance of a rule that a report breaks or leaves in doubt."""

    report_id: int
    instance: Instance
    outcome: str
    figures: Figures

    @property
    def figures_digest(self) -> str:
        """Return a hash of the figures: a decision about them holds while it stays the same."""
        said = [
            (o.name, o.is_previous, p.mark, p.raw, "" if p.value is None else plain(p.value))
            for o, p in self.figures.items()
        ]
        return digest(self.instance.rule.id, self.instance.id, repr(said))


def check_reports(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill facts, rule_outcomes, findings and finding_subjects from the reports that count."""
    for table in ("facts", "rule_outcomes", "findings", "finding_subjects"):
        connection.execute(f"delete from {table}")
    units = report_units(connection)
    if not units:
        return
    fill_facts(connection)
    judge(connection)
    connection.execute(rule_outcomes_sql(catalogue()))
    found = list(what_was_found(connection))
    mending = suggestions(connection, found)
    rows = [finding_row(f, units[f.report_id], mending) for f in found]
    load_rows(connection, "findings", rows)
    load_rows(
        connection,
        "finding_subjects",
        [
            line
            for f, row in zip(found, rows, strict=True)
            for line in subject_rows(row[0], f)
        ],
    )  # fmt: skip


def report_units(connection: duckdb.DuckDBPyConnection) -> dict[int, tuple[Any, ...]]:
    """Return (place_id, series_id, county_id, township, year) of every active report."""
    rows = asked(connection, "report_units")
    return {row[0]: row[1:] for row in rows}


def what_was_found(connection: duckdb.DuckDBPyConnection) -> Iterator[Found]:
    """Yield every broken or doubtful instance with its figures, report by report."""
    instances = catalogue()
    connection.execute(f"create or replace temp table found as {found_sql(instances)}")
    connection.execute(
        "create or replace temp table instance_operands"
        " (instance integer, position integer, address text, is_previous boolean)"
    )
    load_rows(
        connection,
        "instance_operands",
        [
            (number, position, operand.name, operand.is_previous)
            for number, instance in enumerate(instances)
            for position, operand in enumerate(instance.operands)
        ],
    )
    rows = asked(connection, "figures_of_found")
    for (report_id, number, code), group in groupby(rows, key=itemgetter(0, 1, 2)):
        figures = [Printed(*row[3:]) for row in group]
        instance = instances[number]
        outcome = "broken" if code == CODES["broken"] else "unsure"
        yield Found(
            report_id, instance, outcome, dict(zip(instance.operands, figures, strict=True))
        )


def finding_row(
    found: Found, unit: tuple[Any, ...], mending: dict[tuple[int, str], str]
) -> tuple[Any, ...]:
    """Return the row of `findings`."""
    instance, rule = found.instance, found.instance.rule
    place_id, series_id, county_id, township, year = unit
    suggestion = doubt(found) if found.outcome == "unsure" else ""
    if found.outcome == "broken" and rule.table and linear(instance.expect):
        suggestion = mending.get((found.report_id, rule.table), "")
    finding_id = digest(rule.id, place_id, str(year), instance.id)
    return (
        finding_id, rule.id, found.report_id, place_id, series_id, county_id, township, year,
        instance.id, instance.label,
        instance.severity if found.outcome == "broken" else "notice",
        found.outcome, words(instance.expect, instance), numbers(instance.expect, found.figures),
        suggestion, found.figures_digest,
    )  # fmt: skip


def subject_rows(finding_id: str, found: Found) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `finding_subjects`; of a long group only the figures that count."""
    grouped = {o for node in walk(found.instance.expect) if len(node.of) > 2 for o in node.of}
    position = 0
    for operand, printed in found.figures.items():
        if operand in grouped and not printed.value and printed.mark in FORGETFUL:
            continue
        yield (
            finding_id, position, printed.report_id, printed.year, operand.name,
            labels()[operand.name][0], printed.raw, printed.value, printed.mark, printed.place,
            printed.evidence,
        )  # fmt: skip
        position += 1


def walk(node: Any) -> Iterator[Rows]:
    """Yield the groups of rows in a formula."""
    if isinstance(node, Rows):
        yield node
    for part in parts_of(node):
        yield from walk(part)


def doubt(found: Found) -> str:
    """Return which value of the missing figure would satisfy the equation."""
    factors = linear(found.instance.expect) or {}
    missing = next(o for o, p in found.figures.items() if p.counted is None)
    off = sum(
        (
            factor * (found.figures[o].counted or 0) if isinstance(o, Operand) else factor
            for o, factor in factors.items()
        ),
        Decimal(0),
    )
    wanted = plain(-off / factors[missing])
    return f"“{labels()[missing.name][0]}”没有数字；填 {wanted} 则等式成立"


def suggestions(
    connection: duckdb.DuckDBPyConnection, found: Sequence[Found]
) -> dict[tuple[int, str], str]:
    """Return by report and table what one changed cell would mend."""
    doubtful = {
        (f.report_id, f.instance.rule.table)
        for f in found
        if f.outcome == "broken" and f.instance.rule.table and linear(f.instance.expect)
    }
    values = table_values(connection, sorted({report_id for report_id, _ in doubtful}))
    told = {}
    for report_id, table in doubtful:
        layout, printed = values[report_id]
        cell = mending_cell(table, layout, printed)
        if cell is not None:
            address, wanted = cell
            told[report_id, table] = f"疑为录入错误：“{labels()[address][0]}”应为 {plain(wanted)}"
    return told


def table_values(
    connection: duckdb.DuckDBPyConnection, reports: Sequence[int]
) -> dict[int, tuple[str, Values]]:
    """Return by report its layout and what its cells count as."""
    layouts = asked(connection, "report_layouts", {"reports": list(reports)})
    found: dict[int, tuple[str, dict[str, Decimal | None]]] = {r: (at, {}) for r, at in layouts}
    cells = asked(connection, "counted_cells", {"reports": list(reports)})
    for report_id, address, value in cells:
        found[report_id][1][address] = value
    return {report: (layout, values) for report, (layout, values) in found.items()}


def asked(
    connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None
) -> list[Any]:
    """Return the answer to a query of sql/checks."""
    return connection.execute(statement(f"checks/{name}"), parameters).fetchall()


def digest(*parts: str) -> str:
    """Return a short hash of these words."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
