"""Adds to the empty form the rules that an import would judge, each as a formula that lives."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Any, TypeAlias

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from etl.definitions.states import labels as state_labels
from etl.definitions.unit_kinds import kind_of_type, unit_kinds
from etl.domain.report import Mark
from etl.pipeline.self_check.cells import Filled, at, filled_cells, table_facts
from etl.pipeline.self_check.formulas import LONGEST, SHOWN, Cells, word
from etl.pipeline.self_check.questions import SHEET as ANSWERS_SHEET
from etl.pipeline.self_check.questions import write_questions
from etl.templates.entry import Entry
from etl.templates.stated_value import Statement
from etl.templates.workbook import writing
from etl.templates.workbook.book import FIRST_ROW, HEAD_ROWS, Book, put
from etl.templates.workbook.values import statements_by_address
from etl.warehouse.checks.catalogue import catalogue, labels
from etl.warehouse.checks.columns import MISSING, NIL, NUMBER, PREVIOUS
from etl.warehouse.checks.explain import words
from etl.warehouse.checks.instances import Instance

SHEET, FIGURES = "自查", "自查数据"
LABEL, VALUE, STATE, FAULT, TABLE, *BEFORE = range(7)
"""The columns of the hidden sheet; the last two are the number and state of the year before."""
Stated: TypeAlias = dict[str, Statement]
WHOLE = "全表"
STEPS = (
    f"在“{ANSWERS_SHEET}”中逐项回答报告正文写明了什么。",
    f"看“{SHEET}”：“不成立”的先核对数字和报告，改好再报送。",
)
SIX_PARTS_SINCE = 2019
"""The year whose reports were the first in six parts."""
HINT = "填写其他各表时，本表自动更新。“不成立”的请先核对数字，再报送；规则与县里导入时所用的相同。"
HEADINGS = {"级别": 7, "核对什么": 36, "对象": 30, "应满足": 66, "结果": 16}
ON_A_LINE, LINE_HEIGHT = 36, 15


def self_check(entry: Entry, before: Entry | None = None, *, is_sample: bool = False) -> bytes:
    """Return the workbook of one unit and year, empty or with its report, and its checks.

    `before` is the report of the year before that this one follows, None where there is none.
    """
    content = BytesIO()
    also = partial(write_checks, entry=entry, before=before)
    steps = STEPS if entry.year >= SIX_PARTS_SINCE else STEPS[-1:]
    of_one = writing.OfOne(also, steps)
    writing.write(content, [entry], is_sample=is_sample, of_one=of_one)
    return content.getvalue()


def write_checks(book: Book, entry: Entry, before: Entry | None) -> None:
    """Write the sheet of the rules, and the hidden one through which they read the figures."""
    answers = write_questions(book, entry) if entry.year >= SIX_PARTS_SINCE else {}
    sheet = book.sheet(SHEET, f"{entry.place.township}{entry.year}年度报告自查", HINT, 2)
    told = statements_by_address(before) if before else None
    filled = filled_cells(entry)
    cells = write_figures(book, filled, answers, statements_by_address(entry), told)
    judged = [
        (instance, outcome)
        for instance in catalogue()
        if entry.form.edition in instance.layouts and cells.hold(instance)
        and kind_of_type(entry.place.type) in (instance.rule.kinds or unit_kinds())
        and len(outcome := cells.outcome(instance)) < LONGEST
    ]  # fmt: skip
    for column, (heading, width) in enumerate(HEADINGS.items()):
        sheet.set_column(column, column, width)
        sheet.merge_range(HEAD_ROWS[0], column, HEAD_ROWS[1], column, heading, book.styles.heading)
    for row, (instance, outcome) in enumerate(judged, FIRST_ROW):
        write_rule(book, sheet, row, instance, outcome)
    last, end = FIRST_ROW + len(judged) - 1, len(HEADINGS) - 1
    results = f"{xl_rowcol_to_cell(FIRST_ROW, end)}:{xl_rowcol_to_cell(last, end)}"
    counted = '&"　"&'.join(
        f'"{word(state)}："&COUNTIF({results},"{word(state)}")&" 条"' for state in SHOWN
    )
    empty: Any = ""
    sheet.write_formula(1, end - 1, f"={counted}", book.styles.hint, empty)
    sheet.set_column(len(HEADINGS), len(HEADINGS), None, None, {"hidden": True})
    for state, look in (("broken", book.styles.bad), ("holds", book.styles.good)):
        rule = {"type": "cell", "criteria": "==", "value": f'"{word(state)}"', "format": look}
        sheet.conditional_format(FIRST_ROW, end, last, end, rule)
    sheet.autofilter(HEAD_ROWS[1], 0, last, end)


def write_rule(book: Book, sheet: Worksheet, row: int, instance: Instance, outcome: str) -> None:
    """Write the line of one rule; its id stands beside it, hidden."""
    severity = state_labels("severities")[instance.severity]
    stated = words(instance.expect, instance)
    texts = (severity, instance.rule.title, instance.label or WHOLE, stated)
    for column, text in enumerate(texts):
        put(sheet, row, column, text, book.styles.fixed_text)
    empty: Any = ""  # the library takes texts, its types do not say so
    sheet.write_formula(row, len(texts), outcome, book.styles.check, empty)
    put(sheet, row, len(HEADINGS), instance.rule.id, book.styles.check)
    sheet.set_row(row, LINE_HEIGHT * (1 + len(stated) // ON_A_LINE) + 3)


def write_figures(
    book: Book,
    filled: dict[str, Filled],
    answers: dict[str, Filled],
    stated: Stated,
    before: Stated | None,
) -> Cells:
    """Write each figure's number and state as formulas, and return where they stand.

    Beside them stand what is wrong with a cell and its table; those of the year before are known.
    """
    sheet = book.workbook.add_worksheet(FIGURES)
    value, state = {}, {}
    faults, tables = (
        f"{at(FIGURES, 0, column)}:{xl_rowcol_to_cell(len(filled) - 1, column, True, True)}"  # noqa: FBT003
        for column in (FAULT, TABLE)
    )
    empty: Any = ""  # programs that show without calculating calculate what is empty
    facts = table_facts([one.table for one in filled.values() if one.table], faults, tables)
    facts |= answers
    for row, (address, one) in enumerate((filled | facts).items()):
        put(sheet, row, LABEL, labels()[address][0], book.styles.fixed_text)
        # The library takes any number, its types say whole ones.
        number: Any
        standing: Any
        is_fact = address in facts
        number, standing = (empty, empty) if is_fact else as_filled(stated.get(address))
        sheet.write_formula(row, VALUE, f"={one.value}", book.styles.check, number)
        sheet.write_formula(row, STATE, f"={one.state}", book.styles.check, standing)
        value[address], state[address] = at(FIGURES, row, VALUE), at(FIGURES, row, STATE)
        if one.fault:
            sheet.write_formula(row, FAULT, f"={one.fault}", book.styles.check, empty)
            put(sheet, row, TABLE, one.table, book.styles.check)
        if before is not None and not is_fact:
            key = f"{PREVIOUS}{address}"
            for column, known in zip(BEFORE, as_filled(before.get(address)), strict=True):
                sheet.write_number(row, column, known, book.styles.check)
            value[key], state[key] = (at(FIGURES, row, column) for column in BEFORE)
    sheet.protect()
    sheet.hide()
    return Cells(value, state)


def as_filled(stated: Statement | None) -> tuple[float, int]:
    """Return the number and state of a figure, for programs that show without calculating."""
    if stated is None or stated.mark not in {Mark.NUMBER, Mark.NIL}:
        return 0, MISSING
    is_number = stated.mark is Mark.NUMBER
    number = float(stated.value or 0) if is_number else 0
    return number, NUMBER if is_number and not stated.approximate else NIL
