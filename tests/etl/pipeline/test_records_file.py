"""All records go out as sheets and come back the very same, into either store, with no formula."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from etl.cli import main
from etl.domain.errors import BrokenSheet, NewerData, ReportError
from etl.domain.place import Place
from etl.pipeline.safekeeping.records_file import (
    ARCHIVE,
    WORKBOOK,
    as_archive,
    bring_back,
    from_archive,
    labels,
    take_out,
    write_out,
)
from etl.storage.decisions.review_decisions import Decision, Verdict, record
from etl.storage.decisions.senders import Signature, keep_signature
from etl.storage.decisions.unit_notes import set_note
from etl.storage.people.accounts import OFFICIAL, accounts, add
from etl.storage.people.passwords import first_password
from etl.storage.records.cell_text import from_cell, joined, pieces, to_cell
from etl.storage.records.change_log import Act, Edit, undo
from etl.storage.records.change_log import record as record_act
from etl.storage.records.store import HEAD, reading, writing
from etl.storage.records.tables import OWN_FILES, PASSWORDS
from etl.storage.records.whole_records import TABLES
from etl.storage.unit_register.deadlines import set_deadlines
from etl.storage.unit_register.units import change_units, load_register
from tests.etl.storage import conftest

root = conftest.root
ACT = Act("=王晓", "'来函")
UNIT = Place("990101001", "示例省", "示例市", "甲县", "青禾镇", "镇", populations=((2024, 9_000),))
HOSTILE = '=HYPERLINK("http://x") +1 @SUM \x1b_x000D_ \r\n\t\'"\u2028𠮷\n '
LONG = ("0=+ " * 25_000) + "尾 "
PASSWORD = first_password()


def filled(data: Path) -> Path:
    """Return a data folder with records of many kinds, hostile ones among them."""
    data.mkdir(parents=True)
    change_units(data, {UNIT.place_id: UNIT}, ACT, {})
    set_deadlines(data, "990101", {2024: date(2025, 1, 20)}, ACT)
    set_note(data, (UNIT.place_id, 2024), HOSTILE, ACT, 0)
    record(data, Decision("f", "s", Verdict.DISMISSED, "=1+1", "-李四", datetime(2025, 1, 2)))
    keep_signature(data, "990101", Signature("@办公室", "", "+86"), ACT, 0)
    add(data, "赵六", OFFICIAL, PASSWORD, ACT)
    with writing(data) as connection:
        said = {
            "kind": "rubric",
            "county_id": "990101",
            "name": HOSTILE,
            "content": LONG,
            "year": "",
        }
        record_act(connection, ACT, [Edit(OWN_FILES, "rubric/990101", said, "990101")])
        undo(connection, 2, ACT)
    return data


def rows(data: Path) -> dict[str, list[Any]]:
    with reading(data) as connection:
        return {
            name: sorted(map(repr, connection.execute(select(table)).all()))
            for name, table in TABLES.items()
        }


@pytest.fixture(autouse=True)
def in_the_folder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the store lie in the data folder where a test names no other."""
    if "root" not in request.fixturenames:
        monkeypatch.delenv("GONGKAI_RECORDS", raising=False)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as changed:
        changed.delenv("GONGKAI_RECORDS", raising=False)
        folder = filled(tmp_path_factory.mktemp("records") / "data")
        for suffix in (WORKBOOK, ARCHIVE):
            write_out(folder, folder.parent / f"记录{suffix}")
        (folder.parent / "rows").write_text(repr(rows(folder)), "utf-8")
    return folder


@pytest.mark.parametrize("suffix", [WORKBOOK, ARCHIVE])
def test_records_come_back_the_same(source: Path, root: Path, suffix: str) -> None:
    assert bring_back(root, source.parent / f"记录{suffix}") > 15
    assert repr(rows(root)) == (source.parent / "rows").read_text("utf-8")
    assert load_register(root).places == (UNIT,)
    assert set(accounts(root)) == {"赵六"}
    with reading(root) as connection:
        assert not connection.execute(select(PASSWORDS)).all()
    # Numbers of acts go on where they were.
    assert set_deadlines(root, "990101", {2023: date(2024, 1, 20)}, Act("李四")) == 9
    with pytest.raises(ReportError, match="已有记录"):
        bring_back(root, source.parent / f"记录{suffix}")


