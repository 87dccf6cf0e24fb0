"""Doubts figures that stand one a line below a label whose next row of the form is gone.

A cut that takes the figures of one row and the label of the next leaves the figures of the next
below the first label, and as many as it wants: nothing in print tells whose they are, unless the
heading that the form prints between both rows follows.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import pairwise

from etl.definitions import load
from etl.transform.character_forms import label_key
from etl.transform.tables.cells import ROW_LOST_BELOW
from etl.transform.tables.rows import Row
from etl.transform.tables.settle_rows import Settled

Key = tuple[str, str]


def doubt_before_lost(
    edition: str, settled: Settled, read: Container[Key], rows: Sequence[Row]
) -> None:
    """Take the columns from rows in lines of their own below which a row of the form is gone.

    `read` are the rows that were found, in this edition's blocks or in another's.
    """
    found = settled.found
    for key, following in pairwise(printed_order(edition, found)):
        if following in read:
            continue
        if key not in settled.in_lines:
            if key in found and may_be_cut(edition, key, following, settled):
                found[key] = found[key]._replace(values=None, reading=ROW_LOST_BELOW)
            continue
        printed = found[key]
        below = (row.first for row in rows[settled.in_lines[key] + 1 :] if any(row.cells))
        heading = label_key(next(below, ""))
        is_certain = printed.values is None or heading in headings_before(edition)[following]
        if not is_certain and any(printed.printed):
            found[key] = printed._replace(values=None, reading=ROW_LOST_BELOW)


def may_be_cut(edition: str, key: Key, following: Key, settled: Settled) -> bool:
    """Return whether figures beside a label may be those of the next row, which is gone.

    A cut from behind the one label to behind the other leaves them so. Sums of the form show it
    where a table has any; zeros are the same in either row. It is no cut where a text breaks off.
    """
    table = load().forms[edition].table(key[0])
    pair = {key[1], following[1]}
    if table.parts_of_total or not any(pair <= set(block.rows) for block in table.blocks):
        return False
    order = [row.id for row in table.rows]
    goes_on = any((table.id, row) in settled.where for row in order[order.index(following[1]) :])
    values = settled.found[key].values or ()
    return goes_on and any(sign in "123456789" for text in values for sign in text)


def printed_order(edition: str, found: Container[Key]) -> Iterator[Key]:
    """Yield the rows of the form in printed order, an optional row in the place of its parts.

    Of a table of which nothing is found, no row is expected.
    """
    for table in load().forms[edition].grids:
        instead = {
            part: (table.id, row.id)
            for row in table.optional_rows
            for part in row.replaces
            if (table.id, row.id) in found
        }
        keys = [instead.get(row.id, (table.id, row.id)) for row in table.rows]
        if any(key in found for key in keys):
            yield from dict.fromkeys(keys)


@cache
def headings_before(edition: str) -> dict[Key, frozenset[str]]:
    """Return the label keys of the headings that the form prints right above each row."""
    headings: dict[Key, frozenset[str]] = {}
    for table in load().forms[edition].grids:
        items = {block.rows[0]: block.item for block in table.blocks}
        spans = {span.first: span.label for span in table.spans}
        groups: set[str | None] = set()
        for row in table.rows:
            group = row.group if row.group not in groups else None
            groups.add(row.group)
            texts = items.get(row.id), spans.get(row.id), group
            headings[table.id, row.id] = frozenset(label_key(text) for text in texts if text)
        for row in table.optional_rows:
            headings[table.id, row.id] = frozenset()
    return headings
