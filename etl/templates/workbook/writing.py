"""Writes the workbook, sheet by sheet, in the order in which it is filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from etl.templates.entry import Entry
from etl.templates.workbook.book import Book, new_book, put
from etl.templates.workbook.layout import CHOICES, table_sheets
from etl.templates.workbook.sheets.block_sheet import write_blocks
from etl.templates.workbook.sheets.items_sheet import write_extras, write_items
from etl.templates.workbook.sheets.narrative_sheet import write_narrative
from etl.templates.workbook.sheets.notes_sheet import TITLE, write_notes
from etl.templates.workbook.sheets.upright_sheet import write_upright
from etl.templates.workbook.sheets.wide_sheet import write_wide

# The sample is generated again and again; its bytes should only change when its figures do.
SAMPLE_CREATED = datetime(2026, 1, 1)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class OfOne:
    """What the workbook of a single report has beside others: sheets, and steps of filling in.

    The figures of its narrative stand below each other.
    """

    also: Callable[[Book], None]
    steps: Sequence[str] = ()


def write(
    path: Path | BytesIO,
    wanted: Sequence[Entry],
    *,
    is_sample: bool,
    of_one: OfOne | None = None,
) -> None:
    """Write the workbook of these reports and empty rows, or that of the one report wanted."""
    with Workbook(path if isinstance(path, BytesIO) else str(path), OPTIONS) as workbook:
        created = SAMPLE_CREATED if is_sample else datetime.now()
        workbook.set_properties({"title": TITLE, "created": created})
        book = new_book(workbook, wanted, is_sample=is_sample)
        book.define_lists()
        write_notes(book, of_one.steps if of_one else ())
        (write_upright if of_one else write_narrative)(book)
        write_items(book)
        for layout in table_sheets():
            (write_wide if layout.is_wide else write_blocks)(book, layout)
        write_extras(book)
        if of_one is not None:
            of_one.also(book)
        write_choices(book)


def write_choices(book: Book) -> None:
    """Write the hidden sheet that the drop-down lists and checks refer to."""
    sheet = book.workbook.add_worksheet(CHOICES)
    for column, (name, choices) in enumerate(book.choices.items()):
        sheet.write_string(0, column, name)
        for row, choice in enumerate(choices, 1):
            value = Decimal(choice) if isinstance(choice, int) else choice
            put(sheet, row, column, value, book.styles.fixed_text)
    sheet.protect()
    sheet.hide()
