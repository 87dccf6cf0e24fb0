"""The numbers of lists in an OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from etl.extract.open_document_files.looks import named
from etl.extract.printed.list_numbers import Level, ListNumbers

KINDS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional", "子": "ideographZodiac", "１": "decimalFullWidth",
    "㊀": "ideographEnclosedCircle", "⑴": "decimalEnclosedParen",
}  # fmt: skip
NUMBER = named("text:list-level-style-number")
OUTLINE = named("text:outline-level-style")
MOST_LEVELS = 9
PLACE = re.compile(r"%(\d)%")


@dataclass(slots=True)
class Lists:
    """The lists of a text; one that does not go on from the last of its style begins anew."""

    numbers: ListNumbers
    stack: list[str] = field(default_factory=list)

    def begin(self, element: etree._Element, style: str) -> None:
        """Enter a list; inside another one without a style it has that one's."""
        goes_on = element.get(named("text:continue-numbering")) == "true" or element.get(
            named("text:continue-list")
        )
        if not self.stack and not goes_on:
            self.numbers.counted.pop(style, None)
        self.stack.append(style or (self.stack[-1] if self.stack else ""))

    def end(self) -> None:
        """Leave a list."""
        self.stack.pop()

    def number(self) -> str:
        """Return the number of the next entry of the list that is open."""
        return self.numbers.number(self.stack[-1], len(self.stack) - 1) if self.stack else ""


def lists_of(*roots: etree._Element) -> Lists:
    """Return the lists that a file defines; headings count in one of their own, without a name."""
    levels: dict[str, tuple[Level, ...]] = {}
    for root in roots:
        for style in root.iter(named("text:list-style"), named("text:outline-style")):
            is_outline = str(style.tag).endswith("}outline-style")
            name = "" if is_outline else style.get(named("style:name"), "")
            levels[name] = tuple(levels_in(style))
    return Lists(ListNumbers(levels, {}))


def levels_in(style: etree._Element) -> Iterator[Level]:
    """Yield the levels of a list style; one of bullets prints nothing."""
    told = {
        level.get(named("text:level"), ""): level for level in style.iterchildren(NUMBER, OUTLINE)
    }
    for depth in range(1, MOST_LEVELS + 1):
        level = told.get(str(depth))
        yield Level("bullet") if level is None else numbered_level(level, depth)


def numbered_level(level: etree._Element, depth: int) -> Level:
    """Return a level that is numbered."""
    form = level.get(named("style:num-format"), "")
    kind = KINDS.get(form[:1], "decimal") if form else "bullet"
    start = level.get(named("text:start-value"), "1")
    shown = level.get(named("text:display-levels"), "1")
    first = depth - (int(shown) if shown.isdigit() else 1) + 1
    written = next((v for k, v in level.attrib.items() if str(k).endswith("}num-list-format")), "")
    text = PLACE.sub(r"%\1", str(written)) if written else "".join(
        (level.get(named("style:num-prefix"), ""),
         ".".join(f"%{n}" for n in range(max(1, first), depth + 1)),
         level.get(named("style:num-suffix"), ""))
    )  # fmt: skip
    return Level(kind, text, int(start) if start.isdigit() else 1)
