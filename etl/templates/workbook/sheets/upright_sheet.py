"""The figures of the narrative of a single report, one below the other."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from etl.definitions import load
from etl.definitions.schema import FigureKind
from etl.templates.entry import Entry
from etl.templates.fields import YES, Heading, edition_label
from etl.templates.stated_value import NARRATIVE as ADDRESS
from etl.templates.stated_value import Statement, shown
from etl.templates.workbook.book import ANSWERS, EDITIONS, FIRST_ROW, HEAD_ROWS, Book, put
from etl.templates.workbook.layout import ABOUT, IDENTITY, NARRATIVE, OF_UPRIGHT, row_of_figure
from etl.templates.workbook.sheets.narrative_sheet import NOTES, check_date, figure_note
from etl.templates.workbook.values import sheet_value, statements_by_address

HINT = "每行一个数字。数值填数字，没有可报告的内容填“/”，正文没有写的留空；灰色栏不用填。"
WIDTHS = {
    Heading.ROW: 40, Heading.UNIT: 8, Heading.VALUE: 14, Heading.APPROXIMATE: 8,
    Heading.EVIDENCE: 64,
}  # fmt: skip
VALUE, ABOUT_SO_MANY, EVIDENCE = (
    OF_UPRIGHT.index(heading) for heading in (Heading.VALUE, Heading.APPROXIMATE, Heading.EVIDENCE)
)


def write_upright(book: Book) -> None:
    """Write the sheet of the one report that is wanted."""
    (entry,) = book.wanted
    sheet = book.sheet(NARRATIVE, "叙述数据（报告正文中的数字）", HINT, 1)
    sheet.set_portrait()
    for column, heading in enumerate(OF_UPRIGHT):
        sheet.set_column(column, column, WIDTHS[heading])
        sheet.merge_range(HEAD_ROWS[0], column, HEAD_ROWS[1], column, heading, book.styles.heading)
        if heading in NOTES:
            sheet.write_comment(HEAD_ROWS[0], column, NOTES[heading], {"x_scale": 2})
    write_identity(book, sheet, entry)
    found = statements_by_address(entry)
    for number, figure in enumerate(load().figures.values()):
        write_figure(book, sheet, row_of_figure(number), figure, found.get(ADDRESS + figure.id))
    first, last = row_of_figure(0), row_of_figure(len(load().figures) - 1)
    book.offer_marks(sheet, (first, VALUE, last, VALUE))
    book.offer(sheet, (first, ABOUT_SO_MANY, last, ABOUT_SO_MANY), ANSWERS)


def write_identity(book: Book, sheet: Worksheet, entry: Entry) -> None:
    """Write whose report of which year it is, its edition and its date."""
    report, place, look = entry.report, entry.place, book.styles
    edition = edition_label(report.edition if report else entry.form.edition)
    date_row = FIRST_ROW + len(IDENTITY) + len(ABOUT) - 1
    told = [
        *((v, look.fixed) for v in (place.place_id, place.county, place.township, str(entry.year))),
        (edition, look.choice),
        (YES if report else None, look.choice),
        (report.identity.report_date if report else None, look.date),
    ]
    for row, (heading, (value, style)) in enumerate(
        zip((*IDENTITY, *ABOUT), told, strict=True), FIRST_ROW
    ):
        for column in range(len(OF_UPRIGHT)):
            put(sheet, row, column, None, look.fixed_text)
        put(sheet, row, 0, heading, look.fixed_text)
        put(sheet, row, VALUE, value, style)
        if heading in NOTES:
            sheet.write_comment(row, VALUE, NOTES[heading], {"x_scale": 2})
    book.offer(sheet, (date_row - 2, VALUE, date_row - 2, VALUE), EDITIONS)
    book.offer(sheet, (date_row - 1, VALUE, date_row - 1, VALUE), ANSWERS)
    check_date(sheet, (date_row, VALUE, date_row, VALUE))


def write_figure(
    book: Book, sheet: Worksheet, row: int, figure: FigureKind, statement: Statement | None
) -> None:
    """Write the line of one figure."""
    look = book.styles
    put(sheet, row, 0, figure.label, look.fixed_text)
    put(sheet, row, 1, figure.unit, look.fixed)
    sheet.write_comment(row, VALUE, figure_note(figure), {"x_scale": 2})
    if figure.unit == "%":
        put(sheet, row, VALUE, shown(statement) if statement else None, look.text)
    else:
        put(sheet, row, VALUE, sheet_value(statement), look.number)
        book.tint_odd(sheet, (row, VALUE, row, VALUE))
    about = YES if statement and statement.approximate else None
    put(sheet, row, ABOUT_SO_MANY, about, look.choice)
    put(sheet, row, EVIDENCE, statement.evidence if statement else None, look.wrapped)
