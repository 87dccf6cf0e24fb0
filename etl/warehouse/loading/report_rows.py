"""The rows that reports bring into the warehouse, as Arrow tables that any process can hand over.

Each table has the columns of its namesake in `sql/tables.sql`; in the place of `report_id` stand
the number of the file in its batch and that of the report in its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa

from etl.definitions.fields_of_work import field_of_work
from etl.domain.report import Report

VALUE = pa.decimal128(28, 10)
TEXT = pa.string()
NUMBERED = [("file", pa.int32()), ("report", pa.int32())]
Row = tuple[Any, ...]


def schema(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    """Return the schema of a table of content."""
    return pa.schema([*NUMBERED, *columns])


SCHEMAS = {
    "cells": schema(
        ("table_id", TEXT), ("row_id", TEXT), ("column_id", TEXT), ("raw", TEXT),
        ("value", VALUE), ("mark", TEXT), ("place", TEXT), ("reading", TEXT),
        ("confidence", pa.float64()), ("corrected", TEXT),
    ),
    "figures": schema(
        ("figure_id", TEXT), ("raw", TEXT), ("value", VALUE), ("mark", TEXT),
        ("approximate", pa.bool_()), ("evidence", TEXT), ("place", TEXT), ("reading", TEXT),
        ("detail", TEXT), ("confidence", pa.float64()), ("corrected", TEXT),
    ),
    "items": schema(
        ("position", pa.int32()), ("axis", TEXT), ("label", TEXT), ("field_id", TEXT),
        ("parent", TEXT), ("count", VALUE), ("unit", TEXT), ("approximate", pa.bool_()),
        ("evidence", TEXT), ("place", TEXT), ("confidence", pa.float64()),
    ),
    "sections": schema(
        ("ordinal", pa.int32()), ("heading", TEXT), ("body", TEXT), ("place", TEXT),
        ("position", pa.int32()), ("printed", pa.int32()),
    ),
    "namings": schema(
        ("whence", TEXT), ("text", TEXT), ("year", pa.int32()), ("county", TEXT),
        ("township", TEXT), ("place", TEXT),
    ),
    "candidates": schema(
        ("position", pa.int32()), ("figure_id", TEXT), ("raw", TEXT), ("value", VALUE),
        ("others", TEXT), ("reason", TEXT), ("evidence", TEXT), ("place", TEXT),
    ),
    "issues": schema(("kind", TEXT), ("message", TEXT), ("place", TEXT), ("address", TEXT)),
}  # fmt: skip


def cell_rows(report: Report) -> Iterator[Row]:
    """Yield the cells of the official tables."""
    for c in report.cells:
        yield (
            c.table, c.row, c.column, c.raw, c.value, c.mark, c.place, c.reading, c.confidence,
            c.corrected,
        )  # fmt: skip


def figure_rows(report: Report) -> Iterator[Row]:
    """Yield the figures of the narrative."""
    for f in report.figures:
        yield (
            f.figure, f.raw, f.value, f.mark, f.approximate, f.evidence, f.place, f.reading,
            f.detail, f.confidence, f.corrected,
        )  # fmt: skip


def item_rows(report: Report) -> Iterator[Row]:
    """Yield the parts of the disclosed total in printed order, each with its field of work."""
    for position, i in enumerate(report.items):
        yield (
            position, i.axis, i.label, field_of_work(i), i.parent, i.count, i.unit,
            i.approximate, i.evidence, i.place, i.confidence,
        )  # fmt: skip


def section_rows(report: Report) -> Iterator[Row]:
    """Yield the sections in printed order."""
    for position, s in enumerate(report.sections):
        yield (s.ordinal, s.heading, s.text, s.place, position, s.printed)


def naming_rows(report: Report) -> Iterator[Row]:
    """Yield where the report names its year or office."""
    yield from report.namings


def candidate_rows(report: Report) -> Iterator[Row]:
    """Yield the counts that may be a figure but are not surely it."""
    for position, c in enumerate(report.candidates):
        others = "、".join(f"{value:f}" for value in c.others)
        yield (position, c.figure, c.raw, c.value, others, c.reason, c.evidence, c.place)


def issue_rows(report: Report) -> Iterator[Row]:
    """Yield what could not be read with confidence."""
    for i in report.issues:
        yield (i.kind, i.message, i.place, i.address)


ROWS: dict[str, Callable[[Report], Iterator[Row]]] = {
    "cells": cell_rows,
    "figures": figure_rows,
    "items": item_rows,
    "sections": section_rows,
    "namings": naming_rows,
    "candidates": candidate_rows,
    "issues": issue_rows,
}


def content_tables(numbered: Iterable[tuple[int, int, Report]]) -> dict[str, pa.Table]:
    """Return the tables of (file number, report number, report)."""
    kept = list(numbered)
    return {name: content_table(name, kept) for name in SCHEMAS}


def content_table(name: str, numbered: list[tuple[int, int, Report]]) -> pa.Table:
    """Return one table of content."""
    rows = ROWS[name]
    width = len(SCHEMAS[name])
    found = [(file, place, *row) for file, place, report in numbered for row in rows(report)]
    columns = list(zip(*found, strict=True)) or [()] * width
    return pa.table(
        [pa.array(c, type=f.type) for c, f in zip(columns, SCHEMAS[name], strict=True)],
        schema=SCHEMAS[name],
    )


def packed(tables: dict[str, pa.Table]) -> dict[str, bytes]:
    """Return tables as bytes of Arrow streams, which pass between processes without a copy."""
    return {name: stream(table) for name, table in tables.items() if table.num_rows}


def stream(table: pa.Table) -> bytes:
    """Return a table as an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def unpacked(content: bytes) -> pa.Table:
    """Return the table of an Arrow stream."""
    return pa.ipc.open_stream(content).read_all()
