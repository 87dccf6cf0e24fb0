"""Turns printed lines into rows of cells, whatever sign a site or converter put between them.

In a run of text where `|` ends or parts single cells, each cell becomes a row of its own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from etl.definitions import list_names
from etl.domain.report import Line, Mark
from etl.transform.character_forms import MEMORY, squeezed
from etl.transform.numbers import read_cell
from etl.transform.tables.doubled_signs import FEWEST_ROWS, enclosed_alone, single_signs
from etl.transform.tables.inline_marks import figures_unmarked

LONGEST_CELL = 90
LONGEST_LABEL = 60
LONGEST_ROW = 2_000
LONGEST_HEADER = 160
OPENED_SHARE = 0.8
SHORTEST_SENTENCE = 12
BARS = dict.fromkeys(map(ord, "｜│┃∣￨❘║‖∥¦┆┇┊┋╎╏"), "|")
LIKE_BAR = re.compile(f"[{''.join(map(chr, BARS))}]")
# A rule drawn between rows; two hyphens are how some offices print that there is nothing.
RULE = re.compile(r"[\s|+:\u2500-\u257f-]*(?:-{3}|[\u2500-\u257f]{2})[\s|+:\u2500-\u257f-]*")
PAGE = re.compile(r"\s*(?:[-—–]\s*\d{1,3}\s*[-—–]|第\s*\d{1,3}\s*页(?:.{0,12}页)?)\s*")
IN_WORDS = re.compile(r"约?[\d.,]+\s*[万亿余多元]{1,3}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Row(NamedTuple):
    """The cells of one printed row; a single cell where the layout prints one a line.

    It is `exact` where blank cells were kept, `signed` where signs parted the cells, `barred` where
    these are `|`, also at its end. `at` are the cells' columns in a grid and its width, if known.
    """

    cells: tuple[str, ...]
    place: str
    exact: bool
    barred: bool = False
    signed: bool = False
    at: tuple[int, ...] = ()

    @property
    def first(self) -> str:
        """Return the text of the first cell; there is always one."""
        return self.cells[0]


class Parts(NamedTuple):
    """A line taken apart: its text with one sign for all bars, its cells, and what parted them."""

    text: str
    cells: tuple[str, ...]
    sign: str = ""
    leaning: int = 0


CELLS = Parts("", ())


def rows(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Return the printed rows of a document in order, figures without the marks of Markdown.

    Empty lines outside tables are dropped.
    """
    found = printed_rows(lines)
    return tuple(
        row if (bare := figures_unmarked(row.cells)) is row.cells else row._replace(cells=bare)
        for row in found
    )


