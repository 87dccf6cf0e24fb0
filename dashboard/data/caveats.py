"""Figures that are not simply what a report prints: corrected ones, and reports read from pictures.

They are named on every page and in every export whose selection holds them.
"""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection

TITLES = {"corrected": "已更正", "confirmed": "由人确认", "recognized": "图片识别"}


def caveats(selection: Selection) -> list[Row]:
    """Return the corrected figures and the recognized reports of a selection."""
    return rows(ask("caveats", **selection.parameters))


def summary(found: list[Row]) -> str:
    """Return how many figures are corrected and how many reports recognized."""
    counts = {kind: sum(row["kind"] == kind for row in found) for kind in TITLES}
    units = {"corrected": "个数字", "confirmed": "个数字", "recognized": "份报告"}
    named = [f"{TITLES[kind]} {n} {units[kind]}" for kind, n in counts.items() if n]
    return " · ".join(named)


def sentence(row: Row) -> str:
    """Return what was corrected and why, or how sure the recognition is at worst."""
    head = f"{row['township']} {row['year']} 年度："
    if row["kind"] == "recognized":
        sure = wording.rate(row["confidence"], digits=0)
        return f"{head}由图片识别，共 {row['figures']} 个数字，最低把握 {sure}，使用前请对照原件"
    meant = wording.number(row["value"], mark=row["mark"])
    return f"{head}{row['label']}，原文“{row['raw']}”，按“{meant}”统计（{row['why']}）"


def caveat_notes(selection: Selection) -> tuple[tuple[str, str], ...]:
    """Return the caveats of a selection as lines of an export's notes."""
    return tuple((TITLES[row["kind"]], sentence(row)) for row in caveats(selection))
