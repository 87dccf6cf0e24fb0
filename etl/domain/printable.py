"""Text from outside as it may stand in a line: no sign in it moves a cursor or ends the line."""

from __future__ import annotations

import re

# Controls (ESC and the C1 set among them), line and paragraph separators, signs that turn the
# direction of writing around, and half characters that no encoding can write.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
PAIR = re.compile(r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
HALF = re.compile(r"\\u[dD][89a-fA-F]")
STAND_IN = "\ufffd"


def printable(text: str) -> str:
    """Return text on one line, each sign that could forge another replaced by `�`."""
    return UNPRINTABLE.sub(STAND_IN, text)


def escaped(text: str) -> str:
    """Return a JSON text whose unprintable signs are written as the escapes that JSON has."""
    return UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def has_half_signs(json_text: str) -> bool:
    """Return whether a JSON text escapes half a character, which no encoding can write."""
    return "\\u" in json_text and HALF.search(PAIR.sub(" ", json_text)) is not None
