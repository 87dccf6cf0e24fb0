"""What a page shows, piece by piece: told once by the page, drawn on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

import pandas as pd

from dashboard.charts.style.figure import Figure
from dashboard.charts.style.sheets import sheets
from dashboard.tables.schema import Table


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
    """A table as it stands on the page."""

    frame: pd.DataFrame
    table: Table


Piece: TypeAlias = Headline | Note | Metric | Chart | Listing


def in_sheets(shown: Iterable[Piece], tallest: int) -> list[Piece]:
    """Return the pieces with every chart in parts of at most so many pixels."""
    found: list[Piece] = []
    for piece in shown:
        if isinstance(piece, Chart):
            found += [replace(piece, figure=part) for part in sheets(piece.figure, tallest)]
        else:
            found.append(piece)
    return found
