"""What a report puts into the sheets, and what the sheets alone cannot say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from etl.domain.report import Mark
from etl.templates.draft_report import cells_of, statements_of
from etl.templates.entry import Entry
from etl.templates.stated_value import NARRATIVE, SENTENCE, Statement, settled, shown
from etl.templates.workbook.formulas import SheetValue
from etl.templates.workbook.layout import table_sheets

PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?")
MOST_DIGITS = 15


def statements_by_address(entry: Entry) -> dict[str, Statement]:
    """Return what a report states; an empty row states nothing."""
    return {s.address: s for s in statements_of(entry)} if entry.report else {}


def sheet_value(statement: Statement | None) -> SheetValue:
    """Return what a statement puts into its cell: a number, a text, or nothing."""
    text = shown(statement) if statement else ""
    if statement and statement.mark is Mark.NUMBER:
        number = as_number(text)
        return text if number is None else number
    return text or None


def as_number(text: str) -> Decimal | None:
    """Return a number that a spreadsheet gives back as it was written, else None."""
    is_safe = PLAIN.fullmatch(text) and sum(c.isdigit() for c in text) <= MOST_DIGITS
    return Decimal(text) if is_safe and text != "-0" else None


def extras(entry: Entry) -> Iterator[Statement]:
    """Yield what the sheets do not say by themselves, so that reading gives the same report."""
    whole = statements_by_address(entry)
    for statement in whole.values():
        if statement.address.startswith(NARRATIVE) and needs_more(statement):
            yield statement
    if entry.report is None:
        return
    implied = {c.address: c for c in cells_of(entry.form, bare_cells(entry, whole))}
    for cell in entry.report.cells:
        if implied.pop(cell.address, None) != cell:
            yield whole[cell.address]
    yield from (Statement(address, is_unlisted=True) for address in implied)


def needs_more(statement: Statement) -> bool:
    """Return whether a figure has more to it than its value, its sentence and its 约数."""
    bare = Statement(statement.address, shown(statement))
    said = (statement.raw, statement.value, statement.mark)
    has_source = bool(statement.place or statement.detail or statement.reading != SENTENCE)
    return has_source or statement.mark is Mark.BLANK or settled(bare) != said


def bare_cells(entry: Entry, whole: dict[str, Statement]) -> dict[str, Statement]:
    """Return the table cells as the sheets alone state them."""
    bare = {}
    for sheet in table_sheets():
        for address in sheet.addresses if sheet.is_own(entry) else ():
            statement = whole.get(address)
            bare[address] = Statement(address, shown(statement) if statement else "")
    return bare


def merged(bare: Statement, extra: Statement | None) -> Statement:
    """Return a sheet's statement with what is known beside it, while the sheet is unchanged."""
    if extra is None or shown(extra) != bare.raw:
        return bare
    return replace(extra, approximate=bare.approximate, evidence=bare.evidence, where=bare.where)
