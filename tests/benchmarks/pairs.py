"""Takes the time of two ways in turn, so that a busy machine slows both alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Spread:
    """The median of some rounds, with the lowest and the highest."""

    middle: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return f"{written(self.middle)} ({written(self.lowest)}–{written(self.highest)})"


@dataclass(frozen=True)
class Pair:
    """Two ways of doing the same: how many per second each does, and how they compare."""

    first: Spread
    second: Spread
    ratio: Spread


def spread(values: list[float]) -> Spread:
    return Spread(median(values), min(values), max(values))


def written(value: float) -> str:
    if value >= 10:
        return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
    return f"{value:.2g}" if value >= 0.1 else f"{value:.3g}"


def seconds(work: Work, clock: Clock) -> float:
    started = clock()
    work()
    return clock() - started


def alternating(works: tuple[Work, Work], rounds: int, clock: Clock) -> list[tuple[float, float]]:
    """Return the seconds of two ways, round by round; each round changes who is first."""
    taken: list[tuple[float, float]] = []
    for number in range(rounds):
        order = (0, 1) if number % 2 == 0 else (1, 0)
        by_work = {which: seconds(works[which], clock) for which in order}
        taken.append((by_work[0], by_work[1]))
    return taken


def compared(works: tuple[Work, Work], many: int, rounds: int, clock: Clock) -> Pair:
    """Return how two ways of handling `many` files compare."""
    taken = alternating(works, rounds, clock)
    return Pair(
        spread([many / first for first, _ in taken]),
        spread([many / second for _, second in taken]),
        spread([second / first for first, second in taken]),
    )
