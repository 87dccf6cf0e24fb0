"""Tells closed rings by their shape: a zero that is one beyond doubt needs no recognizer."""

from __future__ import annotations

from typing import NamedTuple

import cv2

from etl.extract.ocr.ruling import Pixels, inked

HIGHER_THAN_WIDE = 1.2
# The ring of a plain zero: not round as a letter, and not so narrow that a stroke is lost.
LEAST_HIGH, MOST_HIGH = 1.25, 2.2
# Its outline is bulged all around, which that of 6, 9 and 4 is not, nor square as 口 and D.
BULGED, LEAST_FILLED, MOST_FILLED = 0.94, 0.66, 0.83
# Its hole stands in the middle, and is nearly as high as the ring.
OFF_MIDDLE, HIGH_HOLE, WIDE_HOLE = 0.06, 0.7, 0.4
LOWEST_ZERO = 14  # pixels


class Ring(NamedTuple):
    """One closed line and the hole in it, each with its box: left, top, width, height."""

    outline: Pixels
    outer: tuple[int, int, int, int]
    hole: tuple[int, int, int, int]


def ring_in(picture: Pixels) -> Ring | None:
    """Return the one closed ring that a picture shows, None where it shows anything else."""
    contours, nested = cv2.findContours(inked(picture), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if nested is None or len(contours) != 2:
        return None
    outer = [c for c, links in zip(contours, nested[0], strict=True) if links[3] < 0]
    inner = [c for c, links in zip(contours, nested[0], strict=True) if links[3] >= 0]
    if len(outer) != 1:
        return None
    return Ring(outer[0], box_of(outer[0]), box_of(inner[0]))


def box_of(contour: Pixels) -> tuple[int, int, int, int]:
    """Return left, top, width and height of a contour."""
    left, top, width, height = cv2.boundingRect(contour)
    return left, top, width, height


def is_upright_ring(picture: Pixels) -> bool:
    """Return whether a picture shows one closed ring, higher than wide: a zero, no letter."""
    ring = ring_in(picture)
    return ring is not None and HIGHER_THAN_WIDE * ring.outer[2] <= ring.outer[3]


def is_plain_zero(picture: Pixels) -> bool:
    """Return whether a picture shows nothing but a ring that no other sign has."""
    ring = ring_in(picture)
    if ring is None:
        return False
    left, top, width, height = ring.outer
    x, y, across, down = ring.hole
    area = cv2.contourArea(ring.outline)
    hull = cv2.contourArea(cv2.convexHull(ring.outline))
    is_high = height >= LOWEST_ZERO and LEAST_HIGH * width <= height <= MOST_HIGH * width
    is_bulged = area >= BULGED * hull and LEAST_FILLED <= area / (width * height) <= MOST_FILLED
    is_open = down >= HIGH_HOLE * height and across >= WIDE_HOLE * width
    return (
        is_high
        and is_bulged
        and is_open
        and is_centred((x, across), (left, width))
        and is_centred((y, down), (top, height))
    )


def is_centred(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Return whether a stretch, its start and length, has its middle where another has."""
    off = inner[0] + inner[1] / 2 - outer[0] - outer[1] / 2
    return abs(off) <= OFF_MIDDLE * outer[1]
