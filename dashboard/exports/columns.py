"""The columns of a table as Arrow has them: words, numbers and days, null where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.tables.schema import Column, Kind


def words(series: pd.Series, labels: Mapping[Any, str] | None = None) -> pa.ChunkedArray:
    """Return a column of words, codes as their labels."""
    if series.dtype == object:
        known = labels or {}
        listed = [
            None if pd.isna(code) else sound(str(known.get(code, code))) for code in series.tolist()
        ]
        return pa.chunked_array([pa.array(listed, pa.string())])
    codes = given(series)
    return labelled(codes, labels) if labels else codes.cast(pa.string())


def labelled(codes: pa.ChunkedArray, labels: Mapping[Any, str]) -> pa.ChunkedArray:
    """Return the labels of codes; a code without one stands for itself."""
    encoded = [chunk.dictionary_encode() for chunk in codes.chunks]
    return pa.chunked_array(
        [
            pa.array([labels.get(c, str(c)) for c in one.dictionary.to_pylist()], pa.string()).take(
                one.indices
            )
            for one in encoded
        ],
        pa.string(),
    )


def typed(series: pd.Series, column: Column) -> pa.ChunkedArray:
    """Return a column of values, null where one is missing; whole numbers as such."""
    if column.kind is Kind.DATE:
        days = given(pd.to_datetime(series) if series.dtype == object else series)
        return pc.cast(days, pa.date32())
    numbers = given(series.astype(float) if series.dtype == object else series)
    rounded = pc.round(pc.cast(numbers, pa.float64(), safe=False), 6)  # type: ignore[attr-defined]
    whole = pc.all(pc.equal(pc.floor(rounded), rounded)).as_py()  # type: ignore[attr-defined]
    return pc.cast(rounded, pa.int64()) if whole is not False else rounded


def given(series: pd.Series) -> pa.ChunkedArray:
    """Return a column as it is, without a copy where it is Arrow's already."""
    array = pa.array(series, from_pandas=True)
    return array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])


def sound(text: str) -> str:
    """Return a text that every file can hold: half a character becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
