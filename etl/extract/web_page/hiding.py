"""Says of what is declared for an element whether it lets its text be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree
from tinycss2.color4 import Color, parse_color

from etl.extract.web_page.style_sheets import Declared

NEAR_WHITE = 0.97  # of each of red, green and blue
TRANSPARENT = 0.1
NO_GROUND = ("none", "inherit", "initial", "unset", "0 0")
NO_SIZE = re.compile(r"(?:0|0?\.0+)(?:px|pt|em|rem|%)?")
SIZES = ("height", "max-height", "width", "max-width")
CUT_AWAY = re.compile(r"inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0")
SHRUNK = re.compile(r"scale[xy]?\(\s*0(?:\.0+)?\s*[,)]")
FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em)")
CLIPPED = re.compile(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]")
APART = re.compile(r"(?:inline-)?(?:block|flex|grid|table|list-item)")
INSIDE_LINE = re.compile(r"inline-(?:block|table)")
ALOFT = re.compile(r"-?(?:\d*\.)?\d+(?:px|pt|em|rem|%)|super|sub|text-top|text-bottom")


def is_hidden(own: Declared) -> bool:
    """Return whether an element is not shown, whatever its color, or struck out."""
    return (
        own.get("display") == "none"
        or own.get("visibility") in ("hidden", "collapse")
        or own.get("content-visibility") == "hidden"
        or own.get("mso-hide") == "all"
        or "line-through" in own.get("text-decoration", "") + own.get("text-decoration-line", "")
        or is_nothing(own.get("opacity"))
        or is_nothing(own.get("font-size"))
        or is_nothing(own.get("zoom"))
        or is_away(own)
    )


def is_nothing(size: str | None) -> bool:
    """Return whether a size or an opacity is none, or too small to be seen."""
    if size is None:
        return False
    match = re.match(r"([\d.]+)\s*(%|[a-z]*)", size)
    try:
        amount = float(match[1]) if match else 1.0
    except ValueError:
        return False
    return amount <= (1.0 if match and match[2] in ("px", "pt") else 0.01)


def is_away(own: Declared) -> bool:
    """Return whether an element is set outside of the page, or cut down to nothing."""
    if any(FAR.match(own.get(name, "")) for name in ("left", "top", "text-indent")):
        return True
    if CLIPPED.search(own.get("clip", "")) or CUT_AWAY.match(own.get("clip-path", "")):
        return True
    if SHRUNK.search(own.get("transform", "")) or own.get("filter") in (
        "opacity(0)",
        "opacity(0%)",
    ):
        return True
    is_cut = any(NO_SIZE.fullmatch(own.get(name, "")) for name in SIZES)
    return is_cut and own.get("overflow") in ("hidden", "clip")


def is_white(
    element: etree._Element, own: Declared, declared: Mapping[etree._Element, Declared]
) -> bool:
    """Return whether text is white, or not colored at all, on the white of the page."""
    if not is_paper(own.get("color", "")):
        return False
    for around in (element, *element.iterancestors()):
        told = declared.get(around, {})
        ground = told.get("background-color") or told.get("background") or around.get("bgcolor")
        if ground and ground not in NO_GROUND and not is_paper(ground.lower()):
            return ground.lower() == own["color"]
    return True


@lru_cache(maxsize=4096)
def is_paper(color: str) -> bool:
    """Return whether a color is the white of paper or hardly another, or lets it shine through."""
    found = parse_color(color) if color else None
    if not isinstance(found, Color):
        return False
    *parts, opacity = (part or 0.0 for part in found.to("srgb"))
    return opacity < TRANSPARENT or min(parts) >= NEAR_WHITE


def is_apart(own: Declared) -> bool:
    """Return whether an element stands on lines of its own, or beside those of the others."""
    shown = own.get("display", "")
    is_block = APART.match(shown) is not None and not INSIDE_LINE.match(shown)
    is_moved = own.get("float") in ("left", "right") or own.get("position") in ("absolute", "fixed")
    return is_block or is_moved


def is_aloft(own: Declared) -> bool:
    """Return whether an element is declared to stand above or below its line."""
    return ALOFT.fullmatch(own.get("vertical-align", "")) is not None
