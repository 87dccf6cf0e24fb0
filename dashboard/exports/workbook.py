"""Writes the workbook: the sheet with the figures, and the sheet that explains them."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
from rustpy_xlsxwriter import Format, write_worksheets

from dashboard.exports.chart_colors import colored
from dashboard.exports.chart_sheets import sheets_of
from dashboard.exports.native_chart import charts_of
from dashboard.exports.values import cells, plain
from dashboard.labels.wording import NOTHING
from dashboard.tables.schema import Column, Kind, Table

FIGURES, NOTES = "数据", "说明"
TITLE_ROWS = 2
A4 = 9
PAGE = {"landscape": True, "paper_size": A4, "fit_to_pages": (1, 0)}
BORDER = "#B8C2CC"
NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.YEAR: "0",
    Kind.COUNT: "#,##0",
    Kind.AMOUNT: "#,##0.00",
    Kind.RATE: "0.00%",
    Kind.DATE: "yyyy-mm-dd",
}
FRACTIONS = "#,##0.####"
ROWS_AT_MOST = 1_048_000
SAMPLED = 200
MEAGER = 8.0
"""The least width of a column, in letters."""
CHART_WIDTH = 16.0
LARGER = 1.4
"""By how much the letters of the title are wider than those of the cells."""
LONGEST_HEADING = 16
LONGEST_TEXT = 32_767
CUT = "……（超出单元格容量，全文见 CSV）"
# Before, spreadsheets count as if 1900 were a leap year, and know of no day before that year.
FIRST_DAY = date(1900, 3, 1)
Lines = Sequence[tuple[str, str]]


def workbook_bytes(
    titles: tuple[str, str], table: Table, frame: pd.DataFrame, notes: Lines
) -> bytes:
    """Return a workbook of a table under a title and a line on what is selected.

    What the table declares to be charted stands on sheets of its own, with the figures beside it.
    """
    buffer = io.BytesIO()
    columns = table.columns
    drawn = list(sheets_of(charts_of(titles[0], table, frame)))
    last = max(len(columns) - 1, 1)
    sizes = (styled().set_bold().set_font_size(14), styled())
    above: list[Any] = [
        (row, 0, row, last, fitting(title), size)
        for row, (title, size) in enumerate(zip(titles, sizes, strict=True))
    ]
    explained = [styled().set_bold().set_align("top"), styled().set_text_wrap().set_align("top")]
    write_worksheets(
        [(FIGURES, records(columns, frame)), (NOTES, note_records(notes)),
         *((sheet.name, sheet.records) for sheet in drawn)],
        buffer,
        header_row={FIGURES: TITLE_ROWS},
        header_format={FIGURES: heading_format(), NOTES: explained[0]},
        merge_ranges={FIGURES: above},
        column_formats={FIGURES: [bordered(column, frame) for column in columns], NOTES: explained},
        column_widths={
            FIGURES: widths(titles, columns, frame.head(SAMPLED)),
            NOTES: [24.0, 90.0],
            **{sheet.name: [CHART_WIDTH] * len(sheet.records[0]) for sheet in drawn},
        },
        row_heights={FIGURES: {TITLE_ROWS: heading_height(columns)}},
        freeze_panes={FIGURES: {"row": TITLE_ROWS + 1, "col": 1}},
        autofilter={FIGURES: True},
        page_setup={
            FIGURES: PAGE | printed_with(titles[0]), NOTES: PAGE,
            **{sheet.name: PAGE for sheet in drawn},
        },
        charts={sheet.name: sheet.charts for sheet in drawn},
        # A chart takes its figures along only from a sheet that is held in memory.
        dedupe_strings={sheet.name: True for sheet in drawn},
    )  # fmt: skip
    charts = [chart["series"] for sheet in drawn for chart in sheet.charts]
    return colored(buffer.getvalue(), charts)


def records(columns: Sequence[Column], frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows by heading; an empty one where there is none."""
    headings = told_apart([fitting(column.heading) for column in columns])
    if frame.empty:
        yield dict.fromkeys(headings)
    listed = [contents(cells(frame, column)) for column in columns]
    for row in zip(*listed, strict=True):
        yield dict(zip(headings, row, strict=True))


