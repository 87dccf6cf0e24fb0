"""Doubts the table of one line where its header names columns or rows in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise

from etl.definitions.schema import Table
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.cells import TableReading
from etl.transform.tables.columns.column_order import line_columns
from etl.transform.tables.columns.line_headers import is_header_text
from etl.transform.tables.columns.review_parts import table_of
from etl.transform.tables.rows import Row, is_value

LONGEST_HEADER = 120
FORMULA = re.compile("[=＝+＋]")


@dataclass(slots=True)
class LineHeader:
    """The columns and the rows of the form that a header names, by each printed row, in order.

    Headings that stand one a line are as one row.
    """

    columns: list[list[int]] = field(default_factory=list)
    names: list[list[int]] = field(default_factory=list)
    is_single: bool = False


def doubted_line(reading: TableReading, rows: Sequence[Row]) -> TableReading:
    """Return a reading of a table of one line, unplaced where a header contradicts the form."""
    if not reading.found:
        return reading
    table = table_of(next(iter(reading.found))[0])
    is_one = len({printed.place for printed in reading.found.values()}) == 1
    is_whole = is_one and len(reading.found) == len(table.rows)
    for header in line_headers(rows, table):
        if any(columns_differ(columns, table) for columns in header.columns if columns):
            return reading.unplaced()
        if is_whole and names_differ(header.names):
            return reading.unplaced()
    return reading


def line_headers(rows: Sequence[Row], table: Table) -> Iterator[LineHeader]:
    """Yield what the headers of a table of one line name, between rows of figures or prose."""
    header = LineHeader()
    for row in (*rows, Row(("0",), "", exact=False)):
        printed = [cell for cell in row.cells if cell.strip()]
        is_single = len(row.cells) == 1
        if any(map(is_value, printed)) or (is_single and not is_heading(row.first)):
            if any(header.columns):
                yield header
            header = LineHeader()
            continue
        named = [named_in(table.id, cell) for cell in row.cells if is_heading(cell)]
        columns, names = zip(*named, strict=True) if named else ((), ())
        if not (is_single and header.is_single):
            header.columns.append([])
        header.is_single = is_single
        header.columns[-1] += chain.from_iterable(columns)
        header.names.append([*chain.from_iterable(names)])


def is_heading(cell: str) -> bool:
    """Return whether a cell holds labels of the header of a line, or pieces of them."""
    return len(cell) <= LONGEST_HEADER and is_header_text(cell) and not FORMULA.search(cell)


@lru_cache(maxsize=MEMORY)
def named_in(table_id: str, cell: str) -> tuple[list[int], list[int]]:
    """Return the columns and the rows of a table of one line that a text names, by their places."""
    table = table_of(table_id)
    order = [column.id for column in table.columns]
    columns = {key: order.index(name) for key, name in line_columns(table_id).items()}
    names = {label_key(row.label): at for at, row in enumerate(table.rows)}
    groups = [label_key(row.group) if row.group else "" for row in table.rows]
    names |= {group: groups.index(group) for group in groups if group}
    key = label_key(cell)
    return (
        [columns[found] for found in re.findall(pattern_of(columns), key)],
        [names[found] for found in re.findall(pattern_of(names), key)],
    )


def pattern_of(keys: dict[str, int]) -> str:
    """Return a pattern of any of these keys, the longest first."""
    return "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))


def columns_differ(columns: list[int], table: Table) -> bool:
    """Return whether columns are named in another order than the form's, over and over.

    Where a damaged header leaves labels out, only more turns back than there are rows tell that.
    """
    order = range(len(table.columns))
    counts = {columns.count(at) for at in order}
    if len(counts) == 1:
        return columns != [*order] * counts.pop()
    return sum(b <= a for a, b in pairwise(columns)) >= len(table.rows)


def names_differ(rows: list[list[int]]) -> bool:
    """Return whether rows of the form are named in another order than the form prints them."""
    if any(b < a for names in rows for a, b in pairwise(names)):
        return True
    alone = list(dict.fromkeys(names[0] for names in rows if len(names) == 1))
    return alone != sorted(alone)
