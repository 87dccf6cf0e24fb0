"""Writes the cells of a column as a sheet has them: numbers, dates, and text that stays text."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.exports.columns import words
from dashboard.exports.values import reasons
from dashboard.labels.wording import NOTHING
from dashboard.tables.schema import Column, Kind

LONGEST_TEXT = 32_767
CUT = "……（超出单元格容量，全文见 CSV）"
NUMBER = ("><v>", "</v></c>")
TEXT = (' t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>")
DAY_0 = pd.Timestamp("1899-12-30")
# Before, spreadsheets count as if 1900 were a leap year, and know of no day before that year.
FIRST_DAY = pd.Timestamp("1900-03-01")
DAY = pd.Timedelta(days=1)
# RE2 for Arrow, which finds the few texts that Python then writes in another way.
SPECIAL = r"[&<>\x00-\x08\x0B-\x1F\x{FFFE}\x{FFFF}]|_x[0-9A-Fa-f]{4}_"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
READS_AS_CONTROL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def contents(frame: pd.DataFrame, column: Column) -> pa.Array:
    """Return what follows the place and style of each cell; for one without a value, why."""
    if column.kind is Kind.TEXT:
        values, style = one_array(words(frame[column.name], column.labels)), texts
    else:
        values, style = numbers(frame[column.name], column.kind), figures
    written = style(values)
    if not values.null_count:
        return written
    absent = pc.is_null(values)  # type: ignore[attr-defined]
    said = pa.array(instead(frame, column, absent.to_pandas().to_numpy()), pa.string())
    return pc.replace_with_mask(written, absent, texts(said))  # type: ignore[attr-defined]


def numbers(series: pd.Series, kind: Kind) -> pa.Array:
    """Return the numbers of a column; a day is the number of days that spreadsheets count."""
    if kind is Kind.DATE:
        moments = pd.to_datetime(series)
        series = (moments.where(moments >= FIRST_DAY) - DAY_0) / DAY
    values = series.astype(float)
    return pa.array(values.where(values.abs() != math.inf), pa.float64(), from_pandas=True)


def instead(frame: pd.DataFrame, column: Column, absent: np.ndarray) -> list[str]:
    """Return what stands where no number can."""
    part, given = frame[absent], frame[column.name][absent].notna()
    said = iter(reasons(part, column, ~given))
    values = zip(part[column.name].tolist(), given.tolist(), strict=True)
    return [told(value) if there else next(said) for value, there in values]


def told(value: Any) -> str:
    """Return a value that no cell can hold: a day before 1900, or what is not finite."""
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else NOTHING


def figures(values: pa.Array) -> pa.Array:
    """Return numbers as the content of cells."""
    start, end = NUMBER
    written = pc.cast(values, pa.string())
    return pc.binary_join_element_wise(start, written, end, "")  # type: ignore[attr-defined]


def texts(values: pa.Array) -> pa.Array:
    """Return texts as the content of cells."""
    start, end = TEXT
    return pc.binary_join_element_wise(start, escaped(values), end, "")  # type: ignore[attr-defined]


def escaped(values: pa.Array) -> pa.Array:
    """Return texts of which no part acts as markup, all of it as it was, if a cell can hold it."""
    special = pc.or_(  # type: ignore[attr-defined]
        pc.match_substring_regex(values, SPECIAL),  # type: ignore[attr-defined]
        pc.greater(pc.binary_length(values), LONGEST_TEXT),  # type: ignore[attr-defined]
    )
    if not pc.any(special).as_py():  # type: ignore[attr-defined]
        return values
    changed = [in_markup(fitting(text)) for text in values.filter(special).to_pylist()]
    return pc.replace_with_mask(values, special, pa.array(changed, pa.string()))  # type: ignore[attr-defined]


def in_markup(text: str) -> str:
    """Return a text as it stands in markup; a control character as spreadsheets write it."""
    text = READS_AS_CONTROL.sub("_x005F_", text)
    text = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.translate(MARKUP)


def fitting(text: str) -> str:
    """Return a text that a cell can hold, and say so where it is cut."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - len(CUT))].decode("utf-16-le", "ignore") + CUT


def one_array(values: pa.ChunkedArray) -> pa.Array:
    """Return a column as one array."""
    return pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], pa.string())
