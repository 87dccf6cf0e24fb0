"""Joins a table row that a page break has cut in two; the form's own labels say where that was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from etl.domain.report import Line, Mark
from etl.transform.character_forms import label_key
from etl.transform.numbers import read_cell
from etl.transform.tables.form_labels.detect_edition import known_keys
from etl.transform.tables.lists.list_rows import known_rows, lists

PAGE = re.compile(r"^第(\d+)页")
PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*/\s*\d{1,3}|\s*页)?[-—–\s]*$")


def rejoined(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines with every row whole, and without the page numbers between two pages."""
    printed = tuple(lines)
    if not any(line.cells and page_of(line) for line in printed):
        return printed
    kept: list[Line] = []
    for line in printed:
        before = kept[-1] if kept else None
        if before is not None and page_of(line) != page_of(before):
            before = without_page_number(kept)
        whole = joined(before, line) if before is not None else None
        if whole is not None:
            kept[-1] = whole
        else:
            kept.append(line)
    return tuple(kept)


def page_of(line: Line) -> str | None:
    """Return the page that a line stands on, None in a format without pages."""
    match = PAGE.match(line.place)
    return match[1] if match else None


def without_page_number(kept: list[Line]) -> Line | None:
    """Take a page number off the end of what was kept, and return the line before it."""
    if len(kept) > 1 and kept[-1].cells is None and PAGE_NUMBER.match(kept[-1].text):
        kept.pop()
    return kept[-1]


def joined(before: Line, after: Line) -> Line | None:
    """Return two rows on two pages as the one that they were, None where they are two."""
    if before.cells is None or after.cells is None or len(before.cells) != len(after.cells):
        return None
    if page_of(before) == page_of(after):
        return None
    pairs = list(zip(before.cells, after.cells, strict=True))
    broken = [(a, b) for a, b in pairs if a and b]
    if not broken or not is_one_label(*broken[-1]):
        return None
    if any(is_value(a) or is_value(b) or is_label(b) for a, b in broken):
        return None
    cells = tuple(a + b for a, b in pairs)
    return replace(before, text=" ".join(filter(None, cells)), cells=cells)


def is_value(text: str) -> bool:
    """Return whether a text is a figure or a slash, which no page break cuts in two."""
    return read_cell(text, decimal=True, signed=True)[1] in (Mark.NUMBER, Mark.NIL)


def is_one_label(before: str, after: str) -> bool:
    """Return whether two texts are one label of the form, and the second is none by itself."""
    return is_label(before + after) and not is_label(after)


def is_label(text: str) -> bool:
    """Return whether a text is a label of the form, or of a statistics table."""
    return label_key(text) in known_keys() or any(known_rows(table, text) for table in lists())
