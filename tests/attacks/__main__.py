"""Makes the attacks by the thousand and prints a table: `python -m tests.attacks --nightly`.

--share 0.1 makes a tenth of each. Ends with 1 where anything failed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from etl.pipeline.reading.bounded_processes import BoundedProcesses
from etl.pipeline.reading.workers import read_once
from tests.attacks import killing, random_kills
from tests.attacks.imports import Result, attack_archives, attack_files
from tests.attacks.side_files import attack_side_files
from tests.attacks.striking import every_nth

FILES, ARCHIVES, SIDE_FILES, AT_ONCE = 12_000, 6_000, 2_100, 1_000
ACTS, KILLS = 2_000, 300
WAYS = (
    ("import", "kill"), ("import", "full"), ("import", "read-only"), ("rebuild", "kill"),
    ("rebuild", "full"), ("correct", "kill"), ("correct", "full"), ("correct", "read-only"),
    ("decide", "kill"), ("decide", "full"), ("decide", "read-only"),
)  # fmt: skip


def by_thousands(work: Path, share: float, pool: BoundedProcesses) -> Iterator[Result]:
    """Yield the result of each import of damaged files or archives."""
    for attack, whole in ((attack_files, FILES), (attack_archives, ARCHIVES)):
        left = int(whole * share)
        for seed in range(-(-left // AT_ONCE)):
            count = min(AT_ONCE, left - seed * AT_ONCE)
            yield attack(work / f"{attack.__name__}{seed}", count, 100 + seed, pool)


def struck(share: float) -> Iterator[Result]:
    """Yield the result of each command that is struck at its writing calls, all of them or some."""
    nth = max(1, round(1 / share))
    with killing.ready() as work:
        for name, way in WAYS:
            found = list(killing.attack(work, name, way, lambda calls: every_nth(calls, nth)))
            strikes = len({at for at, _ in found})
            faults = [f"call {at}: {wrong}" for at, wrong in found if wrong]
            yield Result(f"{name}, {way} at a writing call", strikes, faults)


def killed(share: float) -> Iterator[Result]:
    """Yield the result of acts that are killed at random moments."""
    if hasattr(os, "fork"):
        acts, kills = int(ACTS * share), int(KILLS * share)
        *faults, told = random_kills.attack(acts, kills, date.today().toordinal())
        yield Result(f"kills at random moments of acts ({told})", kills, faults)


def all_results(share: float) -> Iterator[Result]:
    """Yield the results of all attacks."""
    # First, while this process has no threads: it starts copies of itself.
    if hasattr(os, "fork"):
        yield from struck(share)
        yield from killed(share)
    with TemporaryDirectory() as folder:
        work = Path(folder)
        with BoundedProcesses(seconds=120, initializer=read_once) as pool:
            yield from by_thousands(work, share, pool)
        good = work / "good" / "data"
        killing.prepared(good)
        killing.correct(good)
        killing.decide(good)
        (good / "deadlines.csv").write_text("county_id,year,deadline\n990201,2024,2025-01-20\n")
        yield attack_side_files(work / "side", good, int(SIDE_FILES * share), 7)


@click.command()
@click.option("--nightly", is_flag=True, required=True, help="Make all of them; takes hours.")
@click.option("--share", default=1.0, help="Which part of them to make.")
def main(*, nightly: bool, share: float) -> None:
    """Attack, and print what came of it."""
    table: dict[str, Result] = {}
    for result in all_results(share):
        whole = table.setdefault(result.kind, Result(result.kind))
        whole.count += result.count
        whole.failures += result.failures
        print(f"{result.kind}: {result.count}, {len(result.failures)} failed", file=sys.stderr)
        for failure in result.failures[:20]:
            print(f"  {failure}", file=sys.stderr)
    print("| attack | count | failures |\n|---|---|---|")
    for kind, result in table.items():
        print(f"| {kind} | {result.count:,} | {len(result.failures)} |")
    sys.exit(1 if any(result.failures for result in table.values()) else 0)


if __name__ == "__main__":
    main()
