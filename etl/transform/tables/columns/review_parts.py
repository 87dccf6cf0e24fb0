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

    A table may hold two of them side by side, its header naming the columns twice. Nothing is read
    where one line holds all the rows of the form.
    """
    found: dict[tuple[str, str], PrintedRow] = {}
    used: list[int] = []
    named: tuple[str, ...] = ()
    headers = 0
    for index, row in enumerate(rows):
        part = part_of(table.id, row.cells)
        if part.headers:
            headers = part.headers
            continue
        own = part.named or named
        values = part.values if len(part.values) == headers * len(table.columns) else ()
        if values and len(own) == headers:
            for key, its in zip(own, shared(values, headers), strict=True):
                known = found.get((table.id, key))
                is_same = known is None or known.values == its
                printed = row.cells if headers == 1 else its
                found[table.id, key] = PrintedRow(its if is_same else None, printed, row.place)
            used.append(index)
            named = ()
            continue
        named = own
        headers = headers if part.is_open else 0
    return TableReading(found, frozenset(used))


def shared(values: tuple[str, ...], parts: int) -> list[tuple[str, ...]]:
    """Return the figures of a line in so many equal parts."""
    width = len(values) // parts
    return [values[at : at + width] for at in range(0, len(values), width)]


class Part(NamedTuple):
    """What a printed row can be: headers, the names of rows, figures, or what ends a table.

    `headers` counts how often it names the columns, 0 where it is no header.
    """

    headers: int
    named: tuple[str, ...]
    values: tuple[str, ...]
    is_open: bool


@lru_cache(maxsize=MEMORY)
def part_of(table_id: str, cells: tuple[str, ...]) -> Part:
    """Return what the cells of a printed row are to a table of one line."""
    table = table_of(table_id)
    columns = tuple(label_key(column.label) for column in table.columns)
    printed = tuple(cell for cell in cells if cell.strip())
    words = [cell for cell in printed if not is_value(cell)]
    named = tuple(name for cell in words if (name := row_named(table_id, cell)))
    is_naming = bool(printed) and not is_value(printed[0]) and len(named) < len(table.rows)
    named = named if is_naming and (len(named) < 2 or len(named) == len(words)) else ()
    keys = tuple(map(label_key, printed))
    own = cells[1:] if named and len(printed) > len(named) else cells
    values: tuple[str, ...] = ()
    headers = 0
    for parts in range(1, len(table.rows)):
        wanted = columns * parts
        if keys[-len(wanted) :] == wanted and len(keys) <= len(wanted) + 1:
            headers = parts
        values = values or whole(own, len(wanted)) or ()
    is_figures = all(map(is_value, values))
    is_open = len(cells) > 1 and not any(map(is_value, printed))
    return Part(headers, named, values if is_figures else (), is_open)


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
