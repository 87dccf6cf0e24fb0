"""Text of any origin as Markdown that shows it literally: the one function wherever data meet it.

Streamlit reads Markdown in titles, captions, notes, labels and figures of cards. Beyond Markdown it
knows HTML, formulas between dollars, directives and icons between colons, links made of bare
addresses, and arrows and dashes made of signs.
"""

from __future__ import annotations

import re

JOINER = "&#8288;"
"""An invisible sign that keeps its neighbours from being read as one."""
ALWAYS = frozenset("\\`*_[]<>$&~|#!:@")
JOINED = frozenset("<>~:@")
DASHES = re.compile("--+")
WWW = re.compile("(www)", re.IGNORECASE)
SPACES = re.compile(r"[^\S\u3000]+")
LINE_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^()([-+])(?=\s|$)|^()(=)")


def literal(text: object) -> str:
    """Return any text as one line of Markdown in which no sign has a meaning."""
    line = SPACES.sub(" ", str(text)).strip(" ")
    started = LINE_START.sub(at_start, shown(line))
    dashed = DASHES.sub(lambda found: f"-{JOINER}" * len(found[0]), started)
    return WWW.sub(rf"\1{JOINER}", dashed)


def at_start(found: re.Match[str]) -> str:
    """Return what would open a list or underline a heading, its sign as a reference."""
    number, sign = (group for group in found.groups() if group is not None)
    return f"{number}{reference(sign)}"


def shown(line: str) -> str:
    """Return a line with every sign that Markdown may read as a reference to its character."""
    return "".join(sign_of(character) for character in line)


def sign_of(character: str) -> str:
    """Return one character; what no one can see is left out."""
    if not (character.isprintable() or character == "\u3000"):
        return ""
    if character not in ALWAYS:
        return character
    return f"{reference(character)}{JOINER}" if character in JOINED else reference(character)


def reference(character: str) -> str:
    """Return a character as HTML and Markdown name it."""
    return f"&#{ord(character)};"


def lines_of(text: str) -> str:
    """Return a text of several lines as Markdown that keeps its lines."""
    return "  \n".join(literal(line) for line in text.split("\n"))
