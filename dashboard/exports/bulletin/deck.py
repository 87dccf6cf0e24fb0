"""A presentation being written, in our look or in an office's own: its layout, its texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from dashboard.charts.style.wrapping import length

WIDE, HIGH = Cm(33.867), Cm(19.05)
EDGE = 0.047
"""Of the width of a slide, left free on both sides."""
TITLE_SIZE, TEXT_SIZE, SMALL, TABLE_SIZE, TINY = Pt(30), Pt(18), Pt(14), Pt(14), Pt(10)
FONT, COLOR, INK = "微软雅黑", RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x22, 0x22, 0x22)
TITLE_ONLY = 5
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
TITLE_HERE = "{标题}"
"""In the cover of a template, in whose place the title of the whole stands."""
LINE = 1.3
"""How high a line is against its letters."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a slide."""

    left: int
    top: int
    width: int
    height: int

    @property
    def placed(self) -> tuple[int, int, int, int]:
        """Return it as python-pptx takes it."""
        return self.left, self.top, self.width, self.height


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation, the layout of its slides, and the area below their titles.

    One in an office's own look leaves fonts and colours to it.
    """

    show: Any
    layout: Any
    body: Area
    is_own: bool

    def saved(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        self.show.save(buffer)
        return buffer.getvalue()


def new_deck(title: str, template: bytes | None = None) -> Deck:
    """Return a presentation ready to be written on; raise ValueError where a template has no room.

    A template of the office's own gives its masters and the size of slides, and its only slide as
    the cover.
    """
    show: Any = Presentation(io.BytesIO(template) if template else None)
    if template is None:
        show.slide_width, show.slide_height = WIDE, HIGH
        edge = round(WIDE * EDGE)
        body = Area(edge, Cm(3.4), WIDE - 2 * edge, HIGH - Cm(3.4) - Cm(1.3))
        deck = Deck(show, show.slide_layouts[TITLE_ONLY], body, is_own=False)
    else:
        layout = titled_layout(show)
        deck = Deck(show, layout, below_title(show, layout), is_own=True)
        for slide in show.slides:
            put_title(slide, title)
    told = show.core_properties
    told.title, told.author, told.comments, told.language = title, "", "", "zh-CN"
    return deck


def titled_layout(show: Any) -> Any:
    """Return the layout with a title and the least besides; raise ValueError where none has one."""
    found = []
    for place, layout in enumerate(show.slide_layouts):
        kinds = [one.placeholder_format.type for one in layout.placeholders]
        if PP_PLACEHOLDER.TITLE in kinds:
            found.append((sum(kind not in (*TITLES, *FEET) for kind in kinds), place, layout))
    if not found:
        raise ValueError("no layout has a title")
    return min(found, key=lambda one: one[:2])[2]


def below_title(show: Any, layout: Any) -> Area:
    """Return what a layout leaves free below its title and above its foot."""
    wide, high = show.slide_width, show.slide_height
    edge = round(wide * EDGE)
    top, end = 0, high - edge
    for one in layout.placeholders:
        kind = one.placeholder_format.type
        if kind in TITLES:
            top = one.top + one.height + round(high * 0.015)
        elif kind in FEET and one.top > high / 2:
            end = min(end, one.top)
    return Area(edge, top, wide - 2 * edge, end - top)


def put_title(slide: Any, title: str) -> None:
    """Write the title of the whole in its place on the cover of a template."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                if TITLE_HERE in paragraph.text:
                    said = paragraph.text.replace(TITLE_HERE, title)
                    for run in paragraph.runs[1:]:
                        run._r.getparent().remove(run._r)
                    paragraph.runs[0].text = said


def new_slide(deck: Deck, title: str) -> Any:
    """Add a slide with its title and nothing else."""
    made = deck.show.slides.add_slide(deck.layout)
    for one in list(made.placeholders):
        if one.placeholder_format.type not in TITLES:
            one._element.getparent().remove(one._element)
    if deck.is_own:
        made.shapes.title.text_frame.text = title
        return made
    shape, edge = made.shapes.title, deck.body.left
    shape.left, shape.top, shape.width, shape.height = edge, Cm(0.9), deck.body.width, Cm(2)
    write(deck, shape.text_frame, [title], TITLE_SIZE)
    return made


def write(deck: Deck, frame: Any, texts: Sequence[str], size: int) -> None:
    """Write paragraphs into a frame, in our look in a font that has Chinese."""
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8)
        run = paragraph.add_run()
        run.text = text
        style(deck, run, size)


def style(deck: Deck, run: Any, size: int) -> None:
    """Set the size of a run, and in our look its font and colour."""
    run.font.size = size
    if deck.is_own:
        return
    run.font.name = FONT
    run.font.color.rgb = COLOR if size == TITLE_SIZE else INK
    east = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": FONT})
    run._r.get_or_add_rPr().append(east)


def lines_of(text: str, width: int, size: int) -> int:
    """Return how many lines a text takes in a width, rather one more than one less."""
    in_line = max(1.0, width / size - 1)
    return max(1, -(-int(length(text) * 10) // int(in_line * 10)))


def pages_of(texts: Sequence[str], area: Area, size: int) -> list[list[str]]:
    """Return paragraphs by the slides they fill."""
    pages: list[list[str]] = [[]]
    used = 0.0
    for text in texts:
        height = lines_of(text, area.width - Cm(0.5), size) * size * LINE + Pt(8)
        if pages[-1] and used + height > area.height:
            pages.append([])
            used = 0.0
        pages[-1].append(text)
        used += height
    return pages