def told_apart(headings: Sequence[str]) -> list[str]:
    """Return headings of which none is another's, as the library knows columns by them."""
    counts: Counter[str] = Counter()
    found = []
    for heading in headings:
        counts[heading] += 1
        found.append(f"{heading}（{counts[heading]}）" if counts[heading] > 1 else heading)
    return found


def contents(values: list[Any]) -> list[Any]:
    """Return values that cells can hold; most columns hold nothing that has to be changed."""
    kinds = set(map(type, values))
    texts = [value for value in values if isinstance(value, str)] if str in kinds else []
    is_plain = all_fit(texts) and (
        float not in kinds
        or math.isfinite(sum(value for value in values if isinstance(value, float)))
    )
    return values if is_plain and datetime not in kinds else [cell_of(value) for value in values]


def all_fit(texts: list[str]) -> bool:
    """Return whether no text is too long for a cell, and none holds half a character."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return max(map(len, texts), default=0) <= LONGEST_TEXT // 2


def note_records(notes: Lines) -> Iterator[dict[str, str]]:
    """Yield the notes as rows; the first is the heading of the sheet."""
    label, text = notes[0]
    for line in notes[1:]:
        yield dict(zip((label, text), map(fitting, line), strict=True))


def cell_of(value: Any) -> Any:
    """Return a value that a cell can hold; as a word a day before 1900, or what is not finite."""
    if isinstance(value, str):
        return fitting(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else NOTHING
    if isinstance(value, date):
        is_known = date(value.year, value.month, value.day) >= FIRST_DAY
        return value if is_known else f"{value:%Y-%m-%d}"
    return value


def fitting(text: str) -> str:
    """Return a text that a cell can hold, and say so where it is cut."""
    units = text.encode("utf-16-le", "replace")
    if len(units) > 2 * LONGEST_TEXT:
        return units[: 2 * (LONGEST_TEXT - len(CUT))].decode("utf-16-le", "ignore") + CUT
    return units.decode("utf-16-le")


def styled() -> Format:
    """Return the format that every cell starts from."""
    return Format().set_font_name("Microsoft YaHei").set_font_size(10)


def lined() -> Format:
    """Return a format with thin lines around the cell."""
    return styled().set_border("thin").set_border_color(BORDER)


def heading_format() -> Format:
    """Return the format of the headings."""
    bold = lined().set_bold().set_background_color("#E8EEF4").set_text_wrap()
    return bold.set_align("center").set_align("vcenter")


def heading_height(columns: Sequence[Column]) -> float:
    """Return the height in points of the row of headings, the long ones on two lines."""
    return 24 if all(len(column.heading) < LONGEST_HEADING for column in columns) else 48


def bordered(column: Column, frame: pd.DataFrame) -> Format:
    """Return the format of a column's cells; counts with fractions show them."""
    return lined().set_num_format(number_format(column, frame))


def number_format(column: Column, frame: pd.DataFrame) -> str:
    """Return how a column's numbers are written."""
    if column.kind is Kind.COUNT and (frame[column.name].astype(float) % 1).gt(0).any():
        return FRACTIONS
    return NUMBER_FORMATS[column.kind]


def widths(titles: Sequence[str], columns: Sequence[Column], frame: pd.DataFrame) -> list[float]:
    """Return the widths of the columns; the last is wider where the title above needs the room."""
    own = [width_of(column, frame) for column in columns]
    if len(own) == 1:
        own.append(MEAGER)
    wanted = max(LARGER * broad(titles[0]), broad(titles[1]))
    return [*own[:-1], max(own[-1], wanted - sum(own[:-1]))]


def broad(text: str) -> int:
    """Return the width of a text in Latin letters; Chinese counts double."""
    return len(text.encode("gb18030", "replace"))


def width_of(column: Column, frame: pd.DataFrame) -> float:
    """Return a column width that shows the heading and these rows; Chinese counts double."""
    samples = [column.heading[: LONGEST_HEADING + 1], *map(plain, cells(frame, column))]
    return float(min(60, max(MEAGER, max(map(broad, samples)) + 3)))


def printed_with(title: str) -> dict[str, Any]:
    """Return what every printed page repeats: the headings, and below the title and its number."""
    named = title.replace("&", "&&")
    return {"repeat_rows": TITLE_ROWS, "footer": f"&L{named}&R第 &P 页，共 &N 页"}
