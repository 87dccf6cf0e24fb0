"""Finds tables that a crawler ran together into one paragraph.

Where white space still parts labels and figures, they are read as if each stood on a line of its
own. Where nothing does, figures of one digit cannot be told apart: such rows are unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from etl.definitions import load
from etl.domain.report import Line
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.document.sentences import heading_of
from etl.transform.tables.cells import PrintedRow, TableReading
from etl.transform.tables.form_labels.detect_edition import known_keys, own_keys
from etl.transform.tables.form_labels.labels import (
    LONGEST_LABEL,
    FormLabels,
    column_keys,
    label_keys,
    labels_of,
)
from etl.transform.tables.layout.printed_key import PrintedKey, printed_key
from etl.transform.tables.rows import BARS, Row, is_value

SHORTEST = 60
FEWEST_TEXTS = 5
FEW_REMEMBERED = 1 << 10
NO_BARS = dict.fromkeys((*BARS, ord("|")), " ")
# What behind a figure says that it stands in a sentence.
COUNTED = re.compile(r"[，。；、：,;:）)%％余多个条件次项份篇宗起人期场例元]")
ORDINAL_APART = re.compile(
    r"(?<!\S)([一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d[.．、])\s+(?=[\u4e00-\u9fff])"
)
SENTENCE = re.compile(r"[。；！？]")
LEAST_LABELS = 4
LEAST_TOKENS = 2
LEAST_ROWS = 3
LEAST_IN_LINE = 6
MIXED_SHARE = 0.1
LEAST_COLUMNS = 2
LONGEST_SHOWN = 40


class Part(Enum):
    """What a text in a line of tables run together is."""

    LABEL = 1
    FIGURE = 2
    HEADING = 3
    PROSE = 4


class Text(NamedTuple):
    """A text of a line that is taken apart, what it is, and whether signs stand around it."""

    text: str
    part: Part
    exact: bool


def taken_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines; one of tables run together as a line for each cell, heading and stretch of
    prose. Where signs part the cells, blank ones are kept and each is a row of its own.
    """
    printed = tuple(lines)
    for number, line in enumerate(printed):
        is_long = line.cells is None and len(line.text) >= SHORTEST
        if is_long and is_run_together(line.text) and not is_in_grid(printed, number):
            for text in stretches(texts_of(line.text)):
                is_cell = text.exact and text.part is not Part.PROSE
                yield replace(line, text=text.text, cells=(text.text,) if is_cell else None)
        else:
            yield line


def is_in_grid(lines: Sequence[Line], number: int) -> bool:
    """Return whether a line next to one has as many tabs, as rows of one table have."""
    tabs = lines[number].text.count("\t")
    beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    return tabs >= FEWEST_TEXTS and any(line.text.count("\t") == tabs for line in beside)


@lru_cache(maxsize=FEW_REMEMBERED)
def is_run_together(text: str) -> bool:
    """Return whether several labels of the form stand in a text with figures between them.

    Where signs part the cells, a few labels and two with figures may be a row of the print.
    """
    if len(text.split(maxsplit=FEWEST_TEXTS)) <= FEWEST_TEXTS and not sign_in(text):
        return False
    texts = texts_of(text)
    labels = [at for at, found in enumerate(texts) if found.part is Part.LABEL]
    figures = any(found.part is Part.FIGURE and found.text for found in texts)
    if len(labels) < LEAST_TOKENS or not figures:
        return False
    begun = sum(texts[at + 1].part is Part.FIGURE for at in labels if begins_table(texts, at))
    is_row = sign_in(text) and len(labels) < LEAST_IN_LINE and begun < LEAST_ROWS
    return begun > 0 and not is_row


def sign_in(text: str) -> str:
    """Return the sign that parts the cells of a line, nothing where only blanks do."""
    return next((s for s in "|\t" if text.translate(BARS).count(s) >= FEWEST_TEXTS), "")


