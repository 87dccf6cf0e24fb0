"""What people decide: nothing answered is lost, nothing is overwritten, all can go back."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from etl.domain.errors import BrokenSheet, CannotWrite, NewerData
from etl.storage.records.change_log import (
    Act,
    ChangedMeanwhile,
    Edit,
    NoName,
    changes,
    record,
    standing,
    undo,
    version_of,
)
from etl.storage.records.store import FILE, reading, writing
from etl.storage.records.tables import CORRECTIONS, METADATA

WRITER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tests.etl.storage.test_records import edited

for number in range(int(sys.argv[3])):
    key = f"{sys.argv[2]}-{number}" if len(sys.argv) < 5 else sys.argv[4]
    edited(Path(sys.argv[1]), key, f"{sys.argv[2]}{number}")
    print(key, flush=True)
"""


def values(meant: str) -> dict[str, str]:
    return {
        "sha256": "ab", "place_id": "990201001", "year": "2024", "address": "a.b.c",
        "printed": "3", "meant": meant, "why": "来函",
    }  # fmt: skip


def edited(root: Path, key: str, said: str | None, seen: int | None = None, who: str = "王") -> int:
    wanted = None if said is None else values(said)
    with writing(root) as connection:
        edit = Edit(CORRECTIONS, key, wanted, "990201001", 2024, seen)
        return record(connection, Act(who, "来函"), [edit])


def meant(root: Path) -> dict[str, str]:
    with reading(root) as connection:
        rows = connection.execute(select(CORRECTIONS.c.key, CORRECTIONS.c.meant))
        return {row.key: row.meant for row in rows}


def writer(root: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(root), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_the_migrations_make_the_tables_that_the_program_names(root: Path) -> None:
    with writing(root) as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_store_that_was_never_written_is_empty_and_stays_unwritten(root: Path) -> None:
    with ThreadPoolExecutor(3) as readers:
        assert list(readers.map(meant, [root] * 6)) == [{}] * 6
    assert not (root / FILE).exists()


def test_an_act_says_who_when_why_and_what_stood_before(root: Path) -> None:
    edited(root, "k", "1")
    edited(root, "k", "2", who="李\n四")
    with reading(root) as connection:
        first, second = changes(connection, kind="corrections", key="k")
    assert (first.who, first.why, first.before, first.after) == ("王", "来函", None, values("1"))
    assert (second.who, second.before, second.after) == ("李 四", values("1"), values("2"))
    assert (second.place_id, second.year, second.version) == ("990201001", 2024, 2)
    assert first.at < second.at


def test_an_act_without_a_name_and_one_that_changes_nothing_are_none(root: Path) -> None:
    with pytest.raises(NoName):
        edited(root, "k", "1", who=" \u202e")
    edited(root, "k", "1")
    assert edited(root, "k", "1") == 0
    with reading(root) as connection:
        assert len(list(changes(connection))) == 1


def test_who_comes_second_is_told_what_the_first_did(root: Path) -> None:
    edited(root, "k", "1", seen=0, who="甲")
    with pytest.raises(ChangedMeanwhile, match=r"甲在 .* 刚刚改过这一处，理由：来函"):
        edited(root, "k", "2", seen=0, who="乙")
    assert meant(root) == {"k": "1"}
    edited(root, "k", None, seen=1)
    with pytest.raises(ChangedMeanwhile):
        edited(root, "k", "2", seen=1)
    edited(root, "k", "2", seen=2)
    assert meant(root) == {"k": "2"}


def test_undoing_puts_back_what_stood_before_and_can_be_undone(root: Path) -> None:
    edited(root, "k", "1")
    second = edited(root, "k", "2")
    with writing(root) as connection:
        back = undo(connection, second, Act("李", "改错了"))
    assert meant(root) == {"k": "1"}
    with writing(root) as connection:
        undo(connection, back, Act("王", "没有错"))
    assert meant(root) == {"k": "2"}
    with reading(root) as connection:
        log = list(changes(connection, key="k"))
    assert [(c.undoes, c.undone_by) for c in log] == [
        (None, None), (None, back), (second, back + 1), (back, None)
    ]  # fmt: skip


def test_what_was_changed_since_is_not_undone_over_it(root: Path) -> None:
    first = edited(root, "k", "1", who="甲")
    edited(root, "k", "2", who="乙")
    with pytest.raises(ChangedMeanwhile, match="乙"), writing(root) as connection:
        undo(connection, first, Act("甲"))
    assert meant(root) == {"k": "2"}


def test_an_act_is_carried_out_whole_or_not_at_all(root: Path) -> None:
    edited(root, "b", "1")
    edits = [Edit(CORRECTIONS, key, values("9"), seen=0) for key in ("a", "b")]
    with pytest.raises(ChangedMeanwhile), writing(root) as connection:
        record(connection, Act("王"), edits)
    assert meant(root) == {"b": "1"}


def test_signs_that_no_store_can_hold_cost_no_act(root: Path) -> None:
    edited(root, "k", "1\ud800\0")
    assert meant(root) == {"k": "1?"}


def test_processes_that_write_at_once_all_keep_their_acts(root: Path) -> None:
    writers = [writer(root, name, 20, "same") for name in "甲乙丙"]
    for one in writers:
        one.communicate(timeout=120)
    with reading(root) as connection:
        log = list(changes(connection, key="same"))
        assert version_of(connection, CORRECTIONS, "same") == 60
        assert standing(connection, CORRECTIONS, "same") == log[-1].after
    assert [c.version for c in log] == list(range(1, 61))
    assert all(new.before == old.after for old, new in pairwise(log))


def test_a_kill_in_the_middle_loses_none_that_was_answered(root: Path) -> None:
    running = writer(root, "killed", 500)
    assert running.stdout is not None
    answered = [running.stdout.readline().strip() for _ in range(57)]
    running.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    answered += running.stdout.read().split()
    running.wait(timeout=30)
    kept = meant(root)
    assert set(answered) <= set(kept)
    assert len(kept) <= len(answered) + 1
    with reading(root) as connection:
        assert {c.key for c in changes(connection)} == set(kept)
    edited(root, "after", "1")


def test_a_store_of_a_newer_program_is_left_alone(root: Path) -> None:
    edited(root, "k", "1")
    with writing(root) as connection:
        connection.execute(text("update alembic_version set version_num = '999'"))
    with pytest.raises(NewerData):
        meant(root)
    with pytest.raises(NewerData):
        edited(root, "k", "2")


def test_a_damaged_file_is_said_in_words(tmp_path: Path) -> None:
    edited(tmp_path, "k", "1")
    (tmp_path / FILE).write_bytes(b"x" * 4096)
    with pytest.raises(BrokenSheet, match="记录库打不开"):
        meant(tmp_path)
    with pytest.raises(CannotWrite, match="没有保存"):
        edited(tmp_path, "k", "2")
