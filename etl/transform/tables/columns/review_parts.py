"""Reads the table of one line where an office prints it as several small ones, or row by row.

Above each small table, or in the first cell of each row, stands the label of a row of the form.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.cells import PrintedRow, TableReading
from etl.transform.tables.columns.align_columns import whole
from etl.transform.tables.rows import Row, is_value

LONGEST_REST = 6


def read_parts(rows: tuple[Row, ...], table: Table) -> TableReading:
    """Return the rows of the form whose figures stand in tables or rows of their own.

    Nothing is read where a header names the columns more than once: then one line holds them all.
    """
    found: dict[tuple[str, str], PrintedRow] = {}
    used: list[int] = []
    named, is_below = "", False
    for index, row in enumerate(rows):
        part = part_of(table.id, row.cells)
        if part.is_header:
            is_below = True
            continue
        key = (table.id, part.named or named)
        if is_below and part.values and key[1]:
            known = found.get(key)
            is_same = known is None or known.values == part.values
            found[key] = PrintedRow(part.values if is_same else None, row.cells, row.place)
            used.append(index)
            named = ""
            continue
        named = part.named or named
        is_below = is_below and part.is_open
    return TableReading(found, frozenset(used))


class Part(NamedTuple):
    """What a printed row can be: a header, the name of a row, its figures, or what ends a table."""

    is_header: bool
    named: str
    values: tuple[str, ...]
    is_open: bool


@lru_cache(maxsize=MEMORY)
def part_of(table_id: str, cells: tuple[str, ...]) -> Part:
    """Return what the cells of a printed row are to a table of one line."""
    table = table_of(table_id)
    columns = tuple(label_key(column.label) for column in table.columns)
    printed = tuple(cell for cell in cells if cell.strip())
    named = row_named(table_id, printed[0]) if printed and not is_value(printed[0]) else ""
    keys = tuple(map(label_key, printed))
    is_header = keys[-len(columns) :] == columns and len(keys) <= len(columns) + 1
    values = whole(cells[1:] if named else cells, len(columns)) or ()
    is_figures = all(map(is_value, values))
    is_open = len(cells) > 1 and not any(map(is_value, printed))
    return Part(is_header, named, values if is_figures else (), is_open)


@cache
def table_of(table_id: str) -> Table:
    """Return a table of one line by its id; it is the same in every edition."""
    return next(t for form in load().forms.values() for t in form.grids if t.id == table_id)


@lru_cache(maxsize=MEMORY)
def row_named(table_id: str, text: str) -> str:
    """Return the row of a table of one line that a heading names, nothing for any other text."""
    table = table_of(table_id)
    key = label_key(text)
    if label_key(table.title) in key:
        return ""
    named = {label_key(row.label): row for row in table.rows if label_key(row.label) in key}
    if not named:
        return ""
    label = max(named, key=len)
    group = label_key(named[label].group or "")
    rest = key.replace(label, "", 1).replace(group, "", 1) if group else key.replace(label, "", 1)
    return named[label].id if len(rest) <= LONGEST_REST else ""
