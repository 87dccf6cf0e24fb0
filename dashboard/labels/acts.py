"""How the log tells of each kind of record."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dashboard.labels import wording
from etl.storage.people.accounts import NAMES, moment
from etl.storage.unit_register.unit_rows import headings

KINDS = {
    "corrections": "更正", "decisions": "问题处理", "places": "单位名册", "deadlines": "报送期限",
    "chosen_reports": "现用版本", "moved_reports": "改归",
    "users": "账号", "frozen_years": "定稿", "unit_notes": "备注", "returns": "退回",
    "populations": "常住人口", "senders": "落款", "files": "文件核收", "imports": "导入",
    "own_files": "本单位文件", "joint_documents": "联合发文",
}  # fmt: skip
"""The word for each table of the store, for files that are brought in, and that waited."""

OWN_KINDS = {"rubric": "考核评分表", "template": "公文模板", "slides": "幻灯片模板"}
"""The word for each kind of file that an office brings of its own."""

NOT_THERE, NO_FILE = "（无）", "（停用）"
Values = dict[str, Any]
LAST_ONE = "最后导入的一份"


def told(kind: str, values: Values | None) -> str:
    """Return what a record of a kind says, in words."""
    if values is None:
        return LAST_ONE if kind == "chosen_reports" else NOT_THERE
    return TELLING.get(kind, told_decision)(values)


def told_decision(values: Values) -> str:
    """Return what was decided about a finding."""
    return wording.REVIEW_LABELS.get(values["verdict"], wording.REVIEW_LABELS["open"])


def told_choice(values: Values) -> str:
    """Return which version of a report counts."""
    return f"采用“{values['file_name']}”" if values["report"] else "不采用任何一份（撤回）"


def told_unit(values: Values) -> str:
    """Return what the register says of a unit."""
    return "；".join(
        f"{label} {values[name]}"
        for name, label in headings().items()
        if name != "place_id" and values[name]
    )


def told_account(values: Values) -> str:
    """Return what an account may do, in which counties, and since when it has its password."""
    ended = f"，登录结束于 {said_at(values['ended'])}" if values["ended"] else ""
    counties = values.get("counties", "").replace(" ", "、")
    confined = f"，只管 {counties}" if counties else ""
    identity = f"，统一身份 {values['identity']}" if values.get("identity") else ""
    password = f"密码设于 {said_at(values['password'])}" if values["password"] else "未设密码"
    return f"{NAMES[values['role']]}{confined}{identity}，{password}{ended}"


def told_return(values: Values) -> str:
    """Return when a report was sent back with how many points, or how that ended."""
    if values["closed_at"]:
        return f"{wording.RETURN_LABELS['closed']}：{values['outcome']}"
    number = len(json.loads(values["points"]))
    return f"{wording.RETURN_LABELS['returned']}：{number} 处问题，{values['due']} 前重报"


def said_at(stamped: str) -> str:
    """Return the moment of a stamp as the clock on the wall showed it."""
    return f"{moment(stamped):%Y-%m-%d %H:%M}"


TELLING: dict[str, Callable[[Values], str]] = {
    "corrections": lambda values: (
        f"原文“{values['printed']}”，"
        + (f"按“{values['meant']}”统计" if values["meant"] else "按没有写这个数统计")
    ),
    "deadlines": lambda values: str(values["deadline"]),
    "chosen_reports": told_choice,
    "places": told_unit,
    "users": told_account,
    "frozen_years": lambda values: str(values["name"]),
    "own_files": lambda values: str(values["name"]) or NO_FILE,
    "joint_documents": lambda values: (
        f"联合发文 {values['documents']} 件，{len(values['units'].split())} 个单位都计入"
    ),
    "unit_notes": lambda values: str(values["text"]),
    "populations": lambda values: f"{values['population']} 人",
    "returns": told_return,
    "senders": lambda values: "，".join(filter(None, values.values())),
}
