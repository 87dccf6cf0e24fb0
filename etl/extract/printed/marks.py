"""Tells the marks that only point at a note from what belongs to a number, and invisible signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from etl.domain.report import Line

# Signs without width, and those that only say in which direction text runs.
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# Text between these two runs from right to left, its figures too: 821 is seen as 128.
TURN, END_TURN = "\u202e", "\u202c"
TURNED = re.compile(f"{TURN}([^\u202a-\u202e\u2066-\u2069\n]*){END_TURN}?")
NOTE = re.compile(
    r"[\s\d*＊†‡#§a-zA-Z\u2070-\u209f²³¹①-⑳⑴-⑽㈠-㈩\[\]［］()（）〔〕【】注,，、]{1,8}"
)
# A note's number behind a figure in prose: 170²条, 47①件.
RAISED = re.compile(r"(?<=[\d０-９])[⁰¹²³⁴-⁹₀-₉①-⑳❶-❿]+(?![\d０-９])")
# Readers that meet characters one by one set raised ones between these two.
RAISE, LOWER = "\x0e", "\x0f"
SET_OFF = re.compile(r"\x0e([^\x0e\x0f]*)\x0f")
SUSPECT = re.compile(rf"{INVISIBLE.pattern}|{RAISED.pattern}")


# The white of paper, or a color that hardly anyone tells from it: RRGGBB in hexadecimal.
PAPER = re.compile("(?:[fF][89a-fA-F]){3}")


def is_note_mark(text: str) -> bool:
    """Return whether a raised or lowered text is the mark of a note, and no part of the line."""
    return NOTE.fullmatch(text) is not None


def without_note_marks(text: str) -> str:
    """Return a paragraph without the raised marks of notes; alone they are its text."""
    if RAISE not in text:
        return text
    text = text.replace(LOWER + RAISE, "")
    if not SET_OFF.sub("", text).strip():
        return SET_OFF.sub(r"\1", text)
    return SET_OFF.sub(lambda mark: "" if is_note_mark(mark[1]) else mark[1], text)


def turned(text: str) -> str:
    """Return a text without invisible signs, in the order in which it is seen."""
    if TURN in text:
        text = TURNED.sub(lambda run: run[1][::-1], text)
    return INVISIBLE.sub("", text)


def as_seen(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines without invisible signs, prose without the marks of notes behind figures."""
    for line in lines:
        if SUSPECT.search(line.text) is None:
            yield line
        elif line.cells is None:
            yield replace(line, text=RAISED.sub("", turned(line.text)))
        else:
            cells = tuple(turned(cell) for cell in line.cells)
            yield replace(line, text=turned(line.text), cells=cells)
