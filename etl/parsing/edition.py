"""Recognizes the edition of the form by the labels that only it prints; never by the year."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from etl.definitions import load
from etl.parsing.labels import heading_keys, labels_of, likeness
from etl.parsing.rows import Row
from etl.parsing.wording import label_key

NEWEST = list(load().forms)[-1]
YEAR = re.compile(r"20\d\d")


@cache
def own_keys() -> dict[str, frozenset[str]]:
    """Return, per edition, the label keys of its tables that no other edition prints."""
    keys = {edition: frozenset(edition_keys(edition)) for edition in load().forms}
    return {
        edition: mine - frozenset().union(*(k for e, k in keys.items() if e != edition))
        for edition, mine in keys.items()
    }


def edition_keys(edition: str) -> set[str]:
    """Return every row and column label key of an edition."""
    keys: set[str] = set()
    for table in load().forms[edition].tables:
        labels = labels_of(edition, table.id)
        keys |= {key for key, _ in labels.rows} | set(labels.columns)
    return keys


def edition_of(rows: tuple[Row, ...]) -> str | None:
    """Return the edition most of whose own labels stand in the rows, None when none does."""
    printed = {key for row in rows for key in row_keys(row)}
    hits = Counter(
        {
            edition: sum(is_printed(key, printed) for key in keys)
            for edition, keys in own_keys().items()
        }
    )
    (best, count), *others = hits.most_common()
    return best if count > 0 and all(count > other for _, other in others) else None


def row_keys(row: Row) -> list[str]:
    """Return the keys of a row's short cells, without a year printed inside a label."""
    return [YEAR.sub("", label_key(cell)) for cell in row.cells if len(cell) <= 40]


def is_printed(key: str, printed: set[str]) -> bool:
    """Return whether a label stands among the printed keys, whole or with damage."""
    return key in printed or (
        len(key) > 4 and any(likeness(key, other) > 0.85 for other in printed if len(other) > 4)
    )


@cache
def known_keys() -> frozenset[str]:
    """Return every label key of every edition: rows, columns, spanning labels and headings."""
    keys = set(heading_keys())
    for edition, form in load().forms.items():
        keys |= edition_keys(edition)
        for table in form.tables:
            keys |= labels_of(edition, table.id).spanning
            keys |= {label_key(block.item) for block in table.blocks if block.item}
        keys |= {label_key(label) for label in form.other_labels}
    return frozenset(keys)


@cache
def key_counts() -> Counter[str]:
    """Return in how many tables of the newest edition each column label is printed."""
    counts: Counter[str] = Counter()
    for table in load().forms[NEWEST].tables:
        counts.update(set(labels_of(NEWEST, table.id).columns))
    return counts
