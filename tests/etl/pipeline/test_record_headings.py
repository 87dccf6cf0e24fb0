"""Every column of the records has one Chinese heading, and comes back by it or by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.definitions.records import record_tables
from etl.domain.errors import BrokenSheet
from etl.pipeline.safekeeping.records_file import (
    ARCHIVE,
    WORKBOOK,
    Tables,
    as_archive,
    as_workbook,
    bring_back,
    read_tables,
)
from etl.storage.records.whole_records import TABLES, places_of
from tests.etl.pipeline.test_records_file import root, rows, source

__all__ = ["root", "source"]


def test_every_column_has_one_heading_of_its_own() -> None:
    assert {name: [*table.columns] for name, table in record_tables().items()} == {
        name: [column.name for column in table.columns] for name, table in TABLES.items()
    }
    for table in record_tables().values():
        headings = [*table.columns.values()]
        assert len(set(headings)) == len(headings)
        assert not [one for one in headings if "." in one or one.isascii() or one in table.columns]


def opened(file: Path) -> Tables:
    return read_tables(file.name, file.read_bytes())


@pytest.mark.parametrize("suffix", [WORKBOOK, ARCHIVE])
def test_the_headings_are_those_of_the_definitions(source: Path, suffix: str) -> None:
    tables = opened(source.parent / f"记录{suffix}")
    for name, table in record_tables().items():
        heads = tables[table.label][0]
        assert [one for one in heads if "." not in one] == [*table.columns.values()], name
    assert "文件内容.2" in tables["本单位文件"][0]


@pytest.mark.parametrize("suffix", [WORKBOOK, ARCHIVE])
def test_a_file_of_an_earlier_version_comes_back_by_the_names_of_its_columns(
    source: Path, root: Path, tmp_path: Path, suffix: str
) -> None:
    tables = opened(source.parent / f"记录{suffix}")
    for table in record_tables().values():
        names = {heading: name for name, heading in table.columns.items()}
        first = [one.partition(".") for one in tables[table.label][0]]
        tables[table.label][0] = ["".join((names[said], *others)) for said, *others in first]
    assert "content.2" in tables["本单位文件"][0]
    made = as_workbook(tables) if suffix == WORKBOOK else as_archive(tables)
    (tmp_path / f"x{suffix}").write_bytes(made)
    bring_back(root, tmp_path / f"x{suffix}")
    assert repr(rows(root)) == (source.parent / "rows").read_text("utf-8")


def test_columns_in_another_order_come_back(source: Path, root: Path, tmp_path: Path) -> None:
    tables = opened(source.parent / f"记录{ARCHIVE}")
    turned = {name: [line[::-1] for line in lines] for name, lines in tables.items()}
    turned["说明"] = tables["说明"]
    (tmp_path / "a.zip").write_bytes(as_archive(turned))
    bring_back(root, tmp_path / "a.zip")
    assert repr(rows(root)) == (source.parent / "rows").read_text("utf-8")


@pytest.mark.parametrize("again", ["备注", "text"])
def test_no_column_stands_twice(again: str) -> None:
    with pytest.raises(BrokenSheet, match=f"有两列“{again}”"):
        places_of(TABLES["unit_notes"], ["编号（勿改）", "备注", again])


@pytest.mark.parametrize("heading", ["说明", "备注.", "备注.x", "备注.1", "备注.2.3"])
def test_a_heading_that_is_none_of_ours_is_named(heading: str) -> None:
    with pytest.raises(BrokenSheet, match="“备注”中有不认识的列“"):
        places_of(TABLES["unit_notes"], ["编号（勿改）", heading])
