"""Names the total of a header that calls it a subtotal."""

from __future__ import annotations

from collections.abc import Sequence

from etl.definitions import cell_words, load
from etl.definitions.schema import Table
from etl.transform.character_forms import squeezed
from etl.transform.tables.cells import amounts
from etl.transform.tables.layout.extra_headings import figures_below
from etl.transform.tables.layout.headings import column_of
from etl.transform.tables.rows import Row


def with_totals(rows: tuple[Row, ...], edition: str) -> tuple[Row, ...]:
    """Return rows with the form's heading above the last column of headers that call it otherwise.

    All rows below must add up to it: it might be the sum of some columns only.
    """
    added = cell_words().added_columns
    if not any(len(row.cells) > 1 and squeezed(row.cells[-1]) in added for row in rows):
        return rows
    return tuple(named(rows, at, edition) for at in range(len(rows)))


def named(rows: Sequence[Row], at: int, edition: str) -> Row:
    """Return a row, its last cell named as the form's total where it is the header of a block."""
    cells = rows[at].cells
    if squeezed(cells[-1]) not in cell_words().added_columns:
        return rows[at]
    own = [name for cell in cells[:-1] if (name := column_of(edition, cell))]
    for table in load().forms[edition].grids:
        columns = next((b.columns for b in table.blocks if [*b.columns[:-1]] == own), ())
        if len(own) > 1 and columns and cells[-len(columns)] and is_total(rows, at, table, columns):
            return rows[at]._replace(cells=(*cells[:-1], table.column(columns[-1]).label))
    return rows[at]


def is_total(rows: Sequence[Row], at: int, table: Table, columns: tuple[str, ...]) -> bool:
    """Return whether all rows below a header add up to its last column."""
    if set(table.parts_of_total.get(columns[-1], ())) != set(columns[:-1]):
        return False
    edition = next(e for e, form in load().forms.items() if table in form.grids)
    sums = [amounts(figures) for figures, _ in figures_below(rows, at + 1, edition, len(columns))]
    return any(added and added[-1] for added in sums) and all(
        added is not None and len(added) == len(columns) and sum(added[:-1]) == added[-1]
        for added in sums
    )
