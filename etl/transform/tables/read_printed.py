"""Reads tables whose figures offices print with more than their digits."""

from __future__ import annotations

from dataclasses import replace

from etl.transform.tables.note_marks import as_printed, without_marks
from etl.transform.tables.read_tables import Tables, read_tables
from etl.transform.tables.rows import Row


def read_printed(rows: tuple[Row, ...], year: int | None = None) -> Tables:
    """Return what tables print, figures with the mark of a note as they stand there."""
    bare, marked = without_marks(rows)
    tables = read_tables(bare, year)
    if not marked:
        return tables
    uses = [(row, use) for row, (_, use) in zip(rows, tables.rows, strict=True)]
    return replace(tables, cells=as_printed(tables.cells, rows, marked), rows=tuple(uses))
