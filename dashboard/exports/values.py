"""The cells of an exported table, column by column, as numbers, dates and words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.labels import wording
from dashboard.tables.missing import missing_words
from dashboard.tables.schema import Column, Kind

FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def cells(frame: pd.DataFrame, column: Column) -> list[Any]:
    """Return a column's cells; what is missing is the word that says why, and never a number."""
    series = frame[column.name]
    present = series.notna()
    if present.all():
        return given(series, column)
    written = iter(given(series[present], column))
    words = iter(missing_words(frame, column, ~present))
    return [next(written) if there else next(words) for there in present.tolist()]


def given(series: pd.Series, column: Column) -> list[Any]:
    """Return values that are there: a number, a date or a text."""
    if column.kind is Kind.TEXT:
        labels = column.labels or {}
        return [labels.get(value, str(value)) for value in series.tolist()]
    if column.kind is Kind.DATE:
        return [moment.to_pydatetime() for moment in pd.to_datetime(series)]
    numbers = series.astype(float).tolist()
    return [int(number) if number.is_integer() else number for number in numbers]


def plain(cell: Any) -> str:
    """Return a cell as text."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    return guarded(cell) if isinstance(cell, str) else str(cell)


def texts(frame: pd.DataFrame, column: Column) -> list[str]:
    """Return a column's cells as files write them, numbers as they are read."""
    about = frame[column.approximate].tolist() if column.approximate else [False] * len(frame)
    return [
        cell if isinstance(cell, str) else f"{'≈' if is_about else ''}{written(column, cell)}"
        for cell, is_about in zip(cells(frame, column), about, strict=True)
    ]


def written(column: Column, value: Any) -> str:
    """Return a value as it is read on screen."""
    if column.kind is Kind.TEXT:
        return (column.labels or {}).get(value, str(value))
    if column.kind is Kind.DATE:
        return f"{value:%Y-%m-%d}"
    if column.kind is Kind.RATE:
        return wording.rate(value)
    return str(int(value)) if column.kind is Kind.YEAR else wording.number(value)
