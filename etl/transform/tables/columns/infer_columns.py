"""Places figures whose columns print has lost, where the form's own sums leave only one place.

A blank cell adds nothing to a sum, and neither does a sign for none. Nothing is placed that two
ways of placing would give different values: what the sums leave open stays unreadable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from math import prod
from typing import NamedTuple

from etl.definitions import tolerance
from etl.definitions.schema import Table
from etl.domain.report import Issue, Mark
from etl.transform.numbers import read_cell
from etl.transform.tables.cells import BY_ARITHMETIC, Keyed, PrintedRow, Vector, amounts

MOST_PLACINGS = tolerance("most_placings")
MOST_PASSES = 12
DIFFERS = "sum_differs"
Ways = Mapping[Vector, tuple[tuple[str, ...], ...]]


class Balance(NamedTuple):
    """Rows that add up, column by column, to the same as other rows; each with its sign."""

    rows: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Sums:
    """What each row of a table may add to its columns; a row that is read adds one thing."""

    options: dict[str, tuple[Vector, ...]]
    balances: tuple[Balance, ...]


def placed_by_sums(table: Table, found: Keyed) -> Keyed:
    """Return the rows of lost positions that the sums of the form leave in one place only."""
    own = {row: printed for (table_id, row), printed in found.items() if table_id == table.id}
    lost = {row: p for row, p in own.items() if p.values is None and any(p.printed)}
    if not lost or not table.balances:
        return {}
    ways = {row: ways_of(table, printed.printed) for row, printed in lost.items()}
    if not any(len(same) == 1 for options in ways.values() for same in options.values()):
        return {}
    options = {row: tuple(options) for row, options in ways.items() if options}
    for row, printed in own.items():
        added = amounts(printed.values) if printed.values is not None else None
        if added is not None:
            options[row] = (added,)
    sums = Sums(options, tuple(balances_of(table, options)))
    placed = {}
    for row, vector in decided(sums).items():
        if len(same := ways.get(row, {}).get(vector, ())) == 1:
            placed[table.id, row] = lost[row]._replace(values=same[0], reading=BY_ARITHMETIC)
    return placed


def ways_of(table: Table, printed: tuple[str, ...]) -> Ways:
    """Return the ways in which a row's figures satisfy its own sum, by what they add."""
    filled = tuple(text for text in printed if text)
    order = tuple(column.id for column in table.columns)
    if [(*parts, total) for total, parts in table.parts_of_total.items()] != [order]:
        return {}
    return ways_of_row(len(order), filled)


@lru_cache(maxsize=1 << 12)
def ways_of_row(width: int, printed: tuple[str, ...]) -> Ways:
    """Return every way to set figures in order into columns of which the last is their sum.

    A single figure may be a total without parts or a part without a total.
    """
    # A point among counts may be what is left of the sign between two of them.
    if len(printed) >= width or amounts(printed) is None or "." in "".join(printed):
        return {}
    ways: dict[Vector, tuple[tuple[str, ...], ...]] = {}
    last = width - 1
    for positions in combinations(range(width), len(printed)):
        cells = [""] * width
        for position, text in zip(positions, printed, strict=True):
            cells[position] = text
        added = amounts(tuple(cells)) or (0,) * width
        if len(printed) == 1 or sum(added[:last]) == added[last]:
            ways[added] = (*ways.get(added, ()), tuple(cells))
    return ways


def balances_of(table: Table, options: Mapping[str, object]) -> Iterator[Balance]:
    """Yield the balances of a table all of whose rows are read or may be placed."""
    instead = {
        old: row.id for row in table.optional_rows if row.id in options for old in row.replaces
    }
    for balance in table.balances:
        left = dict.fromkeys(instead.get(row, row) for row in balance.left)
        right = dict.fromkeys(instead.get(row, row) for row in balance.right)
        rows = (*((row, 1) for row in left), *((row, -1) for row in right))
        if all(row in options for row, _ in rows):
            yield Balance(rows)


def decided(sums: Sums) -> dict[str, Vector]:
    """Return, by row, what it adds in every placing of the whole table that balances."""
    for _ in range(MOST_PASSES):
        changes = [narrowed(sums, balance) for balance in sums.balances]
        if not any(changes):
            break
    bound = {row for balance in sums.balances for row, _ in balance.rows}
    rows = [row for row in bound if len(sums.options[row]) > 1]
    if prod(len(sums.options[row]) for row in rows) > MOST_PLACINGS:
        return {}
    fixed = {row: sums.options[row][0] for row in bound - set(rows) if sums.options[row]}
    if len(fixed) + len(rows) < len(bound):
        return {}
    balanced = [
        placing
        for chosen in product(*(sums.options[row] for row in rows))
        if is_balanced(sums, placing := fixed | dict(zip(rows, chosen, strict=True)))
    ]
    if not balanced:
        return {}
    return {
        row: vector
        for row, vector in balanced[0].items()
        if all(placing[row] == vector for placing in balanced)
    }


