"""How many reports a second are read: `python -m tests.benchmarks.reading [--reports N]`."""

from __future__ import annotations

import cProfile
import pstats
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from etl.extract import readers
from etl.pipeline.reading.bounded_processes import BoundedProcesses
from etl.pipeline.reading.read_batch import (
    MOST_IN_BATCH,
    Given,
    batches,
    read_all,
    read_batch,
    read_given,
)
from tests.benchmarks.machine import machine
from tests.benchmarks.openers import FLOORS, RIVALS, Opener
from tests.benchmarks.pairs import Pair, compared
from tests.benchmarks.papers import Paper, papers

NAMES = {".txt": "text", ".html": "HTML", ".docx": "DOCX", ".pdf": "PDF"}
LEAST_PER_SECOND = 1000.0
LEAST_ON_TWO = 1.7
LEAST_RATIOS = {".docx": 8.0, ".pdf": 4.0}
HEADER = ("read", "reports/s", "beside", "reports/s", "ratio", "goal", "")
LINES_OF_PROFILE = 30


@dataclass(frozen=True)
class Measured:
    """One line of the table; `goal` is the least that is asked for, of the rate or the ratio."""

    what: str
    beside: str
    pair: Pair
    goal: float | None = None
    is_rate: bool = False

    def columns(self) -> tuple[str, ...]:
        pair = self.pair
        return (
            self.what, str(pair.first), self.beside, str(pair.second), f"{pair.ratio} ×",
            *self.judged(),
        )  # fmt: skip

    def judged(self) -> tuple[str, str]:
        """Return the goal and whether the median meets it."""
        if self.goal is None:
            return "", ""
        reached = (self.pair.first if self.is_rate else self.pair.ratio).middle
        asked = f"≥ {self.goal:,.0f} reports/s" if self.is_rate else f"≥ {self.goal:g} ×"
        return asked, "met" if reached >= self.goal else "missed"


def read(given: Sequence[Given]) -> None:
    for batch in batches(given, MOST_IN_BATCH):
        read_batch(batch)


def open_all(given: Sequence[Given], opener: Opener) -> None:
    for one in given:
        opener(one.content)


def on_one_core(made: dict[str, list[Given]], rounds: int) -> Iterator[Measured]:
    """Yield each format beside its floor and its rival, in seconds of this process's core."""
    for suffix, given in made.items():
        read(given)
        for is_floor, beside in ((True, FLOORS), (False, RIVALS)):
            if suffix not in beside:
                continue
            name, opener = beside[suffix]
            works = (lambda g=given: read(g), lambda g=given, o=opener: open_all(g, o))
            pair = compared(works, len(given), rounds, time.process_time)
            is_rate = is_floor and suffix == ".txt"
            goal = LEAST_PER_SECOND if is_rate else None if is_floor else LEAST_RATIOS[suffix]
            yield Measured(NAMES[suffix], name, pair, goal, is_rate)


def on_two_processes(given: list[Given], rounds: int) -> Measured:
    """Return how text is read by two processes and by one, by the clock on the wall."""
    pools = (BoundedProcesses(2), BoundedProcesses(1))

    def through(pool: BoundedProcesses) -> None:
        for _ in read_all(given, len(given), pool):
            pass

    for pool in pools:
        through(pool)
    works = (lambda: through(pools[0]), lambda: through(pools[1]))
    pair = compared(works, len(given), rounds, time.perf_counter)
    for pool in pools:
        pool.shutdown()
    return Measured("text, two processes", "text, one process", pair, LEAST_ON_TWO)


def correct(made: list[Paper]) -> str:
    """Return how many of the printed cells come back as they were printed."""
    right = total = 0
    for paper in made:
        (report,) = read_given(Given(paper.path.name, paper.content))
        raw = {cell.address: cell.raw for cell in report.cells}
        right += sum(raw.get(address) == text for address, text in paper.printed.items())
        total += len(paper.printed)
    return f"{len(made)} files, {right:,} of {total:,} cells as printed"


def table(lines: Iterator[Measured]) -> str:
    rows = [HEADER, ("---",) * len(HEADER), *(line.columns() for line in lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def measured(made: dict[str, list[Given]], rounds: int) -> Iterator[Measured]:
    yield from on_one_core(made, rounds)
    yield on_two_processes(made[".txt"], rounds)


def print_profile(given: list[Given]) -> None:
    with cProfile.Profile() as profile:
        read(given)
    pstats.Stats(profile).sort_stats("tottime").print_stats(LINES_OF_PROFILE)


@click.command()
@click.option("--reports", default=400, show_default=True, type=click.IntRange(1))
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1))
@click.option("--profile", is_flag=True, help="Also print where the time of reading text goes.")
def main(reports: int, rounds: int, *, profile: bool) -> None:
    """Measure the reading stage and print a table: medians, with the lowest and the highest."""
    before = machine()
    with tempfile.TemporaryDirectory() as folder:
        made = {s: m for s, m in papers(Path(folder), reports).items() if s in readers()}
    click.echo(f"{before}; {rounds} rounds, the two ways in turn\n")
    for suffix, files in made.items():
        click.echo(f"- {NAMES[suffix]}: {correct(files)}")
    given = {s: [Given(p.path.name, p.content) for p in files] for s, files in made.items()}
    click.echo("\n" + table(measured(given, rounds)))
    click.echo("\nOne core: seconds of the processor. Two processes: seconds on the wall.")
    if profile:
        print_profile(given[".txt"])


if __name__ == "__main__":
    main()
