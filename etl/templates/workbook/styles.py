"""How the workbook looks: the cell formats, made once for each workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

INK, GRID, HEAD, FIXED, INPUT = "#1F2933", "#B8C2CC", "#DCE6F1", "#F3F5F7", "#FFFFFF"
FAINT, GOOD, BAD, WARN = "#8A94A0", "#1B6E3C", "#B42318", "#FCE8CC"
TEXT_FORMAT, DATE_FORMAT = "@", "yyyy-mm-dd"
BODY_FONT, HEAD_FONT = "宋体", "黑体"


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook; those named input are unlocked."""

    title: Format
    hint: Format
    sample: Format
    heading: Format
    fixed: Format
    fixed_text: Format
    repeated: Format
    number: Format
    text: Format
    wrapped: Format
    date: Format
    choice: Format
    check: Format
    check_label: Format
    chapter: Format
    note: Format
    term: Format
    good: Format
    bad: Format
    odd: Format


def styles(workbook: Workbook) -> Styles:
    """Return the formats, added to the workbook."""

    def made(**properties: Any) -> Format:
        plain = {"font_name": BODY_FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
        return workbook.add_format({**plain, **properties})

    def boxed(**properties: Any) -> Format:
        return made(border=1, border_color=GRID, **properties)

    fixed = {"bg_color": FIXED, "align": "center"}
    entered = {"locked": False, "bg_color": INPUT}
    return Styles(
        title=made(font_name=HEAD_FONT, font_size=16),
        hint=made(font_color=FAINT, text_wrap=False),
        sample=made(font_name=HEAD_FONT, font_size=12, font_color=BAD),
        heading=boxed(font_name=HEAD_FONT, bg_color=HEAD, align="center", text_wrap=True),
        fixed=boxed(**fixed),
        fixed_text=boxed(bg_color=FIXED, text_wrap=True),
        repeated=boxed(**fixed | {"font_color": FAINT}),
        number=boxed(**entered, align="right", indent=1),
        text=boxed(**entered, num_format=TEXT_FORMAT),
        wrapped=boxed(**entered, num_format=TEXT_FORMAT, text_wrap=True),
        date=boxed(**entered, num_format=DATE_FORMAT, align="center"),
        choice=boxed(**entered, align="center"),
        check=boxed(bg_color=FIXED, align="center", font_color=FAINT),
        check_label=boxed(bg_color=FIXED, align="right", font_color=FAINT),
        chapter=made(font_name=HEAD_FONT, font_size=12),
        note=made(text_wrap=True, valign="top", font_size=11),
        term=made(text_wrap=True, valign="top", font_size=11, font_name=HEAD_FONT),
        good=workbook.add_format({"font_color": GOOD}),
        bad=workbook.add_format({"font_color": BAD, "bold": True}),
        odd=workbook.add_format({"bg_color": WARN}),
    )


def set_up_page(sheet: Worksheet, *, header_rows: tuple[int, int], is_sample: bool) -> None:
    """Set a sheet up for printing: A4 across, one page wide, the headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.repeat_rows(*header_rows)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if is_sample:
        sheet.set_header('&R&"黑体"示例数据')


def protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password; widths, heights, filters stay free."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
