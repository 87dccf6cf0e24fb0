"""Straightens a scanned page and finds the rules drawn on it.

Rules are in units of the page that are about as large as points, their heights counting upward
from the upper edge, as those of a drawn page do.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from etl.extract.ruled_pages.ruled import meets
from etl.extract.ruled_pages.shapes import Rule

LONGEST_SIDE = 2600
SHORTEST_SIDE = 1400
LONGEST_TURN = 4.0
LEAST_TURN = 0.05
LEVEL_MARK, UPRIGHT_MARK = 80, 40  # pixels
UNIT = 2.5  # pixels
SMALLEST_SIGN = 16  # pixels
Pixels = Any
WIDE = np.ones((3, 9), np.uint8)


def sized(gray: Pixels) -> Pixels:
    """Return a page with its longer side between two sizes that are read well."""
    side = max(gray.shape)
    scale = min(LONGEST_SIDE / side, max(1.0, SHORTEST_SIDE / side))
    if abs(scale - 1) < 0.01:
        return gray
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(gray, None, fx=scale, fy=scale, interpolation=how)


def inked(gray: Pixels) -> Pixels:
    """Return where a page is dark against its surroundings: 255 for ink, 0 for paper."""
    return cv2.adaptiveThreshold(
        gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15
    )


def straightened(gray: Pixels) -> Pixels:
    """Return a page turned by as much as its long rules, or lines of text, are aslant."""
    turn = slant(gray)
    if abs(turn) < LEAST_TURN:
        return gray
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    return cv2.warpAffine(gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def slant(gray: Pixels) -> float:
    """Return in degrees how far the long straight marks of a page rise to the right.

    At half the size they are as straight, and found eight times as fast.
    """
    half = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    length = half.shape[1] // 6
    found = cv2.HoughLinesP(
        inked(half), 1, math.pi / 1800, 100, minLineLength=length, maxLineGap=length // 20
    )
    if found is None:
        return 0.0
    marks = found.reshape(-1, 4).astype(float)
    turns = np.degrees(np.arctan2(marks[:, 3] - marks[:, 1], marks[:, 2] - marks[:, 0]))
    level = turns[np.abs(turns) <= LONGEST_TURN]
    return float(np.median(level)) if len(level) else 0.0


def rules(gray: Pixels) -> tuple[list[Rule], list[Rule]]:
    """Return the rules across and down; an upright stroke of a character meets no rule across."""
    level, upright = long_marks(gray)
    across = [Rule(-(y + h / 2), x, x + w) for x, y, w, h in boxes(cv2.dilate(level, WIDE))]
    down = [Rule(x + w / 2, -(y + h), -y) for x, y, w, h in boxes(cv2.dilate(upright, WIDE.T))]
    return across, [d for d in down if sum(meets(a, d) for a in across) > 1]


def long_marks(gray: Pixels) -> tuple[Pixels, Pixels]:
    """Return the marks of a page that are longer, level or upright, than those of characters."""
    ink = inked(gray)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, LEVEL_MARK), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((UPRIGHT_MARK, 1), np.uint8))
    return level, upright


def boxes(marks: Pixels) -> list[tuple[float, float, float, float]]:
    """Return (left, top, width, height) of each connected mark, in units."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks)
    return [
        (float(x) / UNIT, float(y) / UNIT, float(w) / UNIT, float(h) / UNIT)
        for x, y, w, h, *_ in stats[1:]
    ]


def without_specks(gray: Pixels) -> Pixels:
    """Return a page without the dust and grain of scanning, too small to be any sign."""
    ink = inked(gray)
    cleaned = gray.copy()
    cleaned[(ink > 0) & (signs(ink) == 0)] = 255
    return cleaned


def signs(ink: Pixels) -> Pixels:
    """Return the marks of a page that are large enough to be, or to belong to, a sign."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    is_sign = stats[:, cv2.CC_STAT_AREA] >= SMALLEST_SIGN
    is_sign[0] = False
    return (is_sign[labels] * 255).astype(np.uint8)


def without_rules(gray: Pixels) -> Pixels:
    """Return a page on which the long rules are painted over as paper."""
    level, upright = long_marks(gray)
    painted = gray.copy()
    painted[cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8)) > 0] = 255
    return painted
