"""The styles of an Excel workbook: number formats, and fonts that strike, raise or hide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from etl.extract.printed.marks import LOWER, PAPER, RAISE, without_note_marks
from etl.extract.spreadsheet.number_formats import BUILT_IN

WHITES_OF_LIST = ("1", "9", "65")
NO = ("0", "false")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell is shown."""

    format: str = "General"
    is_unseen: bool = False


def styles_in(root: etree._Element | None) -> tuple[Style, ...]:
    """Return the styles of a workbook, by the number that cells name."""
    if root is None:
        return ()
    codes = dict(BUILT_IN)
    for entry in root.iter("{*}numFmt"):
        codes[whole(entry.get("numFmtId"))] = entry.get("formatCode", "General")
    fonts = list(children(root, "fonts"))
    fills = [is_filled(fill) for fill in children(root, "fills")]
    found = []
    for entry in children(root, "cellXfs"):
        font, fill = whole(entry.get("fontId")), whole(entry.get("fillId"))
        looks = fonts[font] if font < len(fonts) else None
        on_white = not (fill < len(fills) and fills[fill])
        unseen = looks is not None and (is_struck(looks) or (on_white and is_white(looks)))
        found.append(Style(codes.get(whole(entry.get("numFmtId")), "General"), unseen))
    return tuple(found)


def children(root: etree._Element, name: str) -> Iterable[etree._Element]:
    """Return the entries of a list of a style sheet."""
    listed = root.find(f"{{*}}{name}")
    return () if listed is None else listed.iterchildren(etree.Element)


def whole(text: str | None) -> int:
    """Return a whole number from 0, 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() else 0


def is_struck(font: etree._Element) -> bool:
    """Return whether a font strikes its characters out."""
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in NO


def is_white(font: etree._Element) -> bool:
    """Return whether a font prints white, as no one sees it on paper that is not filled."""
    return is_paper(font.find("{*}color"))


def is_paper(color: etree._Element | None) -> bool:
    """Return whether a color is the white of paper or hardly another: as such, of theme or list."""
    if color is None:
        return False
    is_theme_white = color.get("theme") == "0" and not color.get("tint")
    is_listed = color.get("indexed") in WHITES_OF_LIST
    return PAPER.fullmatch(color.get("rgb", "")[-6:]) is not None or is_theme_white or is_listed


def is_filled(fill: etree._Element) -> bool:
    """Return whether a cell's ground is another than white paper."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return fill.find("{*}gradientFill") is not None
    color = pattern.find("{*}fgColor")
    if pattern.get("patternType", "none") in ("none", "gray125"):
        return False
    return not is_paper(color)


def text_of(entry: etree._Element) -> str:
    """Return what a string of several looks shows: nothing struck, no raised marks of notes."""
    parts = []
    for part in entry.iterchildren("{*}t", "{*}r"):
        if str(part.tag).endswith("}t"):
            parts.append(unescaped(part.text or ""))
            continue
        text = "".join(unescaped(piece.text or "") for piece in part.iterchildren("{*}t"))
        looks = part.find("{*}rPr")
        if looks is None:
            parts.append(text)
        elif not is_struck(looks):
            is_set_off = looks.find("{*}vertAlign") is not None or is_white(looks)
            parts.append(RAISE + text + LOWER if is_set_off else text)
    return without_note_marks("".join(parts))


def unescaped(text: str) -> str:
    """Return a text with the signs that a workbook writes by their number: _x000D_ ends a line."""
    if "_x" not in text:
        return text
    text = ESCAPED.sub(lambda match: sign_of(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sign_of(number: int) -> str:
    """Return the sign of a number, one that nothing is read from where it cannot be printed."""
    sign = chr(number)
    return sign if sign in "\t\n\r" or sign.isprintable() else UNKNOWN
