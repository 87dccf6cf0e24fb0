"""Turns a scanned page that lies on its side or upside down, and cuts a long picture into pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from etl.extract.ocr.ruling import Pixels, inked
from etl.extract.ocr.words import recognizer

SMALL = 800  # pixels of the longer side that are enough to see how text lies
LONG = 1.6  # how much longer than high a line of text is at least
FEWEST_LINES = 3
MOST_LINES = 12
SURE = 0.9
LONGEST_PAGE = 1.9  # times its width
CUT_WITHIN = 0.25


def upright(gray: Pixels) -> Pixels:
    """Return a page turned so that its lines of text run to the right, the right way up."""
    scale = min(1.0, SMALL / max(gray.shape))
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lines = text_boxes(small)
    if len(lines) < FEWEST_LINES:
        return gray
    tall = sum(height > LONG * width for _, _, width, height in lines)
    wide = sum(width > LONG * height for _, _, width, height in lines)
    if tall > wide:
        gray, small = np.rot90(gray), np.rot90(small)
        turned = small.shape[0]
        lines = [(y, turned - x - width, height, width) for x, y, width, height in lines]
    return np.ascontiguousarray(np.rot90(gray, 2) if is_upside_down(small, lines) else gray)


def text_boxes(gray: Pixels) -> list[tuple[int, int, int, int]]:
    """Return (left, top, width, height) of the lines of text on a page."""
    found, *_ = recognizer().text_det(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR))
    corners: Any = [] if found is None else found
    return [tuple(map(int, cv2.boundingRect(np.asarray(box, dtype=np.float32)))) for box in corners]  # type: ignore[misc]


def is_upside_down(gray: Pixels, lines: list[tuple[int, int, int, int]]) -> bool:
    """Return whether most of the longest lines of a page are surely upside down."""
    longest = sorted(lines, key=lambda box: -box[2] / max(box[3], 1))[:MOST_LINES]
    pictures = [
        cv2.cvtColor(
            np.ascontiguousarray(gray[max(0, y) : y + h, max(0, x) : x + w]), cv2.COLOR_GRAY2BGR
        )
        for x, y, w, h in longest
        if w > LONG * h and h > 3
    ]
    if not pictures:
        return False
    _, told, *_ = recognizer().text_cls(pictures)
    turned = sum(str(label) == "180" and float(sure) >= SURE for label, sure in told)
    level = sum(str(label) == "0" and float(sure) >= SURE for label, sure in told)
    return turned > level


def cut(gray: Pixels) -> Iterator[Pixels]:
    """Yield the pages of a picture that is far longer than a page, cut where least is printed."""
    height, width = gray.shape
    start = 0
    while height - start > LONGEST_PAGE * width:
        aim = start + round(1.414 * width)
        reach = round(CUT_WITHIN * width)
        ink = (inked(gray[aim - reach : aim + reach]) > 0).sum(axis=1)
        place = aim - reach + int(np.argmin(ink))
        yield gray[start:place]
        start = place
    yield gray[start:]
