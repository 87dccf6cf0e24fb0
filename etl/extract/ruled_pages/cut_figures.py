"""Tells which characters of a PDF page a clip hides, and which figures it leaves in doubt."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from etl.extract.ruled_pages.objects import TextLook
from etl.extract.ruled_pages.room import Box

FIGURE = frozenset("0123456789.")
BEYOND = 0.5  # points
NEXT = 0.5  # of its height: how near the next digit of a figure is


class Left(Enum):
    """What a clip leaves of a character: all that counts, a piece of a figure, or nothing."""

    WHOLE = "whole"
    PIECE = "piece"
    NOTHING = "nothing"


def left_of(
    raw: Any, entries: Sequence[tuple[int, str, Box]], looks: Sequence[TextLook]
) -> list[Left]:
    """Return what clips leave of characters, given by number, sign and box, in a page's order.

    Of a figure beside which another of the same text is hidden, too, only a piece is left.
    """
    found = [
        left(raw, *entry, look.clip) if look.clip and not look.is_in_form else Left.WHOLE
        for entry, look in zip(entries, looks, strict=True)
    ]
    is_figure = [text in FIGURE for _, text, _ in entries]

    def is_hidden(at: int, look: TextLook) -> bool:
        is_own = 0 <= at < len(found) and looks[at] is look
        return is_own and is_figure[at] and found[at] is Left.NOTHING

    return [
        Left.PIECE
        if kept is Left.WHOLE
        and is_figure[at]
        and (is_hidden(at - 1, look) or is_hidden(at + 1, look))
        else kept
        for at, (kept, look) in enumerate(zip(found, looks, strict=True))
    ]


def pieces_at_edge(signs: Sequence[tuple[str, Box]], shown: Sequence[bool]) -> set[int]:
    """Return which digits of a figure stand on a page beside others of it beyond the edge."""
    found: set[int] = set()
    for at, ((before, first), (text, box)) in enumerate(pairwise(signs), 1):
        if shown[at - 1] == shown[at] or not {before, text} <= FIGURE:
            continue
        near = NEXT * (box[3] - box[1])
        gap = max(first[0], box[0]) - min(first[2], box[2])
        if gap < near and abs(first[1] + first[3] - box[1] - box[3]) < 2 * near:
            found.add(at if shown[at] else at - 1)
    return found


def left(raw: Any, index: int, text: str, loose: Box, clip: Box) -> Left:
    """Return what a clip leaves of one character; what it cuts of other signs does not count."""
    x0, y0, x1, y1 = ink_of(raw, index) or loose
    across, up = min(BEYOND, (x1 - x0) / 4), (y1 - y0) / 4
    edge = min(BEYOND, up)
    if (
        x1 - across <= clip[0]
        or x0 + across >= clip[2]
        or y1 - edge <= clip[1]
        or y0 + edge >= clip[3]
    ):
        return Left.NOTHING
    # A row that is too low for its text cuts a little off its figures, which are all there.
    is_whole = (
        x0 + across >= clip[0]
        and x1 - across <= clip[2]
        and y0 + up >= clip[1]
        and y1 - up <= clip[3]
    )
    return Left.PIECE if text in FIGURE and not is_whole else Left.WHOLE


def ink_of(raw: Any, index: int) -> Box | None:
    """Return the box of what is drawn of a character, None where that is not known."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    ends = map(ctypes.byref, (left, right, bottom, top))
    if not pdfium.FPDFText_GetCharBox(raw, index, *ends):
        return None
    box = (left.value, bottom.value, right.value, top.value)
    return box if box[0] < box[2] and box[1] < box[3] else None
