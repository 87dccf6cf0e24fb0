"""The sheets of free lines: the parts of the disclosed total, and what an export adds."""

from __future__ import annotations

from etl.definitions import load
from etl.templates.entry import label_of
from etl.templates.fields import AXES, UNLISTED, YES, Heading
from etl.templates.stated_value import canonical
from etl.templates.workbook.book import (
    ANSWERS,
    AXIS_NAMES,
    FIRST_ROW,
    HEAD_ROWS,
    TOWNSHIPS,
    YEARS,
    Book,
    put,
    put_row,
)
from etl.templates.workbook.layout import EXTRA, ITEMS, OF_EXTRA, OF_ITEM
from etl.templates.workbook.values import as_number, extras

SPARE_ROWS = 3000
HINT = "一行为一个分类或一个渠道，用报告原来的名称；乡镇和年度从下拉列表选择，代码可以不填。"
EXTRA_HINT = "导出时自动生成：与数值不同的原文写法、数字在报告中的位置。不用填写，也请不要修改。"
WIDTHS = {
    Heading.CODE: 13, Heading.TOWNSHIP: 14, Heading.YEAR: 9, Heading.AXIS: 10, Heading.LABEL: 30,
    Heading.PARENT: 16, Heading.COUNT: 10, Heading.UNIT: 7, Heading.APPROXIMATE: 7,
    Heading.EVIDENCE: 40, Heading.PLACE: 16, Heading.ADDRESS: 34, Heading.RAW: 20,
    Heading.VALUE: 10, Heading.MARK: 10, Heading.READING: 14, Heading.DETAIL: 14,
}  # fmt: skip
NOTES = {
    Heading.CODE: "可以不填；同名乡镇分属不同的县时才需要填写。",
    Heading.AXIS: "按内容分的（如工作动态）选“内容分类”；按渠道分的（如政府网站）选“公开渠道”。",
    Heading.LABEL: "照报告原文填写，例如“工作动态类”“政府网站”。",
    Heading.PARENT: "该项是另一项的一部分时，填那一项的名称，例如“重点领域信息”。",
    Heading.COUNT: "填数字。原文写“300余条”的填 300，并在“约数”选“是”。",
    Heading.UNIT: "照报告原文，例如 条、件、篇、期。",
    Heading.EVIDENCE: "写有该数字的原句，可不填。",
    Heading.PLACE: "原句在报告中的位置，可不填。",
}


def write_items(book: Book) -> None:
    """Write the parts of the disclosed totals, and room for more of them."""
    sheet = book.sheet(ITEMS, "公开分类（主动公开总数的构成）", HINT, 3)
    for column, heading in enumerate(OF_ITEM):
        sheet.set_column(column, column, WIDTHS[heading], book.styles.text)
        sheet.merge_range(HEAD_ROWS[0], column, HEAD_ROWS[1], column, heading, book.styles.heading)
        if heading in NOTES:
            sheet.write_comment(HEAD_ROWS[0], column, NOTES[heading], {"x_scale": 2})
    row = FIRST_ROW
    for entry in book.wanted:
        for item in entry.report.items if entry.report else ():
            place, count = entry.place, canonical(item.count)
            put_row(
                sheet, row, (place.place_id, place.township, entry.year, AXES[item.axis]),
                book.styles.choice,
            )  # fmt: skip
            put(sheet, row, 4, item.label, book.styles.text)
            put(sheet, row, 5, item.parent, book.styles.text)
            number = as_number(count)
            put(sheet, row, 6, count if number is None else number, book.styles.number)
            put(sheet, row, 7, item.unit, book.styles.choice)
            put(sheet, row, 8, YES if item.approximate else None, book.styles.choice)
            put(sheet, row, 9, item.evidence, book.styles.text)
            put(sheet, row, 10, item.place, book.styles.text)
            row += 1
    offer_choices(book, row + SPARE_ROWS)


def offer_choices(book: Book, last: int) -> None:
    """Give the lines their drop-down lists, and empty lines the look of cells to fill in."""
    sheet = book.workbook.get_worksheet_by_name(ITEMS)
    if sheet is None:
        raise KeyError(ITEMS)
    lists = {
        Heading.TOWNSHIP: TOWNSHIPS,
        Heading.YEAR: YEARS,
        Heading.AXIS: AXIS_NAMES,
        Heading.APPROXIMATE: ANSWERS,
    }
    for heading, name in lists.items():
        column = OF_ITEM.index(heading)
        book.offer(sheet, (FIRST_ROW, column, last, column), name)
    column = OF_ITEM.index(Heading.COUNT)
    rule = {"validate": "decimal", "criteria": ">=", "value": 0}
    message = "请填写数字；约数请另在“约数”选“是”。"
    titled = {"error_title": "数量应为数字", "error_message": message}
    sheet.data_validation(FIRST_ROW, column, last, column, {**rule, **titled})
    sheet.autofilter(HEAD_ROWS[1], 0, last, len(OF_ITEM) - 1)


def write_extras(book: Book) -> None:
    """Write what the other sheets do not say by themselves; locked, and last."""
    sheet = book.sheet(EXTRA, "附加信息", EXTRA_HINT, 2)
    for column, heading in enumerate(OF_EXTRA):
        sheet.set_column(column, column, WIDTHS[heading])
        sheet.merge_range(HEAD_ROWS[0], column, HEAD_ROWS[1], column, heading, book.styles.heading)
    row = FIRST_ROW
    for entry in book.wanted:
        for extra in extras(entry):
            mark = load().marks[extra.mark].label if extra.mark else UNLISTED
            value = "" if extra.value is None else canonical(extra.value)
            fields = (
                entry.place.place_id, entry.year, extra.address, label_of(extra.address),
                extra.raw, value, mark, extra.reading, extra.place, extra.detail,
            )  # fmt: skip
            put_row(sheet, row, fields, book.styles.fixed_text)
            row += 1
    if row == FIRST_ROW:
        sheet.hide()
