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
    """Return values without the blank cells that merged cells left at one end or both."""
    excess = len(values) - wanted
    filled = [position for position, value in enumerate(values) if value]
    leading, trailing = filled[0], len(values) - 1 - filled[-1]
    if leading + trailing == excess or (leading == 0 and trailing >= excess):
        return values[leading : leading + wanted]
    if trailing == 0 and leading >= excess:
        return values[excess:]
    return None


def header_columns(row: Row, columns: dict[str, str], keys: Sequence[str]) -> tuple[int, ...]:
    """Return the cell index of each column of a header row, or () where not all stand in it.

    `columns` maps label keys to column ids, `keys` are the label keys of the row's cells.
    """
    wanted = list(dict.fromkeys(columns.values()))
    found: dict[str, int] = {}
    for index, key in enumerate(keys):
        if key in columns:
            found[columns[key]] = index
    if row.is_single or any(column not in found for column in wanted):
        return ()
    indexes = tuple(found[column] for column in wanted)
    return indexes if indexes[0] > 0 and list(indexes) == sorted(indexes) else ()


def aligned(row: Row, header: tuple[int, ...]) -> tuple[str, ...] | None:
    """Return the cells that stand under the header; None where the row is not laid out so."""
    if not header or len(row.cells) <= header[-1]:
        return None
    if any(cell.strip() for cell in row.cells[header[-1] + 1 :]):
        return None
    return tuple(row.cells[index].strip() for index in header)
