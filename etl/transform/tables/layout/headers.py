"""Notes where a table's header is not that of the form: its figures then belong to no known column.

Only what a header clearly prints counts: its columns in another order, one left out, one that the
form does not have, or another unit of money. A damaged heading proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.character_forms import MEMORY, squeezed
from etl.transform.tables.form_labels.labels import label_keys, labels_of
from etl.transform.tables.layout.extra_headings import heads_of_figures
from etl.transform.tables.layout.headings import ADDED, column_named, column_of, is_spanning, meant
from etl.transform.tables.rows import Row, is_value

OTHER_MONEY = re.compile(r"单位[:：]?(?:人民币)?[千百亿]?元")
MONEY = "万元"
LONGEST_HEADING = 12
Block = tuple[str, tuple[str, ...]]


class HeaderGroup(NamedTuple):
    """Rows of a header that follow each other, and the blocks that they speak of.

    `foreign` are those whose columns they print otherwise than the form does.
    """

    end: int
    named: frozenset[Block]
    foreign: frozenset[Block]


def header_groups(rows: Sequence[Row], edition: str) -> tuple[HeaderGroup, ...]:
    """Return the headers that rows print, in order."""
    found: list[HeaderGroup] = []
    for end, cells in header_rows(rows, edition):
        own = heads_of_figures(rows, end, cells, edition)
        group = HeaderGroup(end, named_blocks(edition, cells), judged(edition, own))
        if found and found[-1].end >= end - 1:
            above = found.pop()
            group = HeaderGroup(end, group.named | above.named, group.foreign | above.foreign)
        found.append(group)
    return tuple(found)


def is_foreign(groups: Sequence[HeaderGroup], index: int, block: Block) -> bool:
    """Return whether the last header above a row that speaks of its block is not the form's."""
    above = (g for g in reversed(groups) if g.end < index and block in g.named | g.foreign)
    last = next(above, None)
    return last is not None and block in last.foreign


def header_rows(rows: Sequence[Row], edition: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that name columns with their last index; headings one a line as one row."""
    run: list[str] = []
    for index, row in enumerate(rows):
        if len(row.cells) > 1 and any(column_of(edition, cell) for cell in row.cells):
            yield index, row.cells
        if len(row.cells) > 1 or not is_heading(row.first, run, edition):
            yield from ended(run, index - 1, edition)
            run = []
        elif len(parts := tuple(row.first.split())) > 1 and names_columns(edition, parts):
            yield index, parts
        else:
            run.append(row.first)
    yield from ended(run, len(rows) - 1, edition)


def is_heading(text: str, run: Sequence[str], edition: str) -> bool:
    """Return whether a line of its own may be a heading: of a column, or between those of two."""
    if meant(edition, text) or names_columns(edition, text.split()):
        return True
    is_label = text.strip() and not is_value(text) and len(text) <= LONGEST_HEADING
    keys = set(label_keys(text))
    return bool(run and is_label) and keys.isdisjoint(labels_of(edition).exact)


def names_columns(edition: str, parts: Sequence[str]) -> bool:
    """Return whether words of a line are headings: of a column, and nothing of them a figure."""
    is_named = any(column_of(edition, part) for part in parts)
    return is_named and len(parts) > 1 and not any(map(is_value, parts))


def ended(run: list[str], end: int, edition: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the header of headings one a line, without the words behind the last of a column."""
    named = [n for n, text in enumerate(run) if meant(edition, text)]
    if named and any(column_of(edition, text) for text in run):
        yield end, tuple(run[: named[-1] + 1])


@lru_cache(maxsize=MEMORY)
def named_blocks(edition: str, cells: tuple[str, ...]) -> frozenset[Block]:
    """Return the blocks that a header row can be of: those that have every column it names."""
    ids = [name for cell in cells if (name := column_named(edition, cell))]
    return frozenset(
        (table.id, block.columns)
        for table in load().forms[edition].grids
        for block in table.blocks
        if all(name in block.columns for name in ids) and len(ids) >= min(2, len(block.columns))
    )


@lru_cache(maxsize=MEMORY)
def judged(edition: str, cells: tuple[str, ...]) -> frozenset[Block]:
    """Return the blocks whose columns a row names, but not in the way of the form."""
    form = load().forms[edition]
    is_strange = any(meant(edition, cell) == ADDED for cell in cells if cell)
    return frozenset(
        (table_id, columns)
        for table_id, columns in named_blocks(edition, cells)
        if is_strange or differs(edition, form.table(table_id), columns, cells)
    )


def differs(edition: str, table: Table, columns: tuple[str, ...], cells: tuple[str, ...]) -> bool:
    """Return whether a row names the columns of a block, whole or torn, otherwise than the form."""
    named = [column_named(edition, cell) for cell in cells]
    ids = [name for name in named if name in columns]
    return (
        any(other_money(table, name, cells) for name in ids)
        or disordered(ids, columns)
        or cut(cells, ids, columns)
        or widened(edition, cells, columns)
    )


def other_money(table: Table, column: str, cells: tuple[str, ...]) -> bool:
    """Return whether a heading gives another unit than the form's to a column of money."""
    is_money = table.column(column).unit == MONEY
    return is_money and any(OTHER_MONEY.search(squeezed(cell)) for cell in cells)


def disordered(own: list[str], columns: tuple[str, ...]) -> bool:
    """Return whether columns stand in another order than the form prints them.

    The outer two of the form span two rows, and may be printed before the inner ones.
    """
    places = [columns.index(name) for name in own]
    last = len(columns) - 1
    if places == sorted(places):
        return False
    if len(set(places)) < len(places):
        width = len(columns)
        parts = [places[n : n + width] for n in range(0, len(places), width)]
        return any(part != sorted(part) for part in parts)
    outer = sorted(place for place in places if place in (0, last))
    return places != [*outer, *sorted(place for place in places if 0 < place < last)]


def cut(cells: tuple[str, ...], own: list[str], columns: tuple[str, ...]) -> bool:
    """Return whether a header that is otherwise whole leaves out one of the form's columns."""
    printed = [cell for cell in cells if cell.strip()]
    inner = columns[1:-1]
    is_whole = len(printed) == len(own) and len(cells) == len(own)
    return is_whole and len(inner) > 2 and len(own) == len(inner) - 1 and set(own) < set(inner)


def widened(edition: str, cells: tuple[str, ...], columns: tuple[str, ...]) -> bool:
    """Return whether a header that names every column of a row has an unknown one beside them.

    So may one of those columns that stand beside the heading of the others, or below it. The rest
    of a torn heading is none.
    """
    own = [name for cell in cells if (name := column_of(edition, cell)) in columns]
    outer, inner = {columns[0], columns[-1]}, set(columns[1:-1])
    is_inner = len(inner) > 1 and set(own) == inner
    is_outer = len(inner) > 1 and set(own) == outer
    if set(own) != set(columns) and not is_inner and not is_outer:
        return False
    printed = [cell for cell in cells if cell.strip()]
    known = [bool(column_named(edition, cell)) or is_spanning(edition, cell) for cell in printed]
    # Pieces of what heads the labels of rows may stand before the first known heading.
    return any(
        not is_known and len(cell) <= LONGEST_HEADING
        for cell, is_known in zip(
            printed[known.index(True) :], known[known.index(True) :], strict=True
        )
    )
