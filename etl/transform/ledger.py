"""Accounts for every printed line of a report: what was read from it, or why nothing was.

A line is read as figures or as prose, knowingly set aside, or told as not read. Nothing is left
out: the entries of the ledger are as many as the printed lines and rows, in printed order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from etl.domain.report import Issue, LedgerEntry, Line
from etl.transform.character_forms import squeezed
from etl.transform.tables.cells import NOT_READ
from etl.transform.tables.layout.page_breaks import PAGE_NUMBER
from etl.transform.tables.row_uses import Use
from etl.transform.tables.rows import BARS, PAGE, RULE, Row

LONGEST_SHOWN = 120
BAR = re.compile(r"[|\s]+")


def ledger_of(
    lines: Sequence[Line], rows: Sequence[tuple[Row, Use]], prose: frozenset[str]
) -> tuple[LedgerEntry, ...]:
    """Return an entry for each printed row, and for each line of which no row was made.

    `prose` are the places of the lines that the sections keep and sentences are read from.
    """
    counted = Counter(row.place for row, _ in rows)
    alone = frozenset(place for place in prose if counted[place] == 1)
    settled = tuple(
        LedgerEntry(row.place, row.cells, settled_use(use, row.place, (prose, alone)))
        for row, use in rows
    )
    printed = {line.place for line in lines if line.text}
    if printed.issubset({entry.place for entry in settled}):
        return settled
    by_place: dict[str, list[LedgerEntry]] = {}
    for entry in settled:
        by_place.setdefault(entry.place, []).append(entry)
    return tuple(entries_of(lines, by_place, prose))


def settled_use(use: Use, place: str, kept: tuple[frozenset[str], frozenset[str]]) -> Use:
    """Return the use of a row when it is known which lines the sections keep.

    `kept` are their places, and those where one row stands alone: of a line taken apart, figures
    are no prose because other texts of it are.
    """
    if use is Use.PROSE or use is Use.NOT_READ:
        return Use.PROSE if place in kept[use is Use.NOT_READ] else Use.NOT_READ
    return use


def entries_of(
    lines: Iterable[Line], by_place: dict[str, list[LedgerEntry]], prose: frozenset[str]
) -> Iterator[LedgerEntry]:
    """Yield the entries of the rows in printed order, and one for each line without a row."""
    left = dict(by_place)
    last: LedgerEntry | None = None
    for line in lines:
        entries = left.pop(line.place, None)
        if entries is not None:
            yield from entries
            last = entries[-1]
        elif line.place not in by_place and line.text.strip():
            use = use_of_line(line, last, prose)
            yield LedgerEntry(line.place, line.cells or (line.text.strip(),), use)
    for entries in left.values():
        yield from entries


def use_of_line(line: Line, last: LedgerEntry | None, prose: frozenset[str]) -> Use:
    """Return what a line is of which no row was made; it may have gone into the row before."""
    text = line.text.translate(BARS)
    if line.place in prose:
        return Use.PROSE
    if RULE.fullmatch(text) or not BAR.sub("", text):
        return Use.BLANK
    if PAGE.fullmatch(text):
        return Use.PAGE_NUMBER
    if last is not None and is_within(line, squeezed(last.text)):
        return Use(last.use)
    return Use.PAGE_NUMBER if PAGE_NUMBER.match(text) else Use.NOT_READ


def is_within(line: Line, text: str) -> bool:
    """Return whether all that a line prints stands in a row, as where two lines are one row."""
    pieces = line.cells or (BAR.sub("", line.text.translate(BARS)),)
    return all(squeezed(piece) in text for piece in pieces)


def not_read(ledger: Iterable[LedgerEntry], told: frozenset[str]) -> Iterator[Issue]:
    """Yield an issue for each run of lines that were not read, where it begins and what it says.

    `told` are the places of which an issue has said so.
    """
    for use, run in groupby(ledger, key=lambda entry: entry.use):
        entries = [entry for entry in run if entry.place not in told]
        if use != Use.NOT_READ or not entries:
            continue
        shown = "；".join(entry.text for entry in entries)
        more = f"…… 共{len(entries)}行" if len(shown) > LONGEST_SHOWN else ""
        yield Issue(NOT_READ, f"未读取：{shown[:LONGEST_SHOWN]}{more}", entries[0].place)
