"""Damages a printed report as copying, scanning and crawling do, line by line or in one place."""

from __future__ import annotations

import re
from random import Random

INTRUDERS = "|\t \u3000其一,.、"
FURNITURE = ("", "- 3 -", "3", "第 2 页 共 5 页", "表2", "备注：无", "单位：件")
LONE_FIGURE = re.compile(r"[\s|｜]*\d+[\s|｜]*")


def damaged(printed: str, chance: Random, *, times: int = 1) -> str:
    """Return a print with so many damages, each of a kind and in a place drawn by chance."""
    for _ in range(times):
        printed = chance.choice(DAMAGES)(printed, chance)
    return printed


def cut_off(printed: str, chance: Random) -> str:
    return printed[: chance.randrange(len(printed) + 1)]


def struck_out(printed: str, chance: Random) -> str:
    at = chance.randrange(len(printed) + 1)
    return printed[:at] + printed[at + chance.choice([1, 1, 5, 30]) :]


def intruded(printed: str, chance: Random) -> str:
    at = chance.randrange(len(printed) + 1)
    return printed[:at] + chance.choice(INTRUDERS) + printed[at:]


def without_line(printed: str, chance: Random) -> str:
    lines = printed.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def without_lines(printed: str, chance: Random) -> str:
    lines = printed.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join(lines[:at] + lines[at + chance.randrange(2, 13) :])


def with_line_twice(printed: str, chance: Random) -> str:
    lines = printed.split("\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return "\n".join(lines)


def with_furniture(printed: str, chance: Random) -> str:
    lines = printed.split("\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(FURNITURE))
    return "\n".join(lines)


def run_together(printed: str, chance: Random) -> str:
    lines = printed.split("\n")
    at = chance.randrange(len(lines))
    end = at + chance.randrange(2, 6)
    return "\n".join([*lines[:at], chance.choice(["", " "]).join(lines[at:end]), *lines[end:]])


def with_other_signs(printed: str, chance: Random) -> str:
    lines = printed.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace("|", chance.choice(["", "||", "｜", " "]))
    return "\n".join(lines)


def with_rows_swapped(printed: str, chance: Random) -> str:
    """Swap two rows; a figure of its own line in another place would be another print."""
    lines = printed.split("\n")
    at = chance.randrange(max(1, len(lines) - 1))
    if not any(LONE_FIGURE.fullmatch(line) for line in lines[at : at + 2]):
        lines[at : at + 2] = reversed(lines[at : at + 2])
    return "\n".join(lines)


DAMAGES = (
    cut_off,
    struck_out,
    intruded,
    without_line,
    without_lines,
    with_line_twice,
    with_furniture,
    run_together,
    with_other_signs,
    with_rows_swapped,
)
