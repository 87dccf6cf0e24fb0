"""Invents section four: the few reviews and lawsuits that follow refused applications."""

from __future__ import annotations

from decimal import Decimal

from etl.sample.county import Township, dice

RESULTS = {"upheld": 6, "corrected": 2, "other": 2, "pending": 1}
KINDS = {
    "administrative_review": 0.06,
    "lawsuit_direct": 0.02,
    "lawsuit_after_review": 0.01,
}


def values(seed: int, township: Township, year: int, handled: int) -> dict[str, Decimal]:
    """Return the fifteen figures by address; each handled application may lead to a case."""
    luck = dice(seed, township.code, year, "reviews")
    found: dict[str, Decimal] = {}
    for kind, chance in KINDS.items():
        cases = sum(luck.random() < chance for _ in range(handled))
        results = luck.choices(list(RESULTS), list(RESULTS.values()), k=cases)
        counts = {result: results.count(result) for result in RESULTS} | {"total": cases}
        for result, count in counts.items():
            found[f"reviews.{kind}.{result}"] = Decimal(count)
    return found
