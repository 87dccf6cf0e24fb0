"""Maps a category as an office prints it to an official field of work."""

from __future__ import annotations

from etl.definitions import load
from etl.model import Axis, Item


def field_of_work(item: Item) -> str | None:
    """Return the id of the first field with a word in the label; None leaves it unmapped."""
    if item.axis is not Axis.CATEGORY:
        return None
    for field in load().taxonomy:
        if any(word in item.label for word in field.words):
            return field.id
    return None
