"""Maps a category as an office prints it to an official field of work."""

from __future__ import annotations

from functools import lru_cache

from etl.definitions import load
from etl.domain.report import Axis, Item

MEMORY = 1 << 14


def field_of_work(item: Item) -> str | None:
    """Return the id of the field of work that a category's label names; None leaves it unmapped."""
    return field_named(item.label) if item.axis is Axis.CATEGORY else None


@lru_cache(maxsize=MEMORY)
def field_named(label: str) -> str | None:
    """Return the id of the field with the longest word in a label, the first of equals."""
    best, found = 0, None
    for field in load().taxonomy:
        length = max((len(word) for word in field.words if word in label), default=0)
        if length > best:
            best, found = length, field.id
    return found
