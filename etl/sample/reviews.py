"""Invents section four: the few reviews and lawsuits that follow refused applications."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from etl.sample.county import Township, dice

RESULTS = {"upheld": 6, "corrected": 2, "other": 2}
CHANCES = {"administrative_review": 0.12, "lawsuit_direct": 0.06}
APPEALED = 0.2
LEFT_OPEN = 0.2
BUSY = 3
"""How many applications a year a unit must expect for cases to stay open over its year's end."""


def values(seed: int, township: Township, year: int, handled: int) -> dict[str, Decimal]:
    """Return the fifteen figures by address; each handled application may lead to a case."""
    luck = dice(seed, township.code, year, "reviews")
    found: dict[str, Counter[str]] = {}
    for kind, chance in CHANCES.items():
        new = sum(luck.random() < chance for _ in range(handled))
        cases = new + left_open(seed, township, year - 1, kind)
        pending = min(cases, left_open(seed, township, year, kind))
        concluded = luck.choices(list(RESULTS), list(RESULTS.values()), k=cases - pending)
        found[kind] = Counter(concluded) + Counter(pending=pending)
    reviewed = found["administrative_review"]
    concluded = reviewed.total() - reviewed["pending"]
    appeals = sum(luck.random() < APPEALED for _ in range(concluded))
    found["lawsuit_after_review"] = Counter(
        luck.choices(list(RESULTS), list(RESULTS.values()), k=appeals)
    )
    return {
        f"reviews.{kind}.{result}": Decimal(count)
        for kind, counts in found.items()
        for result, count in every_result(counts).items()
    }


def left_open(seed: int, township: Township, year: int, kind: str) -> int:
    """Return how many cases a unit's year ends with at most, which the next year takes over."""
    luck = dice(seed, township.code, year, f"open {kind}")
    return int(township.applications >= BUSY and luck.random() < LEFT_OPEN)


def every_result(counts: Counter[str]) -> dict[str, int]:
    """Return the count of every result, with their total."""
    named = {result: counts[result] for result in (*RESULTS, "pending")}
    return named | {"total": counts.total()}
