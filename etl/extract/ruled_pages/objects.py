"""Walks over what a PDF page draws: strokes, how its texts look, what covers them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from etl.extract.ruled_pages.clips import clip_of
from etl.extract.ruled_pages.room import Box, Room

MOST_OBJECTS = 60_000
MOST_POINTS = 400
DEEPEST_FORM = 6
NO_INK, CLIPS_ONLY = 3, 7
WHITE, LIGHT = 245, 190
SMALLEST_COVER = 12.0  # square points
LARGEST_COVER = 60_000.0
THIN = 4.0  # points
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
Point = tuple[float, float]


class TooMuchDrawn(ValueError):
    """A page draws more than any report does."""


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a run of text is drawn; `order` is its place among all that the page draws.

    `clip` is the box outside which it is not shown, where some of it lies there.
    """

    order: int
    has_ink: bool = True
    is_white: bool = False
    is_light: bool = False
    is_turned: bool = False
    clip: Box | None = None
    is_in_form: bool = False


@dataclass(slots=True)
class Drawing:
    """What a page draws: strokes, texts by the address of their object, boxes drawn over texts.

    `shades` are the boxes that are filled with anything but white.

    `doubted` are the addresses of texts that say another figure than they draw.
    """

    strokes: list[tuple[Point, Point]] = field(default_factory=list)
    texts: dict[int, TextLook] = field(default_factory=dict)
    covers: list[tuple[int, Box]] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    doubted: frozenset[int] = frozenset()
    count: int = 0
    room: Room = field(default_factory=Room)

    def is_plain(self) -> bool:
        """Return whether every text is drawn upright, dark and with ink, and nothing covers it."""
        return not self.covers and all(
            look.has_ink and not (look.is_light or look.is_turned or look.clip)
            for look in self.texts.values()
        )


def drawing_of(page: Any) -> Drawing:
    """Return what a page draws; raise TooMuchDrawn for a page that is no report's."""
    drawing = Drawing()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        take(drawing, pdfium.FPDFPage_GetObject(page.raw, index), UNMOVED, 0)
    return drawing


def take(drawing: Drawing, drawn: Any, moved: Matrix, depth: int) -> None:
    """Take one object of a page, moved as the form it stands in is."""
    drawing.count += 1
    if drawing.count > MOST_OBJECTS:
        raise TooMuchDrawn
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        drawing.texts[address_of(drawn)] = text_look(drawn, moved, drawing.count, drawing.room)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        take_path(drawing, drawn, moved)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and drawing.texts:
        take_cover(drawing, drawn, moved)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        inside = joined(matrix_of(drawn, drawing.room), moved)
        for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            take(drawing, pdfium.FPDFFormObj_GetObject(drawn, index), inside, depth + 1)


def address_of(drawn: Any) -> int:
    """Return what tells one object of a page from the others."""
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0


def text_look(text: Any, moved: Matrix, order: int, room: Room) -> TextLook:
    """Return how a run of text is drawn."""
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text)
    red, green, blue, alpha = fill_of(text, room)
    a, b, c, d, _, _ = joined(matrix_of(text, room), moved)
    dark = min(red, green, blue)
    is_filled = mode in (0, 4)
    return TextLook(
        order,
        mode not in (NO_INK, CLIPS_ONLY) and not (is_filled and alpha == 0),
        is_filled and dark >= WHITE,
        is_filled and (dark >= LIGHT or alpha < 128),
        abs(math.atan2(b, a)) > 0.03 or (a * d - b * c) < 0,
        clip_of(text, room),
        moved is not UNMOVED,
    )


def fill_of(drawn: Any, room: Room) -> tuple[int, int, int, int]:
    """Return red, green, blue and how much of what is below a fill hides; black where unknown."""
    if not pdfium.FPDFPageObj_GetFillColor(drawn, *room.color):
        return (0, 0, 0, 255)
    red, green, blue, alpha = room.tone
    return (red.value, green.value, blue.value, alpha.value)


def take_path(drawing: Drawing, path: Any, moved: Matrix) -> None:
    """Take the strokes of a path; the edges of white paper behind a text are none."""
    fill, stroke = drawing.room.mode
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    is_white = bool(fill.value) and is_filled_white(path, drawing.room)
    if not is_white or stroke.value or is_on_shade(drawing, path, moved):
        drawing.strokes += path_strokes(path, moved, drawing.room)
    if is_white and drawing.texts:
        take_cover(drawing, path, moved)
    elif fill.value and not is_white:
        drawing.shades.append(box_of(path, moved, drawing.room))


def is_filled_white(path: Any, room: Room) -> bool:
    """Return whether what fills a path is white and hides what is below it."""
    red, green, blue, alpha = fill_of(path, room)
    return alpha > 128 and min(red, green, blue) >= WHITE


def box_of(drawn: Any, moved: Matrix, room: Room) -> Box:
    """Return where on the page something is drawn."""
    pdfium.FPDFPageObj_GetBounds(drawn, *room.box)
    left, bottom, right, top = (edge.value for edge in room.edges)
    a, _, _, d, e, f = moved
    return (a * left + e, d * bottom + f, a * right + e, d * top + f)


def is_on_shade(drawing: Drawing, white: Any, moved: Matrix) -> bool:
    """Return whether a white box shows its edges: a thin one does, and one on something darker."""
    left, bottom, right, top = box_of(white, moved, drawing.room)
    if min(right - left, top - bottom) < THIN:
        return True
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(s[0] < x < s[2] and s[1] < y < s[3] for s in drawing.shades)


def take_cover(drawing: Drawing, drawn: Any, moved: Matrix) -> None:
    """Note where something is drawn over the texts before it, unless it covers the whole page."""
    box = box_of(drawn, moved, drawing.room)
    area = (box[2] - box[0]) * (box[3] - box[1])
    if SMALLEST_COVER < area < LARGEST_COVER:
        drawing.covers.append((drawing.count, box))


def path_strokes(path: Any, around: Matrix, room: Room) -> Iterator[tuple[Point, Point]]:
    """Yield the straight strokes of a path that is really drawn, moved as what is around it."""
    fill, stroke = room.mode
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(path)
    if not (fill.value or stroke.value) or not 2 <= count <= MOST_POINTS:
        return
    x, y, *_ = room.edges
    start = before = (0.0, 0.0)
    a, b, c, d, e, f = joined(matrix_of(path, room), around)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, *room.point)
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, start
        before = here


def matrix_of(drawn: Any, room: Room) -> Matrix:
    """Return how an object is moved from where its points say."""
    pdfium.FPDFPageObj_GetMatrix(drawn, room.to_matrix)
    matrix = room.matrix
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def joined(first: Matrix, then: Matrix) -> Matrix:
    """Return one movement followed by another as one."""
    if then is UNMOVED:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
