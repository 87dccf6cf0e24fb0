"""A journal keeps every line whatever stands in it, and its order whatever the clocks said."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from etl.domain.errors import BrokenSheet, CannotWrite
from etl.domain.import_entry import ImportEntry
from etl.storage.files import import_journal, jsonl

AT = datetime(2026, 1, 20, 9, 30)
ENTRY = ImportEntry(AT, "年报.txt", "ab", "rejected", "文件是空的。")
SIGNS = ["\u0085", "\u2028", "\u2029", "\n", "\r", "\x0b", "\x1c", "\ud800", '"', "\\", "\0", "𠮷"]


def test_no_sign_in_a_name_cuts_a_line(tmp_path: Path) -> None:
    for sign in SIGNS:
        import_journal.record(tmp_path, replace(ENTRY, file_name=f"年{sign}报.txt"))
    names = [entry.file_name for entry in import_journal.entries(tmp_path)]
    assert names == [f"年{sign}报.txt".replace("\ud800", "?") for sign in SIGNS]


def test_lines_are_numbered_and_old_ones_count_by_their_place(tmp_path: Path) -> None:
    old = '{"imported_at": "2026-01-05T10:00:00", "file_name": "旧.txt", "sha256": "cd", "outcome":'
    path = import_journal.path_in(tmp_path)
    path.write_text(f'{old} "imported"}}\n{old} "unch', "utf-8")
    import_journal.record(tmp_path, replace(ENTRY, imported_at=datetime(2015, 1, 1)))
    import_journal.record(tmp_path, ENTRY)
    assert [(e.file_name, e.seq) for e in import_journal.entries(tmp_path)] == [
        ("旧.txt", 1),
        ("年报.txt", 3),
        ("年报.txt", 4),
    ]


def test_times_carry_their_offset_and_read_as_the_clock_on_the_wall(tmp_path: Path) -> None:
    import_journal.record(tmp_path, ENTRY)
    (line,) = import_journal.path_in(tmp_path).read_text("utf-8").splitlines()
    assert re.search(r"T09:30:00\.000000[+-]\d\d:\d\d$", json.loads(line)["imported_at"])
    path = import_journal.path_in(tmp_path)
    path.write_text(line.replace(json.loads(line)["imported_at"], "2026-01-20T09:30:00+08:00"))
    assert [entry.imported_at for entry in import_journal.entries(tmp_path)] == [AT]


WRONG = [
    '{"imported_at": 5}', "[]", '"x"', "{}", "nonsense", '{"seq": "1", "file_name": []}',
    '{"imported_at": "2026-01-05T10:00:00", "file_name": 5, "sha256": "a", "outcome": "imported"}',
    '{"imported_at": "2026-01-05T10:00:00", "file_name": "a", "sha256": "a", "outcome": "imported",'
    ' "year": 99999999999}',
    '{"imported_at": "2026-01-05T10:00:00", "file_name": "\\ud800", "sha256": "a", "outcome": "x"}',
    "[" * 100_000, '{"a": ' + "9" * 5000 + "}", "x" * 3 * jsonl.LONGEST_LINE,
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_a_line_that_says_nothing_costs_no_other(tmp_path: Path, wrong: str) -> None:
    import_journal.record(tmp_path, ENTRY)
    with import_journal.path_in(tmp_path).open("a", encoding="utf-8") as journal:
        journal.write(f"{wrong}\n")
    import_journal.record(tmp_path, replace(ENTRY, file_name="乙.txt"))
    found = list(import_journal.entries(tmp_path))
    assert [entry.file_name for entry in found] == ["年报.txt", "乙.txt"]
    assert found[0].seq < found[1].seq


def test_what_later_versions_write_beside_is_passed_over(tmp_path: Path) -> None:
    jsonl.append(import_journal.path_in(tmp_path), {
        "imported_at": "2026-01-05T10:00:00+08:00", "file_name": "甲.txt", "sha256": "ab",
        "outcome": "imported", "later": {"x": 1},
    })  # fmt: skip
    assert [entry.file_name for entry in import_journal.entries(tmp_path)] == ["甲.txt"]


def test_a_folder_in_its_place_is_said_in_words(tmp_path: Path) -> None:
    import_journal.path_in(tmp_path).mkdir()
    with pytest.raises(BrokenSheet, match=r"imports\.jsonl 打不开"):
        list(import_journal.entries(tmp_path))
    with pytest.raises((CannotWrite, BrokenSheet), match=r"imports\.jsonl"):
        import_journal.record(tmp_path, ENTRY)


ADD = """
import sys
from pathlib import Path
from etl.storage.files import jsonl
for number in range(25):
    jsonl.append(Path(sys.argv[1]), {"who": sys.argv[2], "number": number})
"""


def test_several_processes_at_once_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    added = [subprocess.Popen([sys.executable, "-c", ADD, str(path), str(who)]) for who in range(4)]
    assert [process.wait() for process in added] == [0] * 4
    found = list(jsonl.lines(path))
    assert [line["seq"] for line in found] == list(range(1, 101))
    assert {(line["who"], line["number"]) for line in found} == {
        (str(who), number) for who in range(4) for number in range(25)
    }
