"""The sheet of the longest table: a block of rows for each place and year, its checks below."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from etl.definitions.schema import Table
from etl.templates.entry import Entry, all_rows
from etl.templates.workbook.book import FIRST_ROW, HEAD_ROWS, Book, put
from etl.templates.workbook.formulas import SheetValue, Sides, Spot
from etl.templates.workbook.layout import (
    IDENTITY,
    Balance,
    TableSheet,
    balances,
    block_columns,
    right_rows,
)
from etl.templates.workbook.sheets.table_sheet import (
    column_note,
    new_table_sheet,
    put_check,
    put_identity,
    put_statement,
)
from etl.templates.workbook.values import sheet_value, statements_by_address

GROUP, LABEL = len(IDENTITY), len(IDENTITY) + 1
FIRST_FIGURE = len(IDENTITY) + 2
LABEL_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Block:
    """Where the rows and columns of one place and year stand, and what is written there."""

    table: Table
    entry: Entry
    rows: dict[str, int]
    columns: dict[str, int]
    seen: set[str]
    values: dict[Spot, SheetValue]

    @property
    def first(self) -> int:
        """Return the first row of the block."""
        return min(self.rows.values())


def write_blocks(book: Book, layout: TableSheet) -> None:
    """Write the sheet of a table that takes a block of rows for each place and year."""
    sheet = new_table_sheet(book, layout, FIRST_FIGURE)
    write_block_headings(book, layout, sheet)
    row = FIRST_ROW
    for entry in book.wanted:
        if layout.takes(entry):
            row = write_block(book, layout, sheet, row, entry)
    last, end = max(row - 1, FIRST_ROW), len(block_columns(layout)) - 1
    figures = (FIRST_ROW, FIRST_FIGURE, last, end - 1)
    book.offer_marks(sheet, figures)
    book.tint_odd(sheet, figures, LABEL)
    book.color_checks(sheet, (FIRST_ROW, FIRST_FIGURE, last, end))
    sheet.autofilter(HEAD_ROWS[1], 0, last, end)


def write_block_headings(book: Book, layout: TableSheet, sheet: Worksheet) -> None:
    """Write the one line of headings, with a note on every column of figures."""
    upper, lower = HEAD_ROWS
    headings = block_columns(layout)
    sheet.set_row(upper, 18)
    sheet.set_row(lower, 18)
    for at, heading in enumerate(headings):
        sheet.merge_range(upper, at, lower, at, heading, book.styles.heading)
    for at, column in enumerate(layout.table.columns, FIRST_FIGURE):
        sheet.write_comment(upper, at, column_note(column), {"x_scale": 2})
    sheet.set_column(GROUP, GROUP, 20)
    sheet.set_column(LABEL, LABEL, 46)
    sheet.set_column(FIRST_FIGURE, len(headings) - 2, 11)
    sheet.set_column(len(headings) - 1, len(headings) - 1, 12)


def write_block(book: Book, layout: TableSheet, sheet: Worksheet, first: int, entry: Entry) -> int:
    """Write the block of one place and year, and return the row after it."""
    is_own = layout.is_own(entry)
    found = statements_by_address(entry) if is_own else {}
    filled = {a for a, statement in found.items() if sheet_value(statement) is not None}
    block = Block(
        layout.table,
        entry,
        rows={row.id: first + n for n, row in enumerate(all_rows(layout.table))},
        columns={c.id: at for at, c in enumerate(layout.table.columns, FIRST_FIGURE)},
        seen=layout.shown_rows(entry, filled) if is_own else set(),
        values={},
    )
    for row in all_rows(layout.table):
        at = block.rows[row.id]
        write_row_head(book, sheet, at, block, (row.group or "", row.label))
        if row.id not in block.seen:
            sheet.set_row(at, None, None, {"hidden": True})
        elif len(row.label) > LABEL_LENGTH:
            sheet.set_row(at, 27)
        for column_id in layout.table.columns_of(row.id):
            spot = (at, block.columns[column_id])
            statement = found.get(f"{layout.table.id}.{row.id}.{column_id}")
            block.values[spot] = put_statement(sheet, spot, statement, book.styles.number)
        write_row_check(book, sheet, block, row.id)
    after = first + len(block.rows)
    for at, balance in enumerate(balances(layout.table.id), after):
        write_balance(book, sheet, at, block, balance)
    return after + len(balances(layout.table.id))


def write_row_head(
    book: Book, sheet: Worksheet, at: int, block: Block, labels: tuple[str, str]
) -> None:
    """Write the identity and labels of a row; the identity is faint where it only repeats."""
    look = book.styles
    put_identity(sheet, at, block.entry, look.fixed if at == block.first else look.repeated)
    put(sheet, at, GROUP, labels[0], look.fixed_text)
    put(sheet, at, LABEL, labels[1], look.fixed_text)


def write_row_check(book: Book, sheet: Worksheet, block: Block, row_id: str) -> None:
    """Write whether the parts of a row add up to its total."""
    at = block.rows[row_id]
    for total, parts in block.table.parts_of_total.items():
        left = ((at, block.columns[total]),)
        right = tuple((at, block.columns[part]) for part in parts)
        spot = (at, FIRST_FIGURE + len(block.columns))
        put_check(book, sheet, spot, Sides(left, right, left + right), block.values)


def write_balance(book: Book, sheet: Worksheet, at: int, block: Block, balance: Balance) -> None:
    """Write below a block whether its rows add up, column by column."""
    write_row_head(book, sheet, at, block, ("", ""))
    put(sheet, at, LABEL, balance.label, book.styles.check_label)
    if not block.seen:
        sheet.set_row(at, None, None, {"hidden": True})
    right = right_rows(balance, block.table)
    for column in block.columns.values():
        left_spots = tuple((block.rows[row], column) for row in balance.left)
        right_spots = tuple((block.rows[row], column) for row in right)
        needed = tuple(
            (block.rows[row], column) for row in (*balance.left, *right) if row in block.seen
        )
        sides = Sides(left_spots, right_spots, needed or left_spots)
        put_check(book, sheet, (at, column), sides, block.values)
    put(sheet, at, FIRST_FIGURE + len(block.columns), None, book.styles.check)
