"""Takes the statistics table of the free years out of a line into which a page ran it.

Where white space parts its cells they are read as if each stood on a line of its own. Where nothing
does, the table is a row of its own, whose figures are told as unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from etl.definitions import list_names
from etl.definitions.schema import Row as FormRow
from etl.definitions.schema import Table
from etl.domain.report import Line
from etl.transform.character_forms import label_key
from etl.transform.tables.layout.closing_dates import with_date_apart
from etl.transform.tables.layout.printed_key import PrintedKey, any_label, printed_key
from etl.transform.tables.layout.run_together import LONGEST_SHOWN, SHORTEST
from etl.transform.tables.lists.list_headers import Column, column_named, columns_in, headings
from etl.transform.tables.lists.list_rows import (
    LONGEST_LABEL,
    is_behind_label,
    known_rows,
    labels_of_list,
    lists,
    units,
)
from etl.transform.tables.rows import Row, is_value

LEAST_ROWS, LEAST_HEADINGS = 3, 2
LONGEST_GAP = 16
SENTENCE = re.compile(r"[。！？；]")
WORD = re.compile(r"\S+")
YEAR = r"20\d\d年?度?"


class Inside(NamedTuple):
    """A list whose cells nothing parts: its columns of figures, and its rows with what follows."""

    table: Table
    columns: tuple[str, ...]
    rows: tuple[tuple[FormRow, str], ...]


def lists_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines; one that a list stands in as the text before it, its cells, and the rest."""
    for line in lines:
        if line.cells is None and len(line.text) >= SHORTEST and may_hold_list(line.text):
            yield from parted(line)
        else:
            yield line


def may_hold_list(text: str) -> bool:
    """Return whether a heading over indicators stands in a text right before another heading."""
    squeezed = "".join(text.split())
    return any(name in squeezed for name in list_names()) and bool(opening().search(squeezed))


@cache
def opening() -> re.Pattern[str]:
    """Return the pattern of the beginning of a list's header."""
    others = frozenset(text for text, column in headings().items() if column != Column.NAME)
    return re.compile(rf"(?:{any_label(list_names())})(?:{any_label(others)}|{YEAR})")


@cache
def header() -> re.Pattern[str]:
    """Return the pattern of a list's header whose cells nothing parts."""
    known = any_label(frozenset(headings()))
    return re.compile(rf"(?:{any_label(list_names())})(?:{YEAR}|{known})+")


def parted(line: Line) -> Iterator[Line]:
    """Yield what stands before a list, the list, and what stands behind it."""
    printed = printed_key(line.text)
    for found in header().finditer(printed.key):
        start, end = printed.start(found.start()), printed.end(found.end())
        cells = spaced_cells(line.text, start, end)
        last = cells[-1].end() if cells else end_of_run(printed, found)
        if not last:
            continue
        texts = [cell[0] for cell in cells] or [line.text[start:last]]
        yield from (replace(line, text=part) for part in with_date_apart(line.text[:start]))
        yield from (replace(line, text=text, cells=(text,)) for text in texts)
        yield from (replace(line, text=part) for part in with_date_apart(line.text[last:]))
        return
    yield line


def spaced_cells(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the cells of a list that white space parts, from its header to its last figure."""
    words = list(WORD.finditer(text, start))
    above = [word for word in words if word.start() < end]
    if not columns_in(tuple(word[0] for word in above), None) or above[-1].end() != end:
        return []
    last = rows = 0
    for at, word in enumerate(words[len(above) :], len(above)):
        if len(word[0]) > LONGEST_LABEL or SENTENCE.search(word[0]):
            break
        if is_value(word[0]):
            last = at
        elif at + 1 < len(words) and is_behind_label(words[at + 1][0]):
            rows += any(known_rows(table, word[0]) != () for table in lists())
    return words[: last + 1] if rows >= LEAST_ROWS else []


def end_of_run(printed: PrintedKey, found: re.Match[str]) -> int:
    """Return where in the text a list ends whose cells nothing parts, 0 where none is begun."""
    end = last = found.end()
    for token in tokens().finditer(printed.key, end):
        between = printed.text[printed.end(last) : printed.start(token.start())]
        if token.start() - last > LONGEST_GAP or SENTENCE.search(between):
            break
        last = token.end()
        end = last if token[0].isdigit() else end
    text = printed.text[printed.start(found.start()) : printed.end(end)]
    return printed.end(end) if list_inside(text) else 0


@cache
def tokens() -> re.Pattern[str]:
    """Return the pattern of a label of a list, of a unit, or of figures."""
    labels = {label for table in lists() for label in labels_of_list(table.id)}
    return re.compile(rf"{any_label(frozenset(filter(None, labels | unit_keys())))}|\d+")


def unit_keys() -> set[str]:
    """Return the label keys of the units of lists."""
    return {key for unit in units() if (key := label_key(unit))}


def list_inside(text: str, year: int | None = None) -> Inside | None:
    """Return the list whose cells nothing parts in a text, None where none is."""
    printed = printed_key(text)
    head = header().match(printed.key)
    if head is None:
        return None
    names = re.findall(rf"{YEAR}|{any_label(frozenset(headings()))}", head[0])
    columns = dict.fromkeys(filter(None, (column_named(name, year) for name in names)))
    if len(columns) < LEAST_HEADINGS:
        return None
    found = [(table, tuple(rows_inside(printed, head.end(), table))) for table in lists()]
    table, rows = max(found, key=lambda pair: len(pair[1]))
    own = tuple(column.id for column in table.columns if column.id in columns)
    return Inside(table, own or (table.columns[0].id,), rows) if len(rows) >= LEAST_ROWS else None


def rows_inside(printed: PrintedKey, start: int, table: Table) -> Iterator[tuple[FormRow, str]]:
    """Yield the rows whose labels stand before a figure, or before the unit of one."""
    labels = {key: known[0] for key, known in labels_of_list(table.id).items() if len(known) == 1}
    own = any_label(frozenset(filter(None, labels)))
    unit = any_label(frozenset(unit_keys()))
    told: set[int] = set()
    for match in re.finditer(rf"({own})(?:{unit})?(?=\d)", printed.key[start:]):
        known = labels[match[1]]
        if known.position not in told:
            told.add(known.position)
            yield known.row, printed.behind(start + match.end(), LONGEST_SHOWN)


def run_together_lists(rows: Sequence[Row], year: int | None) -> Iterator[tuple[int, Inside]]:
    """Yield the index of each row that is a list whose cells nothing parts, and the list."""
    for index, row in enumerate(rows):
        if len(row.cells) == 1 and len(row.first) >= SHORTEST and may_hold_list(row.first):
            inside = list_inside(row.first, year)
            if inside is not None:
                yield index, inside
