"""Tells which texts of a PDF page are clipped: what lies outside a clip is not shown."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

from etl.extract.ruled_pages.room import Box, Room

MOST_PATHS, MOST_POINTS = 50, 400
BEYOND = 1.0  # points


def clip_of(drawn: Any, room: Room) -> Box | None:
    """Return the box outside which an object is not shown, None where all of it lies inside."""
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if not 0 < count <= MOST_PATHS:
        return None
    boxes = [box for n in range(count) if (box := box_of(clip, n, room)) is not None]
    if not boxes:
        return None
    pdfium.FPDFPageObj_GetBounds(drawn, *room.box)
    left, bottom, right, top = (edge.value for edge in room.edges)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    inner = (max(lefts), max(bottoms), min(rights), min(tops))
    is_inside = (
        left >= inner[0] - BEYOND
        and bottom >= inner[1] - BEYOND
        and right <= inner[2] + BEYOND
        and top <= inner[3] + BEYOND
    )
    return None if is_inside else inner


def box_of(clip: Any, number: int, room: Room) -> Box | None:
    """Return the box around one path of a clip, None where it has too many points to tell."""
    count = pdfium.FPDFClipPath_CountPathSegments(clip, number)
    if not 0 <= count <= MOST_POINTS:
        return None
    x, y, *_ = room.edges
    places = []
    for index in range(count):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, number, index)
        pdfium.FPDFPathSegment_GetPoint(segment, *room.point)
        places.append((x.value, y.value))
    if not places:
        return (0.0, 0.0, 0.0, 0.0)
    across, up = zip(*places, strict=True)
    return (min(across), min(up), max(across), max(up))
