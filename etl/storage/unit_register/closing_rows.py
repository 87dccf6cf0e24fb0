"""Sets aside the rows that close an office's list of units and are no unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from etl.definitions import read_yaml
from etl.storage.unit_register.unit_rows import columns_of

COUNT = re.compile(r"\d{0,4}")
"""What may stand below the heading of codes in a row that adds up: how many there are."""
LONGEST_TOLD = 20
Lines = list[Sequence[str]]


def set_aside(lines: Iterable[Sequence[str]]) -> tuple[Lines, list[str]]:
    """Return the lines with closing rows emptied, so that others keep their number, and what went.

    Raises BrokenSheet where no row says which column the codes are in.
    """
    rows: Lines = [[cell.strip() for cell in line] for line in lines]
    columns, first = columns_of(rows)
    place = columns.index("place_id")
    said = []
    for number, cells in enumerate(rows[first:], first):
        if words := closing_words(cells, cells[place] if place < len(cells) else ""):
            said.append(f"第 {number + 1} 行“{words[:LONGEST_TOLD]}”不是单位，没有读入")
            rows[number] = []
    return rows, said


def closing_words(cells: Sequence[str], code: str) -> str:
    """Return the words by which a row closes a list, empty for a row of a unit."""
    filled = [cell for cell in cells if cell]
    if not COUNT.fullmatch(plain(code)):
        return code if opens("totals", code) or is_note(code) else ""
    if filled and is_note(filled[0]):
        return filled[0]
    return next((cell for cell in filled if opens("totals", cell)), "")


def is_note(cell: str) -> bool:
    """Return whether a cell opens a note, or says who signs the list."""
    return opens("notes", cell) or opens("signs", cell)


def opens(kind: str, cell: str) -> bool:
    """Return whether a word of a kind opens a cell."""
    return opening(kind).fullmatch(plain(cell)) is not None


@cache
def opening(kind: str) -> re.Pattern[str]:
    """Return what a cell is that a word of a kind opens."""
    words = sorted(read_yaml("register_rows.yml")[kind], key=len, reverse=True)
    rest = ".*" if kind == "signs" else r"(?:[:\d].*)?"
    return re.compile(f"(?:{'|'.join(map(re.escape, words))}){rest}", re.DOTALL)


def plain(cell: str) -> str:
    """Return a cell without spaces, its signs and digits as on a keyboard."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cell))
