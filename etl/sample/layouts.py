"""Prints a table as text in the ways that sites and converters do; all keep every value's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from etl.sample.grids import GridRow


def tabs(rows: Iterable[GridRow]) -> Iterator[str]:
    """Yield rows with tabs between cells, merged cells left blank, as a word processor copies."""
    for row in rows:
        yield "\t".join(row.labels + row.values)


def rows_closed(rows: Iterable[GridRow]) -> Iterator[str]:
    """Yield `a | b |` rows; merged cells have vanished."""
    for row in rows:
        yield " | ".join(cells(row)) + " |"


def rows_framed(rows: Iterable[GridRow]) -> Iterator[str]:
    """Yield `| a | b |` rows; merged cells have vanished."""
    for row in rows:
        yield "| " + " | ".join(cells(row)) + " |"


def rows_full(rows: Iterable[GridRow]) -> Iterator[str]:
    """Yield `| a | b |` rows in which merged cells were left blank."""
    for row in rows:
        yield "| " + " | ".join(row.labels + row.values) + " |"


def cells_closed(rows: Iterable[GridRow]) -> Iterator[str]:
    """Yield one cell a line, each closed by the sign."""
    for row in rows:
        yield from (f"{cell} |" for cell in cells(row))


def cells_between(rows: Iterable[GridRow]) -> Iterator[str]:
    """Yield cells and signs on alternating lines; a blank cell is a sign that follows a sign."""
    for row in rows:
        for cell in cells(row):
            yield from ([cell, "|"] if cell else ["|"])


def cells_apart(rows: Iterable[GridRow]) -> Iterator[str]:
    """Yield one cell a line with blank lines between; only for tables without blank values."""
    for row in rows:
        for cell in cells(row):
            yield from (cell, "")


def cells(row: GridRow) -> tuple[str, ...]:
    """Return a row's cells without the blanks that merged cells leave."""
    return tuple(label for label in row.labels if label) + row.values


LAYOUTS = {
    "tabs": tabs,
    "rows_closed": rows_closed,
    "rows_framed": rows_framed,
    "rows_full": rows_full,
    "cells_closed": cells_closed,
    "cells_between": cells_between,
    "cells_apart": cells_apart,
}