def narrowed(sums: Sums, balance: Balance) -> bool:
    """Drop what a balance does not allow a row to add; return whether anything was dropped."""
    rows = [(row, sign) for row, sign in balance.rows if sums.options[row]]
    spans = {
        row: [(min(c), max(c)) for c in zip(*sums.options[row], strict=True)] for row, _ in rows
    }
    if len(rows) < len(balance.rows):
        return False
    width = range(len(spans[rows[0][0]]))
    low = [sum(spans[r][c][0] if s > 0 else -spans[r][c][1] for r, s in rows) for c in width]
    high = [sum(spans[r][c][1] if s > 0 else -spans[r][c][0] for r, s in rows) for c in width]
    is_changed = False
    for row, sign in rows:
        if len(sums.options[row]) == 1:
            continue
        span = spans[row]
        kept = tuple(
            vector
            for vector in sums.options[row]
            if all(fits(low[c], high[c], span[c], (vector[c], sign)) for c in width)
        )
        is_changed = is_changed or len(kept) < len(sums.options[row])
        sums.options[row] = kept
    return is_changed


def fits(low: int, high: int, span: tuple[int, int], added: tuple[int, int]) -> bool:
    """Return whether a difference can be zero when one row adds just this amount to a side."""
    amount, sign = added
    least, most = (low - span[0], high - span[1]) if sign > 0 else (low + span[1], high + span[0])
    return least + sign * amount <= 0 <= most + sign * amount


def is_balanced(sums: Sums, placing: Mapping[str, Vector]) -> bool:
    """Return whether every balance holds in every column."""
    for balance in sums.balances:
        columns = zip(
            *(tuple(sign * a for a in placing[row]) for row, sign in balance.rows), strict=True
        )
        if any(sum(column) for column in columns):
            return False
    return True


def differing(table: Table, found: Keyed) -> Iterator[Issue]:
    """Yield an issue for each row or column whose printed figures do not add up as they must."""
    own = {row.id: found[table.id, row.id] for row in table.rows if (table.id, row.id) in found}
    if not table.parts_of_total:
        return
    for row, printed in own.items():
        if printed.values is not None and (said := row_difference(printed.values)):
            label = table.row(row).label
            yield Issue(DIFFERS, f"“{label}”一行{said}", printed.place, f"{table.id}.{row}")
    for balance in table.balances:
        yield from unbalanced(table, own, balance.left, balance.right)


@lru_cache(maxsize=1 << 14)
def row_difference(values: tuple[str, ...]) -> str:
    """Return how the parts of a row differ from its total, which stands last, or nothing."""
    added = amounts(values)
    if added is None or not any(values[:-1]) or read_cell(values[-1])[1] is not Mark.NUMBER:
        return ""
    parts = sum(added[:-1])
    return f"各列之和为{parts}，总计写{added[-1]}" if parts != added[-1] else ""


def unbalanced(
    table: Table, own: Mapping[str, PrintedRow], left: tuple[str, ...], right: tuple[str, ...]
) -> Iterator[Issue]:
    """Yield an issue for each column in which two groups of rows do not add up to the same."""
    sums = [
        vector
        for row in (*left, *right)
        if row in own
        and (values := own[row].values) is not None
        and (vector := amounts(values)) is not None
        and len(vector) == len(table.columns)
    ]
    if len(sums) < len(left) + len(right):
        return
    first = tuple(map(sum, zip(*sums[: len(left)], strict=True)))
    second = tuple(map(sum, zip(*sums[len(left) :], strict=True)))
    if first == second:
        return
    for at, (column, one, other) in enumerate(zip(table.columns, first, second, strict=True)):
        if one != other and all((own[row].values or ())[at] for row in (*left, *right)):
            names = "与".join(table.row(row).label for row in left)
            place = own[left[0]].place
            message = f"“{column.label}”一列：{names}合计{one}，与其对应各行合计{other}"
            yield Issue(DIFFERS, message, place, f"{table.id}.{left[0]}.{column.id}")
