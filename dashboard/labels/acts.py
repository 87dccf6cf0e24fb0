"""How the log tells of each kind of record."""

from __future__ import annotations

from typing import Any

from dashboard.labels import wording

KINDS = {
    "corrections": "更正", "decisions": "问题处理", "places": "单位名册", "deadlines": "报送期限",
    "chosen_reports": "现用版本", "moved_reports": "改归",
}  # fmt: skip
"""The word for each table of the store."""

UNIT = {
    "township": "单位名称", "type": "类型", "aliases": "别名", "valid_from": "起始年度",
    "valid_to": "终止年度", "successor": "承接单位代码", "county": "县（区、市）",
    "prefecture": "市（州）", "province": "省（区、市）",
}  # fmt: skip
"""The word for each part of a unit of the register."""
NOT_THERE = "（无）"
LAST_ONE = "最后导入的一份"


def told(kind: str, values: dict[str, Any] | None) -> str:
    """Return what a record of a kind says, in words."""
    if values is None:
        return LAST_ONE if kind == "chosen_reports" else NOT_THERE
    if kind == "corrections":
        return f"原文“{values['printed']}”，按“{values['meant']}”统计"
    if kind == "deadlines":
        return str(values["deadline"])
    if kind == "chosen_reports":
        return f"采用“{values['file_name']}”" if values["report"] else "不采用任何一份（撤回）"
    if kind == "places":
        return "；".join(f"{label} {values[name]}" for name, label in UNIT.items() if values[name])
    return wording.REVIEW_LABELS.get(values["verdict"], wording.REVIEW_LABELS["open"])
