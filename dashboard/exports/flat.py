"""Tables as CSV, Parquet and JSON, written column by column."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from dashboard.exports.columns import typed, words
from dashboard.exports.values import FORMULA_STARTS, guarded
from dashboard.tables.missing import missing_words
from dashboard.tables.schema import Column, Kind

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
RUN_BY_SPREADSHEETS = f"^[{''.join(re.escape(start) for start in FORMULA_STARTS)}]"
# Lines are joined a third faster in batches that stay in a processor's cache.
AS_SPREADSHEETS_READ = csv.WriteOptions(eol="\r\n", batch_size=4096)
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


def printed(frame: pd.DataFrame, column: Column) -> pa.Array | pa.ChunkedArray:
    """Return a column as CSV prints it."""
    if column.kind is Kind.TEXT:
        return harmless(words(frame[column.name], column.labels))
    values = typed(frame[column.name], column)
    if not values.null_count or column.is_explained_elsewhere:
        return values
    absent = pc.is_null(values)  # type: ignore[attr-defined]
    rows = pd.Series(absent.to_pylist(), index=frame.index)
    told = pa.chunked_array([pa.array(missing_words(frame, column, rows), pa.string())])
    texts = pc.cast(values, pa.string())
    return pc.replace_with_mask(  # type: ignore[attr-defined]
        texts.combine_chunks(), absent.combine_chunks(), harmless(told).combine_chunks()
    )


def harmless(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts that no spreadsheet takes for a formula."""
    runs = pc.match_substring_regex(texts, RUN_BY_SPREADSHEETS)  # type: ignore[attr-defined]
    if not pc.any(runs).as_py():  # type: ignore[attr-defined]
        return texts
    marked = pc.binary_join_element_wise("'", texts, "")  # type: ignore[attr-defined]
    return pc.if_else(runs, marked, texts)  # type: ignore[attr-defined]


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
