"""Says of what is declared for an element whether it lets its text be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree
from tinycss2.color4 import Color, parse_color

from etl.extract.web_page.style_sheets import Declared

NEAR_WHITE = 0.97  # of each of red, green and blue
TRANSPARENT = 0.1
GROUNDS = ("background-color", "background", "background-image")
NO_GROUND = ("none", "inherit", "initial", "unset", "0 0")
NO_SIZE = re.compile(r"(?:0|0?\.0+)(?:px|pt|em|rem|%)?")
SIZES = ("height", "max-height", "width", "max-width")
LEAST_SIZES = ("min-height", "min-width")
INHERITED = ("visibility", "font-size", "color")
# Values that leave as it is what an element has from the one around it.
KEPT = re.compile(r"inherit|unset|currentcolor|smaller|larger|[\d.]*[1-9][\d.]*(?:em|%)")
ATOMS = ("img", "input", "select", "textarea", "svg", "canvas", "object", "embed")
OF_BROWSER = {
    "a": {"color": "blue"}, "mark": {"color": "black"},
    **{tag: {"color": "black", "font-size": "medium"} for tag in (*ATOMS, "button")},
}  # fmt: skip
CUT_AWAY = re.compile(r"inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0")
SHRUNK = re.compile(r"scale[xy]?\(\s*0(?:\.0+)?\s*[,)]")
FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em)")
CLIPPED = re.compile(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]")
APART = re.compile(r"(?:inline-)?(?:block|flex|grid|table|list-item)")
INSIDE_LINE = re.compile(r"inline-(?:block|table)")
ALOFT = re.compile(r"-?(?:\d*\.)?\d+(?:px|pt|em|rem|%)|super|sub|text-top|text-bottom")


def faint_elements(
    page: etree._Element, declared: Mapping[etree._Element, Declared], judged: dict[int, Declared]
) -> set[etree._Element]:
    """Return the elements whose own text is hidden, of no size, or white on white.

    What they hold may be seen all the same, where it is said to look otherwise.
    """
    hiding = {k for k, own in judged.items() if is_blank(own) or is_paper(own.get("color", ""))}
    if not hiding:
        return set()
    looks: dict[etree._Element, Declared] = {}
    for top in (e for e, own in declared.items() if id(own) in hiding):
        for element in () if top in looks else top.iter(etree.Element):
            parent = element.getparent()
            around = {} if parent is None else looks.get(parent, {})
            looks[element] = look_of(element, declared.get(element, {}), around)
    grounded = grounded_elements(page, declared, judged)
    return {
        element
        for element, look in looks.items()
        if (is_blank(look) or is_paper(look.get("color", "")))
        and (element.tag in (*ATOMS, "li") or any(text.strip() for text in own_texts(element)))
        and (is_blank(look) or grounded.isdisjoint((element, *element.iterancestors())))
    }


def grounded_elements(
    page: etree._Element, declared: Mapping[etree._Element, Declared], judged: dict[int, Declared]
) -> set[etree._Element]:
    """Return the elements that lay a picture, or another color than white, below their text."""
    dark = {key for key, own in judged.items() if any(is_ground(own.get(n, "")) for n in GROUNDS)}
    found = {element for element, own in declared.items() if id(own) in dark}
    laid = page.xpath("//@bgcolor | //@background")
    return found.union(said.getparent() for said in laid if is_ground(said.strip().lower()))


def is_ground(said: str) -> bool:
    """Return whether a declared ground is a picture or another color than white."""
    return said != "" and said not in NO_GROUND and not is_paper(said)


def own_texts(element: etree._Element) -> Iterator[str]:
    """Yield the texts of an element that stand in no other within it."""
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def is_hidden(own: Declared) -> bool:
    """Return whether an element is not shown, nor anything in it, or struck out."""
    return (
        own.get("display") == "none"
        or own.get("visibility") == "collapse"
        or own.get("content-visibility") == "hidden"
        or own.get("mso-hide") == "all"
        or "line-through" in own.get("text-decoration", "") + own.get("text-decoration-line", "")
        or is_nothing(own.get("opacity"))
        or is_away(own)
    )


def is_blank(look: Declared) -> bool:
    """Return whether text that looks so is not shown, on whatever ground."""
    return look.get("visibility") == "hidden" or is_nothing(look.get("font-size"))


def look_of(element: etree._Element, own: Declared, around: Declared) -> Declared:
    """Return how the text of an element looks by what is said nearest to it."""
    told = INHERITED if own else ()
    said = {name: own[name] for name in told if name in own and not KEPT.fullmatch(own[name])}
    if "font" in own or (element.tag == "font" and element.get("size")):
        said.setdefault("font-size", "medium")
    by_itself = OF_BROWSER.get(str(element.tag), {})
    return {**around, **by_itself, **said} if said or by_itself else around


@lru_cache(maxsize=4096)
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
    is_held_open = any(not NO_SIZE.fullmatch(own.get(name, "0")) for name in LEAST_SIZES)
    return is_cut and not is_held_open and own.get("overflow") in ("hidden", "clip")


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


def is_overriding(own: Declared) -> bool:
    """Return whether every character of an element runs in its direction, figures too."""
    return own.get("unicode-bidi") in ("bidi-override", "isolate-override")
