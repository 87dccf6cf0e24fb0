"""The layout of an official table: which text or figure stands where, and over how many places.

One layout serves the Word document, the workbook and the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from etl.definitions.schema import Block, Column, Form, Row, Table

CONTENT = "信息内容"
BALANCE_MARK = "勾稽关系"
TALL, MANY = 20, 12
"""In rows, in columns."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the layout: a heading or label, or the figure of an address."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    address: str | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """An official table as it is printed, `rows` high and `columns` wide."""

    table: Table
    rows: int
    columns: int
    heading_rows: int
    places: tuple[Place, ...]
    label_shares: tuple[float, ...] = ()

    @property
    def is_tall(self) -> bool:
        """Return whether the table fits on a page in small letters alone."""
        return self.rows > TALL

    @property
    def is_wide(self) -> bool:
        """Return whether the text of so many columns has to stand near to the lines."""
        return self.columns > MANY

    @property
    def shares(self) -> tuple[float, ...]:
        """Return which share of the width each column takes; figures share what labels leave."""
        figures = self.columns - len(self.label_shares)
        return (*self.label_shares, *(((1 - sum(self.label_shares)) / figures,) * figures))


def layouts(form: Form) -> tuple[Layout, ...]:
    """Return the layouts of the official tables in printed order."""
    return tuple(layout_of(form, table) for table in form.tables)


def layout_of(form: Form, table: Table) -> Layout:
    """Return how one table is printed."""
    if table.one_line:
        return one_line(table)
    if any(block.item for block in table.blocks):
        return in_blocks(table)
    return under_headings(form, table)


def in_blocks(table: Table) -> Layout:
    """Return a table whose blocks each stand under an item of the law and a header of their own."""
    width = max(len(block.columns) for block in table.blocks)
    places: list[Place] = []
    row = 0
    for block in table.blocks:
        places.append(Place(row, 0, columns=width + 1, text=block.item or "", is_heading=True))
        places.append(Place(row + 1, 0, text=CONTENT, is_heading=True))
        places += spread(block, table, row + 1, width)
        for number, row_id in enumerate(block.rows, row + 2):
            places.append(Place(number, 0, text=table.row(row_id).label))
            places += spread(block, table, number, width, row_id)
        row += 2 + len(block.rows)
    return Layout(table, row, width + 1, 0, tuple(places), (0.34,))


def spread(block: Block, table: Table, row: int, width: int, row_id: str = "") -> Iterator[Place]:
    """Yield the headings of a block, or its figures of a row, over the whole width."""
    each, rest = divmod(width, len(block.columns))
    at = 1
    for number, column_id in enumerate(block.columns):
        columns = each + (rest if number == len(block.columns) - 1 else 0)
        if row_id:
            address = f"{table.id}.{row_id}.{column_id}"
            yield Place(row, at, columns=columns, address=address)
        else:
            text = table.column(column_id).label
            yield Place(row, at, columns=columns, text=text, is_heading=True)
        at += columns


def under_headings(form: Form, table: Table) -> Layout:
    """Return a table of rows under headings that may span several columns."""
    depth = max(len(column.under) for column in table.columns) + 1
    note = next((label for label in form.other_labels if BALANCE_MARK in label), "")
    shares = (0.055, 0.085, 0.26) if table.spans else (0.1, 0.3)
    width = len(shares)
    places = [Place(0, 0, depth, width, note, is_heading=True)]
    places += headings(table.columns, depth, width)
    places += labels(table, depth, width)
    for number, row in enumerate(table.rows, depth):
        places += figures(table, row, number, width)
    height = depth + len(table.rows)
    return Layout(table, height, width + len(table.columns), depth, tuple(places), shares)


def labels(table: Table, depth: int, width: int) -> Iterator[Place]:
    """Yield the labels of rows in the columns before the figures: upright ones, groups, rows."""
    at = {row.id: number for number, row in enumerate(table.rows, depth)}
    spans = {span.label: range(at[span.first], at[span.last] + 1) for span in table.spans}
    for label, rows in spans.items():
        yield Place(rows.start, 0, len(rows), text=label)
    inside = {number for rows in spans.values() for number in rows}
    for group, members in groupby(table.rows, key=lambda row: row.group):
        numbers = [at[row.id] for row in members]
        is_group = bool(group) and group not in spans
        if is_group:
            left = int(numbers[0] in inside)
            yield Place(numbers[0], left, len(numbers), width - 1 - left, group or "")
        for number in numbers:
            first = width - 1 if is_group else int(number in inside)
            text = table.rows[number - depth].label
            yield Place(number, first, columns=width - first, text=text)


def headings(columns: Sequence[Column], depth: int, first_column: int) -> Iterator[Place]:
    """Yield the headings above columns, those that span several first."""
    for level in range(depth):
        at = first_column
        for above, members in groupby(columns, key=partial(spanned, level=level)):
            width = len(tuple(members))
            if level < len(above):
                yield Place(level, at, columns=width, text=above[level], is_heading=True)
            at += width
    for number, column in enumerate(columns, first_column):
        first = len(column.under)
        yield Place(first, number, depth - first, text=column.label, is_heading=True)


def spanned(column: Column, level: int) -> tuple[str, ...]:
    """Return the headings above a column down to this level; its own id where none spans it."""
    return column.under[: level + 1] if level < len(column.under) else (column.id,) * level


def figures(table: Table, row: Row, at: int, first: int) -> Iterator[Place]:
    """Yield where each figure of a row stands; `first` is the column of the first of them."""
    for number, column in enumerate(table.columns, first):
        yield Place(at, number, address=f"{table.id}.{row.id}.{column.id}")


def one_line(table: Table) -> Layout:
    """Return a table whose rows stand side by side, each a block of columns."""
    places: list[Place] = []
    width = len(table.columns)
    at = 0
    for group, members in groupby(table.rows, key=lambda row: row.group):
        rows = tuple(members)
        if group:
            places.append(Place(0, at, columns=width * len(rows), text=group, is_heading=True))
        for row in rows:
            top = 1 if group else 0
            places.append(Place(top, at, 2 - top, width, row.label, is_heading=True))
            for number, column in enumerate(table.columns, at):
                places.append(Place(2, number, text=column.label, is_heading=True))
                address = f"{table.id}.{row.id}.{column.id}"
                places.append(Place(3, number, address=address))
            at += width
    return Layout(table, 4, at, 3, tuple(places))
