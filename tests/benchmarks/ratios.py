"""What every measure gives: ratios against a named baseline of the same run, and their goal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.pairs import Clock, Spread, Work, alternating, spread

HEADER = ("what", "baseline in the same run", "ratio", "goal", "met", "note")
TOWNSHIPS = {"county": 20, "prefecture": 200, "province": 1_500, "nation": 40_000}
YEARS = 18


@dataclass(frozen=True)
class Options:
    """How large, how often, and where what is generated may be put."""

    scale: str
    rounds: int
    folder: Path

    @property
    def townships(self) -> int:
        """Return how many townships file at this scale."""
        return TOWNSHIPS[self.scale]


@dataclass(frozen=True)
class Ratio:
    """One line of the table: the ratios of the alternating pairs, and what they should be."""

    what: str
    baseline: str
    values: tuple[float, ...]
    goal: float
    at_least: bool = False
    note: str = ""

    @property
    def spread(self) -> Spread:
        """Return the median with the lowest and the highest."""
        return spread(list(self.values))

    @property
    def met(self) -> bool:
        """Say whether the median reaches the goal."""
        median = self.spread.middle
        return median >= self.goal if self.at_least else median <= self.goal

    def columns(self) -> tuple[str, ...]:
        """Return the line of the table."""
        sign = "≥" if self.at_least else "≤"
        reached = "met" if self.met else "missed"
        asked = f"{sign} {self.goal:g} ×"
        return (self.what, self.baseline, f"{self.spread} ×", asked, reached, self.note)


Measure = Callable[[Options], Iterable[Ratio]]


def ratios(
    measured: Work, baseline: Work, rounds: int, clock: Clock = time.perf_counter
) -> tuple[float, ...]:
    """Return for each round how long one way takes beside the other."""
    pairs = alternating((measured, baseline), rounds, clock)
    return tuple(one / other for one, other in pairs)


def lines(found: Iterable[Ratio]) -> Iterator[str]:
    """Yield the lines of the Markdown table, each as soon as it is measured."""
    yield line(HEADER)
    yield line(("---",) * len(HEADER))
    for ratio in found:
        yield line(ratio.columns())


def line(columns: Iterable[str]) -> str:
    return f"| {' | '.join(columns)} |"
