"""Tells rows of the form that are not in a report from those that something unread may be.

A row is absent only where nothing unread stands between the rows of its table around it. A row of
figures without a label, in the one place where a row of the form is missing, is that row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from etl.definitions import load
from etl.definitions.schema import Row as FormRow
from etl.definitions.schema import Table
from etl.transform.character_forms import label_key
from etl.transform.tables.cells import BY_POSITION, NOT_READ, Keyed, PrintedRow
from etl.transform.tables.columns.align_columns import whole
from etl.transform.tables.form_labels.detect_edition import known_keys
from etl.transform.tables.form_labels.labels import ORDINAL, label_keys
from etl.transform.tables.layout.block_editions import end_below, title_above
from etl.transform.tables.row_uses import Use, has_figure
from etl.transform.tables.rows import Row, is_value

LONGEST_SHOWN = 60
SHORTEST_LABEL = 4
# The number of a row and the first characters of its label, which go on in the lines below.
BEGINNING = re.compile(r"\d[\u4e00-\u9fff]")
FIGURES_BEHIND = re.compile(r"\d+$")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed rows of one edition, what was found in them and where, and what was not read.

    `unread` are the indexes of rows with figures that may be a row of the form.
    """

    rows: Sequence[Row]
    found: Keyed
    where: Mapping[Key, int]
    unread: tuple[int, ...]

    def place_of(self, key: Key) -> int | None:
        """Return the index of a row that was found with cells, None of any other."""
        printed = self.found.get(key)
        return self.where.get(key) if printed is not None and any(printed.printed) else None


def with_missing(
    edition: str,
    found: Keyed,
    where: Mapping[Key, int],
    printed: tuple[Sequence[Row], Sequence[Use]],
) -> dict[Key, PrintedRow]:
    """Return the rows that were not found, or found blank, where figures stand that were not read.

    All are unreadable, but for one that can only be the row of figures that stands in its place.
    """
    rows, uses = printed
    start = min(where.values(), default=len(rows))
    unread = (
        n
        for n, use in enumerate(uses)
        if (use is Use.NOT_READ or (use is Use.PROSE and n > start)) and may_be_row(rows[n], use)
    )
    seen = Printed(rows, found, where, tuple(unread))
    return {
        key: row
        for table in load().forms[edition].grids
        for key, row in (doubted_line if table.one_line else doubted_rows)(table, seen)
    }


def may_be_row(row: Row, use: Use) -> bool:
    """Return whether an unread row may be one of the form: figures, no label known as another's.

    So may a short text with a figure in it, which stands among the prose.
    """
    is_short = len(row.cells) == 1 and len(row.first) <= LONGEST_SHOWN and "。" not in row.first
    if use is not Use.NOT_READ and not (use is Use.PROSE and is_short):
        return False
    figures = [at for at, cell in enumerate(row.cells) if has_figure(cell)]
    start = next((at for at in figures if is_value(row.cells[at])), min(figures, default=0))
    labels = [cell for cell in row.cells[:start] if cell.strip()]
    keys = set(label_keys(labels[-1])) if labels else set[str]()
    return bool(figures) and (not keys & known_keys() or bool(keys & short_labels()))


@cache
def short_labels() -> frozenset[str]:
    """Return the label keys of rows that are also labels of others without their ordinals: 总计."""
    rows = (row for form in load().forms.values() for table in form.grids for row in table.rows)
    return frozenset(map(bare_key, rows))


def bare_key(row: FormRow) -> str:
    """Return the label key of a row of the form without its ordinal."""
    return label_key(ORDINAL.sub("", row.label))


def doubted_rows(table: Table, seen: Printed) -> Iterator[tuple[Key, PrintedRow]]:
    """Yield the rows of one table that unread figures between its other rows may belong to."""
    keys = [(table.id, row.id) for row in table.rows if not is_replaced(table, row.id, seen.found)]
    places = [seen.place_of(key) for key in keys]
    labels = [seen.where[key] for key in keys if key in seen.where]
    if not labels:
        return
    for number, key in enumerate(keys):
        if places[number] is not None:
            continue
        above = next((p for p in reversed(places[:number]) if p is not None), None)
        below = next((p for p in places[number:] if p is not None), None)
        first = above if above is not None else title_above(seen.rows, min(labels))
        last = below if below is not None else end_below(seen.rows, max(labels))
        between = [n for n in seen.unread if first < n < last or is_labelled(table, key, seen, n)]
        if (
            not between
            and above is not None
            and is_overfull(table, keys[places.index(above)], seen)
        ):
            between = [above]
        if not between:
            continue
        values = by_position(table, key, seen, between) if is_alone(places, number) else None
        if values is not None or above is None or below is None:
            yield key, doubted(seen, between, values)
            continue
        gap = keys[places.index(above) + 1 : places.index(below)]
        at = by_label(table, key, seen, (gap, between))
        yield key, doubted(seen, [at[0]] if at else between, at[1] if at else None)


