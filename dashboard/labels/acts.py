"""How the log tells of each kind of record."""

from __future__ import annotations

from typing import Any

from dashboard.labels import wording

KINDS = {"corrections": "更正", "decisions": "问题处理"}
"""The word for each table of the store."""

NOT_THERE = "（无）"


def told(kind: str, values: dict[str, Any] | None) -> str:
    """Return what a record of a kind says, in words."""
    if values is None:
        return NOT_THERE
    if kind == "corrections":
        return f"原文“{values['printed']}”，按“{values['meant']}”统计"
    return wording.REVIEW_LABELS.get(values["verdict"], wording.REVIEW_LABELS["open"])
