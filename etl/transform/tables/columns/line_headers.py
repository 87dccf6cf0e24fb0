"""Finds the header of a table of one line, and where the figures below it begin."""

from __future__ import annotations

import re
from functools import cache

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.character_forms import label_key
from etl.transform.tables.form_labels.labels import Kind, labels_of, line_keys, meaning_of
from etl.transform.tables.note_marks import is_note
from etl.transform.tables.rows import Row

LABELS = (Kind.LABEL, Kind.LINE_LABEL)
FARTHEST_FIGURES, LONGEST_HEADER = 12, 120


def after_header(rows: tuple[Row, ...], line: int, edition: str, wanted: int) -> int:
    """Return the index of the first row below the header that starts at `line`.

    Fewer blank cells than the `wanted` figures, before more of the header, open or fill its rows.
    """
    below = at = line + 1
    while at < len(rows) and at - below < wanted:
        if is_header(rows[at], edition):
            below = at + 1
        elif any(map(str.strip, rows[at].cells)):
            break
        at += 1
    return below


def is_header(row: Row, edition: str) -> bool:
    """Return whether a row holds labels, whole or in pieces, and no figure."""
    printed = [cell for cell in row.cells if cell.strip()]
    kinds = [meaning_of(edition, cell).kind for cell in printed]
    if Kind.VALUE in kinds:
        return False
    is_labelled = any(kind in LABELS for kind in kinds)
    return is_labelled or (bool(printed) and all(map(is_header_text, printed)))


def is_header_text(text: str) -> bool:
    """Return whether a text is made up of labels of a line's header, or of pieces of them."""
    return header_pieces().fullmatch(label_key(text)) is not None


@cache
def header_pieces() -> re.Pattern[str]:
    """Return the pattern of what is left of a header whose cells were broken or run together."""
    signs = {sign for form in load().forms.values() for key in line_keys(form) for sign in key}
    return re.compile(f"[{''.join(sorted(signs))}]+")


def below_torn_header(rows: tuple[Row, ...], table: Table, edition: str) -> int | None:
    """Return the row of figures below a header that is damaged beyond its labels.

    Either labels that only this table has are run together above it, or the table's title is.
    """
    starts = [i for i, row in enumerate(rows) if is_torn_header(row, table, edition)]
    if not starts:
        return None
    for index in range(starts[-1] + 1, min(starts[-1] + 1 + FARTHEST_FIGURES, len(rows))):
        text = "".join(rows[index].cells)
        if is_header_text(text) or is_note(text):
            continue
        kinds = [meaning_of(edition, cell).kind for cell in rows[index].cells]
        if Kind.VALUE in kinds and Kind.ROW not in kinds:
            return index
        if Kind.PROSE in kinds or Kind.ROW in kinds:
            return None
    return None


def is_torn_header(row: Row, table: Table, edition: str) -> bool:
    """Return whether a row is the title of a table of one line, or labels of it run together."""
    key = label_key("".join(row.cells))
    title = label_key(table.title)
    if title in key:
        return len(key) < 2 * len(title)
    is_own = any(own in key for own in labels_of(edition).line_only)
    return is_own and len(key) <= LONGEST_HEADER and is_header_text(key)