def test_no_cell_is_a_formula_and_no_password_is_among_them(source: Path) -> None:
    book = openpyxl.load_workbook(source.parent / f"记录{WORKBOOK}")
    assert set(book.sheetnames) == {"说明", *labels().values()}
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    with zipfile.ZipFile(source.parent / f"记录{ARCHIVE}") as packed:
        content = b"".join(packed.read(name) for name in packed.namelist())
    for _, lines in from_archive(source.parent / f"记录{ARCHIVE}"):
        assert not [c for line in lines for c in line if c.startswith(tuple("=+-@\t\r\n＝"))]
    assert b"argon2" not in content
    assert PASSWORD.encode() not in content


@pytest.mark.parametrize(
    "value",
    [
        "",
        "=1",
        "'=1",
        "''",
        '"',
        '"a"',
        " a",
        "a ",
        "_x0041_",
        "\ufeff",
        "a\x00",
        "{}",
        "1.0",
        LONG,
    ],
)
def test_a_value_comes_back_as_it_was(value: str) -> None:
    cells = pieces(to_cell(value))
    assert from_cell(joined(cells)) == value
    assert all(len(cell) <= 30_001 for cell in cells)
    assert not any(cell.startswith(tuple("=+-@")) for cell in cells)


def altered(source: Path, target: Path, table: str, old: str, new: str) -> Path:
    """Return a copy of the records in which a text of a table is another."""
    tables = dict(from_archive(source.parent / f"记录{ARCHIVE}"))
    assert any(old in cell for line in tables[table] for cell in line)
    tables[table] = [[cell.replace(old, new) for cell in line] for line in tables[table]]
    target.write_bytes(as_archive(tables))
    return target


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        (("说明", str(HEAD), "999"), NewerData, "较新版本"),
        (("说明", "记录版本", "版本"), BrokenSheet, "不是取出的记录"),
        (("单位名册", "单位名称", "乡镇"), BrokenSheet, "不认识的列"),
        (("修改内容", "{", "["), BrokenSheet, "读不出来"),
        (("办理记录", "编号（勿改）", ""), BrokenSheet, "“编号（勿改）”读不出来"),
        (("修改内容", "办理编号", "undone"), BrokenSheet, "不认识的列"),
        (("办理记录", "2", "1"), BrokenSheet, "对不上"),
    ],
)
def test_what_is_no_file_of_ours_brings_nothing_in(
    source: Path, tmp_path: Path, change: tuple[str, str, str], kind: type[ReportError], said: str
) -> None:
    broken, data = altered(source, tmp_path / "x.zip", *change), tmp_path / "data"
    with pytest.raises(kind, match=said):
        bring_back(data, broken)
    assert not any(rows(data).values())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff" * 99])
@pytest.mark.parametrize("suffix", [WORKBOOK, ARCHIVE])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    (tmp_path / f"x{suffix}").write_bytes(content)
    with pytest.raises(BrokenSheet, match="读不出来"):
        bring_back(tmp_path / "data", tmp_path / f"x{suffix}")


def test_the_command_line_takes_out_and_brings_back(source: Path, tmp_path: Path) -> None:
    run, file, data = CliRunner().invoke, str(tmp_path / "a.xlsx"), str(tmp_path / "new")
    assert run(main, ["records", "export", file, "--data", str(source)]).exit_code == 0
    done = run(main, ["records", "import", file, "--data", data])
    assert done.exit_code == 0, done.output
    assert rows(tmp_path / "new") == rows(source)
    assert run(main, ["records", "export", "a.doc", "--data", data]).exit_code == 2
    assert "已有记录" in run(main, ["records", "import", file, "--data", data]).output


def test_an_empty_folder_is_taken_out_as_empty_tables(tmp_path: Path) -> None:
    content = take_out(tmp_path, WORKBOOK)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert all(sheet.max_row == 1 for sheet in book if sheet.title != "说明")
    assert set(labels()) == set(TABLES)