def printed_rows(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Return the printed rows of a document in order, their cells as printed."""
    printed = enclosed_alone(single_signs(list(lines)))
    kept = [(line, parted(line.text) if line.cells is None else CELLS) for line in printed]
    signs = [parts.sign for _, parts in kept]
    if signs.count("|") >= FEWEST_ROWS and sum(parts.leaning for _, parts in kept) > 0:
        return tuple(streamed(kept))
    if signs.count(",") >= FEWEST_ROWS:
        kept = [(line, with_commas(parts)) for line, parts in kept]
    barred = [parts.cells for _, parts in kept if parts.sign == "|"] if "|" in signs else []
    is_opened = sum(not cells[0] for cells in barred) > OPENED_SHARE * len(barred)
    exact = len(barred) >= FEWEST_ROWS
    return tuple(
        [
            Row(parts.cells, line.place, exact=parts.sign != "", signed=parts.sign != "")
            if parts.sign != "|" and parts is not CELLS
            else row_of(line, parts, is_opened=is_opened, exact=exact)
            for line, parts in kept
            if parts.cells or line.cells
        ]
    )


def row_of(line: Line, parts: Parts, *, is_opened: bool, exact: bool) -> Row:
    """Return the row of a format's own cells, or of a line with `|`, `exact` where many have it."""
    if parts is CELLS:
        return Row(line.cells or (), line.place, exact=True, at=line.at)
    cells = inner(parts.cells) if is_opened else parts.cells
    return Row(cells, line.place, exact=exact, barred=True, signed=True)


def inner(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells between the signs that open and close a row."""
    if cells[0] or len(cells) < 3:
        return cells
    return cells[1:] if cells[-1] else cells[1:-1]


def parted(text: str) -> Parts:
    """Return a line taken apart; running text is one cell."""
    return remembered(text) if len(text) <= LONGEST_ROW else Parts(text, (text.strip(),))


@lru_cache(maxsize=MEMORY)
def remembered(text: str) -> Parts:
    """Take a line apart at the sign that parts its cells.

    It leans to 1 where `|` ends or parts single cells, to -1 where it stands inside a row.
    """
    if RULE.fullmatch(text) or PAGE.fullmatch(text):
        return Parts("", ())
    text = text.translate(BARS)
    bare = text.strip()
    if "\t" in text.strip(" \r\n") and bare.count("|") < 2:
        return Parts(text, tuple(text.rstrip("\r\n").split("\t")), "\t")
    if "|" in bare and not is_sentence(bare):
        is_row = bare.count("|") > 1 or all(part.strip() for part in bare.split("|"))
        cells = tuple(part.strip() for part in text.split("|"))
        return Parts(text, cells, "|", -1 if is_row else 1)
    values = separated(bare) if "," in bare and is_printable(bare) else None
    if values:
        return Parts(text, values, ",")
    return Parts(text, spaced(bare) if bare else ())


def with_bars(text: str) -> str:
    """Return a text with one sign for all that part cells as `|` does."""
    return text.translate(BARS) if LIKE_BAR.search(text) else text


def is_printable(text: str) -> bool:
    """Return whether a text has no control character; a wide space is none."""
    return text.replace("\u3000", " ").isprintable()


def is_sentence(text: str) -> bool:
    """Return whether a line with `|` is a sentence into which the sign strayed, and no table row.

    The cells of a row of prose are a sentence too: no cell of it is a figure.
    """
    plain = text.translate(BARS)
    if "。" not in plain or len(plain) < SHORTEST_SENTENCE:
        return False
    return not any(is_value(part) for part in plain.split("|") if part.strip())


def with_commas(parts: Parts) -> Parts:
    """Return a header among rows of comma-separated values taken apart like them."""
    text = parts.text.strip()
    is_header = "," in text and "。" not in text and is_printable(text)
    if parts.sign or not is_header or len(text) > LONGEST_HEADER:
        return parts
    return Parts(text, tuple(cell.strip() for cell in next(csv.reader([text]))), ",")


def is_value(text: str) -> bool:
    """Return whether a text is a figure or a sign for none."""
    return read_cell(text, decimal=True, signed=True)[1] in (Mark.NUMBER, Mark.NIL)


def is_counted(text: str) -> bool:
    """Return whether a text is a figure, if only one in words that no column holds: 65.2万."""
    return is_value(text) or IN_WORDS.fullmatch(text.strip()) is not None


def separated(text: str) -> tuple[str, ...] | None:
    """Return the cells of a line of comma-separated values, None for any other text."""
    if "。" in text or is_value(text) or not CHINESE.search(text):
        return None
    cells = [cell.strip() for cell in next(csv.reader([text]))]
    last = max((n for n, cell in enumerate(cells) if cell and not is_value(cell)), default=-1)
    values = cells[last + 1 :]
    return tuple(cells) if values and (any(values) or len(values) > 1) else None


def spaced(text: str) -> tuple[str, ...]:
    """Return label and figures of a line where only spaces part them, else the text as one."""
    tokens = text.split()
    if len(tokens) < 2 or not is_value(tokens[-1]) or "。" in text:
        return (text,)
    last = max(
        (n for n, token in enumerate(tokens) if CHINESE.search(token) and not is_value(token)),
        default=-1,
    )
    label = " ".join(tokens[: last + 1])
    return (label, *tokens[last + 1 :]) if len(label) <= LONGEST_LABEL else (text,)


def streamed(kept: list[tuple[Line, Parts]]) -> Iterator[Row]:
    """Yield one row per cell of a text in which `|` ends cells that may span lines."""
    pending: list[Row] = []
    for line, parts in kept:
        if parts is CELLS or (parts.sign == "\t" and any(map(str.strip, parts.cells[1:]))):
            yield from pending
            pending = []
            if cells := line.cells or parts.cells:
                yield Row(cells, line.place, exact=True)
            continue
        ended = parts.cells[:-1] if parts.sign == "|" else ()
        # One line ends several cells only where a sign was doubled or put between them.
        exact = len(ended) < 2
        for text in ended:
            for row in closed(pending, text, line.place):
                yield row._replace(exact=exact and row.exact)
            pending = []
        rest = parts.cells[-1] if ended else parts.text.strip()
        if rest:
            pending.append(Row((rest,), line.place, exact=False))
    yield from pending


def closed(pending: list[Row], text: str, place: str) -> list[Row]:
    """Return the cell that a `|` ends, joined with the lines before it when they are short."""
    if not pending:
        return [Row((text,), place, exact=True)]
    if len(pending) == 1 and not text:
        return [pending[0]._replace(exact=True)]
    if not text and len(pending) > 1 and squeezed(pending[-1].first) in list_names():
        return [*pending[:-1], pending[-1]._replace(exact=True)]
    parts = [row.first for row in pending]
    if text:
        parts.append(text)
    joined = "".join(parts)
    if is_value(parts[0]) and not all(map(is_value, parts)):
        return [*pending, Row((text,), place, exact=False)] if text else pending
    if len(squeezed(joined)) <= LONGEST_CELL:
        # Figures of several lines are several cells whose signs were lost, never one figure.
        joined = "\n".join(parts) if all(map(is_value, parts)) else joined
        return [Row((joined,), pending[0].place, exact=True)]
    return [*pending, Row((text,), place, exact=True)] if text else pending
