"""A warehouse as a Frictionless data package: one CSV per table, with its dictionary.

It holds all that a database holds, or one county's year alone; the same rows are the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from etl.storage.files import durable
from etl.templates.formula_guard import RISKY_TEXT, guarded_sql
from etl.warehouse import publication
from etl.warehouse.dictionary import TableEntry, dictionary
from etl.warehouse.package_scope import (
    LEFT_OUT,
    PUBLISHED,
    Scope,
    numbered,
    parameters,
    rows_of,
)

PROFILE = "https://datapackage.org/profiles/2.0"
ALWAYS = (2000, 1, 1, 0, 0, 0)
"""The time of every file in a package: none says when it was written."""
TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
NOTE = """{title}

datapackage.json 按 Frictionless Data Package 第 2 版写成，说明每张表、每一列。
data 中每表一个 CSV（UTF-8）。
数值列为空就是没有数字，原因见同一行的 mark（标记），不等于 0。
来源：乡镇（街道）政府信息公开工作年度报告。{nature}
报告归报送单位所有；转载、使用请注明来源和数据版本 {version}。
文字与报告原文逐字相同；以 = + - @ 等符号或换行开头、又不是数字的，前面加了一个单引号，
以免表格软件当作公式运行，程序读取时去掉即可。用表格软件查看请在看板导出 Excel。
"""


def write_package(data: Path, out: Path) -> None:
    """Write the newest published warehouse of a data folder as a data package."""
    path = publication.current_path(data)
    if path is None:
        raise FileNotFoundError(data)
    with publication.reading(path) as connection:
        durable.write(out, package_bytes(connection))


def package_bytes(connection: duckdb.DuckDBPyConnection, scope: Scope | None = None) -> bytes:
    """Return the warehouse behind a connection, or a county's year of it, as a zipped package."""
    is_sample, built_at, version = connection.execute(
        "select is_sample, built_at, version from warehouse_info"
    ).fetchall()[0]
    if scope is not None:
        built_at, version = scope.at, scope.id
    title = f"{'【示例数据】' if is_sample else ''}乡镇政府信息公开年度报告数据"
    nature = "本包为程序生成的示例数据，并非真实报送。" if is_sample else ""
    known = dictionary()
    columns = columns_of(connection)
    if scope is not None:
        columns = {name: found for name, found in columns.items() if name not in LEFT_OUT}
        columns |= columns_of(connection, "view_name", PUBLISHED)
    resources = []
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(columns):
            content = table_csv(connection, name, columns[name], scope)
            put(archive, f"data/{name}.csv", content)
            resources.append(resource(name, known[name], columns[name], content))
        described = {
            "$schema": f"{PROFILE}/datapackage.json",
            "name": "gongkai",
            "title": title,
            "description": nature or "乡镇（街道）政府信息公开工作年度报告的数字、文字和核对结果",
            "version": str(version),
            "created": f"{built_at:%Y-%m-%dT%H:%M:%SZ}",
            "sources": [{"title": "乡镇（街道）政府信息公开工作年度报告"}],
            **({"inputs": scope.inputs} if scope else {}),
            "resources": resources,
        }
        put(archive, "datapackage.json", json.dumps(described, ensure_ascii=False, indent=1))
        put(archive, "说明.txt", NOTE.format(title=title, nature=nature, version=version))
    return buffer.getvalue()


def put(archive: zipfile.ZipFile, name: str, content: bytes | str) -> None:
    """Put a file into a package, without the time of doing so."""
    archive.writestr(zipfile.ZipInfo(name, ALWAYS), content, zipfile.ZIP_DEFLATED)


def columns_of(
    connection: duckdb.DuckDBPyConnection, kind: str = "table_name", only: str = ""
) -> dict[str, dict[str, str]]:
    """Return the type of each column of each table that the warehouse has, or of `only` a view."""
    among = {
        "table_name": "select table_name from duckdb_tables()",
        "view_name": "select view_name from duckdb_views() where view_name = $only",
    }
    found: dict[str, dict[str, str]] = {}
    asked = connection.execute(
        f"""select table_name, column_name, data_type from duckdb_columns()
        where not internal and table_name in ({among[kind]})
        order by table_name, column_index""",
        {"only": only} if only else {},
    )
    for table, column, type_ in asked.fetchall():
        found.setdefault(table, {})[column] = type_
    return found


def published_csv(connection: duckdb.DuckDBPyConnection, scope: Scope) -> bytes:
    """Return what is published of a county's year as its package writes it."""
    columns = columns_of(connection, "view_name", PUBLISHED)[PUBLISHED]
    return table_csv(connection, PUBLISHED, columns, scope)


def table_csv(
    connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str],
    scope: Scope | None = None,
) -> bytes:  # fmt: skip
    """Return a table as CSV without live formulas; times in the form that data packages read.

    Decimals stand as they are written by hand: 26 and 0, not 26.0000000000 and 0E-10. Of a scope
    only its rows, without the state of files on this disk.
    """
    texts = [guarded_sql(column) for column, kind in columns.items() if kind == "VARCHAR"]
    decimals = [
        f"""rtrim(rtrim("{column}"::varchar, '0'), '.') as "{column}\""""
        for column, kind in columns.items()
        if kind.startswith("DECIMAL") and not kind.endswith(",0)")
    ]
    given: dict[str, Any] = {"risky": RISKY_TEXT} if texts else {}
    which = "true"
    if scope is not None:
        which = rows_of(columns)
        given |= parameters(scope, which)
        texts += numbered(name, columns)
        if "stamp" in columns:
            texts = ["'' as stamp", *(text for text in texts if not text.endswith('"stamp"'))]
    replaced = f"replace ({', '.join(texts + decimals)})" if texts or decimals else ""
    table: pa.Table = connection.sql(
        f'select * {replaced} from "{name}" where {which} order by all', params=given
    ).to_arrow_table()
    for place, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            # Arrow's own strftime asks for a time zone, which older Windows does not know.
            text = pc.cast(table[place], pa.string())
            written = pc.replace_substring(text, " ", "T")  # type: ignore[attr-defined]
            table = table.set_column(place, field.name, written)
    sink = io.BytesIO()
    csv.write_csv(table, sink)
    return sink.getvalue()


def resource(
    name: str, entry: TableEntry, columns: dict[str, str], content: bytes
) -> dict[str, Any]:
    """Return how a data package describes a table."""
    schema: dict[str, Any] = {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [
            {
                "name": column,
                "type": TYPES.get(kind, "number"),
                "title": entry.columns[column].title,
                "description": entry.columns[column].note,
            }
            for column, kind in columns.items()
        ],
        "missingValues": [""],
    }
    if entry.key:
        schema["primaryKey"] = list(entry.key)
    if entry.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [key]}}
            for column, (table, key) in entry.refers.items()
        ]
    return {
        "name": name,
        "type": "table",
        "path": f"data/{name}.csv",
        "title": entry.title,
        "description": entry.note,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }
