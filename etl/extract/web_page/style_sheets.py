"""The declarations of a page's style sheets and attributes that hide, strike or raise text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import tinycss2
from cssselect import GenericTranslator, SelectorError, parse
from lxml import etree
from tinycss2 import ast

PROPERTIES = frozenset(
    ("display", "visibility", "text-decoration", "text-decoration-line", "opacity", "font-size",
     "vertical-align", "color", "background", "background-color", "background-image", "mso-hide",
     "position", "left", "top", "text-indent", "clip", "clip-path", "list-style",
     "list-style-type", "transform", "filter", "content-visibility", "height", "max-height",
     "min-height", "width", "max-width", "min-width", "overflow", "float", "font", "direction",
     "unicode-bidi")
)  # fmt: skip
NAMES = re.compile(r"[.#]([\w-]+)")
LARGEST_SHEET = 2_000_000
LONGEST_KEPT = 1_000
MOST_RULES = 5_000
ALL_MEDIA = re.compile(r"\s*(?:only\s+)?(?:all|screen|print)?\s*(?:,|$)", re.IGNORECASE)
Declared = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector with what it declares; `weight` orders it among others on the same element."""

    xpath: str
    weight: tuple[int, int, int]
    declared: Mapping[str, tuple[str, bool]]


class Own(NamedTuple):
    """What an attribute declares, with importance and without."""

    declared: Mapping[str, tuple[str, bool]]
    values: Declared


def declared_by(page: etree._Element) -> dict[etree._Element, Declared]:
    """Return what is declared for each element by style sheets, then by its own attribute.

    Elements of which the same is said share one mapping, so that it need be judged only once.
    """
    found: dict[etree._Element, dict[str, tuple[bool, int, str]]] = {}
    for element in page.xpath("//font[@color]"):
        found[element] = {"color": (False, -1, element.get("color", "").strip().lower())}
    used = set(page.xpath("//@class | //@id"))
    names = {name for text in used for name in str(text).split()}
    for order, rule in enumerate(sorted(rules_of(page, names), key=lambda r: r.weight)):
        for element in matching(page, rule.xpath):
            take(found.setdefault(element, {}), rule.declared, order)
    declared: dict[etree._Element, Declared] = {}
    for element in page.xpath("//*[@style]"):
        own = own_declarations(element.get("style", ""))
        if element in found:
            take(found[element], own.declared, MOST_RULES)
        elif own.values:
            declared[element] = own.values
    shared: dict[tuple[tuple[str, str], ...], Declared] = {}
    for element, values in found.items():
        said = tuple((name, value) for name, (_, _, value) in values.items())
        declared[element] = shared.setdefault(said, dict(said))
    return declared


def own_declarations(style: str) -> Own:
    """Return what an element's own attribute declares."""
    return kept_declarations(style) if len(style) < LONGEST_KEPT else read_declarations(style)


def read_declarations(style: str) -> Own:
    """Return what the text of an attribute declares."""
    declared = declarations(tinycss2.parse_blocks_contents(style))
    return Own(declared, {name: value for name, (value, _) in declared.items()})


kept_declarations = lru_cache(maxsize=4096)(read_declarations)


def take(
    values: dict[str, tuple[bool, int, str]], declared: Mapping[str, tuple[str, bool]], order: int
) -> None:
    """Keep of each property what is declared last, or as important."""
    for name, (value, is_important) in declared.items():
        before = values.get(name)
        if before is None or (is_important, order) >= before[:2]:
            values[name] = (is_important, order, value)


def matching(page: etree._Element, xpath: str) -> list[etree._Element]:
    """Return the elements that a selector means."""
    try:
        found = page.xpath(xpath)
    except etree.XPathError:
        return []
    return [element for element in found if isinstance(element, etree._Element)]


def rules_of(page: etree._Element, names: set[str]) -> Iterator[Rule]:
    """Yield the rules of a page's style sheets that may concern how its text is seen."""
    count = 0
    for sheet in page.iter("style"):
        text = (sheet.text or "")[:LARGEST_SHEET].replace("<!--", "").replace("-->", "")
        if not ALL_MEDIA.match(sheet.get("media", "")):
            continue
        for rule in flat(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
            declared = declarations(tinycss2.parse_blocks_contents(rule.content))
            count += 1
            if declared and count < MOST_RULES:
                yield from selected(tinycss2.serialize(rule.prelude), declared, names)


def flat(rules: Iterable[ast.Node]) -> Iterator[ast.QualifiedRule]:
    """Yield the rules of a sheet, those for the screen or the printer included."""
    for rule in rules:
        if isinstance(rule, ast.QualifiedRule):
            yield rule
        elif isinstance(rule, ast.AtRule) and is_for_all(rule):
            inner = tinycss2.parse_rule_list(
                rule.content or [], skip_comments=True, skip_whitespace=True
            )
            yield from (r for r in inner if isinstance(r, ast.QualifiedRule))


def is_for_all(rule: ast.AtRule) -> bool:
    """Return whether a rule holds others for the screen or the printer."""
    if rule.lower_at_keyword != "media":
        return False
    return bool(rule.content) and ALL_MEDIA.match(tinycss2.serialize(rule.prelude)) is not None


def selected(
    prelude: str, declared: Mapping[str, tuple[str, bool]], names: set[str]
) -> Iterator[Rule]:
    """Yield one rule for each selector that names only what the page has."""
    try:
        selectors = parse(prelude)
    except SelectorError:
        return
    for selector in selectors:
        shown = selector.canonical()
        if selector.pseudo_element or ":" in shown or not names.issuperset(NAMES.findall(shown)):
            continue
        try:
            xpath = GenericTranslator().selector_to_xpath(selector)
        except SelectorError:
            continue
        yield Rule(xpath, selector.specificity(), declared)


def declarations(nodes: Iterable[ast.Node]) -> dict[str, tuple[str, bool]]:
    """Return value and importance of each property that tells how text is seen."""
    return {
        node.lower_name: (tinycss2.serialize(node.value).strip().lower(), node.important)
        for node in nodes
        if isinstance(node, ast.Declaration) and node.lower_name in PROPERTIES
    }
