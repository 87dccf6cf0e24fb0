"""A page as it goes on paper: its heading, its pieces, and the notes that explain its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

import pandas as pd

from dashboard.charts.style.wrapping import length
from dashboard.exports.notes import Lines, notes
from dashboard.exports.page.pieces import Chart, Listing, Metric, Piece, in_sheets
from dashboard.exports.values import texts
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source
from dashboard.tables.schema import Kind, Table

Part: TypeAlias = Piece | list[Metric]
MOST_COLUMNS, NAMING, MOST_IN_PARTS = 14, 2, 38
"""Of a table: columns on a sheet, those that name its rows, and columns of all its parts."""
LONGEST_TEXT = 300
UNDRAWN = "页面上的 {} 张图由浏览器画出，本机没有可用的浏览器；表前的图按所列数字另画。"
MOST_CHARTS = 8
"""Of one table, where no browser draws those of the page."""
LEAST, MOST = 2, 24
"""The width of a column in Chinese characters: its edges, and what a longest text counts for."""
TALLEST = 880
"""In pixels: what a sheet of A4 holds of a chart that is as wide."""
METRIC_HEADINGS = ("指标", "数值", "较上年", "说明")


@dataclass(frozen=True, slots=True)
class WholePage:
    """What a page shows, with whose figures it shows, of what time, and what is corrected."""

    title: str
    question: str
    pieces: tuple[Piece, ...]
    selection: Selection
    source: Source
    caveats: Lines = ()

    @property
    def about(self) -> str:
        """Return whose figures these are, of which years and of when."""
        return f"{self.selection.description} · 数据截至 {self.source.built_at:%Y-%m-%d %H:%M}"

    @property
    def charts(self) -> list[Chart]:
        """Return the charts in their order."""
        return [part for part in self.parts() if isinstance(part, Chart)]

    def parts(self) -> list[Part]:
        """Return the pieces: successive headline figures as one list, tall charts in sheets."""
        found: list[Part] = []
        pieces = (p for piece in in_sheets(self.pieces, TALLEST) for p in as_wide_as_paper(piece))
        for is_metric, run in groupby(pieces, lambda piece: isinstance(piece, Metric)):
            listed = list(run)
            found += [listed] if is_metric else listed  # type: ignore[list-item]
        return found

    def notes(self) -> list[tuple[str, str]]:
        """Return filters, source, time, definitions and marks, for all tables of the page."""
        listed = [piece.table for piece in self.pieces if isinstance(piece, Listing)]
        indicators = dict.fromkeys(name for table in listed for name in table.indicators)
        explained = dict.fromkeys(note for table in listed for note in table.notes)
        table = Table(self.title, (), tuple(indicators), tuple(explained))
        return notes(self.title, table, self.selection, self.source, self.caveats)


def as_wide_as_paper(piece: Piece) -> Iterator[Piece]:
    """Yield a piece, a table of many columns in parts that all begin with what names their rows."""
    if not isinstance(piece, Listing) or len(piece.table.columns) <= MOST_COLUMNS:
        yield piece
        return
    names, rest = piece.table.columns[:NAMING], piece.table.columns[NAMING:MOST_IN_PARTS]
    step = MOST_COLUMNS - NAMING
    for begin in range(0, len(rest), step):
        name = piece.table.name if begin == 0 else f"{piece.table.name}（续 {begin // step}）"
        columns = (*names, *rest[begin : begin + step])
        told = piece.part
        if begin + step >= len(rest) and len(piece.table.columns) > MOST_IN_PARTS:
            left = len(piece.table.columns) - MOST_IN_PARTS
            told = f"以上为前 {MOST_IN_PARTS} 列，其余 {left} 列见本页导出的 Excel"
        table = replace(piece.table, name=name, columns=columns, charted=(), drawn=())
        yield replace(piece, table=table, part=told, whole=piece.table if begin == 0 else None)


def metric_rows(metrics: list[Metric]) -> list[tuple[str, ...]]:
    """Return headline figures as rows under their headings."""
    return [
        (m.label, m.value, m.change or ("上年无可比数据" if m.compared else "—"),
         "；".join(filter(None, (m.comparison, m.note))))
        for m in metrics
    ]  # fmt: skip


def seen(text: str) -> str:
    """Return a text without signs that no one sees, which no page holds."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\u3000")


def widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return how wide each column is by its longest text, sentences only up to a bound."""
    longest = [LEAST + min(MOST, max(map(length, texts))) for texts in zip(*rows, strict=True)]
    return [room * one / sum(longest) for one in longest]


def figures_of(listing: Listing) -> list[bool]:
    """Return which columns of a table hold figures, as far as `rows_of` has them."""
    return [c.kind not in (Kind.TEXT, Kind.DATE) for c in listing.table.columns[:MOST_COLUMNS]]


def rows_of(listing: Listing) -> tuple[list[str], list[tuple[str, ...]], str]:
    """Return the headings and first rows of a table as on screen, and what is left out."""
    frame: pd.DataFrame = listing.frame[: listing.most_rows]
    columns = listing.table.columns[:MOST_COLUMNS]
    rows = list(zip(*(texts(frame, column) for column in columns), strict=True))
    told = [listing.part] if listing.part else []
    if left := len(listing.frame) - len(frame):
        told.append(f"以上为前 {len(frame)} 行，其余 {left} 行见本页导出的 Excel")
    if left := len(listing.table.columns) - len(columns):
        told.append(f"以上为前 {len(columns)} 列，其余 {left} 列见本页导出的 Excel")
    return [column.heading for column in columns], rows, "".join(f"{text}。" for text in told)
