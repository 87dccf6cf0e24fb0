"""The list numbers that Word prints by itself, written before their paragraphs as text."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from etl.extract.printed.list_numbers import Level, ListNumbers, before
from etl.extract.word_files.looks import number
from etl.extract.word_files.names import PARAGRAPH, RUN, TEXT, VALUE, WORD

NUMBERED = (b"numPr", b"listPr")
DEEPEST_STYLE = 12
MOST_LISTS = 2_000


@dataclass(frozen=True, slots=True)
class Numbered:
    """In which list a paragraph stands, and at which level, counted from 0."""

    of: str
    depth: int = 0


def write_numbers(
    body: etree._Element, numbering: etree._Element | None, styles: etree._Element | None
) -> None:
    """Write the number of each paragraph of a list before its text."""
    if numbering is None:
        return
    lists = lists_in(numbering)
    by_style = numbered_styles(styles, numbering)
    for paragraph in body.iter(PARAGRAPH):
        found = numbered(paragraph.find(f"{WORD}pPr"), by_style)
        if found is not None:
            write_before(paragraph, lists.number(found.of, found.depth))


def write_before(paragraph: etree._Element, text: str) -> None:
    """Write a list number before the first text of a paragraph, or alone where it has none."""
    if not text:
        return
    first = next((t for t in paragraph.iter(TEXT) if t.text), None)
    if first is not None:
        first.text = before(text, first.text or "")
        return
    run = etree.SubElement(paragraph, RUN)
    etree.SubElement(run, TEXT).text = text


def lists_in(numbering: etree._Element) -> ListNumbers:
    """Return the lists that a document defines."""
    kinds = {
        entry.get(f"{WORD}abstractNumId", ""): entry
        for entry in numbering.iter(f"{WORD}abstractNum")
    }
    levels: dict[str, tuple[Level, ...]] = {}
    family: dict[str, str] = {}
    restarts: dict[tuple[str, int], int] = {}
    for entry in list(numbering.iterchildren(f"{WORD}num"))[:MOST_LISTS]:
        name = entry.get(f"{WORD}numId", "")
        kind = value(entry, "abstractNumId")
        family[name] = kind
        found = levels_of(kinds.get(kind))
        for override in entry.iterchildren(f"{WORD}lvlOverride"):
            depth = number(override.get(f"{WORD}ilvl"))
            start = override.find(f"{WORD}startOverride")
            if start is not None:
                restarts[name, depth] = number(start.get(VALUE))
            found |= levels_of(override)
        levels[name] = in_order(found)
    return ListNumbers(levels, family, restarts)


def levels_of(kind: etree._Element | None) -> dict[int, Level]:
    """Return the levels that a definition of lists gives."""
    if kind is None:
        return {}
    return {
        number(level.get(f"{WORD}ilvl")): Level(
            value(level, "numFmt") or "decimal",
            value(level, "lvlText"),
            number(value(level, "start") or "1"),
        )
        for level in kind.iterchildren(f"{WORD}lvl")
    }


def in_order(levels: dict[int, Level]) -> tuple[Level, ...]:
    """Return levels from the outermost; one that is not defined prints nothing."""
    most = max(levels, default=-1)
    return tuple(levels.get(depth, Level(text="")) for depth in range(min(most, 8) + 1))


def value(element: etree._Element | None, name: str) -> str:
    """Return what a property of an element says, nothing where it has none."""
    entry = None if element is None else element.find(f"{WORD}{name}")
    return "" if entry is None else entry.get(VALUE, "")


def numbered(properties: etree._Element | None, by_style: dict[str, Numbered]) -> Numbered | None:
    """Return in which list paragraph properties, or their style, put a paragraph."""
    if properties is None:
        return None
    own = properties.find(f"{WORD}numPr")
    style = by_style.get(value(properties, "pStyle"))
    if own is None:
        return style if style is not None and style.of != "0" else None
    of = value(own, "numId") or (style.of if style else "")
    depth = value(own, "ilvl")
    return Numbered(of, number(depth) if depth else style.depth if style else 0) if of else None


def numbered_styles(
    styles: etree._Element | None, numbering: etree._Element
) -> dict[str, Numbered]:
    """Return the paragraph styles that number, and in which list; bases pass theirs on."""
    if styles is None:
        return {}
    depths = {
        value(level, "pStyle"): number(level.get(f"{WORD}ilvl"))
        for level in numbering.iter(f"{WORD}lvl")
    }
    own: dict[str, tuple[str, str]] = {}
    for style in styles.iter(f"{WORD}style"):
        entry = style.find(f"{WORD}pPr/{WORD}numPr")
        name = style.get(f"{WORD}styleId", "")
        own[name] = value(entry, "numId"), value(style, "basedOn")
    found = {}
    for name, said in own.items():
        of, base = said
        for _ in range(DEEPEST_STYLE):
            if of or base not in own:
                break
            of, base = own[base]
        if of:
            found[name] = Numbered(of, depths.get(name, 0))
    return found
