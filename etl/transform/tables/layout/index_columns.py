"""Leaves out the numbers of rows and columns that a data frame prints around its own cells.

Merged cells are repeated there in every place that they span: below one heading they are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from etl.transform.tables.rows import Row, is_value

FEWEST_COLUMNS = 2


def is_index(cells: Sequence[str]) -> bool:
    """Return whether a row numbers the columns from 0 up, behind the empty head of the rows'."""
    first, *numbers = map(str.strip, cells)
    return (
        not first
        and len(numbers) >= FEWEST_COLUMNS
        and numbers == [str(n) for n in range(len(numbers))]
    )


def is_rule(rows: Sequence[Row], at: int) -> bool:
    """Return whether a row of single hyphens is the rule below the numbers of the columns."""
    return (
        0 < at < len(rows)
        and is_index(rows[at - 1].cells)
        and all(cell.strip(": ") == "-" for cell in rows[at].cells)
    )


def without_index(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows without the numbers of a data frame's rows and columns."""
    found = list(rows)
    for index, row in enumerate(rows):
        if not is_index(row.cells):
            continue
        start = index + 1 + is_rule(rows, index + 1)
        below = numbered_below(rows, start, len(row.cells))
        if not below:
            continue
        for at in range(index, start):
            found[at] = rows[at]._replace(cells=("", ""))
        heading: tuple[str, ...] = ()
        for at in range(start, start + below):
            cells = rows[at].cells[1:]
            if not any(map(is_value, filter(str.strip, cells))):
                heading = cells
            found[at] = rows[at]._replace(cells=once(cells, heading))
    return tuple(found)


def numbered_below(rows: Sequence[Row], start: int, width: int) -> int:
    """Return how many rows from one on are numbered from 0 up, each of as many cells."""
    count = 0
    for row in rows[start:]:
        if len(row.cells) != width or row.first.strip() != str(count):
            break
        count += 1
    return count


def once(cells: tuple[str, ...], heading: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells below one heading as one where all of them print the same."""
    kept: list[str] = []
    for _, run in groupby(enumerate(heading), key=lambda place: place[1]):
        part = [cells[at] for at, _ in run]
        kept += part[:1] if len(set(part)) == 1 else part
    return tuple(kept) if heading else cells
