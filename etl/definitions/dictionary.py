"""What every table and column of the warehouse means, for those who take it along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from etl.definitions import BrokenDefinition, read_yaml


class ColumnEntry(NamedTuple):
    """The Chinese title of a column, and what it means."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table's title and grain, its columns, its key, and by column the table and key it names."""

    title: str
    note: str
    columns: dict[str, ColumnEntry]
    key: tuple[str, ...] = ()
    refers: dict[str, tuple[str, str]] | None = None


@cache
def dictionary() -> dict[str, TableEntry]:
    """Return every table of the dictionary; a column without words of its own has the shared ones.

    Raises BrokenDefinition where a reference names a table without a single key.
    """
    raw = read_yaml("dictionary.yml")
    return {name: entry_of(table, raw) for name, table in raw["tables"].items()}


def entry_of(table: dict[str, Any], raw: dict[str, Any]) -> TableEntry:
    """Return one table as the data package describes it."""
    words = raw["columns"] | table.get("columns", {})
    refers = {}
    for column, named in table.get("refers", {}).items():
        key = raw["tables"].get(named, {}).get("key", [])
        if len(key) != 1:
            raise BrokenDefinition(f"dictionary.yml: {column} refers to {named}, which has no key")
        refers[column] = (named, key[0])
    return TableEntry(
        table["title"],
        table["note"],
        {column: ColumnEntry(*said) for column, said in words.items()},
        tuple(table.get("key", ())),
        refers,
    )
