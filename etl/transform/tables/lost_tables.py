"""Doubts rows that are blank or absent in a table whose figures stand elsewhere below its title.

So it is where rows are printed as columns, or all labels before all figures: no figure can be said
to be missing while half as many as the rows have cells were not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from etl.definitions import load
from etl.definitions.schema import Table
from etl.transform.character_forms import label_key
from etl.transform.tables.cells import NOT_READ, Keyed, PrintedRow
from etl.transform.tables.form_labels.labels import heading_keys
from etl.transform.tables.layout.block_editions import end_below, is_title_row, title_above
from etl.transform.tables.row_uses import Use
from etl.transform.tables.rows import Row, is_value

FEWEST_FIGURES = 4
LONGEST_SHOWN = 60
Key = tuple[str, str]


def with_lost_tables(
    edition: str,
    found: Keyed,
    where: Mapping[Key, int],
    printed: tuple[Sequence[Row], Sequence[Use]],
) -> Keyed:
    """Return the rows without figures, unreadable, of tables in which many were not read."""
    rows, uses = printed
    unread = [
        n for n, use in enumerate(uses) if use is Use.NOT_READ and any(map(is_value, rows[n].cells))
    ]
    if not unread:
        return {}
    lost: Keyed = {}
    for table in load().forms[edition].grids:
        bare = list(without_figures(table, found))
        between = stretch(table, rows, [at for key, at in where.items() if key[0] == table.id])
        own = [n for n in unread if n in between]
        figures = [cell for n in own for cell in rows[n].cells if is_value(cell)]
        cells = sum(len(table.columns_of(row_id)) for _, row_id in bare)
        if len(figures) >= FEWEST_FIGURES and 2 * len(figures) >= cells:
            shown = " ".join(figures)[:LONGEST_SHOWN]
            place = rows[own[0]].place
            lost |= dict.fromkeys(bare, PrintedRow(None, (shown,), place, NOT_READ))
    return lost


def without_figures(table: Table, found: Keyed) -> Iterator[Key]:
    """Yield the rows of a table that nothing is read from and nothing is told of."""
    instead = {
        part for row in table.optional_rows for part in row.replaces if (table.id, row.id) in found
    }
    for row in table.rows:
        printed = found.get((table.id, row.id))
        is_bare = printed is None or not any(printed.printed)
        if is_bare and row.id not in instead:
            yield table.id, row.id


def stretch(table: Table, rows: Sequence[Row], labels: list[int]) -> range:
    """Return the indexes of the rows from the title of a table to its end."""
    if labels:
        return range(title_above(rows, min(labels)) + 1, end_below(rows, max(labels)))
    own = [title for title, table_id in heading_keys().items() if table_id == table.id]
    for index, row in enumerate(rows):
        if is_title_row(row) and any(title in label_key(row.first) for title in own):
            return range(index + 1, end_below(rows, index))
    return range(0)
