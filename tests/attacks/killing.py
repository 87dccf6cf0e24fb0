"""Commands that are killed, or refused by the disk, at each of their writing calls in turn.

Run in a process of its own, which starts a copy of itself for every call: in the copy each call of
a function that writes is counted, and at the chosen one the copy is killed, as by a power cut, or
the call fails, as on a full or read-only disk. Afterwards another copy starts as the next morning
would, and says what it found.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl.pipeline.acts.correct_figure import Review, correct_figure
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.pipeline.up_to_date import is_up_to_date
from etl.storage.decisions import review_decisions
from etl.storage.decisions.corrections import load_corrections
from etl.storage.decisions.review_decisions import Decision, Verdict
from etl.storage.files import import_journal
from etl.storage.records.store import writing
from etl.warehouse import publication
from tests.attacks import seeds
from tests.attacks.imports import folder_of
from tests.attacks.striking import Command, in_a_copy, one_of_each, struck

MEANT = Review("990201001", 2024, "narrative.proactive_total", "137", "乡镇来函更正", "王")
STATED = "select value::integer from figures where figure_id = 'proactive_total'"


def import_another(data: Path) -> None:
    """Import a second report."""
    given = data.parent / "given.txt"
    given.write_bytes(seeds.OTHER)
    with ThreadPoolExecutor(1) as pool:
        import_reports.import_files(list(sources_in([given])), data, Expected(), executor=pool)


def rebuild(data: Path) -> None:
    """Build the database again, from nothing."""
    (data / "warehouse" / "CURRENT").write_text(
        (data / "warehouse" / "CURRENT").read_text("utf-8").replace("real ", "real old "), "utf-8"
    )
    with ThreadPoolExecutor(1) as pool:
        import_reports.rebuild(data, executor=pool)


def correct(data: Path) -> None:
    """Correct a figure."""
    with ThreadPoolExecutor(1) as pool:
        correct_figure(data, MEANT, executor=pool)


def decide(data: Path) -> None:
    """Decide about a finding."""
    decision = Decision("f", "s", Verdict.DISMISSED, "已电话核实", "王", datetime.now())
    review_decisions.record(data, decision)


COMMANDS: dict[str, Command] = {
    "import": import_another,
    "rebuild": rebuild,
    "correct": correct,
    "decide": decide,
}


def prepared(data: Path) -> None:
    """Make a data folder with one imported report."""
    folder_of(data)
    given = data.parent / "first.txt"
    given.write_bytes(seeds.GOOD)
    with ThreadPoolExecutor(1) as pool:
        import_reports.import_files(list(sources_in([given])), data, Expected(), executor=pool)
    # With the tables made, the strikes fall on what a person does.
    with writing(data):
        pass


def asked(data: Path, sql: str) -> list[Any]:
    """Return what the current database answers."""
    path = publication.current_path(data)
    if path is None:
        return ["no database"]
    with publication.reading(path) as connection:
        return connection.execute(sql).fetchall()


def before(data: Path) -> list[str]:
    """Return what is wrong with a data folder just after it was struck, before anything starts."""
    active = asked(data, "select sha256 from reports where is_active and year = 2024")
    return [] if len(active) == 1 else [f"right after: {active}"]


def next_morning(data: Path, name: str) -> list[str]:
    """Start as on the next morning, do the command again, and return what is wrong then."""
    if not is_up_to_date(data):
        with ThreadPoolExecutor(1) as pool:
            import_reports.rebuild(data, executor=pool)
    wrong = []
    kept = {e.sha256 for e in import_journal.entries(data) if e.outcome == "imported"}
    counted = {sha256 for (sha256,) in asked(data, "select sha256 from reports where is_active")}
    if kept - counted:
        wrong.append(f"imported and not counted: {len(kept - counted)}")
    wrong += half_done(data, name)
    COMMANDS[name](data)
    wrong += not_done(data, name)
    left = [p.name for p in data.rglob("*") if p.name.endswith((".part", ".building", ".wal"))]
    return [*wrong, *(f"left over: {one}" for one in left)]


def half_done(data: Path, name: str) -> Iterator[str]:
    """Yield where a command that was struck is neither done nor not done."""
    total = asked(data, STATED)
    if name == "correct" and total != [(137 if load_corrections(data) else 136,)]:
        yield f"figure {total}"
    if name == "decide" and len(review_decisions.history(data, "f")) > 1:
        yield "decided twice"


def not_done(data: Path, name: str) -> Iterator[str]:
    """Yield what is not as it should be once the command was repeated."""
    years = asked(data, "select year from reports where is_active order by year")
    if years != ([(2023,), (2024,)] if name == "import" else [(2024,)]):
        yield f"years {years}"
    if name == "correct" and asked(data, STATED) != [(137,)]:
        yield "not corrected"


@contextmanager
def ready() -> Iterator[Path]:
    """Give a folder to attack in; every copy of this process has by then loaded what it needs."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        prepared(work / "good" / "data")
        correct(copied(work))
        yield work


def attack(
    work: Path, name: str, way: str, chosen: Callable[[list[str]], Iterable[int]]
) -> Iterator[tuple[int, str]]:
    """Strike a command at chosen ones of its calls; yield each call with what was wrong."""
    _, counted = in_a_copy(lambda: struck(copied(work), COMMANDS[name], 0, f"count {way}"))
    for at in chosen(json.loads(counted)):
        data = copied(work)
        in_a_copy(lambda d=data, n=at: struck(d, COMMANDS[name], n, way))
        for look in (lambda d=data: before(d), lambda d=data: next_morning(d, name)):
            code, found = in_a_copy(look)
            wrong = json.loads(found) if found else [f"ended with {code}"]
            yield from ((at, one) for one in wrong)
        yield at, ""


def copied(work: Path) -> Path:
    """Return a fresh copy of the good data folder."""
    shutil.rmtree(work / "struck", ignore_errors=True)
    shutil.copytree(work / "good", work / "struck")
    return work / "struck" / "data"


def main() -> None:
    """Attack as told, `import,kill,fsync,link`, and print a line of JSON for what came of each."""
    with ready() as work:
        for told in sys.argv[1:]:
            name, way, *kinds = told.split(",")
            for at, wrong in attack(work, name, way, lambda calls, k=kinds: one_of_each(calls, k)):
                print(json.dumps([told, at, wrong]), flush=True)


if __name__ == "__main__":
    main()
