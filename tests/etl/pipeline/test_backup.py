"""A backup is taken while people work, and comes back whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner, Result

from etl.cli import main
from etl.domain.errors import BrokenBackup, CannotWrite, NewerData, ReportError
from etl.pipeline.check_data import all_faults
from etl.pipeline.filing import import_reports
from etl.pipeline.safekeeping.backup import FOLDER, MANIFEST, back_up
from etl.pipeline.safekeeping.restore_backup import finish, restore
from etl.storage.files import durable, import_journal
from etl.storage.records.change_log import Act, changes, version_of
from etl.storage.records.store import reading
from etl.storage.records.tables import PLACES
from etl.storage.unit_register.units import change_units, load_register
from tests.etl.pipeline.test_pipeline import REGISTER, REPORTS, imported, question

FIGURES = "select report_id, table_id, row_id, column_id, raw, mark from cells order by all"
MANIFEST_NAME = MANIFEST


@pytest.fixture(scope="module")
def stands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with two reports and a renamed unit; each test works on a copy."""
    data = tmp_path_factory.mktemp("stands") / "data"
    data.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    imported(data, REPORTS / "2023_pipe_rows.txt", REPORTS / "2024_scanned_tabs.txt")
    rename(data, "石桥新街道")
    return data


@pytest.fixture
def data(stands: Path, tmp_path: Path) -> Path:
    return copytree(stands, tmp_path / "data")


