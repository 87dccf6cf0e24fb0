"""Two people do every act at the same time from two servers: one is done, the other told of it.

On PostgreSQL the servers have data folders of their own and one store, on SQLite one folder.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Barrier

import pytest

from etl.domain.place import Place
from etl.storage.decisions.corrections import Correction, correct
from etl.storage.decisions.returns import Point, Return, close, load_returns, send_back
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
    close(root, SEEN[SENT.report], Act(who, f"{who}来函"))


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


SEEN: dict[str, Return] = {}
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


@pytest.mark.parametrize("name", ACTS)
def test_of_two_at_once_one_is_done_and_the_other_sees_what_was_done(
    name: str, root: Path, tmp_path: Path
) -> None:
    act, before = ACTS[name]
    if name == "role":
        add(root, "总管", ADMINISTRATOR, first_password(), FIRST)
    if before:
        before(root)
    SEEN.update(load_returns(root)[0])
    with reading(root) as connection:
        stood = len(list(changes(connection)))
    is_shared = url_of(root).get_backend_name() != "sqlite"
    servers = {"王晓": root, "赵小六": tmp_path / "other" if is_shared else root}
    ready = Barrier(2)

    def at_once(who: str) -> str:
        ready.wait(30)
        try:
            act(servers[who], who)
        except ChangedMeanwhile as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = dict(zip(servers, pool.map(at_once, servers), strict=True))
    (second,) = [who for who, told in said.items() if told]
    (first,) = {*servers} - {second}
    assert first in said[second]
    assert f"理由：{first}来函" in said[second]
    with reading(root) as connection:
        done = [change.who for change in changes(connection)][stood:]
    assert done == [first]
