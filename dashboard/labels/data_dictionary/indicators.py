"""The indicators in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.labels.data_dictionary.entry import Entry
from etl.definitions import load
from etl.definitions.schema import Indicator
from etl.warehouse.checks.catalogue import labels


def indicators() -> Iterator[Entry]:
    """Yield every indicator with its formula in words."""
    for indicator in load().indicators.values():
        yield Entry(
            indicator.id,
            indicator.title,
            formula(indicator),
            unit=indicator.unit,
            why="；".join(filter(None, (indicator.note, editions(indicator)))),
        )


def formula(indicator: Indicator) -> str:
    """Return what is added up, and what it is divided by."""
    part = added(indicator.numerator)
    if not indicator.denominator:
        return part
    whole = added(indicator.denominator)
    less = "".join(f" − {named(address)}" for address in indicator.minus)
    several = len(indicator.denominator) + len(indicator.minus) > 1
    divided = f"（{whole}{less}）" if several else whole
    return f"{f'（{part}）' if len(indicator.numerator) > 1 else part} ÷ {divided}"


def added(addresses: Sequence[str]) -> str:
    """Return figures added up, in words."""
    return " + ".join(named(address) for address in addresses)


def named(address: str) -> str:
    """Return the name of a figure."""
    return f"“{labels()[address][0]}”"


def editions(indicator: Indicator) -> str:
    """Return in which editions of the form the indicator exists, where not in all."""
    return f"仅 {'、'.join(indicator.editions)} 版表式" if indicator.editions else ""
