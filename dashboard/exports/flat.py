"""Tables as CSV, Parquet and JSON, written column by column."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from dashboard.exports.values import FORMULA_STARTS, guarded, reasons
from dashboard.tables import Column, Kind

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
RUN_BY_SPREADSHEETS = f"^[{''.join(re.escape(start) for start in FORMULA_STARTS)}]"
AS_SPREADSHEETS_READ = csv.WriteOptions(eol="\r\n")
TYPES = {Kind.YEAR: pa.int32(), Kind.DATE: pa.date32()}
Notes = Sequence[tuple[str, str]]


def csv_bytes(frame: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    """Return CSV with a byte order mark; words stand where a value is missing."""
    written = pa.Table.from_arrays(
        [printed(frame, column) for column in columns],
        names=[guarded(column.heading) for column in columns],
    )
    sink = io.BytesIO(BYTE_ORDER_MARK)
    sink.seek(0, io.SEEK_END)
    csv.write_csv(written, sink, AS_SPREADSHEETS_READ)
    return sink.getvalue()


def printed(frame: pd.DataFrame, column: Column) -> pa.ChunkedArray:
    """Return a column as CSV prints it."""
    if column.kind is Kind.TEXT:
        return harmless(words(frame[column.name], column.labels))
    values = typed(frame[column.name], column)
    if column.kind is Kind.DATE:
        values = pc.strftime(values, "%Y-%m-%d")  # type: ignore[attr-defined]
    if not values.null_count or column.is_explained_elsewhere:
        return values
    told = pd.Series(pd.NA, index=frame.index, dtype="str")
    absent = frame[column.name].isna()
    told[absent] = reasons(frame, column, absent)
    texts = pc.cast(values, pa.string())
    return harmless(pc.coalesce(texts, words(told)), kept=pc.is_valid(values))  # type: ignore[attr-defined]


def harmless(texts: pa.ChunkedArray, kept: pa.ChunkedArray | None = None) -> pa.ChunkedArray:
    """Return texts that no spreadsheet takes for a formula; those `kept` are numbers."""
    runs = pc.match_substring_regex(texts, RUN_BY_SPREADSHEETS)  # type: ignore[attr-defined]
    if kept is not None:
        runs = pc.and_(runs, pc.invert(kept))  # type: ignore[attr-defined]
    marked = pc.binary_join_element_wise("'", texts, "")  # type: ignore[attr-defined]
    return pc.if_else(runs, marked, texts)  # type: ignore[attr-defined]


def words(series: pd.Series, labels: dict[Any, str] | None = None) -> pa.ChunkedArray:
    """Return a column of words, codes as their labels."""
    if labels:
        series = series.map(lambda code: labels.get(code, code), na_action="ignore")
    if isinstance(series.dtype, pd.StringDtype):
        texts = pa.array(series, from_pandas=True)
        whole = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
        return whole.cast(pa.string())
    listed = [None if pd.isna(value) else sound(str(value)) for value in series.tolist()]
    return pa.chunked_array([pa.array(listed, pa.string())])


def sound(text: str) -> str:
    """Return a text that every file can hold: half a character becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def typed(series: pd.Series, column: Column) -> pa.ChunkedArray:
    """Return a column of values, null where one is missing; whole numbers as such."""
    if column.kind is Kind.DATE:
        return pa.chunked_array([pa.array(pd.to_datetime(series), from_pandas=True)])
    numbers = pa.array(series.astype(float), from_pandas=True)
    rounded = pc.round(numbers, 6)  # type: ignore[attr-defined]
    whole = pc.all(pc.equal(pc.floor(rounded), rounded)).as_py()  # type: ignore[attr-defined]
    return pa.chunked_array([pc.cast(rounded, pa.int64()) if whole is not False else rounded])


def coded(frame: pd.DataFrame, columns: Sequence[Column], notes: Notes) -> pa.Table:
    """Return the table as data: codes, numbers, nulls, and the mark beside each marked value."""
    fields, arrays = [], []
    for column in columns:
        title = {"title": column.heading}
        labels = {"labels": json.dumps(column.labels, ensure_ascii=False)} if column.labels else {}
        array = data(frame[column.name], column)
        fields.append(pa.field(column.name, array.type, metadata={**title, **labels}))
        arrays.append(array)
        if column.mark and column.mark not in {c.name for c in columns}:
            marks = words(frame[column.mark])
            fields.append(pa.field(column.mark, pa.string(), metadata={"title": "标记"}))
            arrays.append(marks)
    about = json.dumps(notes, ensure_ascii=False)
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"notes": about}))


def data(series: pd.Series, column: Column) -> pa.ChunkedArray:
    """Return a column as data of its own type."""
    if column.kind is Kind.TEXT:
        return words(series)
    values = typed(series, column)
    return pc.cast(values, TYPES.get(column.kind, pa.float64()))


def parquet_bytes(frame: pd.DataFrame, columns: Sequence[Column], notes: Notes) -> bytes:
    """Return the table as Parquet; headings, labels and notes are in its metadata."""
    sink = io.BytesIO()
    pq.write_table(coded(frame, columns, notes), sink, compression="zstd")
    return sink.getvalue()


def json_bytes(frame: pd.DataFrame, columns: Sequence[Column], notes: Notes) -> bytes:
    """Return the table as JSON: the notes, the fields with their headings, the rows."""
    table = coded(frame, columns, notes)
    fields = [
        {"name": field.name, **{k.decode(): v.decode() for k, v in field.metadata.items()}}
        for field in table.schema
    ]
    for field in fields:
        if "labels" in field:
            field["labels"] = json.loads(field["labels"])
    content = {"notes": dict_of(notes), "fields": fields, "rows": table.to_pylist()}
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def dict_of(notes: Notes) -> list[dict[str, str]]:
    """Return the notes as objects."""
    return [{"title": title, "text": text} for title, text in notes]
