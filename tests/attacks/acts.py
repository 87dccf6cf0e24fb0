"""What a person does in the attacks, each known by its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from etl.pipeline.acts.correct_figure import correct_figure, write_down
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.decisions import returns, review_decisions
from etl.storage.decisions.corrections import Correction
from etl.storage.decisions.returns import Point, Return
from etl.storage.decisions.review_decisions import Decision, Verdict
from etl.storage.decisions.unit_notes import set_note
from etl.storage.records.change_log import Act, Change, changes, undo, version_of
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import NOTES
from etl.storage.unit_register.deadlines import set_deadlines
from etl.storage.unit_register.units import change_units, load_register
from tests.attacks import seeds
from tests.attacks.killing import MEANT

UNITS = ("990201001", "990201002", "990201003", "990201004")
# One in so many publishes a database as well, which takes as long as hundreds of others.
RARELY = 25


def by(number: int) -> Act:
    """Return the act of this number."""
    return Act("王", f"第{number}次")


def note(data: Path, number: int) -> int:
    """Write another note on a unit's year: one record."""
    unit = (UNITS[number % 4], 2020 + number % 5)
    with reading(data) as connection:
        seen = version_of(connection, NOTES, f"{unit[0]}/{unit[1]}")
    set_note(data, unit, f"备注{number}", by(number), seen)
    return 1


def deadlines(data: Path, number: int) -> int:
    """Set the deadlines of three years."""
    days = {y: date(y + 1, 1, 1) + timedelta(number % 300) for y in (2022, 2023, 2024)}
    set_deadlines(data, "990201", days, by(number))
    return 3


def units(data: Path, number: int) -> int:
    """Give two units another name beside their own."""
    wanted = {
        place.place_id: replace(place, aliases=(f"旧名{number}之{n}",))
        for n, place in enumerate(load_register(data).places[1:3])
    }
    with reading(data) as connection:
        seen = {c.key: c.version for c in changes(connection, kind="places")}
    change_units(data, wanted, by(number), seen)
    return 2


def decide(data: Path, number: int) -> int:
    """Decide on a finding."""
    said = by(number).why
    decision = Decision(f"f{number % 9}", "s", Verdict.DISMISSED, said, "王", datetime.now())
    review_decisions.record(data, decision)
    return 1


def send_back(data: Path, number: int) -> int:
    """Send two reports back."""
    known = returns.load_returns(data)[1]
    keys = [f"{n}/{UNITS[n]}/2024" for n in (0, 1)]
    sent = [
        Return(key, UNITS[n], 2024, f"{number}.txt", (Point("f", "error", "矛盾", "表三"),),
               date(2031, 1, 1), changes=known.get(key, 0))
        for n, key in enumerate(keys)
    ]  # fmt: skip
    returns.send_back(data, sent, by(number))
    return 2


def answer(data: Path, number: int) -> int:
    """Say of a figure what is meant."""
    said = Correction("ab" * 32, f"a.b.c{number % 5}", "3", str(number), by(number).why, UNITS[0])
    write_down(data, said, Act("王"))
    return 1


def take_back(data: Path, number: int) -> int:
    """Take the last act back, whatever it changed."""
    with writing(data) as connection:
        *_, last = changes(connection)
        count = sum(change.act == last.act for change in changes(connection, act=last.act))
        undo(connection, last.act, by(number))
    return count


def correct_and_publish(data: Path, number: int) -> int:
    """Correct a figure and publish the database with it."""
    review = replace(MEANT, meant=str(200 + number), why=by(number).why)
    with ThreadPoolExecutor(1) as pool:
        correct_figure(data, review, executor=pool)
    return 1


def import_another(data: Path, number: int) -> int:
    """Import a report of a year of its own text: no act of the log."""
    given = data.parent / f"given{number}.txt"
    given.write_bytes(seeds.OTHER + f"\n第{number}次报送。\n".encode())
    with ThreadPoolExecutor(1) as pool:
        import_reports.import_files(list(sources_in([given])), data, Expected(), executor=pool)
    return 0


Doing = Callable[[Path, int], int]
OFTEN: tuple[Doing, ...] = (note, deadlines, units, decide, send_back, answer, take_back)
PUBLISHING: tuple[Doing, ...] = (correct_and_publish, import_another)
CHANGES: dict[Doing, int] = {deadlines: 3, units: 2, send_back: 2}


def act_of(number: int) -> Doing:
    """Return what is done at this number; there is something to take back from the first on."""
    if not number:
        return note
    chance = Random(number)  # noqa: S311
    return chance.choice(PUBLISHING if number % RARELY == RARELY - 1 else OFTEN)


def expected(number: int, log: Sequence[Change]) -> int:
    """Return how many changes an act makes; one that takes back as many as what it took back."""
    if act_of(number) is not take_back:
        return CHANGES.get(act_of(number), 1)
    undone = next(change.undoes for change in log if change.why == by(number).why)
    return sum(change.act == undone for change in log)
