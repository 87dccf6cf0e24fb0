"""Opens reports saved as comma- or tab-separated values: one table row a line."""

from __future__ import annotations

import csv
import io
import re

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract.printed.encodings import decoded
from etl.extract.printed.lines import line_of, unframed

SUFFIXES = (".csv", ".tsv")
DELIMITERS = (",", "\t", ";", "|")
SAMPLE = 8_192
# A value that a program wrote as a formula, so that a spreadsheet keeps it as text: ="3".
AS_TEXT = re.compile(r'^="([^"]*)"$')


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the rows of a file of separated values; a row of one value is a line of prose."""
    text = decoded(content)
    head = text[:SAMPLE]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            "CSV 文件的引号或换行有错，无法分列。",
            "请用 Excel 或 WPS 打开后重新另存为 .csv 或 .xlsx。",
        ) from error
    return tuple(
        line_of(f"第{number}行", block)
        for number, row in enumerate(rows, 1)
        for block in unframed([tuple(AS_TEXT.sub(r"\1", cell.strip()) for cell in row)])
        if any(block)
    )
