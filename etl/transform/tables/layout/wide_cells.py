"""Takes the repetitions out of rows whose wide cells a converter printed once for each column.

The header says which cells are one: it repeats a heading side by side, and each row below repeats
its figure in just the same places.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.transform.character_forms import label_key
from etl.transform.tables.form_labels.labels import labels_of
from etl.transform.tables.layout.block_editions import is_title
from etl.transform.tables.layout.row_labels import header_of
from etl.transform.tables.rows import Row


def without_repetitions(rows: tuple[Row, ...], edition: str) -> tuple[Row, ...]:
    """Return the rows with each wide cell once, the same rows where there is none."""
    exact = [row for row in rows if row.exact and len(row.cells) > 2]
    if not any(repeated(row.cells) for row in exact):
        return rows
    return tuple(narrowed(rows, edition))


def repeated(cells: tuple[str, ...]) -> frozenset[int]:
    """Return the places of the cells that print again what stands to their left."""
    return frozenset(
        at for at in range(2, len(cells)) if cells[at].strip() and cells[at] == cells[at - 1]
    )


def narrowed(rows: tuple[Row, ...], edition: str) -> Iterator[Row]:
    """Yield the rows; those below a header with a repeated heading without what is repeated."""
    again, width = frozenset[int](), 0
    for row in rows:
        if row.exact and header_of(edition, row.cells) is not None:
            columns = labels_of(edition).columns
            again = frozenset(n for n in repeated(row.cells) if label_key(row.cells[n]) in columns)
            width = len(row.cells)
        elif is_title(row.first):
            again = frozenset()
        is_alike = row.exact and len(row.cells) == width and again <= repeated(row.cells)
        kept = tuple(cell for at, cell in enumerate(row.cells) if at not in again)
        yield row._replace(cells=kept) if again and is_alike else row
