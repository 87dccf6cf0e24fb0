"""Says which printed cells belong to which columns; never guesses a position that print lost."""

from __future__ import annotations

from collections.abc import Sequence

from etl.parsing.rows import Row


def fitted(cells: Sequence[str], wanted: int) -> tuple[str, ...] | None:
    """Return the cells that fill `wanted` columns, padding taken off; None if it is not certain."""
    values = tuple(cell.strip() for cell in cells)
    if len(values) >= wanted - 1 and not any(values):
        return ("",) * wanted
    if len(values) == wanted:
        return values
    if len(values) == wanted + 1 and not values[-1]:
        return values[:wanted]
    return unpadded(values, wanted) if len(values) > wanted else None


def unpadded(values: tuple[str, ...], wanted: int) -> tuple[str, ...] | None:
    """Return the only run of cells that holds every value; None where several runs could."""
    excess = len(values) - wanted
    filled = [position for position, value in enumerate(values) if value]
    leading, trailing = filled[0], len(values) - 1 - filled[-1]
    earliest, latest = max(0, excess - trailing), min(excess, leading)
    return values[earliest : earliest + wanted] if earliest == latest else None


def header_columns(
    row: Row, columns: dict[str, str], wanted: Sequence[str], keys: Sequence[str]
) -> tuple[int, ...]:
    """Return the cell index of each wanted column of a header row, or () where one is missing.

    `columns` maps label keys to column ids, `keys` are the label keys of the row's cells.
    """
    if row.is_single:
        return ()
    found = {columns[key]: index for index, key in enumerate(keys) if key in columns}
    if any(column not in found for column in wanted):
        return ()
    indexes = tuple(found[column] for column in wanted)
    return indexes if indexes[0] > 0 and list(indexes) == sorted(indexes) else ()


def aligned(row: Row, end: int, header: tuple[int, ...]) -> tuple[str, ...] | None:
    """Return the cells under the header right of a label that ends at `end`.

    None where the row is not laid out like its header: another width, a value beside a column.
    """
    if not header or len(row.cells) <= header[-1] or end >= header[0]:
        return None
    beside = (*row.cells[end + 1 : header[0]], *row.cells[header[-1] + 1 :])
    if any(cell.strip() for cell in beside):
        return None
    return tuple(row.cells[index].strip() for index in header)