def is_labelled(table: Table, key: Key, seen: Printed, index: int) -> bool:
    """Return whether the label of a row stands somewhere in an unread row, or begins before it."""
    label = label_key(table.row(key[1]).label)
    cells = seen.rows[index].cells
    is_whole = len(label) >= SHORTEST_LABEL and label in label_key("".join(cells))
    start = next((at for at, cell in enumerate(cells) if at and is_value(cell)), len(cells))
    begun = (FIGURES_BEHIND.sub("", label_key(cell)) for cell in cells[:start])
    return is_whole or any(BEGINNING.match(key) and label.startswith(key) for key in begun)


def is_alone(places: Sequence[int | None], number: int) -> bool:
    """Return whether the row below is found, and the row above unless there is none."""
    above = number == 0 or places[number - 1] is not None
    return above and number + 1 < len(places) and places[number + 1] is not None


def by_position(
    table: Table, key: Key, seen: Printed, between: list[int]
) -> tuple[str, ...] | None:
    """Return the figures of an unlabelled row that stands just where the row is missing."""
    if len(between) > 1:
        return None
    row = seen.rows[between[0]]
    keys = [(table.id, r.id) for r in table.rows]
    following = keys[keys.index(key) + 1]
    values = whole(row.cells, len(table.columns_of(key[1]))) if len(row.cells) > 1 else None
    is_next = seen.place_of(following) == between[0] + 1 and row.exact
    is_next = is_next and follows(table, key, seen, between[0])
    # The same figures as below may be that row printed twice, across a page.
    is_own = values != seen.found[following].values if is_next else False
    return values if values and is_own and all(map(is_value, values)) else None


def by_label(
    table: Table, key: Key, seen: Printed, gap: tuple[list[Key], list[int]]
) -> tuple[int, tuple[str, ...]] | None:
    """Return where a row without its ordinal stands, and its figures.

    Its short label is that of others as well: as many unread rows as are missing stand there, one
    below the other, each with the label that its place has.
    """
    missing, between = gap
    if between != list(range(between[0], between[0] + len(missing))):
        return None
    printed = [labelled_figures(seen.rows[index].cells) for index in between]
    labels = [bare_key(table.row(row_id)) for _, row_id in missing]
    number = missing.index(key)
    values = whole(printed[number][1], len(table.columns_of(key[1])))
    is_placed = [label for label, _ in printed] == labels and seen.rows[between[number]].exact
    return (
        (between[number], values) if is_placed and values and all(map(is_value, values)) else None
    )


def labelled_figures(cells: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the key of the label that stands last before the figures of a row, and the figures."""
    start = next((at for at, cell in enumerate(cells) if is_value(cell)), len(cells))
    label = next((cell for cell in reversed(cells[:start]) if cell.strip()), "")
    return label_key(label), cells[start:]


def follows(table: Table, key: Key, seen: Printed, index: int) -> bool:
    """Return whether the row just above is the one before in the form, or the header of a block."""
    if index == 0:
        return False
    keys = [(table.id, row.id) for row in table.rows]
    number = keys.index(key)
    if number and seen.place_of(keys[number - 1]) == index - 1:
        return True
    headings = {label_key(column.label) for column in table.columns}
    starts_block = any(key[1] == block.rows[0] for block in table.blocks)
    return starts_block and any(label_key(c) in headings for c in seen.rows[index - 1].cells)


def doubted(seen: Printed, between: list[int], values: tuple[str, ...] | None) -> PrintedRow:
    """Return what stands where a row is missing."""
    place = seen.rows[between[0]].place
    if values is not None:
        return PrintedRow(values, values, place, BY_POSITION)
    texts = [cell for index in between for cell in seen.rows[index].cells if cell.strip()]
    return PrintedRow(None, (" ".join(texts)[:LONGEST_SHOWN],), place, NOT_READ)


def doubted_line(table: Table, seen: Printed) -> Iterator[tuple[Key, PrintedRow]]:
    """Yield the rows of a table of one line where an unread row has as many figures as it."""
    wanted = len(table.rows) * len(table.columns)
    rows = (seen.rows[index] for index in seen.unread)
    line = next((row for row in rows if sum(map(has_figure, row.cells)) == wanted), None)
    if line is not None:
        for row in table.rows:
            if (table.id, row.id) not in seen.found:
                yield (table.id, row.id), PrintedRow(None, line.cells, line.place, NOT_READ)


def is_overfull(table: Table, key: Key, seen: Printed) -> bool:
    """Return whether a row has more cells than the form: those of rows below are among them."""
    if seen.found[key].values is not None:
        return False
    filled = sum(1 for cell in seen.found[key].printed if cell.strip())
    return filled > len(table.columns_of(key[1]))


def is_replaced(table: Table, row_id: str, found: Keyed) -> bool:
    """Return whether an optional row is printed in the place of a row."""
    return any(
        row_id in other.replaces and (table.id, other.id) in found for other in table.optional_rows
    )
