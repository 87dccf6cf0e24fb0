"""Cuts a table of the form out of the paragraph into which a page ran it together with sentences.

What stands before and behind it is prose as ever; the table is a row of its own, be it readable
or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from etl.definitions import load
from etl.domain.report import Line
from etl.transform.tables.form_labels.detect_edition import known_keys
from etl.transform.tables.form_labels.labels import labels_of, line_keys
from etl.transform.tables.layout.closing_dates import with_date_apart
from etl.transform.tables.layout.printed_key import PrintedKey, any_label, printed_key
from etl.transform.tables.layout.run_together import (
    LEAST_COLUMNS,
    LEAST_LABELS,
    LEAST_ROWS,
    SHORTEST,
    headings,
    is_run_together,
)
from etl.transform.tables.rows import is_value

LONGEST_GAP = 8
SHORTEST_LABEL = 2
STOPS = re.compile(r"[。！？；，,!?;]")
# The number of a heading, which stands before the first label of a table.
NUMBER_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[)）])\s*$"
)
VALUES_BEHIND = re.compile(r"(?:\s+[^\s\u4e00-\u9fff]+)+$")


class Stretch(NamedTuple):
    """Where a table begins and ends in the key of a paragraph, its labels and its figures."""

    start: int
    end: int
    labels: tuple[str, ...]
    figures: int


def cut_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines; a paragraph with a table in it as the sentences and the table."""
    for line in lines:
        if line.cells is None and len(line.text) >= SHORTEST and may_hold_table(line.text):
            yield from pieces_of(line)
        else:
            yield line


def may_hold_table(text: str) -> bool:
    """Return whether a header of the form stands in a text whose cells no white space parts."""
    squeezed = "".join(text.split())
    is_headed = any(opening in squeezed for opening in openings())
    return is_headed and not is_run_together(text)


@cache
def openings() -> frozenset[str]:
    """Return texts of which each header of a table holds one: a label that no sentence has."""
    labels = set[str]()
    for form in load().forms.values():
        for table in form.grids:
            labels |= {name for c in table.columns for name in (c.label, *c.aliases)}
    return frozenset(label for label in labels if len(label) >= LEAST_LABELS)


def pieces_of(line: Line) -> Iterator[Line]:
    """Yield what stands before, in and behind each table of a paragraph."""
    printed = printed_key(line.text)
    behind = 0
    for stretch in stretches_in(printed):
        start, end = printed.start(stretch.start), printed.end(stretch.end)
        if number := NUMBER_BEFORE.search(line.text[behind:start]):
            start = behind + number.start()
        yield from prose(line, line.text[behind:start])
        yield from of_table(line, line.text[start:end])
        behind = end
    yield from prose(line, line.text[behind:]) if behind else (line,)


def prose(line: Line, text: str) -> Iterator[Line]:
    """Yield a part of a paragraph that is no table; the date that signs it stands alone."""
    for part in with_date_apart(text):
        yield replace(line, text=part)


def of_table(line: Line, text: str) -> Iterator[Line]:
    """Yield a table; the figures of one line, parted by white space, stand below their header."""
    behind = VALUES_BEHIND.search(text)
    values = behind.group().split() if behind else []
    if behind and len(values) in one_line_widths() and all(map(is_value, values)):
        head = text[: behind.start()]
        title = max(head.rfind(name) + len(name) for name in (*one_line_titles(), head[:1]))
        yield from (replace(line, text=cut, cells=(cut,)) for cut in (head[:title], head[title:]))
        yield replace(line, text=behind.group(), cells=tuple(values))
        return
    yield replace(line, text=text, cells=(text,))


def stretches_in(printed: PrintedKey) -> Iterator[Stretch]:
    """Yield where labels of the form and figures follow one another, as in no sentence."""
    current: Stretch | None = None
    for token in tokens().finditer(printed.key):
        start, end = token.span()
        label, figures = (("",), 1) if token[0].isdigit() else ((token[0],), 0)
        labels = tuple(filter(None, label))
        if current is not None and is_next(printed, current.end, start):
            current = Stretch(
                current.start, end, current.labels + labels, current.figures + figures
            )
            continue
        if current is not None and is_table(printed, current):
            yield current
        current = Stretch(start, end, labels, figures) if labels else None
    if current is not None and is_table(printed, current):
        yield current


def is_next(printed: PrintedKey, end: int, start: int) -> bool:
    """Return whether a label or figure goes on with the table whose last one ended before it."""
    between = printed.text[printed.end(end) : printed.start(start)]
    return start - end <= LONGEST_GAP and STOPS.search(between) is None


def is_table(printed: PrintedKey, stretch: Stretch) -> bool:
    """Return whether labels and figures are a table: with a header, figures, and little else."""
    key = printed.key[stretch.start : stretch.end]
    if not stretch.figures or len(stretch.labels) < LEAST_ROWS or len(key) <= SHORTEST:
        return False
    told = sum(map(len, stretch.labels)) + sum(sign.isdigit() for sign in key)
    return 2 * told > len(key) and any(is_headed(key, edition) for edition in load().forms)


def is_headed(key: str, edition: str) -> bool:
    """Return whether the header of a table of an edition stands in a text."""
    columns = sum(column in key for column in headings(edition))
    own = sum(key.count(label) for label in labels_of(edition).line_only)
    return columns >= LEAST_COLUMNS or own >= LEAST_LABELS


@cache
def tokens() -> re.Pattern[str]:
    """Return the pattern of a label of any edition, or of figures."""
    labels = {key for key in known_keys() if len(key) >= SHORTEST_LABEL}
    bare = {key.lstrip("0123456789") for key in labels}
    lines = set[str]().union(*map(line_keys, load().forms.values()))
    keys = frozenset(key for key in labels | bare | lines if len(key) >= SHORTEST_LABEL)
    return re.compile(rf"{any_label(keys)}|\d+")


@cache
def one_line_widths() -> frozenset[int]:
    """Return how many figures a table of one line has."""
    tables = (table for form in load().forms.values() for table in form.grids if table.one_line)
    return frozenset(len(table.rows) * len(table.columns) for table in tables)


@cache
def one_line_titles() -> tuple[str, ...]:
    """Return the titles of the tables of one line."""
    tables = (table for form in load().forms.values() for table in form.grids if table.one_line)
    return tuple({table.title for table in tables})
