"""Leaves out the columns that an office sets at the edges of a table: numbers of rows, and remarks.

A remark is left out only where every row below its heading has a cell for it, so that no figure
is ever taken for one.
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.definitions import cell_words
from etl.transform.character_forms import squeezed
from etl.transform.tables.layout.block_editions import is_title
from etl.transform.tables.layout.row_labels import figures_of
from etl.transform.tables.rows import Row, is_value


def without_edges(rows: tuple[Row, ...], edition: str) -> tuple[Row, ...]:
    """Return the rows without the cells of columns for numbers and remarks, headings included."""
    words = cell_words()
    edges = words.numberings | words.remarks
    if edges.isdisjoint(squeezed(c) for c in {c for row in rows for c in row.cells if len(c) < 9}):
        return rows
    found = list(rows)
    for index, row in enumerate(rows):
        filled = [squeezed(cell) for cell in row.cells if cell.strip()]
        if not row.exact or len(row.cells) == 1 or len(filled) < 2:
            continue
        below = range(index, end_of_table(rows, index))
        if filled[0] in words.numberings:
            for at in below:
                found[at] = without_number(found[at], edition, words.numberings)
        if filled[-1] in words.remarks:
            leave_remarks_out(found, below, edition, words.remarks)
    return tuple(found)


def end_of_table(rows: Sequence[Row], index: int) -> int:
    """Return the index of the next title of a table or the end of the rows."""
    later = range(index + 1, len(rows))
    return next(
        (n for n in later if len(rows[n].cells) == 1 and is_title(rows[n].first)), len(rows)
    )


def without_number(row: Row, edition: str, words: frozenset[str]) -> Row:
    """Return a row without the number before its label or its line of figures."""
    if len(row.cells) == 1 or not row.exact:
        return row
    first, rest = row.cells[0], row.cells[1:]
    end, wanted = figures_of(rest, edition)
    is_number = (is_value(first) or not first.strip()) and (end or len(rest) - wanted in (0, 1))
    return row._replace(cells=rest) if is_number or squeezed(first) in words else row


def leave_remarks_out(rows: list[Row], below: range, edition: str, words: frozenset[str]) -> None:
    """Take the last cell from headings and from rows where each has one more than the form."""
    figures = {n: figures_of(rows[n].cells, edition) for n in below if len(rows[n].cells) > 1}
    own = [
        n for n, (end, wanted) in figures.items()
        if end or (len(rows[n].cells) > wanted and is_value(rows[n].first))
    ]  # fmt: skip
    if not own or any(len(rows[n].cells) - sum(figures[n]) != 1 for n in own):
        return
    headings = [n for n in figures if n not in own and squeezed(rows[n].cells[-1]) in words]
    for n in (*own, *headings):
        rows[n] = rows[n]._replace(cells=rows[n].cells[:-1])
