"""What a page shows, piece by piece: told once by the page, drawn on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import pandas as pd

from dashboard.charts.style.figure import Figure
from dashboard.charts.style.sheets import sheets
from dashboard.tables.schema import Table

MOST_ROWS, MOST_ROWS_OF_CLOSED = 500, 50
"""Of a table on paper; of one that does not stand open on the page fewer."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence that answers the page's question."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside figures."""

    text: str


@dataclass(frozen=True, slots=True)
class Metric:
    """One headline figure in words; `note` says what it covers, `comparison` what is compared."""

    label: str
    value: str
    change: str | None = None
    note: str = ""
    comparison: str = ""
    help: str | None = None
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by day, what it shows in words, and whose figures of which years it is drawn of."""

    figure: Figure
    alt: str
    about: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A table as it stands on the page; `part` says which rows of how many, where not all are.

    `whole` is the table that charts are drawn of, where this one is a part of it.
    """

    frame: pd.DataFrame
    table: Table
    part: str = ""
    most_rows: int = MOST_ROWS
    whole: Table | None = None

    @property
    def charted(self) -> Table:
        """Return the table whose charts stand before this one."""
        return self.whole or self.table


@dataclass(frozen=True, slots=True)
class Closed:
    """What stands below a tab that is not open, asked for when the page is taken along."""

    pieces: Callable[[], Iterable[Piece]]


Piece: TypeAlias = Headline | Note | Metric | Chart | Listing
Kept: TypeAlias = Piece | Closed


def opened(kept: Iterable[Kept]) -> Iterator[Piece]:
    """Yield the pieces, of what is closed the first rows; raises what its question raises."""
    for piece in kept:
        if not isinstance(piece, Closed):
            yield piece
            continue
        for inner in piece.pieces():
            is_listing = isinstance(inner, Listing)
            yield replace(inner, most_rows=MOST_ROWS_OF_CLOSED) if is_listing else inner


def in_sheets(kept: Iterable[Kept], tallest: int) -> list[Piece]:
    """Return the pieces that are open, with every chart in parts of at most so many pixels."""
    found: list[Piece] = []
    for piece in kept:
        if isinstance(piece, Closed):
            continue
        if isinstance(piece, Chart):
            found += [replace(piece, figure=part) for part in sheets(piece.figure, tallest)]
        else:
            found.append(piece)
    return found
