"""What the sheets share while a workbook is written: its formats, choices and cell writers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from etl.definitions import load
from etl.domain.errors import BrokenTemplate
from etl.templates.entry import Entry
from etl.templates.fields import AXES, NO, SAMPLE, YES, edition_label
from etl.templates.workbook.formulas import SheetValue, nil_writings
from etl.templates.workbook.layout import CHECK, CHOICES, FIRST_ROW
from etl.templates.workbook.styles import Styles, protect, set_up_page, styles

TOWNSHIPS, YEARS, EDITIONS, ANSWERS = "乡镇名单", "年度名单", "版式名单", "是否名单"
AXIS_NAMES, MARKS, NILS = "分类方式名单", "标记写法", "无内容写法"
LONGEST_TEXT = 32_767
HEAD_ROWS = (2, 3)


Choices = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook being written, with what is wanted in it."""

    workbook: Workbook
    styles: Styles
    wanted: tuple[Entry, ...]
    choices: dict[str, Choices]
    is_sample: bool

    def define_lists(self) -> None:
        """Give every list of the sheet of choices a name that formulas and rules can use."""
        for column, (name, choices) in enumerate(self.choices.items()):
            area = xl_range_abs(1, column, max(1, len(choices)), column)
            self.workbook.define_name(name, f"={CHOICES}!{area}")

    def sheet(self, name: str, title: str, hint: str, frozen_columns: int) -> Worksheet:
        """Return a new protected sheet with its title lines, ready for headings in HEAD_ROWS."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 30, self.styles.title)
        sheet.set_row(1, 20, self.styles.hint)
        if self.is_sample:
            title, hint = f"{title}（{SAMPLE}）", f"【{SAMPLE}，不是真实数据】{hint}"
        sheet.write_string(0, 0, title, self.styles.title)
        sheet.write_string(1, 0, hint, self.styles.sample if self.is_sample else self.styles.hint)
        sheet.freeze_panes(FIRST_ROW, frozen_columns)
        set_up_page(
            sheet,
            header_rows=HEAD_ROWS,
            is_sample=self.is_sample,
        )
        sheet.repeat_columns(0, frozen_columns - 1)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        protect(sheet)
        return sheet

    def offer(self, sheet: Worksheet, area: tuple[int, int, int, int], name: str) -> None:
        """Give an area a drop-down list that refuses anything else."""
        rule = {
            "validate": "list",
            "source": f"={name}",
            "error_title": "填写内容不在列表中",
            "error_message": "请从下拉列表中选择。",
        }
        sheet.data_validation(*area, rule)

    def offer_marks(self, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
        """Offer the marks for an area of figures; any number is taken as well."""
        rule: dict[str, Any] = {"validate": "list", "source": f"={MARKS}"}
        sheet.data_validation(*area, {**rule, "show_error": False})

    def tint_odd(
        self, sheet: Worksheet, area: tuple[int, int, int, int], label_column: int = 0
    ) -> None:
        """Tint what is neither number nor mark, but for the rows labeled as checks."""
        cell = xl_rowcol_to_cell(area[0], area[1])
        label = xl_rowcol_to_cell(area[0], label_column, col_abs=True)
        unknown = "*".join(f"ISNA(MATCH({cell},{name},0))" for name in (MARKS, NILS))
        criteria = f'=ISTEXT({cell})*(LEFT({label},{len(CHECK)})<>"{CHECK}")*{unknown}'
        tint = {"type": "formula", "criteria": criteria, "format": self.styles.odd}
        sheet.conditional_format(*area, tint)

    def color_checks(self, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
        """Color the lines of an area that hold or do not."""
        for start, style in (("✓", self.styles.good), ("差", self.styles.bad)):
            rule = {"type": "text", "criteria": "begins with", "value": start, "format": style}
            sheet.conditional_format(*area, rule)


def put(sheet: Worksheet, row: int, column: int, value: SheetValue | date, style: Format) -> None:
    """Write a value as what it is; text stays text even where it looks like a formula."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), style)
    elif len(value) > LONGEST_TEXT:
        raise BrokenTemplate(
            f"“{sheet.get_name()}”第 {row + 1} 行的文字超过 {LONGEST_TEXT} 字，Excel 放不下。",
            "请改用 CSV 或 JSON 格式导出。",
        )
    else:
        sheet.write_string(row, column, value, style)


def put_row(sheet: Worksheet, row: int, values: Sequence[str | int | None], style: Format) -> None:
    """Write a row of fixed texts and whole numbers."""
    for column, value in enumerate(values):
        put(sheet, row, column, Decimal(value) if isinstance(value, int) else value, style)


def new_book(workbook: Workbook, wanted: Sequence[Entry], *, is_sample: bool) -> Book:
    """Return a workbook with its formats made."""
    return Book(workbook, styles(workbook), tuple(wanted), choices(wanted), is_sample)


def choices(wanted: Sequence[Entry]) -> dict[str, Choices]:
    """Return what the drop-down lists offer, by name."""
    return {
        TOWNSHIPS: tuple(dict.fromkeys(e.place.township for e in wanted)),
        YEARS: tuple(sorted({e.year for e in wanted})),
        EDITIONS: tuple(edition_label(edition) for edition in load().forms),
        ANSWERS: (YES, NO),
        AXIS_NAMES: tuple(AXES.values()),
        MARKS: tuple(kind.token for kind in load().marks.values() if kind.token),
        NILS: tuple(nil_writings()),
    }
