"""Says which printed cells belong to which columns; never guesses a position that print lost.

A row is trusted only where it has the shape that the other rows of its table have: a sign lost or
doubled between two cells moves every figure after it, and shows as a row of another shape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from etl.transform.character_forms import MEMORY
from etl.transform.tables.layout.match_labels import Entry
from etl.transform.tables.layout.row_labels import Header
from etl.transform.tables.rows import is_counted, is_value

FEW = 3


class Shape(NamedTuple):
    """The shape of a table's rows: cells beyond those wanted, or cells in the whole row.

    Of the two the one that more rows have is set. `start` is the first figure's place, counted
    after the label or from the left edge, by the columns of a block. `is_closed` says that a
    sign, and so a blank cell of its own, stands at the end of every row.
    """

    excess: int | None
    widths: frozenset[int]
    starts: dict[tuple[str, ...], int]
    headers: tuple[Header, ...]
    is_closed: bool = False


@lru_cache(maxsize=MEMORY)
def whole(cells: tuple[str, ...], wanted: int) -> tuple[str, ...] | None:
    """Return the cells when exactly `wanted` of them hold a figure, side by side."""
    filled = [n for n, cell in enumerate(cells) if cell and not cell.isspace()]
    if len(filled) != wanted or filled[-1] - filled[0] != wanted - 1:
        return None
    if len(cells) != wanted and not all(is_value(cells[n]) for n in filled):
        return None
    return tuple(cell.strip() for cell in cells[filled[0] : filled[-1] + 1])


@lru_cache(maxsize=MEMORY)
def stripped(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells without the white space around them."""
    return tuple(cell.strip() for cell in cells)


def excess(entry: Entry, wanted: int) -> int:
    """Return how many cells stand after a label beyond those that the form has."""
    return len(entry.cells) - wanted


def run_excess(pairs: Iterable[tuple[Entry, int]]) -> int:
    """Return how many blank cells follow the figures of most rows printed one cell a line."""
    counted = Counter(excess(e, w) for e, w in pairs if not e.width and e.exact and not e.is_last)
    likely = [(count, -extra) for extra, count in counted.items() if extra in (0, 1)]
    return -max(likely)[1] if likely else 0


def shape_of(
    entries: Sequence[Entry], columns: Sequence[tuple[str, ...]], headers: tuple[Header, ...]
) -> Shape:
    """Return the shape of a table's rows of several cells, each with its columns."""
    extras = Counter([len(e.cells) - len(c) for e, c in zip(entries, columns, strict=True)])
    widths = Counter([entry.width for entry in entries])
    extra, regular = extras.most_common(1)[0] if extras else (0, 0)
    if widths and widths.most_common(1)[0][1] > regular:
        usual = frozenset(width for width, count in widths.items() if count >= FEW - 1)
        grid = [(e, c) for e, c in zip(entries, columns, strict=True) if e.width in usual]
        return Shape(None, usual, starts_of(grid, from_edge=True), headers)
    if extra <= 0:
        return Shape(extra, frozenset(), {}, ())
    rows = [(e, c) for e, c in zip(entries, columns, strict=True) if excess(e, len(c)) == extra]
    return Shape(extra, frozenset(), starts_of(rows, from_edge=False), ())


def starts_of(
    rows: Sequence[tuple[Entry, tuple[str, ...]]], *, from_edge: bool
) -> dict[tuple[str, ...], int]:
    """Return where the figures of each block begin, where its rows leave only one place.

    Cells that are too many stand on the same side in all blocks; from the edge each is by itself.
    Where signs only fill rows up, as those of other widths do, and no row prints the last column,
    blank cells may have been left out.
    """
    allowed: dict[tuple[str, ...], set[int]] = {}
    is_barred = True
    is_grid = len({entry.width for entry, _ in rows}) == 1
    filled: set[tuple[str, ...]] = set()
    for entry, columns in rows:
        if (is_grid and not entry.barred) or reaches_end(entry.cells, len(columns)):
            filled.add(columns)
        possible = possible_starts(entry, len(columns), entry.end + 1 if from_edge else 0)
        allowed[columns] = allowed.get(columns, possible) & possible
        is_barred = is_barred and entry.barred
    if not from_edge and allowed:
        common = set[int].intersection(*allowed.values())
        # Blank on either side of every row: a closing sign leaves the one at the end.
        common = {0} if common == {0, 1} and is_barred else common
        allowed = dict.fromkeys(allowed, common)
    return {
        columns: min(starts)
        for columns, starts in allowed.items()
        if len(starts) == 1 and columns in filled
    }


