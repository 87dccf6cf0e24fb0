"""The styles of an OpenDocument file that hide, strike or raise text, and the lists they number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from etl.extract.printed.marks import PAPER

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
}
DEEPEST_STYLE = 12
TINY = 1.0  # points
RAISED_FROM = 15  # percent of the size


def named(name: str) -> str:
    """Return a name such as text:p in full."""
    space, _, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"


@dataclass(frozen=True, slots=True)
class Look:
    """How text of a style is seen, None where the style does not say it."""

    gone: bool | None = None
    raised: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    list_style: str = ""
    is_hidden_table: bool = False

    def over(self, below: Look) -> Look:
        """Return this look where it says something, and the one below it where not."""
        return Look(
            below.gone if self.gone is None else self.gone,
            below.raised if self.raised is None else self.raised,
            below.white if self.white is None else self.white,
            below.shaded if self.shaded is None else self.shaded,
            self.list_style or below.list_style,
            self.is_hidden_table or below.is_hidden_table,
        )


PLAIN = Look()
Looks = Mapping[str, Look]


def looks_of(*roots: etree._Element) -> dict[str, Look]:
    """Return the looks of all styles that say something, each with that of its parent."""
    own: dict[str, tuple[Look, str]] = {}
    for root in roots:
        for style in root.iter(named("style:style")):
            name = style.get(named("style:name"), "")
            own[name] = own_look(style), style.get(named("style:parent-style-name"), "")
    found = {}
    for name, said in own.items():
        look, parent = said
        for _ in range(DEEPEST_STYLE):
            if parent not in own:
                break
            look, parent = look.over(own[parent][0]), own[parent][1]
        if look != PLAIN:
            found[name] = look
    return found


def own_look(style: etree._Element) -> Look:
    """Return what a style itself says."""
    text = style.find(named("style:text-properties"))
    table = style.find(named("style:table-properties"))
    cell = style.find(named("style:table-cell-properties"))
    ground = None if cell is None else cell.get(named("fo:background-color"))
    look = Look(
        list_style=style.get(named("style:list-style-name"), ""),
        is_hidden_table=table is not None and table.get(named("table:display")) == "false",
        shaded=None if ground is None else ground != "transparent" and not is_paper(ground),
    )
    return look if text is None else text_look(text).over(look)


def text_look(text: etree._Element) -> Look:
    """Return what the properties of characters say."""
    lines = [text.get(named(f"style:text-line-through-{kind}")) for kind in ("style", "type")]
    struck = None if lines == [None, None] else any(line not in (None, "none") for line in lines)
    hidden = text.get(named("text:display"))
    size = re.match(r"([\d.]+)pt", text.get(named("fo:font-size"), ""))
    is_tiny = size is not None and float(size[1]) <= TINY
    color = text.get(named("fo:color"))
    ground = text.get(named("fo:background-color"))
    told = struck is not None or hidden is not None or is_tiny
    return Look(
        gone=(bool(struck) or hidden == "none" or is_tiny) if told else None,
        raised=is_raised(text.get(named("style:text-position"))),
        white=None if color is None else is_paper(color),
        shaded=None if ground is None else ground != "transparent" and not is_paper(ground),
    )


def is_paper(color: str) -> bool:
    """Return whether a color is the white of paper, or hardly another."""
    return PAPER.fullmatch(color.removeprefix("#")) is not None


def is_raised(position: str | None) -> bool | None:
    """Return whether a position lies above or below the line, None where nothing is said."""
    if position is None:
        return None
    place = position.split()[0] if position.split() else ""
    if place in ("super", "sub"):
        return True
    amount = re.fullmatch(r"(-?[\d.]+)%", place)
    return amount is not None and abs(float(amount[1])) >= RAISED_FROM
