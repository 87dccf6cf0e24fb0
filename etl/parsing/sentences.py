"""Cuts the narrative into sentences, each with its place, and the report into its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from etl.definitions import sections as section_kinds
from etl.model import Issue, Line, Mark, Section
from etl.parsing.edition import known_keys
from etl.parsing.numbers import read_cell
from etl.parsing.wording import label_key, plain, squeezed

ORDINAL = re.compile(r"^[#*\s(]*([一二三四五六])[、.．)\s]")
STOPS = re.compile(r"(?<=[。！？!?])")
ENDS = tuple("。！？!?；;：:")
OPENS = re.compile(
    r"^(?:[-*#•]|[一二三四五六七八九十]+[、是]|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、])"
)
LONGEST_HEADING = 40
LONGEST_SENTENCE = 4_000
LONGEST_PARAGRAPH = 2_000
SHORTEST_BROKEN_LINE = 12
LONGEST_CELL = 60
# The values of a table row that a converter printed as one line: three or more, with spaces.
VALUES = re.compile(r"(?:^|\s)(?:[\d.]+|[/—-])(?:\s+(?:[\d.]+|[/—-])){2,}\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose as printed, and the line it starts on."""

    text: str
    place: str


def is_prose(line: Line) -> bool:
    """Return whether a line is running text rather than part of a table."""
    text = line.text.strip()
    if line.cells is not None or not text or "|" in text or "\t" in text:
        return False
    return len(text) > LONGEST_CELL or not (is_cell(text) or VALUES.search(text))


def is_cell(text: str) -> bool:
    """Return whether a line stands alone as a table's label or value."""
    key = label_key(text)
    return key in known_keys() or read_cell(text, decimal=True)[1] is not Mark.UNREADABLE


def sentences(lines: Iterable[Line]) -> tuple[Sentence, ...]:
    """Return the sentences of the prose; a line broken by a page or a column is joined again."""
    return tuple(
        Sentence(part.strip(), paragraph.place)
        for paragraph in paragraphs(lines)
        for part in STOPS.split(paragraph.text)
        if part.strip()
    )


def readable(
    prose: tuple[Sentence, ...],
) -> tuple[tuple[Sentence, ...], tuple[Issue, ...]]:
    """Return the sentences that are no longer than prose is, and an issue for each that is."""
    return (
        tuple(s for s in prose if len(s.text) <= LONGEST_SENTENCE),
        tuple(
            Issue("overlong_sentence", f"一句长达 {len(s.text)} 字，未作识别", s.place)
            for s in prose
            if len(s.text) > LONGEST_SENTENCE
        ),
    )


def paragraphs(lines: Iterable[Line]) -> Iterator[Sentence]:
    """Yield paragraphs: a line that ends mid-sentence goes on in the next line of prose."""
    text, place = "", ""
    for line in lines:
        if not is_prose(line):
            continue
        printed = squeezed(line.text)
        if text and goes_on(text, plain(printed)):
            text += printed
            continue
        if text:
            yield Sentence(text, place)
        text, place = printed, line.place
    if text:
        yield Sentence(text, place)


def goes_on(before: str, after: str) -> bool:
    """Return whether a line is the rest of the sentence that the line before broke off."""
    if before.endswith(ENDS) or not SHORTEST_BROKEN_LINE <= len(before) <= LONGEST_PARAGRAPH:
        return False
    return OPENS.match(after) is None and heading_ordinal(after) is None


@cache
def heading_ordinal(text: str) -> int | None:
    """Return the ordinal of the section that a heading opens, None when it is no heading."""
    match = ORDINAL.match(text)
    if match is None or len(text) > LONGEST_HEADING:
        return None
    printed = "一二三四五六".index(match[1]) + 1
    for kind in section_kinds():
        if kind.ordinal == printed and any(word in text for word in kind.words):
            return kind.ordinal
    return None


def sections(lines: Iterable[Line]) -> tuple[Section, ...]:
    """Return the numbered sections with their prose as printed, tables left out."""
    found: list[tuple[int, str, str, list[str]]] = []
    for line in lines:
        ordinal = heading_ordinal(squeezed(plain(line.text)))
        if ordinal is not None:
            found.append((ordinal, line.text.strip(), line.place, []))
        elif found and is_prose(line):
            found[-1][3].append(line.text.strip())
    return tuple(
        Section(ordinal, heading, "\n".join(body), place) for ordinal, heading, place, body in found
    )
