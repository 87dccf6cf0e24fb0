"""The sheets of the shorter tables: one row a place and year."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from etl.definitions.schema import Row
from etl.templates.entry import Entry, all_rows, row_title
from etl.templates.workbook.book import FIRST_ROW, HEAD_ROWS, Book
from etl.templates.workbook.formulas import Sides
from etl.templates.workbook.layout import CHECK, IDENTITY, TableSheet, wide_columns
from etl.templates.workbook.sheets.table_sheet import (
    column_note,
    merge,
    new_table_sheet,
    put_check,
    put_identity,
    put_statement,
)
from etl.templates.workbook.values import statements_by_address


def write_wide(book: Book, layout: TableSheet) -> None:
    """Write the sheet of a table that takes one row a place and year."""
    sheet = new_table_sheet(book, layout, len(IDENTITY))
    write_wide_headings(book, layout, sheet)
    entries = [entry for entry in book.wanted if layout.takes(entry)]
    for row, entry in enumerate(entries, FIRST_ROW):
        write_row(book, layout, sheet, row, entry)
    last = FIRST_ROW + max(1, len(entries)) - 1
    end = len(IDENTITY) + len(layout.addresses)
    sums = len(list(row_sums(layout)))
    figures = (FIRST_ROW, len(IDENTITY), last, end - 1)
    book.offer_marks(sheet, figures)
    book.tint_odd(sheet, figures)
    if sums:
        book.color_checks(sheet, (FIRST_ROW, end, last, end + sums - 1))
    sheet.autofilter(HEAD_ROWS[1], 0, last, end + sums - 1)


def write_row(book: Book, layout: TableSheet, sheet: Worksheet, row: int, entry: Entry) -> None:
    """Write the row of one place and year, hidden where its report is in another edition."""
    is_own = layout.is_own(entry)
    if not is_own:
        sheet.set_row(row, None, None, {"hidden": True})
    put_identity(sheet, row, entry, book.styles.fixed)
    found = statements_by_address(entry) if is_own else {}
    places = {a: at for at, (*_, a) in enumerate(wide_columns(layout), len(IDENTITY))}
    values = {
        (row, at): put_statement(sheet, (row, at), found.get(address), book.styles.number)
        for address, at in places.items()
    }
    for at, (_, total, parts) in enumerate(row_sums(layout), len(IDENTITY) + len(places)):
        left = ((row, places[total]),)
        right = tuple((row, places[part]) for part in parts)
        put_check(book, sheet, (row, at), Sides(left, right, left + right), values)


def row_sums(layout: TableSheet) -> Iterator[tuple[Row, str, tuple[str, ...]]]:
    """Yield each row that has a total, with the addresses of the total and of its parts."""
    for row in all_rows(layout.table):
        for total, parts in layout.table.parts_of_total.items():
            head = f"{layout.table.id}.{row.id}."
            yield row, head + total, tuple(head + part for part in parts)


def write_wide_headings(book: Book, layout: TableSheet, sheet: Worksheet) -> None:
    """Write the row labels over the column labels, and the checks at the end."""
    look, (upper, lower) = book.styles, HEAD_ROWS
    sheet.set_row(upper, 32)
    sheet.set_row(lower, 34)
    for column, heading in enumerate(IDENTITY):
        sheet.merge_range(upper, column, lower, column, heading, look.heading)
    at = len(IDENTITY)
    for row in all_rows(layout.table):
        columns = layout.table.columns_of(row.id)
        merge(sheet, (upper, at, upper, at + len(columns) - 1), row_title(row), look.heading)
        for column_id in columns:
            column = layout.table.column(column_id)
            sheet.write_string(lower, at, column.label, look.heading)
            sheet.write_comment(lower, at, column_note(column), {"x_scale": 2})
            sheet.set_column(at, at, 12 if len(row.label) < 8 or len(columns) > 1 else 18)
            at += 1
    for row, *_ in row_sums(layout):
        sheet.merge_range(upper, at, lower, at, f"{CHECK}：{row.label}", look.heading)
        sheet.set_column(at, at, 12)
        at += 1
