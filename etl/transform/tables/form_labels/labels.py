"""Knows the printed labels of a form and finds the row that a printed label means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from etl.definitions import load, sections
from etl.definitions.schema import Form, Table
from etl.definitions.schema import Row as FormRowDefinition
from etl.domain.report import Mark
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.numbers import read_cell
from etl.transform.tables.form_labels.likeness import (
    ENOUGH_ALIKE,
    SHORTEST_DAMAGED,
    likeness,
    opposes,
)
from etl.transform.tables.form_labels.stuck_figures import before_figures, is_glued
from etl.transform.tables.note_marks import is_note

LONGEST_LABEL = 60
LONGEST_VALUE = 12
YEAR = re.compile(r"20\d\d年?(?:度)?")
# What an office adds behind a label: 规章（设区的市以上人民政府填写）.
NOTE = re.compile(r"(?<=\S)\s*[（(][^（()）]*[)）]\s*$")
ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|\d+[.．、])"
)
SECTION = re.compile(r"[#*\s]*[四五六]、[\u4e00-\u9fff]{3}")
SHORTEST_WITHOUT_ORDINAL = 4
# Signs for none that the line above or below may have left at a label.
SIGNS = frozenset("/／\\—－-–_")
WORD = re.compile(r"[\u4e00-\u9fff]{2}")


class Kind(IntEnum):
    """What one printed cell can be."""

    BLANK = 0
    VALUE = 1
    ROW = 2
    DAMAGED_ROW = 3
    LABEL = 4
    LINE_LABEL = 5
    WORDS = 6
    UNKNOWN_SIGN = 7
    PROSE = 8
    GLUED_ROW = 9


class Meaning(NamedTuple):
    """What a cell is, and the row of the form that its label names, -1 for none."""

    kind: Kind
    row: int = -1


class FormRow(NamedTuple):
    """A row of the form with a label of its own, in printed order."""

    table: str
    row: str
    columns: tuple[str, ...]
    replaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormLabels:
    """Every label of an edition: rows with their keys, and what is printed around them."""

    rows: tuple[FormRow, ...]
    optional: tuple[FormRow, ...]
    exact: dict[str, int]
    columns: dict[str, str]
    others: frozenset[str]
    line_only: frozenset[str]


def label_keys(text: str) -> Iterator[str]:
    """Yield the keys under which a label may be known: whole, then without the note behind it."""
    yield YEAR.sub("", label_key(text))
    bare = NOTE.sub("", text)
    if len(bare) < len(text):
        yield YEAR.sub("", label_key(bare))


@cache
def labels_of(edition: str) -> FormLabels:
    """Return the labels of an edition; of equal labels the first in printed order counts."""
    form = load().forms[edition]
    rows: list[FormRow] = []
    exact: dict[str, int] = {}
    columns: dict[str, str] = {}
    others = {label_key(label) for label in form.other_labels} | set(heading_keys())
    own: dict[str, set[str]] = {}
    for table in form.grids:
        own[table.id] = column_keys(table) | {label_key(row.label) for row in table.rows}
        others |= own[table.id] | spanning_labels(table)
        if table.one_line:
            continue
        columns |= {label_key(n): c.id for c in table.columns for n in (c.label, *c.aliases)}
        for row in ordered_rows(table):
            for key in (label_key(name) for name in (row.label, *row.aliases)):
                exact.setdefault(key, len(rows))
            rows.append(FormRow(table.id, row.id, table.columns_of(row.id), row.replaces))
    lines = {table.id for table in form.grids if table.one_line}
    rest = set[str]().union(*(keys for name, keys in own.items() if name not in lines))
    line_only = set[str]().union(*(own[name] for name in lines)) - rest - set(heading_keys())
    exact |= without_ordinals(form, rows, set(exact) | others)
    return FormLabels(
        rows=tuple(rows),
        optional=tuple(row for row in rows if row.replaces),
        exact=exact,
        columns=columns,
        others=frozenset(others - set(exact)),
        line_only=frozenset(line_only),
    )


def without_ordinals(form: Form, rows: list[FormRow], known: set[str]) -> dict[str, int]:
    """Return the rows by labels without their ordinals, where no other label is the same."""
    found: dict[str, set[int]] = {}
    for position, row in enumerate(rows):
        entry = form.table(row.table).row(row.row)
        for name in (entry.label, *entry.aliases):
            found.setdefault(label_key(ORDINAL.sub("", name)), set()).add(position)
    return {
        key: min(positions)
        for key, positions in found.items()
        if len(key) >= SHORTEST_WITHOUT_ORDINAL and len(positions) == 1 and key not in known
    }


def ordered_rows(table: Table) -> list[FormRowDefinition]:
    """Return the rows of a table; an optional one stands before the rows that it replaces."""
    ordered = []
    for row in table.rows:
        ordered += [other for other in table.optional_rows if other.replaces[0] == row.id]
        ordered.append(row)
    return ordered


def column_keys(table: Table) -> set[str]:
    """Return the label keys of a table's columns."""
    return {label_key(name) for c in table.columns for name in (c.label, *c.aliases)}


