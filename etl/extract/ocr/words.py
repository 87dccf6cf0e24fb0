"""Recognizes what small pictures print: whole pages for prose, single cells for figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import cv2
import numpy as np
from rapidocr_onnxruntime import RapidOCR

from etl.extract.ocr.rings import is_plain_zero, is_upright_ring
from etl.extract.ocr.ruling import Pixels, inked, signs

SURE_ENOUGH = 0.80
DOUBT = "？"
FIGURE = re.compile(r"\d[\d.,]*\d")
LEAST_INK = 6
UPRIGHT, SLANTED = 0.12, 0.22
STROKES_UP = frozenset("1lI|")
STROKES_ASLANT = frozenset("/丿ノ")
RINGS = frozenset("0OoQ○〇。０Ｏ")
PARTED, ONE_MORE = 0.6, 2.0  # of the height of a line
MARGIN = 6
SMALLEST_CELL = 8
LOOK_ALIKES = str.maketrans("°丶", "。、")
# What a line of prose at least measures, and how sure one must be that was not found at first.
LOWEST_LINE, SHORTEST_LINE, LEAST_SURE = 12, 80, 0.5
# How sure a zero is that is told by its shape.
ZERO_SURE = 0.95
# What is left of the paper around prose, and the side below which the recognizer enlarges a page.
PAPER, SMALLEST_SIDE = 40, 736


@dataclass(frozen=True, slots=True)
class Seen:
    """A text with its confidence, 0 to 1, and where its edges and its middle are, in pixels."""

    text: str
    confidence: float
    left: float = 0.0
    right: float = 0.0
    middle: float = 0.0
    height: float = 0.0


@cache
def recognizer() -> Any:
    """Return the recognizer, its model loaded once per process.

    Threads that share one small picture mostly wait, and pictures read together are made as wide
    as the widest: each is read by itself, and pages by threads of their own.
    """
    return RapidOCR(intra_op_num_threads=1, rec_batch_num=1)


def seen_on(gray: Pixels) -> list[Seen]:
    """Return the texts on a page of prose, found and recognized; lines that were missed as well."""
    down, across = printed_places(gray)
    if not len(down):
        return []
    shape = [max(SMALLEST_SIDE, len(places)) for places in (down, across)]
    printed = np.full(shape, 255, np.uint8)
    printed[: len(down), : len(across)] = gray[np.ix_(down, across)]
    found, _ = recognizer()(cv2.cvtColor(printed, cv2.COLOR_GRAY2BGR))
    texts = [
        on_page(seen(corners, text, float(sure)), down, across)
        for corners, text, sure in found or ()
    ]
    return texts + missed(gray, texts)


def printed_places(gray: Pixels) -> tuple[Pixels, Pixels]:
    """Return the rows and columns of pixels of a page in or near which anything is printed."""
    ink = signs(inked(gray)) > 0
    near = np.ones(2 * PAPER + 1)
    rows, columns = ink.any(axis=1), ink.any(axis=0)
    down = np.flatnonzero(np.convolve(rows, near, "same") > 0)
    filled = np.flatnonzero(columns)
    if not len(filled):
        return down, filled
    return down, np.arange(max(0, filled[0] - PAPER), min(len(columns), filled[-1] + PAPER + 1))


def on_page(text: Seen, down: Pixels, across: Pixels) -> Seen:
    """Return a text found on the printed places of a page where it stands on the page."""
    middle = float(down[min(len(down) - 1, max(0, round(text.middle)))])
    left, right = (float(across[0] + edge) for edge in (text.left, text.right))
    return replace(text, left=left, right=right, middle=middle)


def missed(gray: Pixels, found: list[Seen]) -> list[Seen]:
    """Return the lines of text that still stand on a page when those found are painted over."""
    left = gray.copy()
    for text in found:
        top, bottom = (round(text.middle + side * text.height / 2) for side in (-1, 1))
        left[max(0, top - MARGIN) : bottom + MARGIN, round(text.left) : round(text.right) + 1] = 255
    ink = signs(inked(left))
    places: list[tuple[int, int, int, int]] = []
    for top, bottom in bands(ink):
        across = np.flatnonzero(ink[top:bottom].any(axis=0))
        if bottom - top >= LOWEST_LINE and across[-1] - across[0] >= SHORTEST_LINE:
            places.append((top, bottom, int(across[0]), int(across[-1])))
    texts = cell_texts([left[top:bottom, a : b + 1] for top, bottom, a, b in places])
    return [
        Seen(
            text.text.translate(LOOK_ALIKES),
            text.confidence,
            a,
            b,
            (top + bottom) / 2,
            bottom - top,
        )
        for text, (top, bottom, a, b) in zip(texts, places, strict=True)
        if text.confidence >= LEAST_SURE
    ]


def seen(corners: Any, text: str, sure: float) -> Seen:
    """Return a text that was found between four corners."""
    across, down = np.asarray(corners, dtype=float).T
    left, right, height = float(across.min()), float(across.max()), float(down.max() - down.min())
    return Seen(text.translate(LOOK_ALIKES), sure, left, right, float(down.mean()), height)


def cell_texts(cells: list[Pixels]) -> list[Seen]:
    """Return what each cell prints; a blank one is sure to be blank."""
    texts = [Seen("", 1.0) for _ in cells]
    printed = [(place, print_of(cell)) for place, cell in enumerate(cells)]
    lines = [(place, line) for place, ink in printed if ink is not None for line in text_lines(ink)]
    if not lines:
        return texts
    read = recognized([padded(line) for _, line in lines])
    above: dict[int, Pixels] = {}
    for (place, line), (text, sure) in zip(lines, read, strict=True):
        doubted = weighed(text, float(sure), line)
        before = texts[place]
        are_two = (
            before.text[-1:].isdigit()
            and doubted.text[:1].isdigit()
            and has_room(cells[place], above[place])
        )
        said = before.text + " " * are_two + doubted.text
        texts[place] = Seen(said, min(before.confidence, doubted.confidence))
        above[place] = line
    return texts


def recognized(lines: list[Pixels]) -> list[tuple[str, float]]:
    """Return what each line of text says and how sure that is; plain zeros are told by shape."""
    zeros = [is_plain_zero(line) for line in lines]
    others = [
        cv2.cvtColor(line, cv2.COLOR_GRAY2BGR)
        for line, is_zero in zip(lines, zeros, strict=True)
        if not is_zero
    ]
    read = iter(recognizer().text_rec(others)[0] if others else ())
    return [("0", ZERO_SURE) if is_zero else next(read)[:2] for is_zero in zeros]


def has_room(cell: Pixels, line: Pixels) -> bool:
    """Return whether the first digit of the next line would have stood in this one, too."""
    return cell.shape[1] - line.shape[1] > ONE_MORE * line.shape[0]


def is_parted(picture: Pixels) -> bool:
    """Return whether more paper is between two digits than one figure has within it."""
    across = np.flatnonzero((inked(picture) > 0).any(axis=0))
    return len(across) > 1 and int(np.diff(across).max()) > PARTED * picture.shape[0]


def weighed(text: str, sure: float, picture: Pixels) -> Seen:
    """Return a text, marked as doubtful where it is not sure, or not shaped like what it says.

    A slash and an upright 1 are easily taken for each other, and mean very different things.
    """
    bare = text.strip()
    if bare in RINGS and is_upright_ring(picture):
        return Seen("0", max(sure, SURE_ENOUGH))
    lean = slope(picture) if len(bare) == 1 else 0.0
    is_misshapen = (bare in STROKES_UP and lean > UPRIGHT) or (
        bare in STROKES_ASLANT and lean < SLANTED
    )
    is_misshapen = is_misshapen or (FIGURE.fullmatch(bare) is not None and is_parted(picture))
    if not bare or sure < SURE_ENOUGH or is_misshapen:
        return Seen(bare + DOUBT, min(sure, 0.5) if is_misshapen else sure)
    return Seen(bare, sure)


def slope(picture: Pixels) -> float:
    """Return how far ink moves sideways for each step up, without its sign."""
    down, across = np.nonzero(inked(picture))
    spread = float(np.var(down)) if len(down) else 0.0
    return abs(float(np.cov(across, down)[0, 1])) / spread if spread > 0 else 0.0


def print_of(cell: Pixels) -> Pixels | None:
    """Return the part of a cell that holds ink, None for a blank cell."""
    if min(cell.shape) < SMALLEST_CELL:
        return None
    ink = signs(inked(cell))
    down, across = np.nonzero(ink)
    if len(down) < LEAST_INK:
        return None
    top, bottom = max(0, down.min() - 2), down.max() + 3
    left, right = max(0, across.min() - 2), across.max() + 3
    return cell[top:bottom, left:right]


def text_lines(printed: Pixels) -> list[Pixels]:
    """Return the lines of text in a cell, cut where no ink is between them."""
    return [printed[max(0, a - 2) : b + 2] for a, b in bands(signs(inked(printed)))]


def bands(ink: Pixels) -> list[tuple[int, int]]:
    """Return the first row of pixels, and the one behind the last, of each line of text."""
    rows = (ink > 0).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(int), [0]))))
    joined: list[tuple[int, int]] = []  # a low stroke belongs to the line that follows it
    for top, bottom in zip(map(int, edges[::2]), map(int, edges[1::2]), strict=True):
        if joined and (top - joined[-1][1] < 3 or joined[-1][1] - joined[-1][0] < LEAST_INK):
            joined[-1] = (joined[-1][0], bottom)
        else:
            joined.append((top, bottom))
    return joined


def padded(line: Pixels) -> Pixels:
    """Return a line of text with paper around it."""
    return cv2.copyMakeBorder(
        line, MARGIN, MARGIN, 2 * MARGIN, 2 * MARGIN, cv2.BORDER_CONSTANT, value=255
    )
