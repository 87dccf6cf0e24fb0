"""How a server bears readers: work and memory for each run of a page, and many readers at once.

`python -m tests.benchmarks.sessions --folder F` prints the lines.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles

import click

from tests.benchmarks.ratios import TOWNSHIPS, Options, Ratio, lines
from tests.benchmarks.scales import warehouse_at
from tests.benchmarks.served import Served, by_default, ours
from tests.readers import Failed, Reader

PAGES = ("", "proactive", "hotline", "applications", "zero_applications", "submissions", "quality")
COSTED = ("hotline", "applications")
DEFAULTS = "the same page on Streamlit's default settings"
RERUNS = 20
ALONE, TOGETHER, MANY = 1, 50, 100
SECONDS = 40.0
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
        yield from crowd(our)
    with ours(data) as one, ours(data, "--processes", str(os.cpu_count() or 1)) as several:
        yield spread_out(one, several)
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


def crowd(server: Served) -> Iterator[Ratio]:
    """Yield how long fifty readers wait beside one, and what a session holds."""
    alone = asyncio.run(read_together(server.address, ALONE))
    before = server.megabytes()
    together = asyncio.run(read_together(server.address, TOGETHER))
    each = (server.megabytes() - before) / TOGETHER
    yield Ratio(
        f"p95 of {TOGETHER} sessions, one process", "p50 of one session",
        (together.late / median(alone.seconds),), MOST_WAIT,
        note=f"{together.late:.1f} s; {len(together.failures)} errors of {len(together.seconds)}",
    )  # fmt: skip
    yield Ratio(
        f"MB a session holds, {TOGETHER} of them", "1 MB", (each,), MOST_MEMORY
    )  # fmt: skip


def spread_out(one: Served, several: Served) -> Ratio:
    """Return how long many readers of several processes wait beside those of one."""
    by_one = asyncio.run(read_together(one.address, MANY))
    by_several = asyncio.run(read_together(several.address, MANY))
    failures = len(by_one.failures) + len(by_several.failures)
    return Ratio(
        f"p95 of {MANY} sessions, {os.cpu_count()} processes behind one port",
        "the same in one process", (by_several.late / by_one.late,), 1 / 3,
        note=f"{by_several.late:.1f} s beside {by_one.late:.1f} s; {failures} errors",
    )  # fmt: skip


async def read_together(address: str, readers: int, seconds: float = SECONDS) -> Met:
    """Let so many readers look at pages as officials do, thinking in between."""
    met = Met()
    until = time.perf_counter() + seconds
    await asyncio.gather(*(read(address, number, until, met) for number in range(readers)))
    return met


async def read(address: str, number: int, until: float, met: Met) -> None:
    """Look at one page after another until the time is over."""
    chance = Random(number)  # noqa: S311
    try:
        async with Reader(address) as reader:
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
