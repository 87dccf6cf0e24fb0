"""Takes the marks of Markdown and of formulas off the figures that a cell prints alone."""

from __future__ import annotations

import re

from etl.domain.report import Mark
from etl.transform.numbers import read_cell

MARK = re.compile(r"[*_`$~\\<]")
AROUND = re.compile(r"(\*{1,3}|_{1,3}|`{1,3}|\${1,2})(.+)\1")
IN_BRACKETS = re.compile(r"\\\((.+)\\\)")
STRUCK = re.compile(r"~~[^~]+~~|<(del|s|strike)>[^<>]*</\1>")
APART = "\0"
DEEPEST = 3


def figures_unmarked(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells, those that are a figure, or a sign for none, between marks without these."""
    if not any(map(MARK.search, cells)):
        return cells
    return tuple(bare if is_figure(bare := unmarked(cell)) else cell for cell in cells)


def is_figure(text: str) -> bool:
    """Return whether a text is a figure or a sign for none."""
    return read_cell(text, decimal=True, signed=True)[1] in (Mark.NUMBER, Mark.NIL)


def unmarked(text: str) -> str:
    """Return a cell without the marks around all of it, and without what is struck out in it.

    A cell in which nothing else stands than what is struck out is left as it is; so is one in
    which it stands between others, as nothing tells whether they are one figure.
    """
    if MARK.search(text) is None:
        return text
    parts = [part for part in STRUCK.sub(APART, text).split(APART) if part.strip()]
    if len(parts) > 1:
        return text
    bare = "".join(parts).strip() or text.strip()
    for _ in range(DEEPEST):
        inner = AROUND.fullmatch(bare)
        bracketed = IN_BRACKETS.fullmatch(bare)
        if inner is None and bracketed is None:
            break
        bare = (inner[2] if inner else bracketed[1] if bracketed else bare).strip()
    return bare
