"""Puts together labels that a PDF prints over several lines around the line of their figures.

Between the pieces stand the letters of labels set upright beside them; the next rows of the form
say which label the pieces must make up, letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from etl.definitions import load
from etl.transform.character_forms import label_key
from etl.transform.tables.form_labels.detect_edition import NEWEST
from etl.transform.tables.form_labels.labels import Kind, labels_of, meaning_of
from etl.transform.tables.form_labels.stuck_figures import stuck_to
from etl.transform.tables.rows import Row

FARTHEST_LINE = 24
FARTHEST_ROW = 4
LONGEST_PIECE = 40


def rejoin_wrapped_labels(rows: tuple[Row, ...], edition: str | None) -> tuple[Row, ...]:
    """Return the rows with whole labels where only spaces part label and figures."""
    used = edition or NEWEST
    if not any(len(row.cells) > 1 and not row.exact for row in rows):
        return rows
    return tuple(completed(rows, used))


def completed(rows: tuple[Row, ...], edition: str) -> Iterator[Row]:
    """Yield the rows, each with the label that its own text and the lines around it make up."""
    before = -1
    for index, row in enumerate(rows):
        if len(row.cells) == 1 or row.exact:
            yield row
            continue
        meaning = meaning_of(edition, row.first)
        if meaning.kind is Kind.ROW:
            before = meaning.row
            yield row
            continue
        position = row_meant(rows, index, edition, before)
        if position < 0:
            yield row
            continue
        before = position
        label = label_text(edition, position) + stuck_to(row.first)
        yield row._replace(cells=(label, *row.cells[1:]))


def row_meant(rows: tuple[Row, ...], index: int, edition: str, before: int) -> int:
    """Return the next row of the form whose label the pieces around a line make up, else -1."""
    row = rows[index]
    above, beside, below = neighbor_pieces(rows, index)
    labels = labels_of(edition)
    for position in range(before + 1, min(before + 1 + FARTHEST_ROW, len(labels.rows))):
        is_full = len(row.cells) - 1 == len(labels.rows[position].columns)
        if not beside and not is_full:
            continue
        for key in keys_of(edition)[position]:
            if is_made_of(key, above, beside, below, upright(edition)):
                return position
    return -1


def neighbor_pieces(
    rows: tuple[Row, ...], index: int
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the pieces of text above, beside and below the figures of a line."""
    above: list[str] = []
    for row in reversed(rows[max(0, index - FARTHEST_LINE) : index]):
        if len(row.cells) > 1 or len(row.first) > LONGEST_PIECE:
            break
        above[:0] = row.first.split()
    below: list[str] = []
    for row in rows[index + 1 : index + 1 + FARTHEST_LINE]:
        if len(row.cells) > 1 or len(row.first) > LONGEST_PIECE:
            break
        below += row.first.split()
    return pieces(above), pieces(rows[index].first.split()), pieces(below)


def pieces(texts: list[str]) -> tuple[str, ...]:
    """Return the label keys of texts that have one."""
    return tuple(filter(None, map(label_key, texts)))


def is_made_of(
    key: str,
    above: tuple[str, ...],
    beside: tuple[str, ...],
    below: tuple[str, ...],
    noise: str,
) -> bool:
    """Return whether pieces in printed order make up a label, all of those beside the figures."""
    every = above + beside + below
    least = len(above) + len(beside)
    for start in range(least):
        end = reach(key, every, start, noise)
        if end >= least or (end > 0 and all(piece in noise for piece in every[end:least])):
            return all(piece in noise for piece in every[len(above) : start])
    return False


def reach(key: str, every: tuple[str, ...], start: int, noise: str) -> int:
    """Return the index after the piece that ends the label, 0 where the pieces do not make it."""
    read = 0
    for index in range(start, len(every)):
        piece = every[index]
        if key.startswith(piece, read):
            read += len(piece)
            if read == len(key):
                return index + 1
        elif read == 0 or piece not in noise:
            return 0
    return 0


@cache
def keys_of(edition: str) -> tuple[tuple[str, ...], ...]:
    """Return the label keys of each row of the form, the longest first."""
    labels = labels_of(edition)
    keys: list[list[str]] = [[] for _ in labels.rows]
    for key, row in labels.exact.items():
        keys[row].append(key)
    return tuple(tuple(sorted(found, key=len, reverse=True)) for found in keys)


@cache
def label_text(edition: str, position: int) -> str:
    """Return the printed label of a row of the form."""
    row = labels_of(edition).rows[position]
    return load().forms[edition].table(row.table).row(row.row).label


@cache
def upright(edition: str) -> str:
    """Return the labels that may stand upright or broken beside those of the rows."""
    groups = [row.group for t in load().forms[edition].grids for row in t.rows if row.group]
    return "".join(map(label_key, dict.fromkeys(groups)))
