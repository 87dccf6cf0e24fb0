"""The characters of a PDF page as they are seen: what is invisible, covered or struck left out."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from PIL import Image

from etl.extract.ruled_pages.cut_figures import Left, left_of, pieces_at_edge
from etl.extract.ruled_pages.objects import Drawing, TextLook, TooMuchDrawn, address_of

MOST_GLYPHS = 60_000
FIRST_PRINTED = 33
NO_TEXT = range(0xFFFE, 0x10000)
OF_NO_FONT = range(0xE000, 0xF900)
UNMAPPED = "\ufffd"
UNSCALED = 40.0  # points: a box so large may be that of a font whose size is scaled down
DIGIT_WIDTH = 0.7  # of the height of its ink
ASLANT = 4  # degrees
SCALE = 2
INK = 60
PLAIN = TextLook(0)
Turn = Callable[[float, float], tuple[float, float]]


class Glyph(NamedTuple):
    """One character and the box that it fills; one that is `set_off` belongs to no text near it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    set_off: bool = False

    @property
    def middle(self) -> float:
        """Return how high its middle stands above the foot of the page, in points."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Seen:
    """The characters of a page, and by how many quarters most of them are turned to the left."""

    glyphs: list[Glyph]
    quarter: int = 0

    def turned(self, turn: Turn) -> list[Glyph]:
        """Return the characters where they lie when the page is turned."""
        if turn(1.0, 2.0) == (1.0, 2.0) and turn(0.0, 0.0) == (0.0, 0.0):
            return self.glyphs
        found = []
        for text, left, bottom, right, top, set_off in self.glyphs:
            x0, y0 = turn(left, bottom)
            x1, y1 = turn(right, top)
            found.append(Glyph(text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), set_off))
        return found


def quarter_turn(quarter: int) -> Turn:
    """Return how points move when a page is turned to the right by quarters."""
    turns: tuple[Turn, ...] = (
        lambda x, y: (x, y), lambda x, y: (y, -x), lambda x, y: (-x, -y), lambda x, y: (-y, x),
    )  # fmt: skip
    return turns[quarter % 4]


def seen_on(
    page: Any, text_page: Any, drawing: Drawing, *, is_pictured: bool, has_layers: bool
) -> Seen:
    """Return the characters that a page shows, in the order of the file; blanks are left out.

    A box is as high and wide as the font makes its characters, so that low signs stay in line.
    """
    count = pdfium.FPDFText_CountChars(text_page.raw)
    if count > MOST_GLYPHS:
        raise TooMuchDrawn
    found = inside(page, list(glyphs_of(text_page.raw, count)))
    if drawing.doubted:
        found = [(n, trusted(text_page.raw, n, glyph, drawing)) for n, glyph in found]
    if drawing.is_plain() and not has_layers:
        return Seen([glyph for _, glyph in found])
    looks = [look_at(text_page.raw, index, drawing) for index, _ in found]
    found, looks = unclipped(text_page.raw, found, looks)
    if not (is_pictured and not any(look.has_ink for look in looks)):
        pairs = zip(found, looks, strict=True)
        kept = [(entry, look) for entry, look in pairs if look.has_ink]
        found, looks = [entry for entry, _ in kept], [look for _, look in kept]
    shown = shown_of(page, [g for _, g in found], looks, drawing, has_layers=has_layers)
    found = [entry for entry, is_shown in zip(found, shown, strict=True) if is_shown]
    looks = [look for look, is_shown in zip(looks, shown, strict=True) if is_shown]
    return in_order(text_page.raw, found, looks)


def glyphs_of(raw: Any, count: int) -> Iterator[tuple[int, Glyph]]:
    """Yield each character of a page with its number; blanks and signs without a look have none."""
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    code_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    for index in range(count):
        code = code_at(raw, index)
        if code < FIRST_PRINTED or code in NO_TEXT:
            if code or pdfium.FPDFText_IsGenerated(raw, index):
                continue
            code = 0xFFFD
        if not box_at(raw, index, at):
            continue
        text = UNMAPPED if code in OF_NO_FONT else chr(code)
        if text.isspace():
            continue
        bottom, top = box.bottom, box.top
        if top - bottom > UNSCALED:
            yield index, rescaled(raw, index, text, box)
        else:
            yield index, Glyph(text, box.left, bottom, box.right, top)


def rescaled(raw: Any, index: int, text: str, loose: Any) -> Glyph:
    """Return a character in the box of its ink, where that of its font is not scaled."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    ends = map(ctypes.byref, (left, right, bottom, top))
    height = loose.top - loose.bottom
    if not pdfium.FPDFText_GetCharBox(raw, index, *ends) or 3 * (top.value - bottom.value) > height:
        return Glyph(text, loose.left, loose.bottom, loose.right, loose.top)
    ink = Glyph(text, left.value, bottom.value, right.value, top.value)
    return roomy(ink) if text.isdigit() else ink


def roomy(ink: Glyph) -> Glyph:
    """Return the box of a digit's ink as wide as a font makes it, so that 1 stands by 1."""
    middle = (ink.left + ink.right) / 2
    half = max(ink.right - ink.left, DIGIT_WIDTH * (ink.top - ink.bottom)) / 2
    return ink._replace(left=middle - half, right=middle + half)