def reaches_end(cells: tuple[str, ...], wanted: int) -> bool:
    """Return whether no more than a closing sign stands behind the cells, or figures fill them."""
    printed = [n for n, cell in enumerate(cells) if cell.strip()]
    return len(cells) <= wanted + 1 or bool(printed and printed[-1] >= wanted - 1)


def possible_starts(entry: Entry, wanted: int, shift: int) -> set[int]:
    """Return the places from which `wanted` cells would take in everything after the label."""
    filled = [n for n, cell in enumerate(entry.cells) if cell.strip()]
    most = len(entry.cells) - wanted
    if not filled:
        return {start + shift for start in range(most + 1)}
    earliest, latest = max(0, filled[-1] - wanted + 1), min(most, filled[0])
    return {start + shift for start in range(earliest, latest + 1)}


def placed(entry: Entry, columns: tuple[str, ...], shape: Shape) -> tuple[str, ...] | None:
    """Return the figures of a row of several cells by column, None where that is not certain."""
    wanted = len(columns)
    if shape.excess == 0 and len(entry.cells) == wanted and entry.exact:
        return stripped(entry.cells)
    values = whole(entry.cells, wanted)
    if values is not None or not entry.exact:
        return values
    if shape.excess is not None:
        return by_excess(entry, columns, shape)
    if entry.width not in shape.widths or not any(map(str.strip, entry.cells)):
        return ("",) * wanted if entry.width in shape.widths else None
    header = header_over(entry, columns, shape)
    if header is None:
        return by_start(entry, columns, shape.starts, shift=entry.end + 1)
    return under_header(entry, header)


def by_excess(entry: Entry, columns: tuple[str, ...], shape: Shape) -> tuple[str, ...] | None:
    """Return the figures of a row that has as many cells after its label as the others have."""
    more = excess(entry, len(columns))
    if more != shape.excess or more < 0:
        return None
    if more == 0:
        return stripped(entry.cells)
    if not any(map(str.strip, entry.cells)):
        return ("",) * len(columns)
    return by_start(entry, columns, shape.starts, shift=0)


def by_start(
    entry: Entry, columns: tuple[str, ...], starts: dict[tuple[str, ...], int], *, shift: int
) -> tuple[str, ...] | None:
    """Return the cells from where the figures of this block begin."""
    if columns not in starts:
        return None
    start = starts[columns] - shift
    if start < 0:
        return None
    return tuple(cell.strip() for cell in entry.cells[start : start + len(columns)])


def header_over(entry: Entry, columns: tuple[str, ...], shape: Shape) -> Header | None:
    """Return the header of this block that a row is laid out like.

    It is not where the row has another width, or a figure beside the columns.
    """
    shift = entry.end + 1
    for header in shape.headers:
        first, last = header.indexes[0] - shift, header.indexes[-1] - shift
        if header.columns != columns or first < 0 or last >= len(entry.cells):
            continue
        if any(map(str.strip, (*entry.cells[:first], *entry.cells[last + 1 :]))):
            continue
        return header
    return None


def under_header(entry: Entry, header: Header) -> tuple[str, ...] | None:
    """Return the cells under the headings of a block, those of a full row in their order.

    Where cells span others than their headings do, a blank one cannot be told.
    """
    places = [index - entry.end - 1 for index in header.indexes]
    filled = [n for n, cell in enumerate(entry.cells) if cell.strip()]
    if not set(filled).issubset(places):
        is_full = len(filled) == len(places) and all(is_value(entry.cells[n]) for n in filled)
        return tuple(entry.cells[n].strip() for n in filled) if is_full else None
    return tuple(entry.cells[at].strip() for at in places)


def is_whole_run(cells: tuple[str, ...], wanted: int) -> bool:
    """Return whether there is one figure for each column; another sign may be a label's piece."""
    return len(cells) == wanted and all(map(is_value, cells))


def placed_run(entry: Entry, wanted: int, extra: int, *, is_unique: bool) -> tuple[str, ...] | None:
    """Return the figures printed one a line below a label, None where that is not certain.

    `extra` blank cells follow in this layout; `is_unique` says that the site dropped repetitions.
    """
    if entry.broken:
        return None
    values = whole(entry.cells, wanted)
    if values is not None and (entry.exact or all(map(is_counted, values))):
        return values
    if not entry.cells or not any(entry.cells):
        is_blank = entry.sure and entry.ended and not is_unique
        return ("",) * wanted if is_blank or len(entry.cells) >= wanted else None
    if not entry.exact or any(entry.cells[wanted:]):
        return None
    more = excess(entry, wanted)
    is_full = more == 0 and (entry.is_last or bool(entry.cells[-1]))
    return entry.cells[:wanted] if more == extra or is_full else None