def spanning_labels(table: Table) -> set[str]:
    """Return the label keys that span rows of a table."""
    spanning = {label_key(row.group) for row in table.rows if row.group}
    return spanning | {label_key(block.item) for block in table.blocks if block.item}


def line_keys(form: Form) -> set[str]:
    """Return the label keys of the header of a form's table of one line."""
    tables = [table for table in form.grids if table.one_line]
    rows = {label_key(row.label) for table in tables for row in table.rows}
    return rows.union(*map(column_keys, tables), *map(spanning_labels, tables))


@cache
def heading_keys() -> dict[str, str]:
    """Return the table that each of the form's table titles announces."""
    return {
        label_key(table.title): table.id for form in load().forms.values() for table in form.grids
    }


@lru_cache(maxsize=MEMORY)
def meaning_of(edition: str, text: str) -> Meaning:
    """Return what one printed cell can be in a report of this edition."""
    mark = read_cell(text, decimal=True, signed=True)[1]
    if mark is not Mark.UNREADABLE:
        return Meaning(Kind.BLANK if mark is Mark.BLANK else Kind.VALUE)
    keys = tuple(label_keys(text))
    if len(NOTE.sub("", text)) > LONGEST_LABEL or text.rstrip().endswith("。"):
        return Meaning(Kind.PROSE)
    found = label_meaning(edition, keys) or several_labels(edition, text)
    if found is None:
        return glued_row(edition, text) or other(edition, text, keys[0])
    if found.kind is Kind.ROW and text.strip()[0] in SIGNS:
        found = Meaning(Kind.DAMAGED_ROW, found.row)
    return Meaning(Kind.GLUED_ROW, found.row) if found.row >= 0 and is_glued(text) else found


def glued_row(edition: str, text: str) -> Meaning | None:
    """Return the row whose label stands before figures that cannot be parted: 规章000."""
    label = before_figures(text)
    found = label_meaning(edition, label_keys(label))
    return found._replace(kind=Kind.GLUED_ROW) if found and found.kind is Kind.ROW else None


def label_meaning(edition: str, keys: Iterable[str]) -> Meaning | None:
    """Return which label of the form has one of these keys, None when none has."""
    labels = labels_of(edition)
    for key in keys:
        if key in labels.exact:
            return Meaning(Kind.ROW, labels.exact[key])
        if key in labels.others:
            return Meaning(Kind.LINE_LABEL if key in labels.line_only else Kind.LABEL)
    return None


def several_labels(edition: str, text: str) -> Meaning | None:
    """Return what a line of labels with only spaces between them is, None when it is none."""
    parts = text.split()
    kinds = {meaning_of(edition, part).kind for part in parts} if len(parts) > 1 else set[Kind]()
    return Meaning(max(kinds)) if kinds and kinds <= {Kind.LABEL, Kind.LINE_LABEL} else None


def other(edition: str, text: str, key: str) -> Meaning:
    """Return what a text that is no label of the form is: a damaged one, words, or odd signs."""
    alike = most_alike(edition, key)
    if alike >= 0:
        return Meaning(Kind.GLUED_ROW if is_glued(text) else Kind.DAMAGED_ROW, alike)
    if len(text) > LONGEST_VALUE or SECTION.match(text) or is_section(text) or is_note(text):
        return Meaning(Kind.PROSE)
    return Meaning(Kind.WORDS if WORD.search(key) else Kind.UNKNOWN_SIGN)


def is_section(text: str) -> bool:
    """Return whether a text is the heading of a section, printed without its numeral."""
    return any(re.fullmatch(kind.surely, text.strip()) for kind in sections())


@lru_cache(maxsize=MEMORY)
def most_alike(edition: str, key: str) -> int:
    """Return the row whose label is most like a damaged one, -1 when none stands out.

    The labels that are no rows compete, so that a damaged one of them is not taken for a row.
    """
    if len(key) < SHORTEST_DAMAGED:
        return -1
    labels = labels_of(edition)
    scored = [
        (likeness(label, key), row)
        for label, row in labels.exact.items()
        if not opposes(key, label, labels.others)
    ]
    scored += [(likeness(label, key), -1) for label in labels.others]
    best, row = max(scored)
    rivals = [score for score, other in scored if other != row]
    return row if row >= 0 and best >= ENOUGH_ALIKE and best > max(rivals) else -1