def inside(page: Any, found: list[tuple[int, Glyph]]) -> list[tuple[int, Glyph]]:
    """Return the characters on the part of a page that is shown; pieces of figures are unmapped."""
    left, bottom, right, top = page.get_cropbox()
    shown = [
        left <= (glyph.left + glyph.right) / 2 <= right
        and bottom <= (glyph.bottom + glyph.top) / 2 <= top
        for _, glyph in found
    ]
    if all(shown):
        return found
    signs = [(g.text, (g.left, g.bottom, g.right, g.top)) for _, g in found]
    pieces = pieces_at_edge(signs, shown)
    return [
        (index, glyph._replace(text=UNMAPPED) if at in pieces else glyph)
        for at, (index, glyph) in enumerate(found)
        if shown[at]
    ]


def look_at(raw: Any, index: int, drawing: Drawing) -> TextLook:
    """Return how the text is drawn that a character belongs to."""
    return drawing.texts.get(address_of(pdfium.FPDFText_GetTextObject(raw, index)), PLAIN)


def shown_of(
    page: Any, glyphs: list[Glyph], looks: list[TextLook], drawing: Drawing, *, has_layers: bool
) -> list[bool]:
    """Return for each character whether the drawn page shows it, where that is in doubt."""
    doubted = [
        has_layers or look.is_white or look.clip is not None or is_covered(glyph, look, drawing)
        for glyph, look in zip(glyphs, looks, strict=True)
    ]
    if not any(doubted) or page.get_rotation():
        return [True] * len(glyphs)
    picture = page.render(scale=SCALE, grayscale=True, may_draw_forms=False).to_pil()
    left, _, _, top = page.get_cropbox()
    return [
        not is_doubted or has_ink(picture, glyph, left, top)
        for glyph, is_doubted in zip(glyphs, doubted, strict=True)
    ]


def trusted(raw: Any, index: int, glyph: Glyph, drawing: Drawing) -> Glyph:
    """Return a character as unmapped where its text says another figure than is drawn."""
    is_doubted = address_of(pdfium.FPDFText_GetTextObject(raw, index)) in drawing.doubted
    return glyph._replace(text=UNMAPPED) if is_doubted else glyph


def unclipped(
    raw: Any, found: list[tuple[int, Glyph]], looks: list[TextLook]
) -> tuple[list[tuple[int, Glyph]], list[TextLook]]:
    """Return characters without those that are clipped away; a figure cut through is unmapped."""
    if not any(look.clip for look in looks):
        return found, looks
    entries = [(n, g.text, (g.left, g.bottom, g.right, g.top)) for n, g in found]
    rest = zip(found, looks, left_of(raw, entries, looks), strict=True)
    kept = [
        ((index, glyph._replace(text=UNMAPPED) if left is Left.PIECE else glyph), look)
        for (index, glyph), look, left in rest
        if left is not Left.NOTHING
    ]
    return [entry for entry, _ in kept], [look for _, look in kept]


def is_covered(glyph: Glyph, look: TextLook, drawing: Drawing) -> bool:
    """Return whether something that may hide a character is drawn after it."""
    x, y = (glyph.left + glyph.right) / 2, glyph.middle
    return any(
        order > look.order and left <= x <= right and bottom <= y <= top
        for order, (left, bottom, right, top) in drawing.covers
    )


def has_ink(picture: Image.Image, glyph: Glyph, left: float, top: float) -> bool:
    """Return whether the place of a character is not all of one shade."""
    width, height = glyph.right - glyph.left, glyph.top - glyph.bottom
    box = (
        (glyph.left + 0.1 * width - left) * SCALE, (top - glyph.top + 0.15 * height) * SCALE,
        (glyph.right - 0.1 * width - left) * SCALE, (top - glyph.bottom - 0.15 * height) * SCALE,
    )  # fmt: skip
    place = picture.convert("L").crop((int(box[0]), int(box[1]), int(box[2]) + 1, int(box[3]) + 1))
    darkest, lightest = place.getextrema()
    return int(lightest) - int(darkest) > INK  # pyright: ignore[reportArgumentType]


def in_order(raw: Any, found: list[tuple[int, Glyph]], looks: list[TextLook]) -> Seen:
    """Return characters without those aslant; those turned or lighter than others are set off."""
    if not any(look.is_turned or look.is_light for look in looks):
        return Seen([glyph for _, glyph in found])
    angles = [
        -math.degrees(pdfium.FPDFText_GetCharAngle(raw, index)) if look.is_turned else 0.0
        for (index, _), look in zip(found, looks, strict=True)
    ]
    upright = [
        (glyph, look, round(angle / 90) % 4)
        for (_, glyph), look, angle in zip(found, looks, angles, strict=True)
        if abs(angle - 90 * round(angle / 90)) <= ASLANT
    ]
    quarters = Counter(quarter for _, _, quarter in upright)
    usual = quarters.most_common(1)[0][0] if quarters else 0
    return Seen(
        [g._replace(set_off=look.is_light or quarter != usual) for g, look, quarter in upright],
        usual,
    )
