"""How the characters of Word's XML look: which are hidden or struck out, which are raised.

What looks so by its style looks so as if it were written at the run itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from etl.extract.printed.marks import PAPER, is_note_mark
from etl.extract.word_files.names import CELL, NO, PARAGRAPH, ROW, RUN, TABLE, TEXT, VALUE, WORD

TELLING = re.compile(
    rb"vanish|strike|<w:vertAlign w:val=.su|<w:position w:val=.-?[1-9]"
    rb"|<w:color [^>]{0,80}val=.(?:(?:[Ff][89A-Fa-f]){3}|[Ww]hite)"
    rb"|<w:color [^>]{0,80}themeColor=.(?:background|light)1"
    rb"|rPrChange|<w:del[ /]|<w:sz w:val=.[12][\"']"
    rb"|<!--|<!\[CDATA\["
)
# One of these stands wherever a text tells; they are looked for much faster.
MAY_TELL = (
    b"vanish", b"trike", b"<w:vertAlign", b"<w:position", b'<w:color w:val="F',
    b'<w:color w:val="f', b"<w:color w:val='", b"hite", b'Color="background1', b'Color="light1',
    b"rPrChange",
    b"<w:del", b"<!", b'<w:sz w:val="1"', b'<w:sz w:val="2"', b"<w:sz w:val='1'",
    b"<w:sz w:val='2'",
)  # fmt: skip
STYLE, TABLE_STYLE = b"<w:style ", b'w:type="table"'
STYLE_NAME = re.compile(rb'w:styleId="([^"]{1,200})"')
BASED_ON = re.compile(rb'<w:basedOn w:val="([^"]{1,200})"')
UNSHADED = {"auto", "none", ""}
UNPATTERNED = {"clear", "nil", ""}
PAPER_OF_THEME = ("background1", "light1")
DEEPEST_STYLE = 12
RAISED_FROM = 5  # half points
TINY = 2  # half points


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of characters, None where nothing is."""

    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    white: bool | None = None
    tiny: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look where it says something, and the one below it where not."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.raised if self.raised is None else self.raised,
            below.white if self.white is None else self.white,
            below.tiny if self.tiny is None else self.tiny,
        )


PLAIN = Look()
Looks = Mapping[str, Look]


def look_of(properties: etree._Element | None) -> Look:
    """Return the look that run properties give."""
    if properties is None or not len(properties):
        return PLAIN
    told = {str(entry.tag): entry for entry in properties if isinstance(entry.tag, str)}
    strikes = [is_on(told[n]) for n in (f"{WORD}strike", f"{WORD}dstrike") if n in told]
    hidden = told.get(f"{WORD}vanish")
    color, size = told.get(f"{WORD}color"), told.get(f"{WORD}sz")
    return Look(
        is_on(hidden) if hidden is not None else None,
        any(strikes) if strikes else None,
        raised(told.get(f"{WORD}vertAlign"), told.get(f"{WORD}position")),
        is_white(color) if color is not None else None,
        0 < number(size.get(VALUE)) <= TINY if size is not None else None,
    )


def is_on(entry: etree._Element) -> bool:
    """Return whether a property that is either on or off is on."""
    return entry.get(VALUE) not in NO


def is_white(color: etree._Element) -> bool:
    """Return whether a color is that of paper, by itself or by the theme of the document."""
    is_of_theme = color.get(f"{WORD}themeColor") in PAPER_OF_THEME
    is_shaded = color.get(f"{WORD}themeShade") is not None
    return is_paper(color.get(VALUE, "")) or (is_of_theme and not is_shaded)


def is_paper(color: str) -> bool:
    """Return whether a color is the white of paper, or hardly another."""
    return PAPER.fullmatch(color) is not None or color.lower() == "white"


def raised(align: etree._Element | None, position: etree._Element | None) -> bool | None:
    """Return whether characters are set above or below their line, None where nothing is said."""
    if align is not None and align.get(VALUE) in ("superscript", "subscript"):
        return True
    if position is not None:
        return abs(number(position.get(VALUE))) >= RAISED_FROM
    return None if align is None else False


def number(text: str | None) -> int:
    """Return a whole number, 0 for what is none."""
    try:
        return int(text or "0")
    except ValueError:
        return 0


def looks_of(styles: etree._Element | None) -> dict[str, Look]:
    """Return the looks of the styles that say something of them, each with what it is based on."""
    if styles is None:
        return {}
    own: dict[str, tuple[Look, str]] = {}
    for style in styles.iter(f"{WORD}style"):
        base = style.find(f"{WORD}basedOn")
        look = look_of(style.find(f"{WORD}rPr"))
        own[style.get(f"{WORD}styleId", "")] = look, "" if base is None else base.get(VALUE, "")
    found = {}
    for name, said in own.items():
        look, base = said
        for _ in range(DEEPEST_STYLE):
            if base not in own:
                break
            look, base = look.over(own[base][0]), own[base][1]
        if look != PLAIN:
            found[name] = look
    return found


