"""Finds the ruled tables of a page: rules that touch, the cells between them, and their spans."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import neg

from etl.extract.ruled_pages.shapes import Rule

NEAR = 3.0
SMALLEST_TABLE = 2
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: its column edges from the left, its row edges from the top, and its cells.

    `cells` gives for each (row, column) of the grid the upper left one of the cell it belongs to.
    """

    edges_down: tuple[float, ...]
    edges_across: tuple[float, ...]
    cells: dict[Span, Span]

    @property
    def top(self) -> float:
        """Return the height of the upper edge."""
        return self.edges_across[0]

    @property
    def bottom(self) -> float:
        """Return the height of the lower edge."""
        return self.edges_across[-1]

    def at(self, x: float, y: float) -> Span | None:
        """Return the cell at a point, None for a point outside."""
        column = bisect_right(self.edges_down, x) - 1
        row = bisect_right(self.edges_across, -y, key=neg) - 1
        return self.cells.get((row, column))

    def rows(self) -> int:
        """Return the number of rows of the grid."""
        return len(self.edges_across) - 1

    def columns(self) -> int:
        """Return the number of columns of the grid."""
        return len(self.edges_down) - 1


def ruled_tables(across: Sequence[Rule], down: Sequence[Rule]) -> list[Ruled]:
    """Return the tables that rules form, from the top of the page."""
    across, down = merged(across), merged(down)
    tables = [table(a, d) for a, d in touching(across, down)]
    return sorted((t for t in tables if t is not None), key=lambda found: -found.top)


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with those that lie on one another, or go on from one another, as one."""
    found: list[Rule] = []
    for group in grouped(sorted(rules, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in group) / len(group)
        start = end = None
        for rule in sorted(group, key=lambda r: r.start):
            if end is not None and start is not None and rule.start <= end + NEAR:
                end = max(end, rule.end)
                continue
            if start is not None and end is not None:
                found.append(Rule(at, start, end))
            start, end = rule.start, rule.end
        if start is not None and end is not None:
            found.append(Rule(at, start, end))
    return found


def grouped(rules: list[Rule]) -> list[list[Rule]]:
    """Return rules in groups that lie within NEAR of the first of them."""
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][0].at <= NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def touching(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the sets of rules that touch one another, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, a in enumerate(across):
        for j, d in enumerate(down, len(across)):
            if meets(a, d):
                parent[root(i)] = root(j)
    sets: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, a in enumerate(across):
        sets[root(i)][0].append(a)
    for j, d in enumerate(down, len(across)):
        sets[root(j)][1].append(d)
    return list(sets.values())


def meets(across: Rule, down: Rule) -> bool:
    """Return whether a rule across and a rule down touch."""
    is_beside = across.start - NEAR <= down.at <= across.end + NEAR
    return is_beside and down.start - NEAR <= across.at <= down.end + NEAR


def table(across: list[Rule], down: list[Rule]) -> Ruled | None:
    """Return the table that touching rules form; sides that are not ruled are where rules end."""
    if len(across) < SMALLEST_TABLE or not down:
        return None
    columns = edges([d.at for d in down], [a.start for a in across], [a.end for a in across])
    rows = edges([a.at for a in across], [d.start for d in down], [d.end for d in down])[::-1]
    if len(columns) < SMALLEST_TABLE or len(rows) < SMALLEST_TABLE:
        return None
    return Ruled(columns, rows, spans(columns, rows, across, down))


def edges(ruled: list[float], starts: list[float], ends: list[float]) -> tuple[float, ...]:
    """Return the places of rules in order, with the outermost ends of those that cross them."""
    found = sorted({*ruled, min(starts), max(ends)})
    kept = [found[0]]
    for place in found[1:]:
        if place - kept[-1] > NEAR:
            kept.append(place)
    return tuple(kept)


def spans(
    columns: tuple[float, ...], rows: tuple[float, ...], across: list[Rule], down: list[Rule]
) -> dict[Span, Span]:
    """Return for each place of the grid the cell it belongs to, where no rule parts them."""
    width, height = len(columns) - 1, len(rows) - 1
    cells: dict[Span, Span] = {}
    for row in range(height):
        for column in range(width):
            x = (columns[column] + columns[column + 1]) / 2
            y = (rows[row] + rows[row + 1]) / 2
            if column and not is_ruled(down, columns[column], y):
                cells[row, column] = cells[row, column - 1]
            elif row and not is_ruled(across, rows[row], x):
                cells[row, column] = cells[row - 1, column]
            else:
                cells[row, column] = (row, column)
    return cells


def is_ruled(rules: list[Rule], at: float, crossing: float) -> bool:
    """Return whether a rule lies at a place where something would cross it."""
    for rule in rules:
        if -NEAR <= rule.at - at <= NEAR and rule.start - NEAR <= crossing <= rule.end + NEAR:
            return True
    return False
