"""An original is kept whole, under its whole hash, and nothing ever takes its place."""

from __future__ import annotations

import hashlib
import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from etl.domain.errors import CannotWrite
from etl.domain.import_entry import ImportEntry
from etl.storage.files import data_format, durable, import_journal, integrity, originals
from etl.storage.files.originals import Filed
from tests.etl.storage.test_journal import AT

FILED = Filed("990201", 2024, "990201001")
SHA256 = hashlib.sha256(b"one").hexdigest()


def test_the_name_holds_the_whole_hash(tmp_path: Path) -> None:
    kept = originals.keep(tmp_path, b"one", ".TXT", FILED)
    assert kept.name == f"reports/990201/2024/990201001-{SHA256}.txt"
    assert (kept.county_id, kept.year, kept.place_id) == ("990201", 2024, "990201001")
    assert [original.name for original in originals.originals(tmp_path)] == [kept.name]


def test_a_damaged_original_stays_and_a_good_copy_lies_beside_it(tmp_path: Path) -> None:
    kept = originals.keep(tmp_path, b"one", ".txt", None)
    kept.path.write_bytes(b"two")
    again = originals.keep(tmp_path, b"one", ".txt", None)
    assert kept.path.read_bytes() == b"two"
    assert again.path.read_bytes() == b"one"
    assert again.has_content(SHA256)
    assert originals.keep(tmp_path, b"one", ".txt", None).name == again.name


@pytest.mark.parametrize("suffix", ["", ".", "./../x", ".t\0t", "." + "x" * 300, ".年报"])
def test_a_suffix_is_no_path(tmp_path: Path, suffix: str) -> None:
    kept = originals.keep(tmp_path, b"one", suffix, None)
    assert kept.name == f"reports/structured/{SHA256}"


@pytest.mark.parametrize("name", ["²", "１２", "2024年", "-1"])
def test_a_folder_of_another_name_is_no_year(tmp_path: Path, name: str) -> None:
    folder = originals.folder(tmp_path) / "990201" / name
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"one")
    assert [original.year for original in originals.originals(tmp_path)] == [None]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX systems only")
def test_a_file_whose_name_is_no_text_stops_nothing(tmp_path: Path) -> None:
    originals.keep(tmp_path, b"one", ".txt", None)
    folder = os.fsencode(originals.folder(tmp_path))
    Path(os.fsdecode(folder + b"/\xb1\xa8.txt")).write_bytes(b"x")
    assert len(list(originals.originals(tmp_path))) == 1


def test_what_a_crash_left_half_written_is_none_of_ours_and_goes(tmp_path: Path) -> None:
    originals.keep(tmp_path, b"one", ".txt", FILED)
    half = originals.folder(tmp_path) / "990201" / "2024" / ".abc.part"
    half.write_bytes(b"on")
    assert len(list(originals.originals(tmp_path))) == 1
    durable.remove_pending(originals.folder(tmp_path))
    assert not half.exists()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "导出.csv"
    target.write_bytes(b"before")
    with pytest.raises(ValueError, match="half"), durable.replacing(target) as pending:
        pending.write_bytes(b"half")
        raise ValueError("half")
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["导出.csv"]


@pytest.mark.parametrize("busy", [3, durable.TRIES])
def test_a_file_that_windows_keeps_for_a_moment_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy: int
) -> None:
    target = tmp_path / "CURRENT"
    target.write_bytes(b"before")
    refused, replace = [0], os.replace

    def kept_for_a_moment(source: Path, to: Path) -> None:
        refused[0] += 1
        if refused[0] <= busy:
            raise PermissionError(13, "in use")
        replace(source, to)

    monkeypatch.setattr(durable.os, "name", "nt")
    monkeypatch.setattr(durable.os, "replace", kept_for_a_moment)
    monkeypatch.setattr(durable, "SECONDS_BETWEEN", 0)
    with nullcontext() if busy < durable.TRIES else pytest.raises(PermissionError):
        durable.write(target, b"after")
    monkeypatch.undo()
    assert target.read_bytes() == (b"after" if busy < durable.TRIES else b"before")
    assert [path.name for path in tmp_path.iterdir()] == ["CURRENT"]


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(b"a file in its place")
    with pytest.raises(CannotWrite, match="原件存不下来"):
        originals.keep(tmp_path, b"one", ".txt", FILED)


def test_a_vanished_and_a_changed_original_are_named(tmp_path: Path) -> None:
    gone = originals.keep(tmp_path, b"one", ".txt", FILED)
    changed = originals.keep(tmp_path, b"two", ".txt", FILED)
    for content, kept in ((b"one", gone), (b"two", changed)):
        sha256 = hashlib.sha256(content).hexdigest()
        entry = ImportEntry(AT, "年报.txt", sha256, "imported", reports=1, original=kept.name)
        import_journal.record(tmp_path, entry)
    assert list(integrity.missing_originals(tmp_path)) == []
    assert list(integrity.damaged_originals(tmp_path)) == []
    gone.path.unlink()
    changed.path.write_bytes(b"twx")
    assert [fault.file for fault in integrity.missing_originals(tmp_path)] == [gone.name]
    assert [fault.file for fault in integrity.damaged_originals(tmp_path)] == [changed.name]


def test_files_put_there_by_hand_are_not_called_damaged(tmp_path: Path) -> None:
    folder = originals.folder(tmp_path) / "990201"
    folder.mkdir(parents=True)
    for name in ("990201001000.txt", "清水坪乡2024.txt", "a.txt"):
        (folder / name).write_bytes(b"x")
    assert list(integrity.damaged_originals(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "said"), [("4\n", "较新版本"), ("x", "第1行"), ("", "第1行"), ("²", "第1行")]
)
def test_a_newer_or_unreadable_version_is_refused_in_words(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / data_format.FILE).write_text(text, "utf-8")
    with pytest.raises((data_format.NewerData, data_format.BrokenSheet), match=said):
        data_format.mark(tmp_path)
    assert (tmp_path / data_format.FILE).read_text("utf-8") == text


def test_the_version_is_marked_once(tmp_path: Path) -> None:
    assert data_format.version_of(tmp_path) == 1
    data_format.mark(tmp_path)
    assert data_format.version_of(tmp_path) == data_format.CURRENT
