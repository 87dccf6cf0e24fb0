"""Takes away signs that a converter doubled around the cells of a table, one cell a line."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.domain.report import Line

FEWEST_ROWS = 3
DOUBLED_SHARE = 0.6
# One cell between its signs, and one with the signs that end it.
ENCLOSED = re.compile(r"\s*\|{1,2}([^|]*[^|\s][^|]*)\|{1,2}\s*")
ENDED = re.compile(r"[^|]*(\|+)\s*")


def single_signs(lines: list[Line]) -> list[Line]:
    """Return lines with one sign for each two where most cells end with two, one cell a line."""
    ends = [ENDED.fullmatch(line.text) for line in lines if line.cells is None]
    doubled = sum(1 for match in ends if match is not None and match[1] == "||")
    if doubled < FEWEST_ROWS or doubled < DOUBLED_SHARE * sum(match is not None for match in ends):
        return lines
    return [
        replace(line, text=line.text.replace("||", "|")) if line.cells is None else line
        for line in lines
    ]


def enclosed_alone(lines: list[Line]) -> list[Line]:
    """Return lines with single signs where most hold one cell between its signs.

    A sign is doubled there where a row begins or ends, and one alone parts two rows.
    """
    barred = [line for line in lines if line.cells is None and line.text.strip("| \t")]
    barred = [line for line in barred if line.text.lstrip().startswith("|")]
    alone = sum(ENCLOSED.fullmatch(line.text) is not None for line in barred)
    doubled = sum("||" in li.text and ENCLOSED.fullmatch(li.text) is not None for li in barred)
    if alone - doubled < max(FEWEST_ROWS, doubled) or alone < DOUBLED_SHARE * len(barred):
        return lines
    kept = [line for line in lines if line.cells is not None or line.text.strip() != "|"]
    return [
        replace(line, text=f"| {cell[1].strip()} |")
        if line.cells is None and (cell := ENCLOSED.fullmatch(line.text))
        else line
        for line in kept
    ]
