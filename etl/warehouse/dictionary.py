"""What every table and column of the warehouse means, for those who take it along.

`definitions/dictionary.yml` describes what reports and definitions bring; beside each mart stands a
file of its own with the title, the grain, the key and every column in order. A column whose name
ends in a question mark may be empty; one marked `~` means what its name means everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import yaml

from etl.definitions import BrokenDefinition, read_yaml
from etl.warehouse.sql import HERE

MAY_BE_EMPTY = "?"


class ColumnEntry(NamedTuple):
    """The Chinese title of a column, and what it means."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table's title and grain, its columns, its key, and by column the table and key it names.

    `never_empty` are the columns of a mart that hold a value in every row.
    """

    title: str
    note: str
    columns: dict[str, ColumnEntry]
    key: tuple[str, ...] = ()
    refers: dict[str, tuple[str, str]] | None = None
    never_empty: tuple[str, ...] = ()


@cache
def dictionary() -> dict[str, TableEntry]:
    """Return every table of the dictionary; a column without words of its own has the shared ones.

    Raises BrokenDefinition where a reference names a table without a single key.
    """
    shared = read_yaml("dictionary.yml")
    raw = shared["tables"] | marts()
    return {name: entry_of(table, raw, shared["columns"]) for name, table in raw.items()}


@cache
def marts() -> dict[str, dict[str, Any]]:
    """Return how each mart is described beside its statement; only its own columns are its own."""
    found = {}
    for path in sorted(HERE.joinpath("marts").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yml"):
            mart = yaml.safe_load(path.read_text("utf-8"))
            columns = mart.pop("columns")
            found[path.name.removesuffix(".yml")] = mart | {
                "note": mart["grain"],
                "columns": {c.rstrip(MAY_BE_EMPTY): words for c, words in columns.items()},
                "never_empty": [c for c in columns if not c.endswith(MAY_BE_EMPTY)],
                "is_whole": True,
            }
    return found


def entry_of(
    table: dict[str, Any], raw: dict[str, dict[str, Any]], shared: dict[str, list[str]]
) -> TableEntry:
    """Return one table as the data package describes it."""
    own = table.get("columns", {})
    named = own if table.get("is_whole") else shared | own
    words = {column: said or shared[column] for column, said in named.items()}
    refers = {}
    for column, other in table.get("refers", {}).items():
        key = raw.get(other, {}).get("key", [])
        if len(key) != 1:
            raise BrokenDefinition(f"{column} refers to {other}, which has no single key")
        refers[column] = (other, key[0])
    return TableEntry(
        table["title"],
        table["note"],
        {column: ColumnEntry(*said) for column, said in words.items()},
        tuple(table.get("key", ())),
        refers,
        tuple(table.get("never_empty", ())),
    )
