"""The one table of colors: what each says, and which names that charts draw have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a color says; see the head of the table."""

    name: str
    color: str
    says: str
    names: tuple[str, ...] = ()
    night: str = ""
    is_state: bool = False
    is_free: bool = False


def read() -> dict[str, Meaning]:
    """Return the table by the names of its colors."""
    text = Path(__file__).with_name("colors.yml").read_text("utf-8")
    listed: list[dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    rows = (Meaning(**{**row, "names": tuple(row.get("names", ()))}) for row in listed)
    return {row.name: row for row in rows}


TABLE = read()
FREE = tuple(row.color for row in TABLE.values() if row.name.startswith("free_"))
LEAST_TOLD = 4
"""Characters of a name by which it is known within a title."""
BY_NAME = {name: row.color for row in TABLE.values() for name in row.names}


AT_NIGHT = {row.color: row.night for row in TABLE.values() if row.night}


def color(name: str) -> str:
    """Return a color by what it is called in the table."""
    return TABLE[name].color


def colors_of(series: Sequence[str]) -> list[str]:
    """Return the color of each series that an office program draws.

    A name has its own color wherever it has one, also with a unit, or behind whose it is; others
    have free ones. A single series is what its title says.
    """
    if len(series) == 1:
        return [own_color(series[0]) or told_in(series[0]) or color("compared")]
    free = cycle(FREE)
    return [own_color(name) or next(free) for name in series]


def own_color(name: str) -> str | None:
    """Return the color that a name has on every page, if it has one."""
    short = name.rpartition("（")[0] if name.endswith("）") else name
    tried = (name, short, short.rpartition(" ")[2], short.rpartition("：")[2])
    return next((BY_NAME[one] for one in tried if one in BY_NAME), None)


def told_in(title: str) -> str | None:
    """Return the color of the longest name that a title tells of, if it tells of one figure."""
    told = [name for name in BY_NAME if len(name) >= LEAST_TOLD and name in title]
    return BY_NAME[max(told, key=len)] if told else None
