"""How the states of the domain look, the same on every page."""

from __future__ import annotations

from dashboard import wording
from dashboard.charts import theme
from dashboard.charts.bars import Part
from dashboard.charts.matrix import State

FILING = {
    "on_time": Part("按期", theme.ON_TIME),
    "late": Part("逾期", theme.LATE),
    "undated": Part("未注明日期", theme.UNDATED),
    "missing": Part("未报送", theme.MISSING, hatched=True),
}
HOTLINE_TOLD = {
    "both": Part("受理和答复都有", theme.ANSWERED),
    "one": Part("只有其中一项", theme.RECEIVED),
    "stated_only": Part("只有自述率", theme.STATED),
    "silent": Part("未提及", theme.ORANGE),
    "no_report": Part("未报送", theme.MISSING, hatched=True),
}
ZERO_KINDS: dict[str, State] = {
    kind: State(wording.ZERO_LABELS[kind], color, glyph, ink, hatched=kind == "no_report")
    for kind, color, glyph, ink in (
        ("reported_zero", theme.BLUE, "0", "white"),
        ("nil_confirmed", theme.SKY, "/", theme.INK),
        ("nil_only", theme.YELLOW, "/", theme.INK),
        ("not_stated", theme.ORANGE, "?", theme.INK),
        ("no_report", theme.MISSING, " ", theme.INK),
        ("contradictory", theme.VERMILION, "!", "white"),
        ("some", theme.PALE, "", theme.INK),
    )
}
ZERO_PARTS = {
    kind: Part(state.label, state.color, hatched=state.hatched)
    for kind, state in ZERO_KINDS.items()
}
