"""Finds tables that a crawler ran together into one paragraph.

Where white space still parts labels and figures, they are read as if each stood on a line of its
own. Where nothing does, figures of one digit cannot be told apart: such rows are unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from etl.definitions import load
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.cells import PrintedRow, TableReading
from etl.transform.tables.detect_edition import known_keys, own_keys
from etl.transform.tables.labels import FormLabels, column_keys, label_keys, labels_of
from etl.transform.tables.rows import Row, is_value

SHORTEST = 60
LEAST_LABELS = 4
LEAST_TOKENS = 2
LEAST_ROWS = 3
LEAST_COLUMNS = 2
LONGEST_SHOWN = 40


def spread(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows; one of labels with figures between them as one row for each text."""
    for row in rows:
        if row.exact or " " not in row.first.strip() or not is_run_together(row.first):
            yield row
        else:
            texts = (*row.first.split(), *row.cells[1:])
            yield from (Row((text,), row.place, exact=False) for text in texts)


@lru_cache(maxsize=MEMORY)
def is_run_together(text: str) -> bool:
    """Return whether labels of the form stand in a text with a figure between them."""
    tokens = text.split()
    known = sum(1 for token in tokens if any(key in known_keys() for key in label_keys(token)))
    return known >= LEAST_TOKENS and any(map(is_value, tokens))


def edition_inside(rows: Sequence[Row]) -> str | None:
    """Return the one edition whose own labels stand in a paragraph of a table run together."""
    keys = [label_key(row.first) for row in rows if is_paragraph(row)]
    present = {
        label: edition
        for edition, own in own_keys().items()
        for label in own
        if len(label) > LEAST_LABELS and any(label in key for key in keys)
    }
    # A label of one edition may be a part of one of another: 处理决定数量 of 本年处理决定数量.
    whole = [a for a in present if not any(a != b and a in b for b in present)]
    editions = {present[label] for label in whole}
    return editions.pop() if len(editions) == 1 else None


def is_paragraph(row: Row) -> bool:
    """Return whether a row may hold a table run together."""
    return len(row.cells) == 1 and len(row.first) > SHORTEST


def read_run_together(rows: Sequence[Row], edition: str) -> TableReading:
    """Return, unreadable, the rows of the form whose labels stand in a paragraph with figures."""
    found: dict[tuple[str, str], PrintedRow] = {}
    used: set[int] = set()
    labels = labels_of(edition)
    for index, row in enumerate(rows):
        if not is_paragraph(row):
            continue
        key = label_key(row.first)
        if sum(column in key for column in headings(edition)) < LEAST_COLUMNS:
            continue
        inside = dict(rows_inside(key, labels))
        if len(inside) >= LEAST_ROWS:
            for position, shown in inside.items():
                form_row = labels.rows[position]
                found[form_row.table, form_row.row] = PrintedRow(None, (shown,), row.place)
            used.add(index)
    return TableReading(found, frozenset(used))


def rows_inside(key: str, labels: FormLabels) -> Iterator[tuple[int, str]]:
    """Yield the rows whose labels stand right before a figure, with what follows the label."""
    for label, position in labels.exact.items():
        match = re.search(rf"{re.escape(label)}(?=\d)", key)
        if match is not None:
            yield position, key[match.end() : match.end() + LONGEST_SHOWN]


@cache
def headings(edition: str) -> frozenset[str]:
    """Return the label keys of columns that only a table prints."""
    grids = load().forms[edition].grids
    keys = set[str]().union(*map(column_keys, grids))
    return frozenset(key for key in keys if len(key) > LEAST_LABELS)
