"""Knows the rows of a list by their printed labels, and gathers what stands behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.definitions import load
from etl.definitions.schema import Row as FormRow
from etl.definitions.schema import Table
from etl.transform.tables.form_labels.labels import ORDINAL, label_keys
from etl.transform.tables.lists.list_headers import Column, Header
from etl.transform.tables.rows import Row, is_value

# What stands before a label: its number, and that it is a part of the one above.
LEADING = re.compile(r"\s*(?:其\s*中\s*[:：]?|[(（]\d+[)）]|[①-⑩])\s*")
CODE = re.compile(r"0\d{1,2}")
LONGEST_LABEL = 70
NO_UNIT = ("——", "—", "----", "-")


class Known(NamedTuple):
    """A row of a list and its place in the printed order."""

    position: int
    row: FormRow


@dataclass(slots=True)
class Record:
    """One printed row of a list: its label, what stands behind it, or the whole row of cells."""

    known: Known
    behind: list[str]
    place: str
    indexes: list[int]
    whole: tuple[str, ...] = ()


def records_of(rows: Sequence[Row], start: int, end: int, table: Table) -> Iterator[Record]:
    """Yield the rows of a list between two indexes; single cells gather behind their label."""
    current: Record | None = None
    before: Known | None = None
    for index in range(start, end):
        row = rows[index]
        at, known = label_in(table, row.cells, before)
        if known is None and len(row.cells) == 1 and is_behind_label(row.first):
            if current is not None:
                current.behind.append(row.first)
                current.indexes.append(index)
            continue
        if current is not None:
            yield current
        current = None
        if known is not None:
            before = known
            whole = row.cells if len(row.cells) > 1 and row.exact else ()
            unit = unit_behind(row.cells[at])
            behind = [*filter(None, [unit]), *row.cells[at + 1 :]]
            current = Record(known, behind, row.place, [index], whole)
    if current is not None:
        yield current


def label_in(
    table: Table, cells: tuple[str, ...], before: Known | None
) -> tuple[int, Known | None]:
    """Return where the label of a printed row stands, and the row of the list that it names."""
    for at, cell in enumerate(cells):
        known = next_row(table, cell, before)
        if known is not None:
            return at, known
    return -1, None


def next_row(table: Table, text: str, before: Known | None) -> Known | None:
    """Return the row that a label is of; of alike labels the one in the group of the row before."""
    candidates = known_rows(table, text)
    if len(candidates) == 1:
        return candidates[0]
    if before is None:
        return None
    groups = {before.row.group, before.row.label}
    own = [known for known in candidates if known.row.group in groups]
    return own[0] if len(own) == 1 else None


def known_rows(table: Table, text: str) -> tuple[Known, ...]:
    """Return the rows of a list that a printed label may be of, be its unit behind it or not."""
    text = text.removesuffix(unit_behind(text))
    if not text.strip() or len(text) > LONGEST_LABEL or is_value(text):
        return ()
    labels = labels_of_list(table.id)
    keys = (key for name in spellings(text) for key in label_keys(name))
    return next((labels[key] for key in keys if key in labels), ())


@cache
def lists() -> tuple[Table, ...]:
    """Return every list of every edition."""
    return tuple(table for form in load().forms.values() for table in form.lists)


@cache
def labels_of_list(table_id: str) -> dict[str, tuple[Known, ...]]:
    """Return the rows of a list by the keys of their labels, several where labels are alike."""
    table = next(table for table in lists() if table.id == table_id)
    found: dict[str, tuple[Known, ...]] = {}
    for position, row in enumerate(table.rows):
        texts = {name for label in (row.label, *row.aliases) for name in spellings(label)}
        for key in {key for text in texts for key in label_keys(text)}:
            found[key] = (*found.get(key, ()), Known(position, row))
    return found


def spellings(text: str) -> Iterator[str]:
    """Yield a label as printed, and without what numbers it or says that it is a part."""
    yield text
    bare = text
    while bare != (shorter := ORDINAL.sub("", LEADING.sub("", bare, count=1), count=1)):
        bare = shorter
        yield bare


def unit_behind(text: str) -> str:
    """Return the unit that only spaces part from a label, nothing where none stands there."""
    parts = text.split()
    return parts[-1] if len(parts) > 1 and parts[-1] in units() else ""


@cache
def units() -> frozenset[str]:
    """Return every unit of a row of a list, and the signs of a row that has none."""
    rows = (row for form in load().forms.values() for table in form.lists for row in table.rows)
    return frozenset(row.unit for row in rows if row.unit).union(NO_UNIT)


def is_behind_label(text: str) -> bool:
    """Return whether a single cell may stand behind a label: unit, code, figure or nothing."""
    return not text.strip() or text.strip() in units() or is_code(text) or is_value(text)


def is_code(text: str) -> bool:
    """Return whether a text is the number of an item that some tables print in a column: 01."""
    return CODE.fullmatch(text.strip()) is not None


def are_cells(columns: Sequence[str], printed: Sequence[str]) -> bool:
    """Return whether as many cells are printed as columns: figures, or a code among none."""
    return len(printed) == len(columns) and all(
        is_value(cell) or (name == Column.IGNORED and is_code(cell))
        for name, cell in zip(columns, printed, strict=True)
    )


def aligned(record: Record, header: Header) -> tuple[str, tuple[str, ...] | None]:
    """Return the printed unit and the figures of a row by the header's columns of figures.

    The figures are None where the row has not one cell for each column.
    """
    named = tuple(name for name in header.columns if name != Column.BLANK)
    own = header.columns if len(record.whole) == len(header.columns) else named
    if len(record.whole) == len(own):
        pairs = list(zip(own, map(str.strip, record.whole), strict=True))
        unit = next((cell for name, cell in pairs if name == Column.UNIT), "")
        return unit, tuple(cell for name, cell in pairs if not isinstance(name, Column))
    printed = [cell.strip() for cell in record.behind if cell.strip()]
    unit = next((cell for cell in printed if cell in units()), "")
    if unit:
        printed.remove(unit)
    at = named.index(Column.NAME)
    columns = [name for name in named[at + 1 :] if name != Column.UNIT]
    if at and not record.whole and len(printed) == len(columns) + 1:
        printed.pop()
    if are_cells(columns, printed):
        pairs = list(zip(columns, printed, strict=True))
        return unit, tuple(cell for name, cell in pairs if not isinstance(name, Column))
    return unit, None if printed else ("",) * len(header.figures)
