"""Breaks a line of Chinese where readers pause, and never inside a number or a word."""

from __future__ import annotations

import re

ORPHAN = 2
"""So few characters are no line of their own."""
# Two characters that stand on one line: a number and its unit, and what neither begins nor ends it.
TORN = re.compile(r"[\d.–%]\s?|\s\S|.[，；。：、）”》\s\d.–%]|[（“《\d].")


def wrapped(text: str, width: int) -> list[str]:
    """Return a sentence in lines that a phone shows whole, broken after punctuation if it can."""
    lines = []
    while length(text) > width:
        cut = cut_at(text, width)
        if len(text) - cut <= ORPHAN:
            cut = cut_at(text, round(width * 0.8))
        lines.append(text[:cut].rstrip(" ·"))
        text = text[cut:].lstrip(" ·")
    return [*lines, text] if text else lines


def length(text: str) -> float:
    """Return the width of a text in Chinese characters."""
    return sum(0.55 if character < "\u2e80" else 1 for character in text)


def cut_at(text: str, width: int) -> int:
    """Return where the first line ends: after a punctuation mark, or where nothing is torn."""
    end = next(i for i in range(1, len(text) + 1) if length(text[:i]) > width) - 1
    for is_good, share in CUTS:
        for place in range(end, int(end * share) - 1, -1):
            if is_good(text[place - 1 : place + 1]):
                return place
    return end


def is_after_a_part(around: str) -> bool:
    """Return whether a part of a sentence ends between two characters."""
    return around[0] in "，；。：、" or around[1] == "·"


def is_before_number(around: str) -> bool:
    """Return whether a number begins between two characters."""
    return around[0] == " " and around[1].isdigit()


def is_between_words(around: str) -> bool:
    """Return whether nothing is torn between two characters."""
    return TORN.fullmatch(around) is None


def is_at_bracket(around: str) -> bool:
    """Return whether a bracket opens between two characters."""
    return around[1] == "（"


CUTS = (
    (is_after_a_part, 0.55),
    (is_before_number, 0.55),
    (is_between_words, 0.7),
    (is_at_bracket, 0.5),
)
"""Where a line may end, the best first, and how full it must be then."""
