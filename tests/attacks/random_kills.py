"""Acts of a person one after another, and kills of the process that does them at random moments.

Run in a process of its own, which starts a copy of itself for each stretch of acts. The copy says
through a pipe that it begins an act, and what it was answered; it is killed some random time after
some random act has begun. What was answered has to stand in the log whole, what was not has to
stand there whole or not at all, and the records have to be what the log says.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select, text

from etl.pipeline.filing import import_reports
from etl.pipeline.up_to_date import is_up_to_date
from etl.storage.files import import_journal
from etl.storage.records.change_log import Change, changes, values_of
from etl.storage.records.store import reading
from etl.storage.records.tables import METADATA
from tests.attacks.acts import PUBLISHING, UNITS, act_of, by, expected, import_another
from tests.attacks.killing import MEANT, STATED, asked, prepared
from tests.attacks.striking import in_a_copy

# Seconds after its beginning within which an act is killed: a little more than it takes.
LONGEST, LONGEST_PUBLISHING = 0.03, 0.6
COUNTING = "select report_id from reports where is_active and year = 2024"


@dataclass
class Told:
    """What the copies said: how many changes each answered act made, and which was begun last.

    None is ever `refused`: nobody else acts.
    """

    answered: dict[int, int] = field(default_factory=dict)
    begun: int = -1
    kills: int = 0
    refused: list[str] = field(default_factory=list)


def stretch(data: Path, last: int, told: Told, chance: Random) -> None:
    """Do acts from the next one on in a copy that is killed at a random moment."""
    first = told.begun + 1
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            for number in range(first, last):
                os.write(theirs, f"{number}\n".encode())
                done = act_of(number)(data, number)
                os.write(theirs, f"{number} {done}\n".encode())
            os._exit(0)
        finally:
            # An act that was refused: the copy must not go on as the original.
            traceback.print_exception(*sys.exc_info())
            os._exit(1)
    os.close(theirs)
    victim = chance.randrange(first, last)
    said = b""
    with os.fdopen(ours, "rb", buffering=0) as lines:
        while part := lines.read(65536):
            said += part
            if f"{victim}\n".encode() in said.splitlines(keepends=True):
                is_long = act_of(victim) in PUBLISHING
                time.sleep(chance.uniform(0, LONGEST_PUBLISHING if is_long else LONGEST))
                os.kill(pid, signal.SIGKILL)
                break
        said += lines.read()
    _, status = os.waitpid(pid, 0)
    ended = os.waitstatus_to_exitcode(status)
    told.kills += ended == -signal.SIGKILL
    for words in map(bytes.split, said.splitlines()):
        told.begun = int(words[0])
        if len(words) == 2:
            told.answered[int(words[0])] = int(words[1])
    if ended not in (0, -signal.SIGKILL):
        told.refused.append(f"{told.begun} {act_of(told.begun).__name__}: refused")


def wrong(data: Path, told: Told) -> list[str]:
    """Return what was lost, what is half done, and where records are not what the log says."""
    with reading(data) as connection:
        log = list(changes(connection))
        found = [*lost(log, told), *unlike(connection, log)]
        if connection.scalar(text("pragma integrity_check")) != "ok":
            found.append("the store is damaged")
    return found


def lost(log: list[Change], told: Told) -> Iterator[str]:
    """Yield each act that was answered and is not there, or that is there in part."""
    made: dict[str, list[int]] = {}
    for change in log:
        made.setdefault(change.why.partition("（")[0], []).append(change.act)
    for number in range(told.begun + 1):
        acts = made.get(by(number).why, [])
        whole = told.answered.get(number)
        if whole is None:
            whole = expected(number, log) if acts else 0
        if len(acts) != whole or len({*acts}) > 1:
            answered = "" if number in told.answered else "not "
            yield f"{number} {act_of(number).__name__}: {answered}answered, {acts} of {whole}"


def unlike(connection: Connection, log: list[Change]) -> Iterator[str]:
    """Yield each record that is not what the log says last of it."""
    last = {(change.kind, change.key): change.after for change in log}
    for name in {kind for kind, _ in last}:
        table = METADATA.tables[name]
        there = {row.key: values_of(row) for row in connection.execute(select(table))}
        for (kind, key), values in last.items():
            if kind == name and there.get(key) != values:
                yield f"{kind} {key}: {there.get(key)}, in the log {values}"


def next_morning(data: Path, brought: list[str]) -> list[str]:
    """Start as on the next morning; return what of imports and published figures is wrong then."""
    if not is_up_to_date(data):
        with ThreadPoolExecutor(1) as pool:
            import_reports.rebuild(data, executor=pool)
    journal = [e for e in import_journal.entries(data) if e.outcome == "imported"]
    names = {entry.file_name for entry in journal}
    found = [f"{name}: answered, and not in the journal" for name in brought if name not in names]
    filed = {sha256 for (sha256,) in asked(data, "select sha256 from reports")}
    found += [f"{e.file_name}: imported, and not filed" for e in journal if e.sha256 not in filed]
    with reading(data) as connection:
        said = [c.after for c in changes(connection, kind="corrections", place_id=UNITS[0])
                if MEANT.address in str(c.after or c.before)]  # fmt: skip
    if (
        said
        and said[-1]
        and (shown := asked(data, f"{STATED} and report_id in ({COUNTING})"))
        != [(int(said[-1]["meant"]),)]
    ):
        found.append(f"corrected to {said[-1]['meant']}, shown {shown}")
    return found


OF_YEAR = (
    f"{STATED} and report_id in (select report_id from reports where is_active and year = 2024)"
)


def attack(acts: int, kills: int, seed: int) -> Iterator[str]:
    """Do so many acts with about so many kills; yield what was wrong, and last how many of each."""
    chance = Random(seed)  # noqa: S311
    told = Told()
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        in_a_copy(lambda: prepared(data))
        while told.begun < acts - 1:
            # A kill falls in the middle of a stretch, on the whole.
            left = max(1, kills - told.kills)
            length = max(1, round(2 * (acts - told.begun) / left))
            stretch(data, min(told.begun + 1 + length, acts), told, chance)
            brought = [f"given{n}.txt" for n in told.answered if act_of(n) is import_another]
            looks = [partial(wrong, data, told)]
            if act_of(told.begun) in PUBLISHING or told.begun >= acts - 1:
                looks.append(partial(next_morning, data, brought))
            for look in looks:
                code, found = in_a_copy(look)
                yield from json.loads(found) if found else [f"looking ended with {code}"]
    yield from told.refused
    yield f"{told.begun + 1} acts, {len(told.answered)} answered, {told.kills} kills"


def main() -> None:
    """Attack as told and print a line for everything that is wrong, then how much was done."""
    for line in attack(*map(int, sys.argv[1:])):
        print(line, flush=True)


if __name__ == "__main__":
    main()
