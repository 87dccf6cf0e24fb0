"""Tells rows of the form that are not in a report from those that something unread may be.

A row is absent only where nothing unread stands between the rows of its table around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.tables.block_editions import is_title
from etl.transform.tables.cells import Keyed, PrintedRow
from etl.transform.tables.row_uses import Use, has_figure
from etl.transform.tables.rows import Row

LONGEST_SHOWN = 60
Where = Mapping[tuple[str, str], int]


def doubted_rows(
    edition: str, found: Keyed, where: Where, rows: Sequence[Row], uses: Sequence[Use]
) -> Iterator[tuple[tuple[str, str], PrintedRow]]:
    """Yield the rows that were not found, or only as a label, where unread figures stand."""
    unread = [
        index
        for index, (row, use) in enumerate(zip(rows, uses, strict=True))
        if use is Use.NOT_READ and any(map(has_figure, row.cells))
    ]
    for table in load().forms[edition].grids:
        yield from doubted_in_table(table, found, where, (rows, unread))


def doubted_in_table(
    table: Table, found: Keyed, where: Where, printed: tuple[Sequence[Row], list[int]]
) -> Iterator[tuple[tuple[str, str], PrintedRow]]:
    """Yield the rows of one table that unread figures between its other rows may belong to."""
    rows, unread = printed
    keys = [(table.id, row.id) for row in table.rows if not is_replaced(table, row.id, found)]
    places = [where.get(key) if is_filled(found.get(key)) else None for key in keys]
    if table.one_line or not any(place is not None for place in places):
        return
    for number, key in enumerate(keys):
        if places[number] is not None:
            continue
        above = next((p for p in reversed(places[:number]) if p is not None), None)
        below = next((p for p in places[number:] if p is not None), None)
        first = above if above is not None else title_above(rows, below or 0)
        last = below if below is not None else end_below(rows, above or 0)
        between = [index for index in unread if first < index < last]
        if not between and above is not None and is_overfull_above(table, found, keys[:number]):
            between = [above]
        if between:
            shown = " ".join(filter(None, (c for i in between for c in rows[i].cells)))
            yield key, PrintedRow(None, (shown[:LONGEST_SHOWN],), rows[between[0]].place)


def is_overfull_above(table: Table, found: Keyed, keys: Sequence[tuple[str, str]]) -> bool:
    """Return whether the next row above that has cells has more of them than the form."""
    key = next((key for key in reversed(keys) if is_filled(found.get(key))), None)
    if key is None or found[key].values is not None:
        return False
    filled = sum(1 for cell in found[key].printed if cell.strip())
    return filled > len(table.columns_of(key[1]))


def is_replaced(table: Table, row_id: str, found: Keyed) -> bool:
    """Return whether an optional row is printed in the place of a row."""
    return any(
        row_id in other.replaces and (table.id, other.id) in found for other in table.optional_rows
    )


def is_filled(printed: PrintedRow | None) -> bool:
    """Return whether a row was found with cells of its own, be they blank."""
    return printed is not None and bool(printed.printed)


def title_above(rows: Sequence[Row], index: int) -> int:
    """Return the index of the title above a row, -1 where none stands there."""
    return next((i for i in range(index - 1, -1, -1) if is_title_row(rows[i])), -1)


def end_below(rows: Sequence[Row], index: int) -> int:
    """Return the index at which the table of a row ends: a title, running text, or the end."""
    return next(
        (
            i
            for i in range(index + 1, len(rows))
            if is_title_row(rows[i]) or is_running_text(rows[i])
        ),
        len(rows),
    )


def is_title_row(row: Row) -> bool:
    """Return whether a row is the title of a table alone."""
    return len(row.cells) == 1 and is_title(row.first)


def is_running_text(row: Row) -> bool:
    """Return whether a row is a sentence or a heading of the report."""
    return len(row.cells) == 1 and (
        "。" in row.first or row.first.lstrip("#* ").startswith(("四、", "五、", "六、"))
    )
