"""Reads a binary Word document: paragraphs, table rows with their cells, then the text boxes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from etl.extract.binary_word.looks import GONE_LOOK, RAISED_LOOK, look_of, looking_runs
from etl.extract.binary_word.paragraphs import Paragraph, paragraphs_of
from etl.extract.binary_word.parts import DAMAGED, NotBinaryWord, Parts
from etl.extract.binary_word.properties import Runs
from etl.extract.binary_word.text import Piece, Text, text_of
from etl.extract.printed.lines import UNREAD_PICTURE
from etl.extract.printed.marks import LOWER, RAISE, without_note_marks
from etl.extract.word_files.assembly import Assembly, Block
from etl.extract.word_files.tidying import NOTE

CELL_END = "\x07"
FIELD_STARTS, FIELD_RESULT, FIELD_ENDS = "\x13", "\x14", "\x15"
MARKS = re.compile(r"[\r\x07\x0c\x13-\x15]")
NO_ENDS = re.compile(r"[^\r\x07\x0c\x13-\x15]")
SIGNS = str.maketrans({"\x0b": "\n", "\x1e": "-", "\x1f": None, "\xa0": " "})
HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1d]")
SURROGATE = re.compile("[\ud800-\udfff]")
# The texts of a document that are printed in it, and what is written before their paragraphs:
# the main one, text boxes, footnotes, endnotes.
STORIES = ((0, ""), (6, ""), (1, NOTE), (5, NOTE))
MOST_FIELDS = 32
MOST_SPANS = 200_000
SHIFT = 0x100000
DRAWN_ONLY = "\x01"
RAISED = re.compile("[\U00100000-\U0010ffff]+")
DRAWN = re.compile(r"[\x01\x08]")  # a picture in the line, or anchored in it


@dataclass(slots=True)
class Fields:
    """The fields that are open, from the outermost; of a field only its result is printed."""

    in_code: list[bool] = field(default_factory=list)

    def take(self, mark: str) -> None:
        """Take a mark of a field; a code that does not end with its paragraph is damaged."""
        if mark == FIELD_STARTS:
            self.in_code = [*self.in_code[-MOST_FIELDS:], True]
        elif mark == FIELD_ENDS:
            self.in_code = self.in_code[:-1]
        elif mark == FIELD_RESULT:
            self.in_code = [*self.in_code[:-1], False]
        else:
            self.in_code = [False] * len(self.in_code)

    def is_printed(self) -> bool:
        """Return whether text here is printed."""
        return not any(self.in_code)


def blocks(parts: Parts) -> list[Block]:
    """Return each paragraph as one text, each table row as its cells' texts.

    Raises NotBinaryWord when the properties of the text are damaged beyond reading.
    """
    try:
        text = text_of(parts)
        lengths = parts.lengths()
        about = paragraphs_of(parts, text)
        shown = as_seen(text, looking_runs(parts))
        assembly = Assembly()
        for story, opening in STORIES:
            start = sum(lengths[:story])
            for number, mark, said in endings(
                shown, start, min(start + lengths[story], len(shown))
            ):
                text_said = opening + said.strip() if opening and said.strip() else said
                end(assembly, text_said, mark, about.ending_at(number))
        return assembly.finish()
    except NotBinaryWord:
        raise
    except DAMAGED as error:
        raise NotBinaryWord("文件已损坏，正文无法定位") from error


def endings(text: str, start: int, stop: int) -> Iterator[tuple[int, str, str]]:
    """Yield the number and the mark of each end of a paragraph or cell, with its text."""
    fields = Fields()
    parts: list[str] = []
    for mark in MARKS.finditer(text, start, stop):
        if fields.is_printed():
            parts.append(text[start : mark.start()])
        start = mark.end()
        fields.take(mark[0])
        if mark[0] < FIELD_STARTS:
            yield mark.start(), mark[0], written("".join(parts))
            parts = []
    rest = written("".join([*parts, text[start:stop]]))
    if rest:
        yield stop - 1, "", rest


def end(assembly: Assembly, text: str, mark: str, about: Paragraph) -> None:
    """Tell the assembly what ends with a mark."""
    if text == DRAWN_ONLY:
        text = UNREAD_PICTURE if mark == CELL_END and about.depth else ""
    if not mark:
        assembly.end_paragraph(text, 0)
    elif about.ends_row:
        assembly.end_row(about.depth, about.cells)
    elif mark == CELL_END or about.ends_cell:
        assembly.end_cell(text, about.depth)
    else:
        assembly.end_paragraph(text, about.depth)


def as_seen(text: Text, looks: Runs) -> str:
    """Return the characters with zeros for those that are gone, so that none moves.

    Raised ones are shifted out of Unicode's usual planes until their paragraph is whole.
    """
    spans = list(islice(all_spans(text, looks), MOST_SPANS))
    shown: list[str] = []
    at = 0
    for start, stop, look in sorted(spans):
        if stop > at:
            shown.append(text.characters[at:start])
            run = text.characters[max(start, at) : stop]
            shown.append(NO_ENDS.sub("\0" if look == GONE_LOOK else shifted, run))
            at = stop
    return "".join([*shown, text.characters[at:]])


def shifted(found: re.Match[str]) -> str:
    """Return a raised character as one that no text prints."""
    return chr(SHIFT + ord(found[0]) % SHIFT)


def all_spans(text: Text, looks: Runs) -> Iterator[tuple[int, int, bytes]]:
    """Yield first and last character, exclusive, and look of every run that is not plain."""
    for piece in text.pieces:
        whole = look_of(piece.properties, {}) if piece.properties else None
        if whole is not None and (whole.is_gone or whole.is_raised):
            look = GONE_LOOK if whole.is_gone else RAISED_LOOK
            yield piece.first, piece.first + piece.count, look
        elif looks.starts:
            yield from spans_of(piece, looks)


def spans_of(piece: Piece, looks: Runs) -> Iterator[tuple[int, int, bytes]]:
    """Yield the runs of a piece that are not plain."""
    last = piece.offset + piece.count * piece.width
    low = max(0, bisect_right(looks.starts, piece.offset) - 1)
    for number in range(low, bisect_left(looks.starts, last)):
        start, stop = max(looks.starts[number], piece.offset), min(looks.ends[number], last)
        if stop > start:
            first = piece.first + (start - piece.offset) // piece.width
            end = piece.first + (stop - piece.offset) // piece.width
            yield first, end, looks.properties[number]


def written(text: str) -> str:
    """Return what a run of characters prints, without hidden signs and the marks of notes."""
    if RAISED.search(text):
        text = without_note_marks(RAISED.sub(set_off, text))
    if SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    shown = HIDDEN.sub("", text.translate(SIGNS))
    return shown if shown.strip() or not DRAWN.search(text) else DRAWN_ONLY


def set_off(raised: re.Match[str]) -> str:
    """Return raised characters between the signs that set them off."""
    return RAISE + "".join(chr(ord(character) - SHIFT) for character in raised[0]) + LOWER
