"""The counties that a person is confined to: those of the account, and all where it names none.

The dashboard hands them to the command line, which it starts for a person, in the environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

VARIABLE = "GONGKAI_COUNTIES"
Counties = tuple[str, ...] | None
"""Six-digit codes in order, none of them for no county at all; None is not confined."""


def handed_over() -> Counties:
    """Return the counties of the person for whom this process was started."""
    said = os.environ.get(VARIABLE)
    return None if said is None else tuple(said.split())


def to_hand_over(counties: Counties) -> Mapping[str, str]:
    """Return what the environment of a process says that is started for a person."""
    return {} if counties is None else {VARIABLE: " ".join(counties)}


def covers(counties: Counties, place_ids: Iterable[str]) -> bool:
    """Return whether units, or counties themselves, lie in these counties; no code lies in none."""
    return counties is None or all(code[:6] in counties for code in place_ids)