def texts_of(text: str) -> list[Text]:
    """Return the texts of a line in printed order: those that signs part, or else the words.

    A heading or prose that no sign parts from a cell is taken off it; several figures are not.
    Where many a figure stands beside words, the signs part rows and not cells.
    """
    sign = sign_in(text)
    bare = text.translate(BARS).strip(" \r\n")
    bare = bare.removeprefix("|").removesuffix("|") if sign == "|" else bare
    cells = [cell.strip() for cell in bare.split(sign)] if sign else []
    broken = [words for words in map(words_of, cells) if len(words) > 1]
    mixed = sum(any(map(is_value, words)) for words in broken)
    if not sign or mixed > MIXED_SHARE * len(cells):
        words = words_of(text.translate(NO_BARS))
        return [Text(word, part_of(word), exact=False) for word in words]
    found: list[Text] = []
    for cell in cells:
        words = words_of(cell)
        whole = part_of(cell)
        if len(words) < 2 or whole in (Part.LABEL, Part.FIGURE):
            found.append(Text(cell, whole, exact=True))
        else:
            found += [Text(word, part_of(word), exact=False) for word in words]
    return found


def words_of(text: str) -> list[str]:
    """Return the words of a text, the number of an item or a heading with what it numbers."""
    return ORDINAL_APART.sub(r"\1", text).split()


@lru_cache(maxsize=MEMORY)
def part_of(text: str) -> Part:
    """Return what a text that stands apart is: a blank cell and several figures are figures."""
    if all(map(is_value, text.split())):
        return Part.FIGURE
    if heading_of(text) is not None:
        return Part.HEADING
    return Part.LABEL if any(key in known_keys() for key in label_keys(text)) else Part.PROSE


def begins_table(texts: Sequence[Text], at: int) -> bool:
    """Return whether figures follow a label, or the labels behind it, that no unit makes prose."""
    while at < len(texts) and texts[at].part is Part.LABEL:
        at += 1
    end = at
    while end < len(texts) and texts[end].part is Part.FIGURE:
        end += 1
    if end == at:
        return False
    return end == len(texts) or COUNTED.match(texts[end].text) is None


def stretches(texts: Sequence[Text]) -> Iterator[Text]:
    """Yield the texts of a line; those that are prose, one behind another, as one."""
    prose: list[str] = []
    in_table = False
    for at, text in enumerate(texts):
        is_heading = text.part is Part.HEADING
        if text.part is Part.LABEL:
            in_table = in_table or begins_table(texts, at)
        elif is_heading or (text.part is Part.PROSE and not may_be_label(text.text)):
            in_table = False
        if not in_table and not is_heading:
            prose.append(text.text)
            continue
        if prose:
            yield Text(" ".join(prose), Part.PROSE, exact=False)
            prose = []
        yield text._replace(exact=text.exact and in_table)
    if prose:
        yield Text(" ".join(prose), Part.PROSE, exact=False)


def may_be_label(text: str) -> bool:
    """Return whether a text in a table may be a damaged label: it is short and no sentence."""
    return len(text) <= LONGEST_LABEL and SENTENCE.search(text) is None


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
        printed = printed_key(row.first)
        if sum(column in printed.key for column in headings(edition)) < LEAST_COLUMNS:
            continue
        inside = dict(rows_inside(printed, labels))
        if len(inside) >= LEAST_ROWS:
            for position, shown in inside.items():
                form_row = labels.rows[position]
                found[form_row.table, form_row.row] = PrintedRow(None, (shown,), row.place)
            used.add(index)
    return TableReading(found, frozenset(used))


def rows_inside(printed: PrintedKey, labels: FormLabels) -> Iterator[tuple[int, str]]:
    """Yield the rows whose labels stand right before a figure, with what follows as printed."""
    for label, position in labels.exact.items():
        match = re.search(rf"{re.escape(label)}(?=\d)", printed.key)
        if match is not None:
            yield position, printed.behind(match.end(), LONGEST_SHOWN)


@cache
def headings(edition: str) -> frozenset[str]:
    """Return the label keys of columns that only a table prints."""
    grids = load().forms[edition].grids
    keys = set[str]().union(*map(column_keys, grids))
    return frozenset(key for key in keys if len(key) > LEAST_LABELS)
