"""How much room a point of a notice takes: reckoned from the widths of the table, not measured."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

COLUMN_WIDTHS = {"序号": 12, "位置": 31, "发现的问题": 79, "请核对修改": 38}
CELL_PADDING = 3.4
SIGN_WIDTH = 3.75
SIGNS_IN_LINE = tuple(
    (width - CELL_PADDING) / SIGN_WIDTH for width in list(COLUMN_WIDTHS.values())[1:]
)
FIRST_PAGE = 30.0
SECOND_PAGE = 32.0
ROW_EDGES = 0.4
SIGNS_OF_BODY = 36.0


def lines_of(cells: Iterable[Sequence[str]]) -> float:
    """Return how many lines of the table a row takes."""
    pairs = zip(cells, SIGNS_IN_LINE, strict=True)
    return max(used(texts, signs) for texts, signs in pairs) + ROW_EDGES


def used(texts: Iterable[str], signs: float) -> int:
    """Return how many lines texts take where so many Chinese signs stand in a line."""
    return sum(int(-(-broad(text) // signs)) for text in texts)


def broad(text: str) -> float:
    """Return the width of a text in Chinese signs."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.56 for sign in text)


def fitting(heights: Sequence[float], closing: Sequence[str]) -> int:
    """Return how many rows fit on two pages above the closing sentences; never none of them."""
    left = [FIRST_PAGE, SECOND_PAGE - 1.5 * used(closing, SIGNS_OF_BODY)]
    for number, height in enumerate(heights):
        if height > left[0]:
            left.pop(0)
        if not left or height > left[0]:
            return max(number, 1)
        left[0] -= height
    return len(heights)
