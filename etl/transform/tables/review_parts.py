"""Reads the table of one line where an office prints it as several small ones, or row by row.

Above each small table, or in the first cell of each row, stands the label of a row of the form.
"""

from __future__ import annotations

from functools import lru_cache

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.align_columns import whole
from etl.transform.tables.cells import PrintedRow, TableReading
from etl.transform.tables.rows import Row, is_value

LONGEST_REST = 6


def read_parts(rows: tuple[Row, ...], table: Table) -> TableReading:
    """Return the rows of the form whose figures stand in tables or rows of their own.

    Nothing is read where a header names the columns more than once: then one line holds them all.
    """
    columns = tuple(label_key(column.label) for column in table.columns)
    found: dict[tuple[str, str], PrintedRow] = {}
    used: list[int] = []
    named, is_below = "", False
    for index, row in enumerate(rows):
        printed = tuple(cell for cell in row.cells if cell.strip())
        own = row_named(table.id, printed[0]) if printed and not is_value(printed[0]) else ""
        keys = tuple(map(label_key, printed))
        if keys[-len(columns) :] == columns and len(keys) <= len(columns) + 1:
            is_below = True
            continue
        values = whole(row.cells[1:] if own else row.cells, len(columns)) if is_below else None
        if values is not None and (own or named) and all(map(is_value, filter(None, values))):
            key = (table.id, own or named)
            known = found.get(key)
            is_same = known is None or known.values == values
            found[key] = PrintedRow(values if is_same else None, row.cells, row.place)
            used.append(index)
            named = ""
            continue
        named = own or named
        is_below = is_below and len(row.cells) > 1 and not any(map(is_value, printed))
    return TableReading(found, frozenset(used))


@lru_cache(maxsize=MEMORY)
def row_named(table_id: str, text: str) -> str:
    """Return the row of a table of one line that a heading names, nothing for any other text."""
    table = next(t for form in load().forms.values() for t in form.grids if t.id == table_id)
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
