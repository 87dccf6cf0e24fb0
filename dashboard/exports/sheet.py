"""Puts the rows of a table into the first sheet of a workbook, thousands at once."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from dashboard.exports.sheet_cells import contents
from dashboard.tables.schema import Column

HEAD = 3
SHEET = "xl/worksheets/sheet1.xml"
ROWS_AT_ONCE = 8192
# A sheet repeats itself so much that the quickest compression finds it.
QUICKEST = 1
MODEL_ROW = re.compile(rf'<row r="{HEAD + 1}".*?</row>'.encode(), re.DOTALL)
EXTENT = re.compile(rb'<dimension ref="[^"]*"/>')
STYLE = re.compile(rb' s="(\d+)"')


def filled(model: io.BytesIO, columns: Sequence[Column], frame: pd.DataFrame) -> bytes:
    """Return a workbook with a frame's rows where its first sheet has the model of a row."""
    buffer = io.BytesIO()
    with (
        ZipFile(model) as given,
        ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=QUICKEST) as workbook,
    ):
        for entry in given.infolist():
            content = given.read(entry)
            whole = entry.filename != SHEET
            with workbook.open(entry.filename, "w") as part:
                for piece in [content] if whole else with_rows(content, columns, frame):
                    part.write(piece)
    return buffer.getvalue()


def with_rows(
    sheet: bytes, columns: Sequence[Column], frame: pd.DataFrame
) -> Iterator[bytes | memoryview]:
    """Yield a sheet, its rows in the place and the styles of the model."""
    last = xl_rowcol_to_cell(HEAD - 1 + len(frame), len(columns) - 1)
    sheet = EXTENT.sub(f'<dimension ref="A1:{last}"/>'.encode(), sheet, count=1)
    model = MODEL_ROW.search(sheet)
    if model is None:
        raise ValueError(f"no model of a row in {SHEET}")
    styles = [int(number) for number in STYLE.findall(model[0])]
    yield sheet[: model.start()]
    for start in range(0, len(frame), ROWS_AT_ONCE):
        part = frame.iloc[start : start + ROWS_AT_ONCE]
        yield rows(part, columns, styles, HEAD + 1 + start)
    yield sheet[model.end() :]


def rows(
    frame: pd.DataFrame, columns: Sequence[Column], styles: Sequence[int], first: int
) -> memoryview:
    """Return rows as the sheet has them, from the row with the number `first` on."""
    numbers = pc.cast(pa.array(range(first, first + len(frame))), pa.string())
    pieces: list[pa.Array | str] = ['<row r="', numbers, '">']
    for place, (column, style) in enumerate(zip(columns, styles, strict=True)):
        pieces += [f'<c r="{xl_col_to_name(place)}', numbers, f'" s="{style}"']
        pieces += [contents(frame, column)]
    written = pc.binary_join_element_wise(*pieces, "</row>", "")  # type: ignore[attr-defined]
    size = pc.sum(pc.binary_length(written)).as_py()  # type: ignore[attr-defined]
    return memoryview(written.buffers()[2])[:size]
