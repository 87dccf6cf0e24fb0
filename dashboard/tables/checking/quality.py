"""The tables of the page on what is wrong with reports."""

from __future__ import annotations

from dataclasses import replace

from dashboard.labels import wording
from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year

FINDINGS = Table(
    "问题清单",
    (
        text("severity", wording.title("severities"), wording.SEVERITY_LABELS),
        text("township", "乡镇（街道）"),
        year(),
        text("title", "问题"),
        text("instance_label", "所在行列"),
        text("formula", "报告中的数字"),
        text("state", "处理", wording.REVIEW_LABELS),
        text("suggestion", "建议"),
        text("words", "应当成立"),
        text("code", "编号"),
        text("who", "处理人"),
        text("reason", "理由"),
        Column("decided_at", "处理日期", Kind.DATE),
    ),
    notes=("决定随涉及的数字有效；数字改变后，问题重新变为待处理。",),
)
GROUPS = Table(
    "问题清单_按原因",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("title", "问题"),
        text("severity", wording.title("severities"), wording.SEVERITY_LABELS),
        text("state", "处理", wording.REVIEW_LABELS),
        Column("lines", "处数"),
        text("instance_label", "所在行列"),
        text("formula", "报告中的数字"),
        text("suggestion", "建议"),
    ),
)
DOUBTS = Table(
    "读取存疑",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("place", "位置"),
        text("message", "没有读到或没有把握的内容"),
    ),
    notes=("这些是本系统读取时的疑问，不是报送单位的差错；请对照原件核实。",),
)
OUTCOMES = Table(
    "规则核对结果",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("code", "编号"),
        text("title", "规则"),
        text("severity", wording.title("severities"), wording.SEVERITY_LABELS),
        text("outcome", "结果", wording.RULE_OUTCOME_LABELS),
        text("reason", "原因", wording.REASON_LABELS),
        Column("broken", wording.RULE_OUTCOME_LABELS["broken"], unit="处"),
        Column("unsure", wording.RULE_OUTCOME_LABELS["unsure"], unit="处"),
        Column("held", wording.RULE_OUTCOME_LABELS["holds"], unit="处"),
    ),
    notes=(f"{wording.RULE_OUTCOME_LABELS['not_checkable']}的不算成立，也不算不成立。",),
    drawn=(Drawing(("broken", "unsure"), is_summed=True, is_stacked=True, is_last=True),),
)


def brief(alike_in: tuple[str, ...] = ()) -> Table:
    """Return what stands in the list beside the card, which says the rest.

    It leaves out what all its lines are alike in.
    """
    return replace(GROUPS, columns=tuple(c for c in GROUPS.columns[:5] if c.name not in alike_in))