@pytest.fixture(scope="module")
def made(stands: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backup") / "备份.zip"
    back_up(stands, target)
    return target


def rename(data: Path, name: str) -> None:
    unit = {place.place_id: place for place in load_register(data).places}["990201003"]
    with reading(data) as connection:
        seen = {unit.place_id: version_of(connection, PLACES, unit.place_id)}
    change_units(data, {unit.place_id: replace(unit, township=name)}, Act("王晓", "更名"), seen)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def contents(data: Path) -> dict[str, str]:
    """Return the hash of every file that is kept, by its name."""
    return {
        path.relative_to(data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in data.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_what_was_backed_up_comes_back_and_what_stood_is_set_aside(data: Path, made: Path) -> None:
    before = question(data, FIGURES)
    rename(data, "石桥旧街道")
    (kept,) = (data / "reports").rglob("990201001-*")
    kept.unlink()
    assert len(all_faults(data)) == 1
    here = data / FOLDER / "备份.zip"
    here.parent.mkdir()
    here.write_bytes(made.read_bytes())
    done = run("restore", here, "--data", data)
    assert (done.exit_code, "已恢复" in done.output) == (0, True)
    assert question(data, FIGURES) == before
    assert {p.township for p in load_register(data).places} >= {"石桥新街道", "清水坪乡"}
    assert all_faults(data) == []
    (aside,) = data.glob("replaced-*")
    assert (aside / "records.db").is_file()
    assert here.read_bytes() == made.read_bytes()
    again = run("backup", data.parent / "again.zip", "--data", data)
    assert again.exit_code == 0
    names = [set(zipfile.ZipFile(path).namelist()) for path in (made, data.parent / "again.zip")]
    assert names[0] == names[1]


def test_a_backup_under_constant_writing_is_of_one_moment(data: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    written: list[str] = []

    def write() -> None:
        entry = next(iter(import_journal.entries(data)))
        while not stop.is_set():
            rename(data, f"石桥{'甲乙丙丁'[len(written) % 4]}街道")
            import_journal.record(data, replace(entry, outcome="unchanged"))
            written.append("")

    writer = threading.Thread(target=write)
    writer.start()
    answered = []
    try:
        for number in range(2):
            while len(written) < 3 * (number + 1):
                stop.wait(0.05)
            answered.append(len(written))
            back_up(data, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        writer.join()
    for number, least in enumerate(answered):
        fresh = tmp_path / f"fresh{number}"
        restore(fresh, tmp_path / f"{number}.zip")
        assert all_faults(fresh) == []
        with reading(fresh) as connection:
            renamed = [c for c in changes(connection, kind="places") if c.why == "更名"]
        # One act is of the folder that all tests begin with.
        assert least <= len(renamed) - 1 <= len(written)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def of_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 8)


def one_byte_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0x40
    path.write_bytes(content)


def told(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Return what writes a backup anew with a changed manifest."""

    def write(path: Path) -> None:
        with zipfile.ZipFile(path) as packed:
            held = {name: packed.read(name) for name in packed.namelist()}
        manifest = json.loads(held.pop(MANIFEST_NAME))
        change(manifest)
        with zipfile.ZipFile(path, "w") as packed:
            for name, content in held.items():
                packed.writestr(name, content)
            packed.writestr("../outside.txt", b"x")
            packed.writestr(MANIFEST_NAME, json.dumps(manifest))

    return write


OUTSIDE = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut_short": cut_short,
    "of_bytes": of_bytes,
    "one_byte_inside": one_byte_inside,
    "outside": told(lambda manifest: manifest["files"].update({"../outside.txt": OUTSIDE})),
    "missing": told(lambda manifest: manifest["files"].update({"reports/none.txt": OUTSIDE})),
    "larger": told(lambda manifest: manifest["files"]["imports.jsonl"].update(size=3)),
    "no_manifest": told(lambda manifest: manifest.clear()),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_backup_that_is_not_whole_changes_nothing(
    data: Path, made: Path, tmp_path: Path, damage: str
) -> None:
    broken = tmp_path / "坏.zip"
    broken.write_bytes(made.read_bytes())
    DAMAGES[damage](broken)
    before = contents(data)
    with pytest.raises(BrokenBackup, match="没有恢复"):
        restore(data, broken)
    assert contents(data) == before
    assert not (data.parent / "outside.txt").exists()


def test_what_is_mounted_in_the_data_folder_is_told_before_anything_changes(
    data: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, mounted = contents(data), next(e for e in data.iterdir() if e.is_dir()).name
    monkeypatch.setattr(Path, "is_mount", lambda self: self.name == mounted)
    with pytest.raises(CannotWrite, match=f"“{mounted}”是另外挂载的"):
        restore(data, made)
    assert contents(data) == before
    # Backups stay where they are, and may lie on a disk of their own.
    monkeypatch.setattr(Path, "is_mount", lambda self: self.name == FOLDER)
    (data / FOLDER).mkdir()
    restore(data, made)


def test_a_newer_backup_and_an_empty_folder_are_refused_in_words(
    data: Path, made: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.zip"
    newer.write_bytes(made.read_bytes())
    told(lambda manifest: manifest.update(format=99))(newer)
    with pytest.raises(NewerData, match="较新版本"):
        restore(data, newer)
    with pytest.raises(CannotWrite, match="还没有可以备份的数据"):
        back_up(tmp_path / "nothing", tmp_path / "none.zip")
    assert not (tmp_path / "none.zip").exists()


def test_a_store_in_postgresql_is_left_to_its_own_backup(
    data: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_RECORDS", "postgresql://nobody@127.0.0.1:1/none")
    refused: tuple[Callable[[], object], ...] = (
        lambda: back_up(data, tmp_path / "none.zip"),
        lambda: restore(data, made),
    )
    for act in refused:
        with pytest.raises(ReportError, match="PostgreSQL"):
            act()


def test_a_restore_that_is_interrupted_anywhere_is_gone_on_with(
    stands: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = copytree(stands, tmp_path / "older")
    rename(older, "石桥旧街道")
    replace_file, at, moved = os.replace, 0, 0

    def fill_the_disk(source: Path, target: Path) -> None:
        nonlocal moved
        if not str(source).endswith(durable.PENDING):
            if moved == at:
                raise OSError(errno.ENOSPC, "full")
            moved += 1
        replace_file(source, target)

    for at in range(100):
        data, moved = copytree(older, tmp_path / f"data{at}"), 0
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", fill_the_disk)
            try:
                restore(data, made)
            except CannotWrite as error:
                assert "没有恢复完" in str(error)
            else:
                break
        finish(data)
        assert not list(data.glob(".restore*"))
        # Before the first file is moved nothing has changed, from then on all of it has.
        names = {place.township for place in load_register(data).places}
        assert ("石桥新街道" in names, "石桥旧街道" in names) == (at > 0, at == 0)
        assert all_faults(data) == []
    assert at > 8


def test_who_works_before_an_interrupted_restore_goes_on_loses_nothing(
    data: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_file = os.replace

    def fill_the_disk(source: Path, target: Path) -> None:
        if ".restore-placed" in str(source):
            raise OSError(errno.ENOSPC, "full")
        replace_file(source, target)

    with monkeypatch.context() as patched, pytest.raises(CannotWrite):
        patched.setattr(os, "replace", fill_the_disk)
        restore(data, made)
    (data / "reports").mkdir()
    (data / "reports" / "late.txt").write_bytes(b"brought meanwhile")
    (data / "records.db-wal").write_bytes(b"of another store")
    finish(data)
    assert not list(data.glob(".restore*"))
    assert {place.township for place in load_register(data).places} >= {"石桥新街道"}
    assert all_faults(data) == []
    kept = {path.name for path in data.glob("replaced-*/*")}
    assert "records.db-wal" in kept
    assert list(data.glob("replaced-*/reports/late.txt"))


def test_a_store_and_its_log_are_set_aside_together(
    data: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "records.db-wal").write_bytes(b"")
    replace_file = os.replace

    def fill_the_disk(source: Path, target: Path) -> None:
        if str(source).endswith("-wal"):
            raise OSError(errno.ENOSPC, "full")
        replace_file(source, target)

    with monkeypatch.context() as patched, pytest.raises(CannotWrite):
        patched.setattr(os, "replace", fill_the_disk)
        restore(data, made)
    finish(data)
    (store,) = data.glob("replaced-*/records.db")
    assert store.with_name("records.db-wal").is_file()


def test_an_interrupted_restore_leaves_nothing_that_counts(data: Path, made: Path) -> None:
    (data / ".restore" / "reports").mkdir(parents=True)
    (data / ".restore" / "reports" / "half.txt").write_bytes(b"x")
    restore(data, made)
    import_reports.rebuild(data)
    assert not (data / ".restore").exists()
    assert question(data, "select count(*) from reports") == [(2,)]
