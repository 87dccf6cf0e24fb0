"""The characters and straight rules of a PDF page, in points from its lower left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from etl.extract.ruled_pages.characters import (
    Glyph,
    Seen,
    Turn,
    quarter_turn,
    seen_on,
)
from etl.extract.ruled_pages.objects import Point, TooMuchDrawn, drawing_of
from etl.extract.ruled_pages.overdrawn import once, without_struck

__all__ = ["Glyph", "Rule", "Shapes", "TooMuchDrawn", "shapes_of"]

MOST_PICTURES = 200
MOST_OF_PAGE = 0.5
STRAIGHT = 1.5
SHORTEST_RULE = 4.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: across at height `at`, or down at the distance `at` from the left."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Shapes:
    """Everything of a page that matters: its characters, and its rules across and down."""

    glyphs: list[Glyph]
    across: list[Rule]
    down: list[Rule]
    is_pictured: bool = False


def shapes_of(
    page: Any, text_page: Any, *, has_layers: bool = False, doubted: frozenset[int] = frozenset()
) -> Shapes:
    """Return what a page draws; raise TooMuchDrawn for a page that is no report's.

    `has_layers` says that parts of the document may be switched off; `doubted` are the addresses of
    texts that say another figure than they draw.
    """
    drawing = drawing_of(page)
    drawing.doubted = doubted
    pictured = is_pictured(page)
    seen: Seen = seen_on(page, text_page, drawing, is_pictured=pictured, has_layers=has_layers)
    # Text that reads upright says how a page is held, whichever way a viewer turns it.
    turn = quarter_turn(seen.quarter)
    across, down = rules(drawing.strokes, turn)
    glyphs, across = without_struck(once(seen.turned(turn)), across)
    return Shapes(glyphs, across, down, pictured)


def is_pictured(page: Any) -> bool:
    """Return whether a picture covers most of a page."""
    whole = page.get_width() * page.get_height()
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_PICTURES)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges))
            left, bottom, right, top = (edge.value for edge in edges)
            if (right - left) * (top - bottom) > MOST_OF_PAGE * whole:
                return True
    return False


def rules(strokes: Iterable[tuple[Point, Point]], turn: Turn) -> tuple[list[Rule], list[Rule]]:
    """Return the rules across and down, those that thin boxes draw included."""
    across, down = [], []
    for start, end in strokes:
        (x0, y0), (x1, y1) = turn(*start), turn(*end)
        if abs(y1 - y0) < STRAIGHT and abs(x1 - x0) > SHORTEST_RULE:
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) < STRAIGHT and abs(y1 - y0) > SHORTEST_RULE:
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down
