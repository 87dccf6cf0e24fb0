"""Says which edition of the form each printed row belongs to: a header counts for its own block.

An office that fills in a table of last year's form beside one of this year's prints headers of
both; a row is then read by the header above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from etl.definitions import load
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.form_labels.detect_edition import own_keys
from etl.transform.tables.form_labels.labels import SECTION, column_keys, heading_keys, label_keys
from etl.transform.tables.rows import Row

# A text that is no part of any table, in the place of a row that belongs to another reading.
NOT_THIS = "。"


def rows_by_edition(rows: Sequence[Row], primary: str) -> dict[str, frozenset[int]]:
    """Return the indexes of the rows of each edition that a header names; else all are one's."""
    named = {edition_of_column(cell) for cell in {cell for row in rows for cell in row.cells}}
    if named <= {"", primary}:
        return {primary: frozenset(range(len(rows)))}
    current = primary
    found: dict[str, set[int]] = {primary: set()}
    for index, row in enumerate(rows):
        named = {edition for cell in row.cells if (edition := edition_of_column(cell))}
        if len(named) == 1:
            current = named.pop()
        elif len(row.cells) == 1 and is_title(row.first):
            current = primary
        found.setdefault(current, set()).add(index)
    return {edition: frozenset(indexes) for edition, indexes in found.items()}


@lru_cache(maxsize=MEMORY)
def edition_of_column(text: str) -> str:
    """Return the edition that alone has a column of this name, nothing for any other text."""
    if not text or text.isdigit():
        return ""
    keys = set(label_keys(text))
    return next((edition for edition, own in own_columns().items() if keys & own), "")


@cache
def own_columns() -> dict[str, frozenset[str]]:
    """Return, per edition, the label keys of columns that no other edition prints."""
    return {
        edition: own_keys()[edition].intersection(*[set().union(*map(column_keys, form.grids))])
        for edition, form in load().forms.items()
    }


@lru_cache(maxsize=MEMORY)
def is_title(text: str) -> bool:
    """Return whether a line holds the title of a table."""
    key = label_key(text)
    return any(title in key and len(key) < 2 * len(title) for title in heading_keys())


def only(rows: Sequence[Row], indexes: frozenset[int]) -> tuple[Row, ...]:
    """Return the rows with every other one replaced by a text that is part of no table."""
    if len(indexes) == len(rows):
        return tuple(rows)
    return tuple(
        row if index in indexes else Row((NOT_THIS,), row.place, exact=False)
        for index, row in enumerate(rows)
    )


def title_above(rows: Sequence[Row], index: int) -> int:
    """Return the index of the title above a row, -1 where none stands there."""
    return next((i for i in range(index - 1, -1, -1) if is_title_row(rows[i])), -1)


def end_below(rows: Sequence[Row], index: int) -> int:
    """Return the index at which the table of a row ends: a title, running text, or the end."""
    ends = (
        i
        for i in range(max(index, 0) + 1, len(rows))
        if is_title_row(rows[i]) or is_running_text(rows[i])
    )
    return next(ends, len(rows))


def is_title_row(row: Row) -> bool:
    """Return whether a row is the title of a table alone, in one cell or across blank ones."""
    return is_title(row.first) and not any(map(str.strip, row.cells[1:]))


def is_running_text(row: Row) -> bool:
    """Return whether a row is a sentence or a heading of the report."""
    return len(row.cells) == 1 and ("。" in row.first or SECTION.match(row.first) is not None)
