"""Says which column of the form a heading names, if it names one."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.definitions import cell_words, load
from etl.transform.character_forms import MEMORY, label_key, squeezed
from etl.transform.tables.form_labels.labels import column_keys, label_keys, labels_of
from etl.transform.tables.form_labels.likeness import ENOUGH_ALIKE, likeness

UNIT_PART = re.compile(r"[（(]?单位[:：]?[^（()）]*[）)]?")
ADDED = "added"
SHORTEST_PIECE = 2


@lru_cache(maxsize=MEMORY)
def column_of(edition: str, text: str) -> str | None:
    """Return the column that a heading names, None for any other text."""
    if not text or text.isdigit():
        return None
    columns = labels_of(edition).columns
    return next(
        (columns[key] for key in label_keys(UNIT_PART.sub("", text)) if key in columns), None
    )


@lru_cache(maxsize=MEMORY)
def column_named(edition: str, text: str) -> str | None:
    """Return the column that a heading names, or the one whose heading a torn one begins."""
    key = label_key(text)
    columns = labels_of(edition).columns
    begun = {name for own, name in columns.items() if own.startswith(key)}
    is_begun = len(key) >= SHORTEST_PIECE and len(begun) == 1
    return column_of(edition, text) or (begun.pop() if is_begun else None)


@lru_cache(maxsize=MEMORY)
def meant(edition: str, cell: str) -> str | None:
    """Return the column that a heading names, or that it is one which offices add."""
    form = load().forms[edition]
    column = column_of(edition, cell)
    if column is not None:
        return column
    added = (*form.foreign_columns, *cell_words().added_columns)
    added = (*added, *cell_words().last_year)
    return ADDED if squeezed(cell) in added or is_last_year_s(edition, cell) else None


def is_last_year_s(edition: str, cell: str) -> bool:
    """Return whether a heading names a column of the form for the year before."""
    key = label_key(UNIT_PART.sub("", cell))
    own = set[str]().union(*map(column_keys, load().forms[edition].grids))
    words = cell_words()
    return any(
        f"{this}{key.removeprefix(last)}" in own
        for last in map(label_key, words.last_year)
        if key.startswith(last)
        for this in map(label_key, words.this_year)
    )


def is_spanning(edition: str, cell: str) -> bool:
    """Return whether a heading is a known label of no column, or one of them damaged."""
    keys = tuple(label_keys(cell))
    spanning = map(label_key, cell_words().spanning_columns)
    return not labels_of(edition).others.isdisjoint(keys) or any(
        likeness(label, keys[0]) >= ENOUGH_ALIKE for label in spanning
    )
