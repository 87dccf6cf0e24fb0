"""Brings tables whose header prints the form's columns in another order into the form's own.

Columns go by their printed heads. One that offices are known to add is set aside with its figures;
where a header or a row below it is not clear, all of it stays as printed, and is not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from etl.definitions import cell_words, load
from etl.definitions.schema import Table
from etl.domain.report import Issue
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.cells import NOT_READ
from etl.transform.tables.columns.named_total import with_totals
from etl.transform.tables.layout.block_editions import is_title
from etl.transform.tables.layout.headers import header_rows
from etl.transform.tables.layout.headings import ADDED, meant
from etl.transform.tables.rows import Row, is_value

SET_ASIDE = "未读取：“{}”一列不是表中的列，其数字未读入"
SHORTEST_HEADER = 2


class Order(NamedTuple):
    """How a header prints columns: cells before them, how many, and which stand for the form's.

    `picked` are the places of the form's columns among them, `heads` their labels by the form;
    `added` are the headings of columns that the form does not have.
    """

    before: tuple[str, ...]
    width: int
    picked: tuple[int, ...]
    heads: tuple[str, ...]
    added: tuple[str, ...]
    is_line: bool

    @property
    def is_form_s(self) -> bool:
        """Return whether the header is that of the form."""
        return self.picked == tuple(range(self.width))


def in_form_order(
    rows: tuple[Row, ...], edition: str, issues: list[Issue] | None = None
) -> tuple[Row, ...]:
    """Return rows in the form's order of columns, told in `issues` what was set aside."""
    rows = with_totals(rows, edition)
    found = list(rows)
    for index, row in enumerate(rows):
        spans, order = order_at(rows, index, edition)
        if order is None or order.is_form_s:
            continue
        below = rows_below(rows, index + spans, edition, order)
        if below is None:
            continue
        found[index] = row._replace(cells=(*order.before, *order.heads))
        if spans > 1:
            found[index + 1] = rows[index + 1]._replace(cells=("", ""))
        for at in below:
            found[at] = rows[at]._replace(cells=picked(rows[at], order))
        if issues is not None:
            issues += (Issue(NOT_READ, SET_ASIDE.format(n), row.place) for n in order.added)
    return tuple(found)


def picked(row: Row, order: Order) -> tuple[str, ...]:
    """Return the cells of a row as the form orders them."""
    figures = row.cells[-order.width :]
    return (*row.cells[: -order.width], *(figures[at] for at in order.picked))


def order_at(rows: Sequence[Row], index: int, edition: str) -> tuple[int, Order | None]:
    """Return of how many rows a header consists that begins here, and how it orders columns.

    Columns that stand in a row of their own below the heading that spans them stand in its place.
    """
    cells = rows[index].cells
    if len(cells) < SHORTEST_HEADER or any(map(is_value, filter(str.strip, cells))):
        return 1, None
    order = order_of(edition, cells)
    if order is not None or index + 1 == len(rows):
        return 1, order
    inner = tuple(filter(str.strip, rows[index + 1].cells))
    spans = [n for n, cell in enumerate(cells) if label_key(cell) in spanning()]
    if len(spans) != 1 or len(inner) < SHORTEST_HEADER:
        return 1, None
    if not all(meant(edition, cell) for cell in inner):
        return 1, None
    at = spans[0]
    after = tuple(filter(str.strip, cells[at + 1 :]))
    return 2, order_of(edition, (*cells[:at], *inner, *after))


@cache
def spanning() -> frozenset[str]:
    """Return the label keys of headings that span columns."""
    return frozenset(map(label_key, cell_words().spanning_columns))


@lru_cache(maxsize=MEMORY)
def order_of(edition: str, cells: tuple[str, ...]) -> Order | None:
    """Return how the cells of a header order columns, None where not all of them are clear."""
    for table in load().forms[edition].grids:
        if table.one_line:
            order = order_of_line(table, cells)
        else:
            order = order_of_grid(edition, table, cells)
        if order is not None:
            return order
    return None


def order_of_grid(edition: str, table: Table, cells: tuple[str, ...]) -> Order | None:
    """Return how a header orders the columns of one block of a table."""
    named = [meant(edition, cell) for cell in cells]
    first = next((n for n, name in enumerate(named) if name), len(cells))
    ids = named[first:]
    own = [name for name in ids if name != ADDED]
    if not first or not all(ids) or len(set(own)) < len(own):
        return None
    block = next((b.columns for b in table.blocks if set(b.columns) == set(own)), None)
    if block is None:
        return None
    return Order(
        cells[:first],
        len(ids),
        tuple(ids.index(name) for name in block),
        tuple(table.column(name).label for name in block),
        tuple(cell for cell, name in zip(cells[first:], ids, strict=True) if name == ADDED),
        is_line=False,
    )


def order_of_line(table: Table, cells: tuple[str, ...]) -> Order | None:
    """Return how a header orders the columns of a table of one line, once or for each row."""
    keys = line_columns(table.id)
    named = [keys.get(label_key(cell), "") for cell in cells]
    first = next((n for n, name in enumerate(named) if name), len(cells))
    ids, wanted = named[first:], [column.id for column in table.columns]
    width = len(wanted)
    parts = [ids[at : at + width] for at in range(0, len(ids), width)]
    if not parts or first > 1 or len(parts) > len(table.rows):
        return None
    if any(sorted(part) != sorted(wanted) for part in parts):
        return None
    places = [n * width + part.index(name) for n, part in enumerate(parts) for name in wanted]
    heads = tuple(column.label for column in table.columns) * len(parts)
    return Order(cells[:first], len(ids), tuple(places), heads, (), is_line=True)


@cache
def line_columns(table_id: str) -> dict[str, str]:
    """Return the columns of a table of one line by their keys; it is the same in every edition."""
    table = next(t for form in load().forms.values() for t in form.grids if t.id == table_id)
    return {label_key(n): c.id for c in table.columns for n in (c.label, *c.aliases)}


def rows_below(
    rows: Sequence[Row], start: int, edition: str, order: Order
) -> tuple[int, ...] | None:
    """Return the rows of figures below a header, None where one of them is not laid out like it.

    Neither is one that prints figures in the columns that are set aside, and none in its own.
    """
    found: list[int] = []
    for at in range(start, len(rows)):
        row = rows[at]
        if ends_table(row, edition):
            break
        if not any(map(is_value, filter(str.strip, row.cells))):
            continue
        if fits(row, order):
            found.append(at)
        elif order.is_line and found and len(row.cells) < order.width:
            break
        else:
            return None
    return tuple(found) or None


def ends_table(row: Row, edition: str) -> bool:
    """Return whether a row is the title of a table or another header."""
    if len(row.cells) == 1:
        return is_title(row.first) or "。" in row.first
    return next(iter(header_rows([row], edition)), None) is not None


def fits(row: Row, order: Order) -> bool:
    """Return whether a row has a cell for every column of a header, and a label before them."""
    before, figures = row.cells[: -order.width], row.cells[-order.width :]
    if len(figures) < order.width or any(map(is_value, filter(str.strip, before))):
        return False
    if not order.is_line and not any(map(str.strip, before)):
        return False
    own = [figures[at] for at in order.picked]
    if not all(is_value(cell) or not cell.strip() for cell in own):
        return False
    if not row.exact:
        return all(map(str.strip, figures))
    return any(map(str.strip, own)) or not any(map(str.strip, figures))
