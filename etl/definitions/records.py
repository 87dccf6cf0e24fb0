"""What tables of the records and their columns are called in the files they are taken out in."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from etl.definitions import read_yaml
from etl.definitions.schema import Definition


class RecordTable(Definition):
    """A table of the records: the name of its sheet, and the heading of each of its columns."""

    label: str
    columns: dict[str, str]


@cache
def record_tables() -> dict[str, RecordTable]:
    """Return the tables by their names in the store."""
    return TypeAdapter(dict[str, RecordTable]).validate_python(read_yaml("records.yml"))
