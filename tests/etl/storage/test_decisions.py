"""No decision that was answered is ever lost, whoever else decides and whenever the power fails."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from etl.storage.decisions.review_decisions import (
    FILE,
    Decision,
    IncompleteDecision,
    Verdict,
    history,
    newest,
    record,
)
from etl.storage.files.jsonl import append
from etl.storage.records.change_log import Act, ChangedMeanwhile, undo
from etl.storage.records.store import writing
from etl.storage.records.takeover import EARLIER

AT = datetime(2025, 1, 20, 9)
WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from etl.storage.decisions.review_decisions import Decision, Verdict, record

for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}-{number}"
    record(Path(sys.argv[1]), Decision(name, "x", Verdict.CONFIRMED, "", "张三", datetime.now()))
    print(name, flush=True)
"""


def decided(finding: str = "f", **changed: object) -> Decision:
    values = {"stands_on": "s", "verdict": Verdict.DISMISSED, "reason": "已核实", "who": "李四"}
    return Decision(finding, **(values | changed), decided_at=AT)  # type: ignore[arg-type]


def writer(path: Path, name: str, many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(many)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_what_is_recorded_comes_back(root: Path) -> None:
    written = record(root, decided(reason="已电话核实\n数字无误\u202e"))
    assert newest(root) == {"f": written}
    assert history(root, "f") == (written,)
    assert written.reason == "已电话核实 数字无误"


def test_a_dismissal_needs_a_reason_and_every_decision_a_name(root: Path) -> None:
    for incomplete in (decided(reason=" \n"), decided(who="\t"), decided(who="")):
        with pytest.raises(IncompleteDecision):
            record(root, incomplete)
    assert newest(root) == {}
    record(root, decided(verdict=Verdict.CONFIRMED, reason=""))
    assert len(newest(root)) == 1


def test_who_decides_upon_what_someone_else_has_changed_is_asked_again(root: Path) -> None:
    record(root, decided(who="甲"), seen=0)
    with pytest.raises(ChangedMeanwhile):
        record(root, decided(who="乙"), seen=0)
    record(root, decided("another", who="乙"), seen=0)
    assert [d.who for d in history(root, "f")] == ["甲"]


def test_an_undone_decision_counts_no_more_and_stays_in_the_history(root: Path) -> None:
    record(root, decided())
    with writing(root) as connection:
        undo(connection, 1, Act("王", "点错了"))
    assert newest(root) == {}
    assert [(d.verdict, d.who) for d in history(root, "f")] == [
        (Verdict.DISMISSED, "李四"), (Verdict.REOPENED, "王"),
    ]  # fmt: skip


def test_the_journal_of_an_earlier_version_is_taken_over_with_every_decision(root: Path) -> None:
    lines = [decided("first"), decided("second"), decided("first", verdict=Verdict.CONFIRMED)]
    path = root / FILE
    for line in lines:
        append(path, asdict(line) | {"decided_at": AT.isoformat()})
    path.write_bytes(path.read_bytes() + b'[1]\n{"verdict": "?"}\n\xff\n{"finding_id": "torn", "re')
    before = path.read_bytes()
    assert history(root, "first") == (lines[0], lines[2])
    assert newest(root) == {"first": lines[2], "second": lines[1]}
    assert (root / EARLIER / FILE).read_bytes() == before
    assert not path.exists()


def test_eight_who_decide_at_once_all_keep_their_decisions(root: Path) -> None:
    writers = [writer(root, f"w{number}", 25) for number in range(8)]
    said = [name for one in writers for name in one.communicate(timeout=120)[0].split()]
    assert sorted(newest(root)) == sorted(said)
    assert len(said) == 200


def test_a_kill_in_the_middle_loses_none_that_was_answered(root: Path) -> None:
    running = writer(root, "killed", 200)
    assert running.stdout is not None
    answered = [running.stdout.readline().strip() for _ in range(57)]
    running.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    answered += running.stdout.read().split()
    running.wait(timeout=30)
    kept = newest(root)
    assert set(answered) <= set(kept)
    assert len(kept) < 200
    record(root, decided("after"))
    assert "after" in newest(root)
