"""Tells which row of figures below the header of a table of one line is the report's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from etl.definitions import cell_words
from etl.transform.character_forms import label_key
from etl.transform.tables.columns.align_columns import whole
from etl.transform.tables.columns.line_headers import is_header_text
from etl.transform.tables.rows import CHINESE, Row, is_value


def own_line(rows: Sequence[Row], start: int, year: int | None) -> int | None:
    """Return which row from `start` on is the report's, None where its words do not say so.

    One row may be labelled as any count; among several only one of the report's year is clear.
    """
    block: list[int] = []
    for at in range(start, len(rows)):
        if not is_labelled(rows[at]):
            break
        block.append(at)
    if not block:
        return start
    own = [at for at in block if says_year(rows[at].first, year)]
    if len(block) == 1:
        return start if own or says_count(rows[start].first) else None
    return own[0] if len(own) == 1 else None


def is_labelled(row: Row) -> bool:
    """Return whether words stand before the figures of a row."""
    is_words = CHINESE.search(row.first) is not None and not is_value(row.first)
    return is_words and any(map(is_value, filter(str.strip, row.cells[1:])))


def says_count(text: str) -> bool:
    """Return whether the words before a row say no more than that it counts."""
    return label_key(text) in count_keys()


def says_year(text: str, year: int | None) -> bool:
    """Return whether the words before a row say that it is of the report's year."""
    key = label_key(text)
    named = re.match(rf"{year}年度?", key) if year else None
    openings = [*cell_words().this_year, *([named[0]] if named else [])]
    rests = [key.removeprefix(own) for own in map(label_key, openings) if key.startswith(own)]
    return any(not rest or rest in count_keys() for rest in rests)


@cache
def count_keys() -> frozenset[str]:
    """Return the label keys of words that say no more than that figures are counts."""
    return frozenset(map(label_key, cell_words().counts))


def beside(row: Row, wanted: int, extra: int) -> tuple[str, ...] | None:
    """Return the figures of a row, without the words before them, None where any may be missing."""
    if CHINESE.search(row.first) and not is_value(row.first):
        own = row.cells[1:]
        return whole(own, wanted) or (own if len(own) == wanted and row.exact else None)
    values = whole(row.cells, wanted)
    if values is not None or not row.exact:
        return values
    if len(row.cells) >= wanted and not any(map(str.strip, row.cells)):
        return ("",) * wanted
    if len(row.cells) != wanted + extra or any(row.cells[wanted:]):
        return None
    return tuple(cell.strip() for cell in row.cells[:wanted])


def under(header: Row, row: Row, wanted: int) -> tuple[str, ...] | None:
    """Return the figures of a row of a fine grid, each in the column of a cell of its header.

    Several columns of the grid are one of the print: what stands in none of its own is blank.
    """
    columns = [at for at, cell in enumerate(header.cells) if cell.strip()]
    filled = [at for at, cell in enumerate(row.cells) if cell.strip()]
    is_grid = header.exact and row.exact and len(header.cells) == len(row.cells)
    if not is_grid or len(columns) != wanted or filled != columns:
        return None
    values = tuple(row.cells[at].strip() for at in columns)
    return values if all(map(is_value, values)) and is_header_text("".join(header.cells)) else None
