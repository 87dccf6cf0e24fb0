"""All that people decided, as rows of text to take out of a store and to bring into an empty one.

Passwords, sessions and attempts to log in stay: whoever is brought back gets a new password.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Connection, Integer, Table, insert, select, text

from etl.definitions.records import record_tables
from etl.domain.errors import BrokenSheet, ReportError
from etl.storage.records.cell_text import from_cell, joined, pieces, to_cell
from etl.storage.records.tables import ATTEMPTS, METADATA, PASSWORDS, SESSIONS

SECRET = (PASSWORDS, SESSIONS, ATTEMPTS)
TABLES = {table.name: table for table in METADATA.sorted_tables if table not in SECRET}
"""What is taken out, in the order in which it can be brought back."""
NUMBERED = ("acts", "changes")
AT_ONCE = 1_000
ASKED = "请用取出的原文件。"
Lines = Iterable[Sequence[str]]


class NotEmpty(ReportError):
    """A store in which records stand already: nothing is brought in beside them."""

    kind = "records_not_empty"


def lines_of(connection: Connection, table: Table) -> Iterator[list[str]]:
    """Yield the headings of a table and its rows; a long value goes on under heading and number."""
    columns, headings = list(table.columns), record_tables()[table.name].columns
    wide = dict.fromkeys((column.name for column in columns), 1)
    for row in connection.execute(select(table)):
        for column, value in zip(columns, row, strict=True):
            wide[column.name] = max(wide[column.name], len(pieces(to_cell(value))))
    yield [
        f"{headings[name]}.{n}" if n > 1 else headings[name]
        for name, many in wide.items()
        for n in range(1, many + 1)
    ]
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
        line: list[str] = []
        for column, value in zip(columns, row, strict=True):
            cells = pieces(to_cell(value))
            line += [*cells, *[""] * (wide[column.name] - len(cells))]
        yield line


def bring_in(connection: Connection, given: Mapping[str, Lines]) -> int:
    """Put these rows into an empty store and return how many there are.

    `given` are headings and rows of tables by name. Raises NotEmpty, and BrokenSheet for what is no
    row of ours; nothing is kept then, as the transaction is the caller's.
    """
    if not is_empty(connection):
        raise NotEmpty("这里已有记录，没有取回。", "请取回到空的数据文件夹或空的数据库。")
    brought = sum(
        insert_rows(connection, TABLES[name], given[name]) for name in TABLES if name in given
    )
    if connection.dialect.name == "postgresql":
        for name in NUMBERED:
            connection.execute(
                text(
                    f"select setval(pg_get_serial_sequence('{name}', 'id'),"
                    f" greatest((select max(id) from {name}), 1))"
                )
            )
    return brought


def is_empty(connection: Connection) -> bool:
    """Return whether a store has no record, nothing in its log and no password."""
    return all(
        connection.execute(select(table).limit(1)).first() is None
        for table in (*TABLES.values(), PASSWORDS)
    )


def insert_rows(connection: Connection, table: Table, lines: Lines) -> int:
    """Insert the rows of a table and return how many there are."""
    brought, waiting = 0, []
    for row in rows_in(table, lines):
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            connection.execute(insert(table), waiting)
            brought, waiting = brought + len(waiting), []
    if waiting:
        connection.execute(insert(table), waiting)
    return brought + len(waiting)


def rows_in(table: Table, lines: Lines) -> Iterator[dict[str, object]]:
    """Yield the values of each row of a table; raise BrokenSheet naming the row and the column."""
    every = iter(lines)
    at = places_of(table, next(every, ()))
    for number, cells in enumerate(every, 2):
        if any(cells):
            yield {
                column.name: read(
                    column, [cells[n] for n in at[column.name] if n < len(cells)], number
                )
                for column in table.columns
            }


def places_of(table: Table, headings: Sequence[str]) -> dict[str, list[int]]:
    """Return where each column of a table stands, the pieces of a long value in their order.

    Files of earlier versions have the names of the columns for headings.
    """
    called = record_tables()[table.name]
    names = {heading: name for name, heading in called.columns.items()}
    at: dict[str, dict[int, int]] = {column.name: {} for column in table.columns}
    for place, heading in enumerate(headings):
        if not heading:
            continue
        said, is_piece, number = heading.partition(".")
        name, piece = names.get(said, said), int(number) if number.isdecimal() else 1
        if name not in at or (is_piece and piece == 1):
            raise BrokenSheet(f"“{called.label}”中有不认识的列“{heading[:40]}”。", ASKED)
        if piece in at[name]:
            raise BrokenSheet(f"“{called.label}”中有两列“{heading[:40]}”。", ASKED)
        at[name][piece] = place
    return {name: [pieces[n] for n in sorted(pieces)] for name, pieces in at.items()}


def read(column: Column[Any], cells: Sequence[str], number: int) -> Any:
    """Return the value of a column in the row of this number; raise BrokenSheet for none."""
    first, *others = cells or [""]
    try:
        return value_in(column, joined([first, *filter(None, others)]))
    except (TypeError, ValueError, RecursionError) as error:
        called = record_tables()[column.table.name]
        where = f"“{called.label}”第 {number} 行的“{called.columns[column.name]}”"
        raise BrokenSheet(f"{where}读不出来。", ASKED) from error


def value_in(column: Column[Any], cell: str) -> Any:
    """Return the value in a cell of a column; raise ValueError or TypeError where it is none."""
    said = from_cell(cell)
    if not said and column.nullable:
        return None
    if isinstance(column.type, JSON):
        found = json.loads(said)
        if not isinstance(found, dict):
            raise TypeError(said[:20])
        return found
    return int(said) if isinstance(column.type, Integer) else said
