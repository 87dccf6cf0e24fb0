"""Brings a page to what a browser shows: hidden and struck parts gone, controls as their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from lxml import etree

from etl.extract.printed.list_numbers import before, formatted
from etl.extract.printed.marks import END_TURN, TURN, is_note_mark
from etl.extract.web_page.hiding import (
    ATOMS,
    faint_elements,
    is_aloft,
    is_apart,
    is_hidden,
    is_overriding,
    own_texts,
)
from etl.extract.web_page.style_sheets import Declared, declared_by

# Signs of which a page without anything hidden, struck, raised or typed has none.
SIGNS = (
    "hidden", "line-through", "opacity", "transparent", "vertical-align", "color:", "color=",
    "color :", "mso-hide", "left:", "top:", "text-indent:-", "clip", "font-size:0", "font-size: 0",
    "font-size:1p", "font-size:.", "<del", "<s>", "<s ", "<strike", "<sup", "<sub", "<select",
    "<input", "<textarea", "<ol", "<rt>", "<rp>", "collapse", "scale", "display", "float",
    "position", "<bdo", "bidi",
)  # fmt: skip
STRUCK = ("del", "s", "strike")
READINGS = ("rt", "rp")
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
CHOSEN = ({"radio": "○", "checkbox": "□"}, {"radio": "●", "checkbox": "■"})
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
    return any(sign in lowered for sign in SIGNS)


def settle(page: etree._Element) -> None:
    """Change a page to what is seen of it; one in which nothing is seen stays as it is."""
    declared = declared_by(page)
    judged = {id(own): own for own in declared.values()}
    gone, faint = unseen(page, declared, judged)
    for element in gone:
        drop(element)
    for element in faint:
        silence(element)
    for element in list(page.iter("select", "input", "textarea")):
        write_value(element)
    for element in {*page.iter("bdo"), *those(is_overriding, declared, judged)}:
        turn(element, declared.get(element, {}))
    for element in {*page.iter(*RAISED), *those(is_aloft, declared, judged)}:
        take_out_mark(element)
    for entries in list(page.iter("ol")):
        write_numbers(entries, declared, faint)
    for element in those(is_apart, declared, judged):
        set_apart(element, declared[element])


def those(
    is_so: Callable[[Declared], bool],
    declared: dict[etree._Element, Declared],
    judged: dict[int, Declared],
) -> list[etree._Element]:
    """Return the elements of whose declarations something is so, in the order of the page."""
    told = {key for key, own in judged.items() if is_so(own)}
    return [element for element, own in declared.items() if id(own) in told] if told else []


def unseen(
    page: etree._Element, declared: dict[etree._Element, Declared], judged: dict[int, Declared]
) -> tuple[set[etree._Element], set[etree._Element]]:
    """Return the elements shown not at all or struck out, and those whose own text is not seen.

    Both are empty where nothing else would be seen.
    `judged` holds each mapping of `declared` once, by its identity.
    """
    hidden = {key for key, own in judged.items() if is_hidden(own)}
    gone = {element for element, own in declared.items() if id(own) in hidden}
    gone |= {e for e in page.iter(*STRUCK) if declared.get(e, {}).get("text-decoration") != "none"}
    gone |= {e for e in page.xpath("//*[@hidden]") if "display" not in declared.get(e, {})}
    faint = faint_elements(page, declared, judged)
    gone |= {*page.iter(*READINGS), *(e for e in faint if e.tag in ATOMS)}
    is_seen = any(text.strip() for text in text_outside(page, gone, faint))
    return (gone, faint) if is_seen else (set(), set())


def silence(element: etree._Element) -> None:
    """Take an element's own text away, and leave what else it holds."""
    element.text = None
    for child in element:
        child.tail = None


def text_outside(
    element: etree._Element, gone: set[etree._Element], faint: set[etree._Element]
) -> Iterator[str]:
    """Yield the text of a page but of the elements that are gone and the own text of the faint."""
    if element in gone or element.tag in ("script", "style", "head", "noscript"):
        return
    if element not in faint:
        yield from own_texts(element)
    for child in element.iterchildren(etree.Element):
        yield from text_outside(child, gone, faint)


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
        chosen = CHOSEN[control.get("checked") is not None].get(kind, "")
        chosen = "" if chosen and is_beside_figure(control) else chosen
        text = chosen if kind in NOT_TYPED else control.get("value") or ""
    else:
        text = text_in(control)
    control.tail = text + (control.tail or "")
    drop(control)


def is_beside_figure(control: etree._Element) -> bool:
    """Return whether all that a control's block prints besides it is one text with a figure."""
    block = next(control.iterancestors(*BLOCKS), control)
    texts = list(islice(filter(None, (str(text).strip() for text in block.itertext())), 2))
    return len(texts) == 1 and (texts[0][0].isdigit() or texts[0][-1].isdigit())


def set_apart(element: etree._Element, own: Declared) -> None:
    """Make a block of what a browser sets on a line of its own, or aside, within a cell."""
    if element.tag in ("tr", "td", "th") or next(element.iterancestors("td", "th"), None) is None:
        return
    element.tag = "div"
    if own.get("display") in ("flex", "grid"):
        for child in element.iterchildren():
            child.tag = "div"


def turn(element: etree._Element, own: Declared) -> None:
    """Mark the text of an element that runs from right to left, its figures too."""
    if own.get("direction", element.get("dir", "").lower()) == "rtl":
        element.text = TURN + (element.text or "")
        etree.SubElement(element, "span").text = END_TURN


def take_out_mark(element: etree._Element) -> None:
    """Take the mark of a note out of a block that prints something besides it."""
    block = next(element.iterancestors(*BLOCKS), None)
    text = text_in(element)
    if block is None or not is_note_mark(text) or element in block.xpath("self::*[self::td]"):
        return
    if len("".join(text_in(block).split())) > len("".join(text.split())):
        drop(element)


def write_numbers(
    entries: etree._Element,
    declared: dict[etree._Element, Declared],
    faint: set[etree._Element],
) -> None:
    """Write the numbers of a list before its entries; a faint entry has a faint number."""
    own = declared.get(entries, {})
    style = own.get("list-style-type") or own.get("list-style", "").partition(" ")[0]
    kind = KINDS.get(style or entries.get("type", "1"), "decimal")
    items = list(entries.iterchildren("li"))[:MOST_ITEMS]
    backward = entries.get("reversed") is not None
    number = whole(entries.get("start"), len(items) if backward else 1)
    for item in items:
        styled = declared.get(item, {})
        number = whole(item.get("value"), number)
        styles = styled.get("list-style-type", "") + styled.get("list-style", "")
        if item not in faint and "none" not in styles:
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
