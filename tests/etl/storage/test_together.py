"""Two people do every act at the same time in two processes: one is done, the other told of it.

On PostgreSQL the processes have data folders of their own and one store, on SQLite one folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from etl.domain.errors import ReportError
from etl.domain.place import Place
from etl.storage.decisions.corrections import Correction, correct
from etl.storage.decisions.returns import Point, Return, close, send_back
from etl.storage.decisions.review_decisions import Decision, Verdict
from etl.storage.decisions.review_decisions import record as decide
from etl.storage.decisions.senders import Signature, keep_signature
from etl.storage.decisions.unit_notes import set_note
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, READER, add, change_role
from etl.storage.people.passwords import first_password
from etl.storage.records.change_log import Act, ChangedMeanwhile, changes, undo
from etl.storage.records.store import reading, url_of, writing
from etl.storage.unit_register.deadlines import set_deadlines
from etl.storage.unit_register.units import change_units

UNIT = "990301001"
SENT = Return(f"{'ab' * 32}/{UNIT}/2024", UNIT, 2024, "年报.txt",
              (Point("f", "error", "收支不等", "表三"),), date(2031, 1, 1))  # fmt: skip
SAID = Correction("ab" * 32, "a.b.c", "3", "4", "来函", UNIT, "2024")
FIRST = Act("总管", "开始")


def note(root: Path, who: str) -> None:
    set_note(root, (UNIT, 2024), f"{who}的备注", Act(who, f"{who}来函"), 0)


def deadline(root: Path, who: str) -> None:
    day = date(2025, 1, 20 + len(who))
    set_deadlines(root, "990301", {2024: day}, Act(who, f"{who}来函"), {})


def unit(root: Path, who: str) -> None:
    place = Place(UNIT, "甲省", "乙市", "青石县", f"{who}镇", "镇")
    change_units(root, {UNIT: place}, Act(who, f"{who}来函"), {})


def return_(root: Path, who: str) -> None:
    send_back(root, [SENT], Act(who, f"{who}来函"))


def closing(root: Path, who: str) -> None:
    close(root, replace(SENT, changes=1), Act(who, f"{who}来函"))


def correction(root: Path, who: str) -> None:
    correct(root, replace(SAID, why=f"{who}来函"), Act(who), 0)


def finding(root: Path, who: str) -> None:
    said = Decision("f", "s", Verdict.DISMISSED, f"{who}来函", who, datetime.now())
    decide(root, said, 0, (UNIT, 2024))


def sender(root: Path, who: str) -> None:
    keep_signature(root, "990301", Signature(f"{who}办公室"), Act(who, f"{who}来函"), 0)


def role(root: Path, who: str) -> None:
    other = READER if who == "王晓" else ADMINISTRATOR
    change_role(root, "李四", other, Act(who, f"{who}来函"), 1)


def undoing(root: Path, who: str) -> None:
    with writing(root) as connection:
        undo(connection, 1, Act(who, f"{who}来函"))


ACTS: dict[str, tuple[Callable[[Path, str], None], Callable[[Path], object] | None]] = {
    "note": (note, None),
    "deadline": (deadline, None),
    "unit": (unit, None),
    "return": (return_, None),
    "close": (closing, lambda root: send_back(root, [SENT], FIRST)),
    "correct": (correction, None),
    "decide": (finding, None),
    "sender": (sender, None),
    "role": (role, lambda root: add(root, "李四", OFFICIAL, first_password(), FIRST)),
    "undo": (undoing, lambda root: set_note(root, (UNIT, 2023), "备注", FIRST, 0)),
}


PEOPLE: tuple[str, ...] = ("王晓", "赵小六")
READY: list[Barrier] = []


def keep(ready: Barrier) -> None:
    """Keep, in a process that begins, where it and the other wait for each other."""
    READY.append(ready)


def at_once(name: str, root: Path, who: str, environment: Mapping[str, str]) -> tuple[int, str]:
    """Do an act together with the other process; return ours, and what we are told."""
    os.environ.pop("GONGKAI_RECORDS", None)
    os.environ.update(environment)
    with reading(root):
        READY[0].wait(300)
    try:
        ACTS[name][0](root, who)
    except ChangedMeanwhile as error:
        return os.getpid(), str(error)
    return os.getpid(), ""


@pytest.fixture(scope="module")
def processes() -> Iterator[dict[str, ProcessPoolExecutor]]:
    """Give each person a process that lives as long as the tests."""
    context = get_context("spawn")
    ready = context.Barrier(len(PEOPLE))
    with ExitStack() as stack:
        yield {
            who: stack.enter_context(ProcessPoolExecutor(1, context, keep, (ready,)))
            for who in PEOPLE
        }


@pytest.mark.parametrize("name", ACTS)
def test_of_two_at_once_one_is_done_and_the_other_sees_what_was_done(
    name: str, root: Path, tmp_path: Path, processes: dict[str, ProcessPoolExecutor]
) -> None:
    before = ACTS[name][1]
    if name == "role":
        add(root, "总管", ADMINISTRATOR, first_password(), FIRST)
    if before:
        before(root)
    with reading(root) as connection:
        stood = len(list(changes(connection)))
    is_shared = url_of(root).get_backend_name() != "sqlite"
    folders = dict(zip(PEOPLE, (root, tmp_path / "other" if is_shared else root), strict=True))
    environment = {key: os.environ[key] for key in ("GONGKAI_RECORDS",) if key in os.environ}
    acts = {
        who: pool.submit(at_once, name, folders[who], who, environment)
        for who, pool in processes.items()
    }
    done = {who: act.result(120) for who, act in acts.items()}
    assert len({pid for pid, _ in done.values()} | {os.getpid()}) == 3
    said = {who: told for who, (_, told) in done.items()}
    (second,) = [who for who, told in said.items() if told]
    (first,) = {*said} - {second}
    assert first in said[second]
    assert f"理由：{first}来函" in said[second]
    with reading(root) as connection:
        log = [change.who for change in changes(connection)][stood:]
    assert log == [first]


def kinds_of(kind: type[ReportError]) -> list[type[ReportError]]:
    return [kind, *(deeper for below in kind.__subclasses__() for deeper in kinds_of(below))]


@pytest.mark.parametrize("kind", kinds_of(ReportError), ids=lambda kind: kind.__name__)
def test_an_error_of_another_process_says_the_same(kind: type[ReportError]) -> None:
    raised = kind("打不开。", "请另存。")
    # As between processes: by its class, its arguments and what it holds.
    told = copy(raised)
    assert type(told) is kind
    assert (str(told), told.__dict__) == ("打不开。请另存。", raised.__dict__)