def is_used(styles: bytes, main: bytes, sign: re.Pattern[bytes]) -> bool:
    """Return whether a text uses a style that holds a sign, or one based on such a style.

    Asked of the bytes, because most style sheets need never be parsed.
    """
    return any(b'Style w:val="' + name + b'"' in main for name in holding(styles, sign))


@lru_cache(maxsize=64)
def holding(styles: bytes, sign: re.Pattern[bytes]) -> frozenset[bytes]:
    """Return the names of the styles that hold a sign themselves or in what they are based on."""
    named: dict[bytes, bytes] = {}
    found: set[bytes] = set()
    for entry in styles.split(STYLE)[1:]:
        name, base = STYLE_NAME.search(entry), BASED_ON.search(entry)
        if name is None or TABLE_STYLE in entry[:200]:
            continue
        named[name[1]] = base[1] if base else b""
        if sign.search(entry):
            found.add(name[1])
    for _ in range(DEEPEST_STYLE if found else 0):
        found |= {name for name, base in named.items() if base in found}
    return frozenset(found)


def take_out_unseen(body: etree._Element, styles: Looks) -> None:
    """Take runs out of a text that are hidden or struck, and raised ones that only mark a note."""
    marks: list[etree._Element] = []
    for run in list(body.iter(RUN)):
        look = look_of_run(run, styles)
        if look.hidden or look.struck or look.tiny or (look.white and not is_shaded(run)):
            detach(run)
        elif look.raised:
            marks.append(run)
    by_paragraph: dict[etree._Element, list[etree._Element]] = {}
    for run in marks:
        paragraph = paragraph_of(run)
        if paragraph is not None:
            by_paragraph.setdefault(paragraph, []).append(run)
    for paragraph, runs in by_paragraph.items():
        take_out_marks(paragraph, runs)


def look_of_run(run: etree._Element, styles: Looks) -> Look:
    """Return how a run looks by itself, its character style and its paragraph's style."""
    properties = run.find(f"{WORD}rPr")
    look = look_of(properties)
    if not styles:
        return look
    style = None if properties is None else properties.find(f"{WORD}rStyle")
    if style is not None:
        look = look.over(styles.get(style.get(VALUE, ""), PLAIN))
    paragraph = paragraph_of(run)
    below = None if paragraph is None else paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return look if below is None else look.over(styles.get(below.get(VALUE, ""), PLAIN))


def paragraph_of(run: etree._Element) -> etree._Element | None:
    """Return the paragraph that a run stands in."""
    return next(run.iterancestors(PARAGRAPH), None)


def take_out_marks(paragraph: etree._Element, marks: list[etree._Element]) -> None:
    """Take the marks of notes out of a paragraph that prints something besides them."""
    within = {text for run in marks for text in run.iter(TEXT)}
    if not any((text.text or "").strip() for text in paragraph.iter(TEXT) if text not in within):
        return
    for run in marks:
        if is_note_mark("".join(text.text or "" for text in run.iter(TEXT))):
            detach(run)


def is_shaded(run: etree._Element) -> bool:
    """Return whether white characters stand on a ground that shows them."""
    return any(map(is_ground, shades(run)))


def shades(run: etree._Element) -> Iterator[etree._Element]:
    """Yield the shadings of a run, and of the paragraph, cell, row and table around it."""
    for element in (run, *run.iterancestors(PARAGRAPH, CELL, ROW, TABLE)):
        for properties in element:
            if str(properties.tag).endswith("Pr"):
                yield from properties.iter(f"{WORD}shd", f"{WORD}highlight")


def is_ground(shade: etree._Element) -> bool:
    """Return whether a shading is dark by its color, that of the theme, or its pattern."""
    value, theme = shade.get(VALUE, ""), shade.get(f"{WORD}themeFill")
    if shade.tag == f"{WORD}highlight":
        return is_dark(value)
    is_shaded = shade.get(f"{WORD}themeFillShade") is not None
    is_of_theme = theme is not None and (theme not in PAPER_OF_THEME or is_shaded)
    is_pattern = value not in UNPATTERNED and not is_paper(shade.get(f"{WORD}color", ""))
    return is_dark(shade.get(f"{WORD}fill", "")) or is_of_theme or is_pattern


def is_dark(fill: str) -> bool:
    """Return whether a fill is another than the white of paper."""
    return not is_paper(fill) and fill.lower() not in UNSHADED


def detach(element: etree._Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
