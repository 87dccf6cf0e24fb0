"""Reads rows of the form that an office wrote out: a label, its columns, and a number for each.

规章：本年制发件数3件，本年废止件数0件，现行有效件数12件。 Every column must stand there, with
nothing but signs and units between; what is written out in part is told as unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.cells import PrintedRow, TableReading
from etl.transform.tables.form_labels.labels import ORDINAL, column_keys
from etl.transform.tables.layout.printed_key import CLOSING, any_label, printed_key
from etl.transform.tables.rows import Row

LEAST_ROWS = 3
LONGEST_SHOWN = 60
SHORTEST, SHORTEST_COLUMN = 8, 3
FULL_LINE, LONGEST = 20, 2_000
ENDS = "。；;：:！？"
Key = tuple[str, str]
# What may stand between a label and what is said of it, and before the label.
JOINT = re.compile(r"[\s:：,，、;；的为是共计有()（）]*(?:其中)?[\s:：]*")
NUMBER = re.compile(
    r"[\s:：为是共计有]*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*(?:万元|[件条项人次个份宗元])?)"
    r"(?=$|[\s,，、;；。()（）])[\s,，、;；。)）]*(?:其中)?[\s:：]*"
)
BEGINNING = re.compile(
    r"(?:^|[。；;，,：:\s])\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.．、]+\s*)?[(（]?$"
)
OTHER_YEAR = re.compile("上年|去年|上一年度|同比|20\\d\\d年.*20\\d\\d年")


class Said(NamedTuple):
    """A row of the form and the figures that a text says of its columns; None of an unsure one."""

    key: Key
    figures: dict[str, str | None]


class Names(NamedTuple):
    """The labels of an edition that a text may name: of rows, of columns, and above columns."""

    pattern: re.Pattern[str]
    columns: tuple[str, ...]
    rows: dict[str, Key]
    ids: dict[str, dict[str, str]]


def read_written_out(rows: Sequence[Row], edition: str, *, is_alone: bool = True) -> TableReading:
    """Return the rows of the form that sentences write out.

    Where they are all that is printed of the form (`is_alone`), a few are a sentence like others.
    """
    found: dict[Key, PrintedRow] = {}
    for row in paragraphs(rows):
        for said in rows_said(row.first, edition):
            printed = printed_of(said, edition, row)
            other = found.setdefault(said.key, printed)
            if other.values != printed.values:
                both = (*other.printed, ";", *printed.printed)
                found[said.key] = PrintedRow(None, both, other.place)
    whole = sum(printed.values is not None for printed in found.values())
    return TableReading() if is_alone and whole < LEAST_ROWS else TableReading(found)


def paragraphs(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the lines of words, those as one that only the edge of a page parts."""
    begun: Row | None = None
    for row in rows:
        is_prose = len(row.cells) == 1 and bool(row.first.strip())
        if begun is not None and not is_prose:
            yield begun
        if not is_prose:
            begun = None
            continue
        whole = begun._replace(cells=(begun.first + row.first,)) if begun else row
        is_cut = FULL_LINE <= len(row.first) < LONGEST and row.first[-1] not in ENDS
        begun = whole if is_cut else None
        if begun is None and len(whole.first) >= SHORTEST:
            yield whole
    if begun is not None:
        yield begun


def edition_written_out(rows: Sequence[Row]) -> str | None:
    """Return the one edition of which sentences write out most rows, None where none leads."""
    counted = {
        edition: sum(p.values is not None for p in read_written_out(rows, edition).found.values())
        for edition, form in load().forms.items()
        if form.grids
    }
    best = max(counted, key=lambda edition: counted[edition])
    others = [count for edition, count in counted.items() if edition != best]
    return best if counted[best] > max(others, default=0) else None


def printed_of(said: Said, edition: str, row: Row) -> PrintedRow:
    """Return what is written out of a row; without columns where one is missing or unsure."""
    table = load().forms[edition].table(said.key[0])
    values = [said.figures.get(column) for column in table.columns_of(said.key[1])]
    sure = tuple(value for value in values if value is not None)
    words = names_of(edition).pattern.sub("", label_key(row.first))
    if len(sure) < len(values) or OTHER_YEAR.search(words):
        return PrintedRow(None, (row.first[:LONGEST_SHOWN],), row.place)
    return PrintedRow(sure, sure, row.place)


@lru_cache(maxsize=MEMORY)
def rows_said(text: str, edition: str) -> tuple[Said, ...]:
    """Return the rows that a text writes out, each with the columns that it names."""
    names = names_of(edition)
    is_named = any(column in text for column in names.columns)
    return tuple(said_in(text, names)) if is_named else ()


def said_in(text: str, names: Names) -> Iterator[Said]:
    """Yield the rows whose label opens a clause and is followed by columns with numbers."""
    printed = printed_key(text)
    tokens = list(names.pattern.finditer(printed.key))
    current: Said | None = None
    for token, below in zip_longest(tokens, tokens[1:]):
        end = below.start() if below is not None else len(printed.key)
        before = text[: printed.start(token.start())]
        behind = text[printed.end(token.end()) : printed.start(end)].lstrip(CLOSING)
        column = names.ids[current.key[0]].get(token[0]) if current else None
        if current is not None and column is not None:
            is_going_on = take(current, column, behind)
        elif (key := names.rows.get(token[0])) is not None:
            if current is not None and current.figures:
                yield current
            current = Said(key, {}) if BEGINNING.search(before) else None
            is_going_on = JOINT.fullmatch(behind) is not None
        else:
            is_going_on = JOINT.fullmatch(behind) is not None
        if current is not None and not is_going_on:
            if current.figures:
                yield current
            current = None
    if current is not None and current.figures:
        yield current


def take(said: Said, column: str, behind: str) -> bool:
    """Take the number behind a column's name, and return whether nothing else stands there."""
    number = NUMBER.match(behind)
    rest = behind[number.end() :] if number else behind
    is_sure = number is not None and column not in said.figures and not rest[:1].isdigit()
    said.figures[column] = number[1].strip() if number is not None and is_sure else None
    return is_sure and not rest


@cache
def names_of(edition: str) -> Names:
    """Return the labels of an edition; a label of several rows names none of them."""
    grids = load().forms[edition].grids
    keys: dict[str, set[Key]] = {}
    for table in grids:
        for row in table.rows:
            for name in (row.label, *row.aliases):
                for text in (name, ORDINAL.sub("", name)):
                    keys.setdefault(label_key(text), set()).add((table.id, row.id))
    columns = set[str]().union(*map(column_keys, grids))
    rows = {key: next(iter(found)) for key, found in keys.items() if len(found) == 1}
    rows = {key: found for key, found in rows.items() if key and key not in columns}
    above = {label_key(text) for table in grids for c in table.columns for text in c.under}
    every = frozenset({*rows, *columns, *above})
    texts = {c.label for table in grids for c in table.columns}
    texts |= {alias for table in grids for c in table.columns for alias in c.aliases}
    return Names(
        re.compile(any_label(every)),
        tuple(text for text in texts if len(text) >= SHORTEST_COLUMN),
        rows,
        {table.id: ids_of(table) for table in grids},
    )


def ids_of(table: Table) -> dict[str, str]:
    """Return the columns of a table by their label keys."""
    return {label_key(name): c.id for c in table.columns for name in (c.label, *c.aliases)}
