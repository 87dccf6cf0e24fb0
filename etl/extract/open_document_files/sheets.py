"""Reads the sheets of an OpenDocument workbook as they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from etl.extract.open_document_files.looks import PLAIN, named
from etl.extract.open_document_files.story import CELL, COVERED, ROW, TABLE, Story, repeated
from etl.extract.printed.lines import UNREAD_PICTURE
from etl.extract.spreadsheet.sheets import MOST_CELLS, NOT_COMPUTED, Sheet

COLUMN = named("table:table-column")
VISIBLE = "visible"
FAR = 1_048_576


def sheets_in(root: etree._Element, story: Story) -> Iterator[Sheet]:
    """Yield the sheets of a workbook that are not hidden."""
    for table in root.iter(TABLE):
        look = story.looks.get(table.get(named("table:style-name"), ""), PLAIN)
        if not look.is_hidden_table and next(table.iterancestors(TABLE), None) is None:
            yield sheet_of(table, story)


def sheet_of(table: etree._Element, story: Story) -> Sheet:
    """Return one sheet with its texts as they are shown."""
    sheet = Sheet(table.get(named("table:name"), ""))
    place = 0
    for column in table.iter(COLUMN):
        count = far(column, "table:number-columns-repeated")
        if column.get(named("table:visibility"), VISIBLE) != VISIBLE:
            sheet.hidden_columns |= set(range(place, min(place + count, MOST_CELLS)))
        place += count
    at = 0
    for row in table.iterdescendants(ROW):
        count = far(row, "table:number-rows-repeated")
        if row.get(named("table:visibility"), VISIBLE) == VISIBLE:
            take_row(sheet, row, at, story)
        at += count
    sheet.boxes += [(0, " ".join(block)) for block in story.taken_aside()]
    return sheet


def take_row(sheet: Sheet, row: etree._Element, at: int, story: Story) -> None:
    """Put what a row shows into the sheet: texts, merged cells, boxes that hang on cells."""
    column = 0
    for cell in row.iterchildren(CELL, COVERED):
        count = far(cell, "table:number-columns-repeated")
        text = shown_in(cell, story) if cell.tag == CELL else ""
        for place in range(column, column + min(count, MOST_CELLS)) if text else ():
            sheet.cells[at, place] = text
        across = repeated(cell, "table:number-columns-spanned")
        down = repeated(cell, "table:number-rows-spanned")
        if across > 1 or down > 1:
            sheet.merged.append(((at, column), (at + down - 1, column + across - 1)))
        column += count
    sheet.boxes += [(at, " ".join(block)) for block in story.taken_aside()]


def shown_in(cell: etree._Element, story: Story) -> str:
    """Return what a cell shows."""
    look = story.looks.get(cell.get(named("table:style-name"), ""), PLAIN)
    if look.gone or (look.white and not look.shaded):
        return ""
    text = story.cell_text(cell)
    value = cell.get(named("office:value"), "")
    if text in ("", UNREAD_PICTURE) and cell.get(named("table:formula")) and not value:
        is_text = cell.get(named("office:value-type")) == "string"
        return "" if is_text else NOT_COMPUTED
    return text or value


def far(element: etree._Element, name: str) -> int:
    """Return how often a row, column or cell stands; empty ones go on to the end of the sheet."""
    text = element.get(named(name), "1")
    return max(1, min(FAR, int(text))) if text.isdigit() else 1
