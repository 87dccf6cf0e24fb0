"""Cuts a sentence into segments and these into pieces, each with the counts that stand in it.

A segment ends at a semicolon or stop, a piece at a comma, a colon or a bracket; at 、 only behind
a count, because a name may hold one: 财政预算、决算2条.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.transform.narrative.wording.counts import Count, counts_in

SIGNS = re.compile(r"[,:()、]")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
SEVERAL = 2
# What counts the kinds and not the things: 发布12类信息共640条, 七大类48项信息共8989条.
KINDS = ("类", "种")
SUBJECTS_COUNTED = re.compile(
    r"(?<=大类)\d+[项个]?(?=(?:政府|政务|各类)*信息(?:共计?|总计|合计|累计|,)*\d)"
)
BRACKET = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two signs: the sign before it, how deep in brackets, its counts."""

    text: str
    sign: str
    depth: int
    counts: tuple[Count, ...]
    follows: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a segment in printed order."""
    text = SUBJECTS_COUNTED.sub("", text)
    counts = counts_in(text)
    start, sign, depth = 0, "", 0
    for at in [*cuts(text, counts), len(text)]:
        follows = text[at : at + 1]
        inside = [count for count in counts if start <= count.start < at]
        piece = Piece(text[start:at], sign, depth, tuple(moved(c, start) for c in inside), follows)
        yield from cut_apart(piece)
        depth = max(0, depth + (follows == "(") - (follows == ")"))
        start, sign = at + 1, follows


def cuts(text: str, counts: list[Count]) -> Iterator[int]:
    """Yield where a segment is cut; a bracket without a count is of the name before it."""
    names = [
        match.span()
        for match in (BRACKET.finditer(text) if "(" in text else ())
        if not any(match.start() < count.start < match.end() for count in counts)
    ]
    start = 0
    for cut in SIGNS.finditer(text):
        at = cut.start()
        if any(first <= at < last for first, last in names) or THOUSANDS.match(text, at):
            continue
        if cut[0] == "、" and not any(start <= count.start < at for count in counts):
            continue
        yield at
        start = at + 1


def cut_apart(piece: Piece) -> Iterator[Piece]:
    """Yield a piece, or one for each of its counts: 网站30条公众号20条."""
    if piece.sign == ")" and piece.text[:1] in ("、", ","):
        counts = tuple(moved(count, 1) for count in piece.counts)
        piece = replace(piece, text=piece.text[1:], sign=piece.text[0], counts=counts)
    if not piece.text.strip():
        return
    if sum(count.unit not in KINDS for count in piece.counts) < SEVERAL:
        yield piece
        return
    begins = beginnings(piece.text, piece.counts)
    for begin, stop in zip(begins, [*begins[1:], len(piece.text)], strict=True):
        yield replace(
            piece,
            text=piece.text[begin:stop],
            sign="、" if begin else piece.sign,
            counts=tuple(moved(c, begin) for c in piece.counts if begin <= c.start < stop),
            follows=piece.follows if stop == len(piece.text) else "",
        )


def beginnings(text: str, counts: tuple[Count, ...]) -> list[int]:
    """Return where the parts of a piece with several counts begin.

    Where the count stands first, 1条公告2条动态, the next part begins with the next count.
    """
    found = [0]
    for before, after in itertools.pairwise(counts):
        between = text[before.end : after.start]
        if not between:
            continue
        is_first = before.start == 0 and found[-1] == 0
        found.append(after.start if is_first and before.unit else before.end)
    return found


def moved(count: Count, by: int) -> Count:
    """Return a count with its place counted from another start."""
    return count._replace(start=count.start - by, end=count.end - by) if by else count
