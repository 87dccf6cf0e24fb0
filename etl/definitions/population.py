"""How many people live in a unit: how columns of them are headed, and what is set against them."""

from __future__ import annotations

from functools import cache

from etl.definitions import BrokenDefinition, load, read_yaml
from etl.definitions.schema import Definition


class PerHead(Definition):
    """What an indicator counts, set against how many people live there."""

    id: str
    title: str
    indicator: str
    unit: str


class PopulationWords(Definition):
    """The heading of a column of populations, what offices write instead, and the rates."""

    label: str
    words: tuple[str, ...]
    ten_thousands: str
    people: int
    rates: tuple[PerHead, ...]


@cache
def population_words() -> PopulationWords:
    """Return how populations are headed and used; refuse a rate of an indicator there is not."""
    found = PopulationWords.model_validate(read_yaml("population.yml"))
    for rate in found.rates:
        if rate.indicator not in load().indicators:
            raise BrokenDefinition(f"population.yml: {rate.id} names {rate.indicator}")
    return found
