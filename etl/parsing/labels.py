"""Knows the printed labels of a form and finds the one that a damaged print means."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.definitions import load
from etl.definitions.schema import Table
from etl.parsing.wording import label_key

ENOUGH_ALIKE = 0.75
SHORTEST_DAMAGED = 4


@dataclass(frozen=True, slots=True)
class TableLabels:
    """The label keys of one table: rows in printed order, columns, and labels spanning rows."""

    rows: tuple[tuple[str, str], ...]
    columns: dict[str, str]
    spanning: frozenset[str]

    def exact(self, key: str, after: int) -> int | None:
        """Return the position of the first row at or after `after` printed just so."""
        for position in range(max(after, 0), len(self.rows)):
            if self.rows[position][0] == key:
                return position
        return None

    def alike(self, key: str) -> int | None:
        """Return the position of the row that a damaged label means, when one stands out."""
        return most_alike(self.rows, key)


@lru_cache(maxsize=1 << 14)
def most_alike(rows: tuple[tuple[str, str], ...], key: str) -> int | None:
    """Return the position of the row label most like the key, or None when none is enough."""
    if len(key) < SHORTEST_DAMAGED:
        return None
    scored = sorted(
        ((likeness(label, key), -position) for position, (label, _) in enumerate(rows)),
        reverse=True,
    )
    best, position = scored[0]
    runner_up = next((s for s, p in scored[1:] if rows[-p][1] != rows[-position][1]), 0.0)
    return -position if best >= ENOUGH_ALIKE and best > runner_up else None


def likeness(label: str, key: str) -> float:
    """Return how alike two labels are, 0 to 1; a label with other text before it counts in full."""
    tail = key[-len(label) :] if len(key) > len(label) >= SHORTEST_DAMAGED else key
    matcher = difflib.SequenceMatcher(None, label, tail, autojunk=False)
    if matcher.real_quick_ratio() < ENOUGH_ALIKE or matcher.quick_ratio() < ENOUGH_ALIKE:
        return 0.0
    return matcher.ratio()


@cache
def labels_of(edition: str, table_id: str) -> TableLabels:
    """Return the labels of one table of an edition."""
    table = load().forms[edition].table(table_id)
    return TableLabels(
        rows=tuple(row_keys(table)),
        columns={
            label_key(name): column.id
            for column in table.columns
            for name in (column.label, *column.aliases)
        },
        spanning=frozenset(label_key(row.group) for row in table.rows if row.group),
    )


def row_keys(table: Table) -> list[tuple[str, str]]:
    """Return (label key, row id) in printed order, variants beside the label they vary.

    An optional row stands where the first row that it replaces would.
    """
    keys = []
    for row in table.rows:
        for other in table.optional_rows:
            if row.id == other.replaces[0]:
                keys += [(label_key(name), other.id) for name in (other.label, *other.aliases)]
        keys += [(label_key(name), row.id) for name in (row.label, *row.aliases)]
    return keys


@cache
def heading_keys() -> dict[str, str]:
    """Return the table that each of the form's table titles announces."""
    return {
        label_key(table.title): table.id for form in load().forms.values() for table in form.tables
    }
