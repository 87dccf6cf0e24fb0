"""The characters and straight rules of a PDF page, in points from its lower left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

MOST_GLYPHS = 60_000
MOST_OBJECTS = 60_000
MOST_POINTS = 400
MOST_PICTURES = 200
MOST_OF_PAGE = 0.5
DEEPEST_FORM = 6
STRAIGHT = 1.5
SHORTEST_RULE = 4.0
FIRST_PRINTED = 33
PRIVATE = range(0xFFFE, 0x10000)
Matrix = tuple[float, float, float, float, float, float]
Turn = Callable[[float, float], tuple[float, float]]
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


class Glyph(NamedTuple):
    """One character and the box that it fills."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.bottom + self.top) / 2


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


class TooMuchDrawn(ValueError):
    """A page draws more than any report does."""


def shapes_of(page: Any, text_page: Any) -> Shapes:
    """Return what a page draws; raise TooMuchDrawn for a page that is no report's."""
    turn = turned(page)
    across, down = rules(page, turn)
    return Shapes(glyphs(text_page, turn), across, down, is_pictured(page))


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


def turned(page: Any) -> Turn:
    """Return how points of a page lie when it is shown the right way up."""
    width, height = page.get_mediabox()[2:]
    turns: dict[int, Turn] = {
        90: lambda x, y: (y, width - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (height - y, x),
    }
    return turns.get(page.get_rotation(), lambda x, y: (x, y))


def glyphs(text_page: Any, turn: Turn) -> list[Glyph]:
    """Return the printed characters in the order of the file; blanks are left out.

    A box is as high and wide as the font makes its characters, so that low signs stay in line.
    """
    raw = text_page.raw
    count = pdfium.FPDFText_CountChars(raw)
    if count > MOST_GLYPHS:
        raise TooMuchDrawn
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    found = []
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code < FIRST_PRINTED or code in PRIVATE:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, at):
            continue
        character = chr(code)
        if character.isspace():
            continue
        x0, y0 = turn(box.left, box.bottom)
        x1, y1 = turn(box.right, box.top)
        found.append(Glyph(character, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found


def rules(page: Any, turn: Turn) -> tuple[list[Rule], list[Rule]]:
    """Return the rules across and down, those that thin boxes draw included."""
    across, down = [], []
    for start, end in strokes(page):
        (x0, y0), (x1, y1) = turn(*start), turn(*end)
        if abs(y1 - y0) < STRAIGHT and abs(x1 - x0) > SHORTEST_RULE:
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) < STRAIGHT and abs(y1 - y0) > SHORTEST_RULE:
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down


Point = tuple[float, float]


def strokes(page: Any) -> Iterator[tuple[Point, Point]]:
    """Yield the straight strokes of every path on a page, those of nested forms included."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    budget = [MOST_OBJECTS]
    for index in range(count):
        yield from strokes_of(pdfium.FPDFPage_GetObject(page.raw, index), UNMOVED, 0, budget)


def strokes_of(
    drawn: Any, moved: Matrix, depth: int, budget: list[int]
) -> Iterator[tuple[Point, Point]]:
    """Yield the strokes of one object of a page, moved as the form it stands in is."""
    budget[0] -= 1
    if budget[0] < 0:
        raise TooMuchDrawn
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield from path_strokes(drawn, joined(matrix_of(drawn), moved))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        inside = joined(matrix_of(drawn), moved)
        for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            inner = pdfium.FPDFFormObj_GetObject(drawn, index)
            yield from strokes_of(inner, inside, depth + 1, budget)


def path_strokes(path: Any, moved: Matrix) -> Iterator[tuple[Point, Point]]:
    """Yield the straight strokes of a path that is really drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(path)
    if not (fill.value or stroke.value) or not 2 <= count <= MOST_POINTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    a, b, c, d, e, f = moved
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, start
        before = here


def matrix_of(drawn: Any) -> Matrix:
    """Return how an object is moved from where its points say."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix))
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def joined(first: Matrix, then: Matrix) -> Matrix:
    """Return one movement followed by another as one."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
