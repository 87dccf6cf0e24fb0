"""Finds where in an original a figure was read, and the very characters that print it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from etl.domain.report import Line
from etl.transform.character_forms import converter
from etl.transform.narrative.wording.normalize import to_convert

AROUND = 2
TOKEN = re.compile(r"[^\s|｜]+")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines in which something stands, and a few before and after them.

    `cell` is set where a header says which cell of the marked row is meant.
    """

    before: tuple[Line, ...]
    marked: tuple[Line, ...]
    after: tuple[Line, ...]
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """What is known of where a figure stands: its line, or else what its line must hold.

    `row` is what is printed in the figures of its row and `at` which of them it is; `office` and
    `names` help in a file of many reports: the code and year, and what its row is called there.
    """

    raw: str
    place: str = ""
    evidence: str = ""
    row: tuple[str, ...] = ()
    at: int = 0
    office: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def passages(
    lines: Sequence[Line], places: Iterable[str], around: int = AROUND
) -> dict[str, Passage]:
    """Return the passage at each place that the lines have; a place may take several lines."""
    wanted = {place for place in places if place}
    numbers: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if line.place in wanted:
            numbers.setdefault(line.place, []).append(number)
    return {place: passage_at(lines, found, around) for place, found in numbers.items()}


def passage_at(
    lines: Sequence[Line], numbers: Sequence[int], around: int = AROUND, cell: int | None = None
) -> Passage:
    """Return the passage from the first of these lines to the last."""
    first, last = numbers[0], numbers[-1]
    return Passage(
        tuple(lines[max(0, first - around) : first]),
        tuple(lines[first : last + 1]),
        tuple(lines[last + 1 : last + 1 + around]),
        cell,
    )


def passage_of(lines: Sequence[Line], clue: Clue, around: int = AROUND) -> Passage | None:
    """Return where a figure stands, None where the original does not tell."""
    named = passages(lines, (clue.place,), around).get(clue.place)
    if named is not None:
        return named
    number, cell = spot_of(lines, clue)
    return None if number is None else passage_at(lines, (number,), around, cell)


def spot_of(lines: Sequence[Line], clue: Clue) -> tuple[int | None, int | None]:
    """Return the line, and the cell where a header tells it, in a file of many reports."""
    own = list(lines_of_office(lines, clue.office)) if clue.office else list(range(len(lines)))
    for text in (matched(text) for text in (clue.evidence, *clue.names) if text):
        for number in own:
            if holds(lines[number], text):
                return number, None
    return below_header(lines, own, clue)


def below_header(
    lines: Sequence[Line], own: Sequence[int], clue: Clue
) -> tuple[int | None, int | None]:
    """Return the office's line in the sheet whose header names the figure, and its cell."""
    starts: dict[str, int] = {}
    wanted = {matched(name) for name in clue.names}
    mine = set(own)
    for number, line in enumerate(lines):
        sheet = line.place.rpartition(" ")[0]
        if number in mine and sheet in starts:
            return number, starts[sheet] + clue.at
        for cell, text in enumerate(line.cells or ()):
            if matched(text).rpartition("·")[2] in wanted:
                starts.setdefault(sheet, cell)
    return None, None


def lines_of_office(lines: Sequence[Line], office: tuple[str, ...]) -> Iterator[int]:
    """Yield the numbers of the lines with the code and year of a report among their cells."""
    wanted = set(office)
    for number, line in enumerate(lines):
        if wanted <= set(line.cells or ()):
            yield number


def holds(line: Line, wanted: str) -> bool:
    """Return whether a cell of a row is this text, or a line of prose has it in it."""
    if line.cells is None:
        return wanted in matched(line.text)
    return any(matched(cell) == wanted for cell in line.cells)


def run_start(found: Sequence[str], row: Sequence[str]) -> int | None:
    """Return where a row's figures begin among the texts of a line; the last place of several."""
    texts, wanted = [matched(text) for text in found], [matched(text) for text in row]
    starts = range(len(texts) - len(wanted), -1, -1)
    return next((s for s in starts if texts[s : s + len(wanted)] == wanted), None)


def tokens(line: Line) -> tuple[str, ...]:
    """Return the cells of a row, or the separate words of a line."""
    return line.cells if line.cells is not None else tuple(TOKEN.findall(line.text))


def marked_cells(line: Line, clue: Clue) -> tuple[int, ...]:
    """Return which cells of a row print the figure: its own, or all that print the same."""
    found = tokens(line)
    start = run_start(found, clue.row) if clue.row else None
    if start is not None and matched(clue.row[clue.at]) == matched(clue.raw):
        return (start + clue.at,)
    wanted = matched(clue.raw)
    return tuple(n for n, text in enumerate(found) if wanted and matched(text) == wanted)


def marked_line(line: Line, clue: Clue) -> tuple[Span, ...]:
    """Return the spans of a line of text that print the figure."""
    if clue.evidence:
        return marked_spans(line.text, clue.raw, clue.evidence)
    words = [found.span() for found in TOKEN.finditer(line.text)]
    cells = marked_cells(Line(line.place, line.text), clue)
    return tuple(words[n] for n in cells) or marked_spans(line.text, clue.raw)


def marked_spans(text: str, raw: str, evidence: str = "") -> tuple[Span, ...]:
    """Return where a printed figure stands in a line, within its sentence where that is there.

    Forms of characters and spaces make no difference.  The sentence itself where it prints no
    such figure; nothing where neither is found.
    """
    known, places = searched(text)
    sentence = matched(evidence)
    start = known.find(sentence) if sentence else -1
    within = (start, start + len(sentence)) if start >= 0 else (0, len(known))
    found = spans_in(known, matched(raw), within)
    if not found and start >= 0:
        found = (within,)
    return tuple((places[a], places[b - 1] + 1) for a, b in found)


def spans_in(text: str, wanted: str, within: Span) -> tuple[Span, ...]:
    """Return where a text stands between two places, no number as a part of a longer one."""
    if not wanted:
        return ()
    found = re.compile(rf"(?<![\d.]){re.escape(wanted)}(?!\.?\d)" if wanted[0].isdigit()
                       and wanted[-1].isdigit() else re.escape(wanted))  # fmt: skip
    return tuple(match.span() for match in found.finditer(text, *within))


def searched(text: str) -> tuple[str, list[int]]:
    """Return a text as it is matched, and the place in the original of each of its characters."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in matched(character):
            characters.append(plain)
            places.append(place)
    return "".join(characters), places


def matched(text: str) -> str:
    """Return a text as it is matched: forms of characters and spaces make no difference."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if to_convert().search(plain):
        plain = "".join(simplified(character) for character in plain)
    return plain


@cache
def simplified(character: str) -> str:
    """Return one character in its simplified form."""
    return str(converter().convert(character))
