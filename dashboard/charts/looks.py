"""How the states of the domain look, the same on every page."""

from __future__ import annotations

from dashboard.charts.bars import Part
from dashboard.charts.matrix import State
from dashboard.charts.style import theme
from dashboard.charts.style.colors import BY_NAME
from dashboard.labels import wording
from etl.definitions import load


def named(**labels: str) -> dict[str, Part]:
    """Return parts of a whole in the colors that their names have everywhere."""
    return {part: Part(label, BY_NAME[label]) for part, label in labels.items()}


STATUS, SEVERITY = wording.STATUS_LABELS, wording.SEVERITY_LABELS
OUTCOME = wording.RULE_OUTCOME_LABELS
NO_REPORT = wording.MISSING_LABELS["no_report"]
FILING = {
    "on_time": Part(STATUS["on_time"], theme.ON_TIME),
    "late": Part(STATUS["late"], theme.ATTENTION),
    "undated": Part(STATUS["undated"], theme.UNSURE),
    "waiting": Part(STATUS["waiting"], theme.WAITING),
    "rejected": Part(STATUS["rejected"], theme.UNREADABLE),
    "withdrawn": Part(STATUS["withdrawn"], theme.WITHDRAWN),
    "missing": Part(STATUS["missing"], theme.MISSING, hatched=True),
}
FILING_STATES: dict[str, State] = {
    "waiting": State(STATUS["waiting"], theme.WAITING, "…"),
    "rejected": State(STATUS["rejected"], theme.UNREADABLE, "×"),
    "withdrawn": State(STATUS["withdrawn"], theme.WITHDRAWN, "↩", theme.ON_DEEP),
    "missing": State(STATUS["missing"], theme.MISSING, " ", hatched=True),
    "partly_missing": State(STATUS["partly_missing"], theme.PARTLY_MISSING),
    "late": State(f"{STATUS['late']}（格中为天数）", theme.ATTENTION),
    "undated": State(STATUS["undated"], theme.UNSURE, "?"),
    "on_time": State(STATUS["on_time"], theme.ON_TIME, "✓", theme.ON_DEEP),
}
WITH_ERRORS = State(f"报告有{SEVERITY['error']}", theme.BROKEN, ink=theme.ON_DEEP)
HOTLINE_TOLD = {
    "both": Part("受理和答复都有", theme.TOLD),
    "one": Part("只有其中一项", theme.HALF_TOLD),
    "stated_only": Part("只有自述率", theme.STATED),
    "silent": Part("未提及", theme.SILENT),
    "no_report": Part(NO_REPORT, theme.MISSING, hatched=True),
}
GAP = Part("差额", theme.UNEXPLAINED, hatched=True)
OUTCOMES = named(
    disclosed="予以公开",
    partly_disclosed="部分公开",
    refused="不予公开",
    unavailable="无法提供",
    declined="不予处理",
    closed="其他处理",
) | {"gap": GAP}
APPLICANTS = named(
    natural_person="自然人",
    business="商业企业",
    research="科研机构",
    charity="社会公益组织",
    legal_service="法律服务机构",
    other="其他",
) | {"gap": GAP}
APPLICATION_CELLS = {
    "some": Part(wording.ZERO_LABELS["some"], theme.PALE),
    "zero": Part("填 0", theme.ZERO),
    "nil": Part("填斜杠", theme.UNSURE),
    "unread": Part("空白或无法识别", theme.UNREADABLE),
    "absent": Part("报告无此表", theme.SILENT),
    "no_report": Part(NO_REPORT, theme.MISSING, hatched=True),
}
REVIEW_RESULTS = named(
    upheld="结果维持", corrected="结果纠正", other="其他结果", pending="尚未审结"
)
REVIEW_CELLS = APPLICATION_CELLS | {"some": Part("有案件", theme.PALE)}
FIELDS = {field.id: Part(field.label, theme.DISCLOSED) for field in load().taxonomy} | {
    "unmapped": Part("未归类", theme.UNMAPPED),
    "unexplained": Part("未说明类别", theme.UNEXPLAINED, hatched=True),
}
ZERO_KINDS: dict[str, State] = {
    kind: State(wording.ZERO_LABELS[kind], color, glyph, ink, hatched=kind == "no_report")
    for kind, color, glyph, ink in (
        ("reported_zero", theme.ZERO, "0", theme.ON_DEEP),
        ("nil_confirmed", theme.ZERO_CONFIRMED, "/", theme.ON_BRIGHT),
        ("nil_only", theme.UNSURE, "/", theme.ON_BRIGHT),
        ("not_stated", theme.SILENT, "?", theme.ON_BRIGHT),
        ("no_report", theme.MISSING, " ", theme.ON_BRIGHT),
        ("contradictory", theme.BROKEN, "!", theme.ON_DEEP),
        ("some", theme.PALE, "", theme.INK),
    )
}
ZERO_PARTS = {
    kind: Part(state.label, state.color, hatched=state.hatched)
    for kind, state in ZERO_KINDS.items()
}
RULE_OUTCOMES: dict[str, State] = {
    "broken_error": State(SEVERITY["error"], theme.BROKEN, ink=theme.ON_DEEP),
    "broken_warning": State(SEVERITY["warning"], theme.ATTENTION),
    "broken_notice": State(SEVERITY["notice"], theme.WAITING),
    "unsure": State(OUTCOME["unsure"], theme.UNSURE),
    "holds": State(OUTCOME["holds"], theme.PALE, ink=theme.INK),
    "not_checkable": State(OUTCOME["not_checkable"], theme.GREY, hatched=True),
}
