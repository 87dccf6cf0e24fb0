"""The kinds of units that report: townships, departments, the county, and the prefecture above."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import TypeAdapter

from etl.definitions import read_yaml
from etl.definitions.offices import office_words
from etl.definitions.schema import Definition

TOWNSHIP = "township"


class UnitKind(Definition):
    """A kind of unit; `due` is the month and day of a legal date of its own in the next year.

    The report of one that `is_compiled` holds those of others already.
    """

    id: str
    label: str
    types: tuple[str, ...]
    ends: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    due: tuple[int, int] | None = None
    is_compiled: bool = False


@cache
def unit_kinds() -> dict[str, UnitKind]:
    """Return the kinds by their id, townships first."""
    found = TypeAdapter(tuple[UnitKind, ...]).validate_python(read_yaml("unit_kinds.yml"))
    return {kind.id: kind for kind in found}


def kind_of_type(unit_type: str) -> str:
    """Return the id of the kind that a type of unit belongs to; a township's where none has it."""
    return next((k.id for k in unit_kinds().values() if unit_type in k.types), TOWNSHIP)


def is_compiled(unit_type: str) -> bool:
    """Return whether a type is a county's or prefecture's own, whose report adds up others."""
    return unit_kinds()[kind_of_type(unit_type)].is_compiled


def kind_of_all(types: Iterable[str]) -> UnitKind | None:
    """Return the one kind of these types, townships for none; None where they are of several."""
    kinds = {kind_of_type(one) for one in types} or {TOWNSHIP}
    return unit_kinds()[kinds.pop()] if len(kinds) == 1 else None


def type_of_name(name: str) -> str:
    """Return the type that the end of a name tells; empty for another."""
    for kind in unit_kinds().values():
        if name.endswith(kind.ends) and not name.endswith(kind.unless):
            return kind.types[0]
    return max(filter(name.endswith, office_words().township_kinds), key=len, default="")
