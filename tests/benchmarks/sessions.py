"""How a server bears readers: work and memory for each run of a page, and many readers at once.

`python -m tests.benchmarks.sessions --folder F` prints the lines.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles

import click
from uvicorn.loops.auto import auto_loop_factory

from tests.benchmarks.ratios import TOWNSHIPS, Options, Ratio, lines
from tests.benchmarks.scales import warehouse_at
from tests.benchmarks.served import Served, by_default, ours
from tests.readers import Failed, Reader

PAGES = ("", "proactive", "hotline", "applications", "zero_applications", "submissions", "quality")
COSTED = ("hotline", "applications")
DEFAULTS = "the same page on Streamlit's default settings"
RERUNS = 20
ALONE, SOME, TOGETHER = 1, 10, 50
SECONDS = 30.0
ROUNDS_AT_MOST = 3
THINKING = (2.0, 4.0)
EARLY, LATE, AT_ONCE = 100, 10_000, 4
MOST_WAIT, MOST_MEMORY, MOST_GROWTH = 5.0, 1.0, 20.0


@dataclass
class Met:
    """What readers met: how long each run of a page took, and what failed."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def late(self) -> float:
        """Return how long one run in twenty took at least."""
        return quantiles(self.seconds, n=20)[-1]


def measure(options: Options) -> Iterator[Ratio]:
    """Yield what a rerun costs, how long many readers wait, and whether memory grows."""
    data = warehouse_at(options)
    with ours(data) as our, by_default(data) as default:
        for page in COSTED:
            yield cost(our, default, page, options.rounds)
    with ours(data) as our:
        yield from crowd(our, min(options.rounds, ROUNDS_AT_MOST))
    with ours(data) as our:
        yield growth(our)


def cost(our: Served, default: Served, page: str, rounds: int) -> Ratio:
    """Return how long the server works for a rerun, beside one without our settings."""
    pairs = [(worked(our, page), worked(default, page)) for _ in range(rounds + 1)][1:]
    return Ratio(
        f"server CPU per rerun of `{page}`", DEFAULTS, tuple(one / other for one, other in pairs),
        0.3, note=f"{median(one for one, _ in pairs) * 1000:.0f} ms",
    )  # fmt: skip


def worked(server: Served, page: str) -> float:
    """Return how many seconds of the processor a rerun takes."""
    return asyncio.run(rerun(server, page, RERUNS)) / RERUNS


async def rerun(server: Served, page: str, times: int) -> float:
    """Run a page again and again; return the seconds that the server worked."""
    async with Reader(server.address) as reader:
        await reader.run(page)
        before = server.processor_seconds()
        for _ in range(times):
            await reader.run()
        return server.processor_seconds() - before


def crowd(server: Served, rounds: int) -> Iterator[Ratio]:
    """Yield how long fifty readers wait beside one, and what a session holds."""
    read_together(server, SOME, SECONDS / 2)
    before = server.megabytes()
    pairs = [(read_together(server, TOGETHER), read_together(server, ALONE)) for _ in range(rounds)]
    each = (server.megabytes() - before) / TOGETHER / rounds
    yield Ratio(
        f"p95 of {TOGETHER} sessions, one process", "p50 of one session",
        tuple(together.late / median(alone.seconds) for together, alone in pairs), MOST_WAIT,
        note=f"{told(together for together, _ in pairs)} beside"
        f" {told((alone for _, alone in pairs), middle=True)}",
    )  # fmt: skip
    yield Ratio(
        f"MB a session holds, {TOGETHER} of them", "1 MB", (each,), MOST_MEMORY
    )  # fmt: skip


def told(found: Iterable[Met], *, middle: bool = False) -> str:
    """Return how long runs took, rarely longer or in the middle, and how many failed."""
    listed = list(found)
    seconds = median(median(met.seconds) if middle else met.late for met in listed)
    failures = sum(len(met.failures) for met in listed)
    return f"{seconds * 1000:.0f} ms ({failures} errors)"


def read_together(server: Served, readers: int, seconds: float = SECONDS) -> Met:
    """Let so many readers look at pages as officials do, thinking in between."""
    met = Met()
    # The readers share the machine with what they measure.
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(all_read(server.address, readers, seconds, met))
    return met


async def all_read(address: str, readers: int, seconds: float, met: Met) -> None:
    """Have so many readers look at pages until the time is over."""
    until = time.perf_counter() + seconds
    await asyncio.gather(*(read(address, number, until, met) for number in range(readers)))


async def read(address: str, number: int, until: float, met: Met) -> None:
    """Look at one page after another until the time is over."""
    chance = Random(number)  # noqa: S311
    try:
        async with Reader(address) as reader:
            # Readers do not come all at once.
            await asyncio.sleep(chance.uniform(0, THINKING[1]))
            while time.perf_counter() < until:
                await asyncio.sleep(chance.uniform(*THINKING))
                run = await reader.run(chance.choice(PAGES))
                met.seconds.append(run.seconds)
                met.failures += run.failures
    except (Failed, TimeoutError) as error:
        met.failures.append(str(error))


def growth(server: Served) -> Ratio:
    """Return by how much the server's memory grows over many reruns."""
    asyncio.run(rerun_at_once(server, EARLY))
    before = server.megabytes()
    asyncio.run(rerun_at_once(server, LATE - EARLY))
    return Ratio(
        f"MB more after {LATE:,} reruns", f"after {EARLY}", (server.megabytes() - before,),
        MOST_GROWTH, note=f"{before:.0f} MB before",
    )  # fmt: skip


async def rerun_at_once(server: Served, times: int) -> None:
    """Run the overview so many times, shared out among a few sessions."""
    await asyncio.gather(*(rerun(server, "", times // AT_ONCE) for _ in range(AT_ONCE)))


@click.command()
@click.option("--scale", default="county", show_default=True, type=click.Choice(list(TOWNSHIPS)))
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1))
@click.option("--folder", required=True, type=click.Path(file_okay=False, path_type=Path))
def main(scale: str, rounds: int, folder: Path) -> None:
    """Measure and print one line after another."""
    for line in lines(measure(Options(scale, rounds, folder))):
        click.echo(line)


if __name__ == "__main__":
    main()
