"""No decision that was answered is ever lost, whoever else decides and whenever the power fails."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from etl.storage.review_decisions import (
    DecidedMeanwhile,
    Decision,
    IncompleteDecision,
    Verdict,
    decisions,
    history,
    record,
)

AT = datetime(2025, 1, 20, 9)
WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from etl.storage.review_decisions import Decision, Verdict, record

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


def test_what_is_recorded_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    written = record(path, decided(reason="已电话核实\n数字无误\u202e"))
    assert list(decisions(path)) == [written]
    assert written.reason == "已电话核实 数字无误"


def test_a_dismissal_needs_a_reason_and_every_decision_a_name(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    for incomplete in (decided(reason=" \n"), decided(who="\t"), decided(who="")):
        with pytest.raises(IncompleteDecision):
            record(path, incomplete)
    assert not path.exists()
    record(path, decided(verdict=Verdict.CONFIRMED, reason=""))
    assert len(list(decisions(path))) == 1


def test_who_decides_upon_what_someone_else_has_changed_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    record(path, decided(who="甲"), seen=0)
    with pytest.raises(DecidedMeanwhile):
        record(path, decided(who="乙"), seen=0)
    record(path, decided("another", who="乙"), seen=0)
    assert [d.who for d in history(path, "f")] == ["甲"]


def test_a_torn_line_harms_no_other(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    record(path, decided("first"))
    with path.open("ab") as file:
        file.write(b'{"finding_id": "torn", "reas')
    record(path, decided("second"))
    path.write_bytes(path.read_bytes() + b'[1]\n{"verdict": "?"}\n\xff\n')
    assert [decision.finding_id for decision in decisions(path)] == ["first", "second"]


def test_eight_who_decide_at_once_all_keep_their_decisions(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    writers = [writer(path, f"w{number}", 25) for number in range(8)]
    said = [name for one in writers for name in one.communicate(timeout=120)[0].split()]
    assert sorted(d.finding_id for d in decisions(path)) == sorted(said)
    assert len(said) == 200


def test_a_kill_in_the_middle_loses_none_that_was_answered(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    running = writer(path, "killed", 200)
    assert running.stdout is not None
    answered = [running.stdout.readline().strip() for _ in range(57)]
    running.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    answered += running.stdout.read().split()
    running.wait(timeout=30)
    kept = [decision.finding_id for decision in decisions(path)]
    assert kept[: len(answered)] == answered
    assert len(kept) < 200
    record(path, decided("after"))
    assert [d.finding_id for d in decisions(path)][-1] == "after"
