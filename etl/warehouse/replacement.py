"""Compares a report with the one of the same unit and year that it would replace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import duckdb
import pyarrow.compute as pc

from etl.warehouse.loading.report_rows import unpacked
from etl.warehouse.sql import statement

READ = ("number", "nil")
ADDRESSES = {"cells": ("table_id", "row_id", "column_id"), "figures": ("figure_id",)}


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands at an address of a report; `value` is None unless it is a number."""

    raw: str
    value: Decimal | None
    mark: str


Figures = dict[str, Printed]


@dataclass(frozen=True, slots=True)
class Replacement:
    """The report that a new one replaces, and what each of them prints."""

    file_name: str
    imported_at: datetime
    names_unit: bool
    before: Figures
    after: Figures

    @property
    def counts(self) -> tuple[int, int]:
        """Return how many addresses print a number or a slash before and after."""
        before, after = (
            sum(printed.mark in READ for printed in side.values())
            for side in (self.before, self.after)
        )
        return before, after

    @property
    def changes(self) -> dict[str, tuple[Printed | None, Printed | None]]:
        """Return what stood and what stands at each address whose figure changes."""
        both = [*self.before, *(address for address in self.after if address not in self.before)]
        pairs = {address: (self.before.get(address), self.after.get(address)) for address in both}
        return {
            address: (old, new)
            for address, (old, new) in pairs.items()
            if old is None or new is None or (old.mark, old.value) != (new.mark, new.value)
        }


def replacement(
    connection: duckdb.DuckDBPyConnection, unit: tuple[str, int], after: Figures
) -> Replacement | None:
    """Return what a report with these figures replaces, None where its unit and year have none."""
    place_id, year = unit
    found = connection.execute(
        statement("replacement/replaced_report"), {"place_id": place_id, "year": year}
    )
    row = found.fetchone()
    if row is None:
        return None
    report_id, file_name, imported_at, names_unit = row
    figures = connection.execute(
        statement("replacement/figures"), {"report_id": report_id}
    ).fetchall()
    before = {address: Printed(raw, value, mark) for address, raw, value, mark in figures}
    return Replacement(file_name, imported_at, names_unit, before, after)


def figures_in(content: Mapping[str, bytes], file: int, report: int) -> Figures:
    """Return what one report of a batch prints; absent cells are left out."""
    found: Figures = {}
    for table, parts in ADDRESSES.items():
        if table not in content:
            continue
        rows = unpacked(content[table])
        own = rows.filter((pc.field("file") == file) & (pc.field("report") == report))
        for row in own.to_pylist():
            names = [row[part] for part in parts]
            address = ".".join(names if table == "cells" else ("narrative", *names))
            if row["mark"] != "absent":
                found[address] = Printed(row["raw"], row["value"], row["mark"])
    return found


def uncounted_files(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, int]]:
    """Return by hash the kept files whose reports count nowhere, with their unit and year."""
    found = connection.execute(statement("repository/uncounted_files")).fetchall()
    return {sha256: (township, year) for sha256, township, year in found}
