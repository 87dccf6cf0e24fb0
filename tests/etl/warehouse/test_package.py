"""The data package holds the whole warehouse, and says what every table and column means."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from etl.cli import main
from etl.domain.place import Submission
from etl.domain.report import Report
from etl.templates.formula_guard import unguarded
from etl.warehouse.data_package import columns_of, write_package
from etl.warehouse.dictionary import dictionary
from etl.warehouse.loading.reference_rows import Holdings
from etl.warehouse.publication import reading
from tests.warehouses import PINE, database, pine_report, published


@pytest.fixture
def package(full_data: Path, tmp_path: Path) -> zipfile.ZipFile:
    write_package(full_data, tmp_path / "x.zip")
    return zipfile.ZipFile(tmp_path / "x.zip")


def test_every_table_and_column_of_the_warehouse_is_described(full_data: Path) -> None:
    with reading(database(full_data)) as connection:
        found = columns_of(connection)
    known = dictionary()
    assert found.keys() - known.keys() == set()
    assert {
        f"{table}.{column}"
        for table, columns in found.items()
        for column in columns
        if column not in known[table].columns
    } == set()


def test_keys_tell_rows_apart_and_references_are_found(full_data: Path) -> None:
    with reading(database(full_data)) as connection:
        for table, entry in dictionary().items():
            key = ", ".join(f'"{column}"' for column in entry.key)
            if key:
                twice = f'select {key} from "{table}" group by all having count(*) > 1'
                assert connection.execute(twice).fetchall() == [], table
            for column, (other, named) in (entry.refers or {}).items():
                lost = f"""select count(*) from "{table}" a anti join "{other}" b
                    on a."{column}" = b."{named}" where a."{column}" is not null"""
                assert connection.execute(lost).fetchall() == [(0,)], (table, column)


def test_every_row_and_value_is_in_the_package(full_data: Path, package: zipfile.ZipFile) -> None:
    described = json.loads(package.read("datapackage.json"))
    assert described["title"].startswith("【示例数据】")
    with reading(database(full_data)) as connection:
        assert {r["name"] for r in described["resources"]} == set(columns_of(connection))
        for resource in described["resources"]:
            content = package.read(resource["path"])
            assert resource["bytes"] == len(content)
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            heading, *lines = csv.reader(io.StringIO(content.decode(), newline=""))
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert heading == names
            inside = connection.execute(
                f"select {', '.join(as_text(f) for f in resource['schema']['fields'])} "
                f'from "{resource["name"]}" order by all'
            ).fetchall()
            plain = [is_number(resource, column, connection) for column in names]
            plainly = [[unguarded(value) for value in line] for line in lines]
            assert sorted(read(line, plain) for line in plainly) == sorted(
                read([value or "" for value in row], plain) for row in inside
            )


def test_nothing_in_the_package_is_run_as_a_formula(tmp_path: Path) -> None:
    data = tmp_path / "data"
    submission = Submission(PINE, 2024, report_of_formulas(), "=1+1.txt", "txt", "ab", AT)
    published(data, Holdings(is_sample=False, places=(PINE,)), [submission])
    write_package(data, tmp_path / "x.zip")
    package = zipfile.ZipFile(tmp_path / "x.zip")
    cells = [
        cell
        for name in package.namelist()
        if name.endswith(".csv")
        for line in csv.reader(io.StringIO(package.read(name).decode(), newline=""))
        for cell in line
    ]
    assert sum(cell.startswith("'=") for cell in cells) >= 3
    assert [c for c in cells if c[:1] in ("=", "+", "@", "\n", "\t", "\r") and len(c) > 1] == []
    assert [c for c in cells if c.startswith("-") and not c[1:].replace(".", "").isdigit()] == []


AT = datetime(2025, 2, 1, 9)


def report_of_formulas() -> Report:
    report = pine_report()
    cells = [replace(report.cells[0], raw=text) for text in ("=1+1", "+1+1", "-1+1", "@SUM(A1)")]
    cells += [replace(report.cells[0], raw=text) for text in ("\n=1+1", "\t=1", "＝1+1", "'=1+1")]
    rows = [replace(cell, row=f"r{n}") for n, cell in enumerate(cells)]
    return replace(report, cells=tuple(rows))


def test_decimals_are_written_as_by_hand(full_data: Path, package: zipfile.ZipFile) -> None:
    with reading(database(full_data)) as connection:
        kinds = columns_of(connection)
    written = [
        line[column]
        for name, columns in kinds.items()
        for line in csv.DictReader(io.StringIO(package.read(f"data/{name}.csv").decode()))
        for column, kind in columns.items()
        if kind.startswith("DECIMAL") and line[column]
    ]
    assert "0" in written
    assert [text for text in written if "E" in text or re.search(r"\.\d*0$", text)] == []


def is_number(resource: dict[str, Any], column: str, connection: duckdb.DuckDBPyConnection) -> bool:
    kind = columns_of(connection)[resource["name"]][column]
    return kind == "DOUBLE" or kind.startswith("DECIMAL")


def read(line: list[str], numbers: list[bool]) -> list[str]:
    return [repr(float(v)) if v and d else v for v, d in zip(line, numbers, strict=True)]


def as_text(field: dict[str, str]) -> str:
    name = f'"{field["name"]}"'
    if field["type"] == "datetime":
        return f"strftime({name}, '%Y-%m-%dT%H:%M:%S.%f')"
    return f"{name}::varchar"


def test_the_command_writes_the_package(full_data: Path, tmp_path: Path) -> None:
    out = tmp_path / "包.zip"
    done = CliRunner().invoke(main, ["export", "--data", str(full_data), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "datapackage.json" in zipfile.ZipFile(out).namelist()
