"""Brings a page to what a browser shows: hidden and struck parts gone, controls as their values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from etl.extract.printed.list_numbers import before, formatted
from etl.extract.printed.marks import is_note_mark
from etl.extract.web_page.style_sheets import Declared, declared_by

# Signs of which a page without anything hidden, struck, raised or typed has none.
SIGNS = (
    "hidden", "line-through", "opacity", "transparent", "super", ":sub", ": sub", "#fff", "white",
    "rgb(255", "rgba(255", "mso-hide", "-999", "text-indent:-", "clip:", "font-size:0",
    "font-size: 0", "font-size:1p", "<del", "<s>", "<s ", "<strike", "<sup", "<sub", "<select",
    "<input", "<textarea", "<ol", "<rt>", "<rp>", "collapse",
)  # fmt: skip
NOT_DISPLAYED = re.compile(r"display\s*:\s*none")
WHITES = re.compile(r"#fff(?:fff)?(?:ff)?|white|rgba?\(255, ?255, ?255(?:, ?1)?\)|transparent")
STRUCK = ("del", "s", "strike")
RAISED = ("sup", "sub")
NOT_TYPED = (
    "hidden",
    "button",
    "submit",
    "reset",
    "image",
    "checkbox",
    "radio",
    "file",
    "password",
)
BLOCKS = ("td", "th", "p", "li", "div", "h1", "h2", "h3", "body")
KINDS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "cjk-decimal": "ideographDigital",
    "cjk-earthly-branch": "ideographZodiac", "cjk-heavenly-stem": "ideographTraditional",
}  # fmt: skip
MOST_ITEMS = 500


def may_hide(text: str) -> bool:
    """Return whether a page may look other than its text; costs little where it does not."""
    lowered = text.lower()
    return any(sign in lowered for sign in SIGNS) or NOT_DISPLAYED.search(lowered) is not None


def settle(page: etree._Element) -> None:
    """Change a page to what is seen of it; one in which nothing is seen stays as it is."""
    declared = declared_by(page)
    unseen = [e for e in page.iter(etree.Element) if is_unseen(e, declared.get(e, {}), declared)]
    gone = set(unseen)
    if any(text.strip() for text in text_outside(page, gone)):
        for element in unseen:
            drop(element)
    for element in list(page.iter("select", "input", "textarea")):
        write_value(element)
    for element in [e for e in page.iter(etree.Element) if is_raised(e, declared.get(e, {}))]:
        take_out_mark(element)
    for entries in list(page.iter("ol")):
        write_numbers(entries, declared)


def text_outside(element: etree._Element, gone: set[etree._Element]) -> Iterator[str]:
    """Yield the text of a page that does not stand in the elements that are gone."""
    if element in gone or element.tag in ("script", "style", "head", "noscript"):
        return
    yield element.text or ""
    for child in element.iterchildren(etree.Element):
        yield from text_outside(child, gone)
        yield child.tail or ""


def is_unseen(
    element: etree._Element, own: Declared, declared: dict[etree._Element, Declared]
) -> bool:
    """Return whether a browser shows an element not at all, or struck out."""
    if element.tag in STRUCK or element.tag in ("rt", "rp"):
        return own.get("text-decoration") != "none" or element.tag in ("rt", "rp")
    if element.get("hidden") is not None and own.get("display", "none") == "none":
        return True
    if not own:
        return False
    return (
        own.get("display") == "none"
        or own.get("visibility") in ("hidden", "collapse")
        or own.get("mso-hide") == "all"
        or "line-through" in own.get("text-decoration", "") + own.get("text-decoration-line", "")
        or is_nothing(own.get("opacity"))
        or is_nothing(own.get("font-size"))
        or is_away(own)
        or is_white(element, own, declared)
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
    moved = [own.get(name, "") for name in ("left", "top", "text-indent")]
    is_far = any(re.match(r"-\d{3,}(?:\.\d+)?(?:px|pt|em)", value) for value in moved)
    is_cut = re.search(
        r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]", own.get("clip", "")
    )
    return is_far or is_cut is not None


def is_white(
    element: etree._Element, own: Declared, declared: dict[etree._Element, Declared]
) -> bool:
    """Return whether text is white, or not colored at all, on the white of the page."""
    if not WHITES.fullmatch(own.get("color", "")):
        return False
    for around in (element, *element.iterancestors()):
        told = declared.get(around, {})
        ground = told.get("background-color") or told.get("background") or around.get("bgcolor")
        if ground and not WHITES.fullmatch(ground.lower()):
            return ground.lower() == own["color"]
    return True


def drop(element: etree._Element) -> None:
    """Take an element out of a page; what stands behind it stays."""
    parent, place = element.getparent(), element.getprevious()
    if parent is None:
        return
    if place is not None:
        place.tail = (place.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def text_in(element: etree._Element) -> str:
    """Return the text of an element and of all below it."""
    return "".join(str(text) for text in element.itertext())


def write_value(control: etree._Element) -> None:
    """Put in place of a form's control what it shows."""
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        shown = (chosen or options)[:1]
        text = text_in(shown[0]) if shown else ""
    elif control.tag == "input":
        kind = (control.get("type") or "text").lower()
        text = "" if kind in NOT_TYPED else control.get("value") or ""
    else:
        text = text_in(control)
    control.tail = text + (control.tail or "")
    drop(control)


def is_raised(element: etree._Element, own: Declared) -> bool:
    """Return whether text is set above or below its line."""
    return element.tag in RAISED or own.get("vertical-align") in ("super", "sub")


def take_out_mark(element: etree._Element) -> None:
    """Take the mark of a note out of a block that prints something besides it."""
    block = next(element.iterancestors(*BLOCKS), None)
    text = text_in(element)
    if block is None or not is_note_mark(text) or element in block.xpath("self::*[self::td]"):
        return
    if len("".join(text_in(block).split())) > len("".join(text.split())):
        drop(element)


def write_numbers(entries: etree._Element, declared: dict[etree._Element, Declared]) -> None:
    """Write the numbers of a list before its entries."""
    own = declared.get(entries, {})
    style = own.get("list-style-type") or own.get("list-style", "").partition(" ")[0]
    kind = KINDS.get(style or entries.get("type", "1"), "decimal")
    items = list(entries.iterchildren("li"))[:MOST_ITEMS]
    backward = entries.get("reversed") is not None
    number = whole(entries.get("start"), len(items) if backward else 1)
    for item in items:
        styled = declared.get(item, {})
        number = whole(item.get("value"), number)
        if "none" not in styled.get("list-style-type", "") + styled.get("list-style", ""):
            text = formatted(number, kind)
            sign = "、" if kind.startswith("chinese") else "."
            first = next((e for e in item.iter(etree.Element) if (e.text or "").strip()), item)
            first.text = before(text + sign if text else "", (first.text or "").lstrip())
        number += -1 if backward else 1


def whole(text: str | None, otherwise: int) -> int:
    """Return a whole number of an attribute, or another where it holds none."""
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise
