"""Finds the tables that a text holds in HTML, as converters write them into Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TAG = re.compile(r"<(/?)(table|t[dhr])\b[^<>]{0,2000}>", re.IGNORECASE)
ONLY_TAGS = re.compile(r"\s*(?:</?[a-zA-Z][^<>]*>\s*)+")
CELLS = ("td", "th")


class Stretch(NamedTuple):
    """A stretch of a text, the number of the line in which it begins, and what it is."""

    text: str
    line: int
    is_table: bool


def stretches(text: str) -> tuple[Stretch, ...]:
    """Return a text in stretches: tables that are written in HTML, and what stands around them."""
    found: list[Stretch] = []
    at, line = 0, 1
    for start, end in [*tables(text), (len(text), len(text))]:
        before, table = text[at:start], text[start:end]
        found.append(Stretch(before, line, is_table=False))
        line += line_ends(before)
        if table:
            found.append(Stretch(table, line, is_table=True))
        line += line_ends(table)
        at = end
    return tuple(stretch for stretch in found if stretch.text.strip())


def line_ends(text: str) -> int:
    """Return how many lines a text ends."""
    return len(f"{text}.".splitlines()) - 1


def tables(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each table begins and ends; one that is never closed ends with its last row.

    A table inside a cell of another is a part of it.
    """
    start, ended, depth, in_cell = -1, -1, 0, False
    for tag in TAG.finditer(text):
        is_end, name = bool(tag[1]), tag[2].lower()
        if name == "table" and not is_end:
            if depth and not in_cell:
                yield start, max(ended, tag.start())
                depth = 0
            start = start if depth else tag.start()
            depth += 1
            in_cell = False
        elif name == "table" and depth:
            depth -= 1
            in_cell = depth > 0
            if not depth:
                yield start, tag.end()
        elif depth:
            in_cell = name in CELLS and not is_end
            ended = tag.end()
    if depth and ended > start:
        yield start, ended


def is_only_tags(text: str) -> bool:
    """Return whether a line holds nothing but tags, as those around a table."""
    return ONLY_TAGS.fullmatch(text) is not None
