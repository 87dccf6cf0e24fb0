"""The sheet of one row a place and year: who, when, and the figures of the narrative."""

from __future__ import annotations

from datetime import date

from xlsxwriter.worksheet import Worksheet

from etl.definitions import load
from etl.definitions.schema import FigureKind
from etl.templates.entry import Entry
from etl.templates.fields import YES, Heading, edition_label
from etl.templates.stated_value import NARRATIVE as ADDRESS
from etl.templates.stated_value import shown
from etl.templates.workbook.book import ANSWERS, EDITIONS, FIRST_ROW, HEAD_ROWS, Book, put, put_row
from etl.templates.workbook.layout import ABOUT, IDENTITY, NARRATIVE, OF_FIGURE
from etl.templates.workbook.values import sheet_value, statements_by_address

HINT = "一行为一个乡镇的一个年度。数值填数字，没有可报告的内容填“/”，未写明的留空；灰色栏不用填。"
WIDTHS = {Heading.CODE: 13, Heading.COUNTY: 16, Heading.TOWNSHIP: 14, Heading.YEAR: 9}
ABOUT_WIDTHS = {Heading.EDITION: 10, Heading.SUBMITTED: 9, Heading.DATE: 12}
FIGURE_WIDTHS = {Heading.VALUE: 10, Heading.APPROXIMATE: 6, Heading.EVIDENCE: 28}
PRINT_SCALE, ON_A_PAGE = 45, 3
NOTES = {
    Heading.EDITION: (
        "报告所用的格式版本，已按年度预填；沿用旧版的请改选。"
        "2008年版只有所附的统计表，没有附的不填。"
    ),
    Heading.SUBMITTED: "填“是”表示已报送；整行留空表示未报送。填了任何内容即视为已报送。",
    Heading.DATE: "报告的落款日期，例如 2025-01-13。",
    Heading.APPROXIMATE: "原文写“约”“近”“余”“多”的选“是”。",
    Heading.EVIDENCE: "写有该数字的原句，可不填；填了便于日后核对。",
}


def write_narrative(book: Book) -> None:
    """Write the sheet with its headings, rows and drop-down lists."""
    sheet = book.sheet(NARRATIVE, "叙述数据（报告正文中的数字）", HINT, len(IDENTITY))
    write_headings(book, sheet)
    for row, entry in enumerate(book.wanted, FIRST_ROW):
        write_entry(book, sheet, row, entry)
    last = FIRST_ROW + max(1, len(book.wanted)) - 1
    width = len(IDENTITY) + len(ABOUT) + len(OF_FIGURE) * len(load().figures)
    sheet.autofilter(HEAD_ROWS[1], 0, last, width - 1)
    first = len(IDENTITY)
    sheet.set_print_scale(PRINT_SCALE)
    step = ON_A_PAGE * len(OF_FIGURE)
    sheet.set_v_pagebreaks(list(range(first + len(ABOUT) + step, width, step)))
    book.offer(sheet, (FIRST_ROW, first, last, first), EDITIONS)
    book.offer(sheet, (FIRST_ROW, first + 1, last, first + 1), ANSWERS)
    check_date(sheet, (FIRST_ROW, first + 2, last, first + 2))
    for figure, column in zip(
        load().figures.values(), range(first + len(ABOUT), width, len(OF_FIGURE)), strict=True
    ):
        book.offer_marks(sheet, (FIRST_ROW, column, last, column))
        if figure.unit != "%":
            book.tint_odd(sheet, (FIRST_ROW, column, last, column))
        book.offer(sheet, (FIRST_ROW, column + 1, last, column + 1), ANSWERS)


def check_date(sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    """Let an area take dates only."""
    rule = {
        "validate": "date",
        "criteria": ">=",
        "value": date(2000, 1, 1),
        "error_title": "日期格式不对",
        "error_message": "请按“2025-01-13”的样式填写。",
    }
    sheet.data_validation(*area, rule)


def write_headings(book: Book, sheet: Worksheet) -> None:
    """Write the two rows of headings: what each figure is, and its three columns."""
    style, (upper, lower) = book.styles.heading, HEAD_ROWS
    sheet.set_row(upper, 32)
    sheet.set_row(lower, 22)
    for column, (heading, width) in enumerate((WIDTHS | ABOUT_WIDTHS).items()):
        sheet.merge_range(upper, column, lower, column, heading, style)
        sheet.set_column(column, column, width)
        if heading in NOTES:
            sheet.write_comment(upper, column, NOTES[heading], {"x_scale": 2})
    column = len(IDENTITY) + len(ABOUT)
    for figure in load().figures.values():
        sheet.merge_range(upper, column, upper, column + 2, figure.label, style)
        sheet.write_comment(upper, column, figure_note(figure), {"x_scale": 2})
        put_headings(sheet, lower, column, book)
        column += len(OF_FIGURE)


def put_headings(sheet: Worksheet, row: int, first: int, book: Book) -> None:
    """Write the three headings below one figure."""
    for column, heading in enumerate(OF_FIGURE, first):
        sheet.write_string(row, column, heading, book.styles.heading)
        sheet.set_column(column, column, FIGURE_WIDTHS[heading])
        if heading in NOTES:
            sheet.write_comment(row, column, NOTES[heading], {"x_scale": 2})


def figure_note(figure: FigureKind) -> str:
    """Return what the note on a figure's heading says."""
    example = "，可写 98.5 或 98.5%" if figure.unit == "%" else ""
    return f"单位：{figure.unit}{example}。\n填数字、“/”，或留空。"


def write_entry(book: Book, sheet: Worksheet, row: int, entry: Entry) -> None:
    """Write the row of one place and year."""
    report, place, look = entry.report, entry.place, book.styles
    put_row(sheet, row, (place.place_id, place.county, place.township, entry.year), look.fixed)
    edition = entry.form.edition if report is None else report.edition
    put(sheet, row, 4, edition_label(edition), look.choice)
    put(sheet, row, 5, YES if report else None, look.choice)
    put(sheet, row, 6, report.identity.report_date if report else None, look.date)
    found = statements_by_address(entry)
    column = len(IDENTITY) + len(ABOUT)
    for figure in load().figures.values():
        statement = found.get(ADDRESS + figure.id)
        value = sheet_value(statement)
        if figure.unit == "%":
            text = shown(statement) if statement else None
            put(sheet, row, column, text, look.text)
        else:
            put(sheet, row, column, value, look.number)
        is_about = YES if statement and statement.approximate else None
        put(sheet, row, column + 1, is_about, look.choice)
        put(sheet, row, column + 2, statement.evidence if statement else None, look.text)
        column += len(OF_FIGURE)
