"""Turns printed lines into rows of cells, whatever sign a site or converter put between them.

A row is `exact` where blank cells were kept, so that position means something. In a run of text
where `|` ends or parts single cells, each cell becomes a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.model import Line
from etl.parsing.wording import squeezed

LONGEST_CELL = 90


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one printed row; a single cell where the layout prints one a line."""

    cells: tuple[str, ...]
    place: str
    exact: bool

    @property
    def is_single(self) -> bool:
        """Return whether the layout gives this cell a line of its own."""
        return len(self.cells) == 1


def rows(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Return the printed rows of a document in order; empty lines outside tables are dropped."""
    kept = tuple(lines)
    if is_stream(kept):
        return tuple(streamed(kept))
    return tuple(row for line in kept if (row := row_of(line)) is not None)


def is_stream(lines: tuple[Line, ...]) -> bool:
    """Return whether `|` stands mostly at single cells rather than inside rows."""
    texts = [line.text.strip() for line in lines if line.cells is None and "|" in line.text]
    single = sum(1 for text in texts if sum(bool(p.strip()) for p in text.split("|")) <= 1)
    return single > len(texts) - single


def row_of(line: Line) -> Row | None:
    """Return the row of a line whose cells stand side by side, or its text as a single cell."""
    if line.cells is not None:
        return Row(line.cells, line.place, exact=True)
    if "\t" in line.text.strip(" \r\n"):
        return Row(tuple(line.text.rstrip("\r\n").split("\t")), line.place, exact=True)
    if "|" in line.text:
        return Row(piped(line.text), line.place, exact=True)
    return Row((line.text.strip(),), line.place, exact=False) if line.text.strip() else None


def piped(text: str) -> tuple[str, ...]:
    """Return the cells of a `|` row; one that opens with the sign also closes with it."""
    cells = [cell.strip() for cell in text.split("|")]
    if not cells[0] and len(cells) > 2:
        return tuple(cells[1:] if cells[-1] else cells[1:-1])
    return tuple(cells)


def streamed(lines: tuple[Line, ...]) -> Iterator[Row]:
    """Yield one row per cell of a text in which `|` ends cells that may span lines."""
    pending: list[Row] = []
    for line in lines:
        if line.cells is not None:
            yield Row(line.cells, line.place, exact=True)
            continue
        *ended, rest = line.text.split("|")
        for text in ended:
            yield from closed(pending, text, line.place)
            pending = []
        if rest.strip():
            pending.append(Row((rest.strip(),), line.place, exact=False))
    yield from pending


def closed(pending: list[Row], text: str, place: str) -> Iterator[Row]:
    """Yield the cell that a `|` ends, joined with the lines before it when they are short."""
    parts = [row.cells[0] for row in pending]
    if text.strip():
        parts.append(text.strip())
    if len(squeezed("".join(parts))) <= LONGEST_CELL:
        yield Row(("".join(parts),), pending[0].place if pending else place, exact=True)
        return
    yield from pending
    if text.strip():
        yield Row((text.strip(),), place, exact=True)
