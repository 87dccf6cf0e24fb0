"""What the tables of the overview are made of."""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year

LACKING = ("waiting", "rejected", "withdrawn", "missing")
BY_YEAR = Table(
    "报送情况_按年度",
    (
        year(),
        Column("expected", "应报", unit="个"),
        Column("filed", "已报", unit="个"),
        Column("missing", wording.STATUS_LABELS["missing"], unit="个"),
        Column("on_time", wording.STATUS_LABELS["on_time"], unit="个"),
        Column("late", wording.STATUS_LABELS["late"], unit="个"),
        Column("undated", wording.STATUS_LABELS["undated"], unit="个"),
        *(Column(state, wording.STATUS_LABELS[state], unit="个") for state in LACKING[:-1]),
    ),
    notes=(
        "应报单位以名册当年有效的单位为准；期限以县里的通知为准，未设期限的为次年 1 月 31 日。",
    ),
    charted=("on_time", "late", "undated", *LACKING),
    is_stacked=True,
)
FIGURES = Table(
    "总览_主要数字",
    (
        year(),
        Column("proactive_total", "主动公开总数", unit="条", mark="proactive_total_mark",
               approximate="proactive_total_about"),
        Column("hotline_answer_rate", "热线答复率", Kind.RATE, mark="hotline_answer_rate_mark"),
        Column("applications_received_new", "新收申请", unit="件",
               mark="applications_received_new_mark"),
        Column("zero", "零申请乡镇", unit="个", mark="zero_mark"),
        *(
            Column(f"{name}_units", f"{label}：写明的单位", unit="个")
            for name, label in (("proactive_total", "主动公开总数"),
                                ("hotline_answer_rate", "热线答复率"),
                                ("applications_received_new", "新收申请"))
        ),
        Column("expected", "应报", unit="个"),
    ),
    ("proactive_total", "hotline_answer_rate", "applications_received_new"),
    ("零申请：明确填 0，或填斜杠且正文证实没有收到申请；仅斜杠、未说明、未报送的不算。",),
    ("proactive_total",),
    drawn=(
        Drawing(("hotline_answer_rate",)), Drawing(("applications_received_new",)),
        Drawing(("zero",)),
    ),
)  # fmt: skip
BY_UNIT = Table(
    "报送情况_逐个单位",
    (
        text("township", "乡镇（街道）"),
        text("type", "类型"),
        year(),
        text("status", "报送", wording.STATUS_LABELS),
        Column("report_date", "报告日期", Kind.DATE),
        Column("deadline", "期限", Kind.DATE),
        Column("days_late", wording.STATUS_LABELS["late"], unit="天"),
        text("edition", "表式"),
    ),
)
CELLS = Table(
    "待核对单元格",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("label", "项目"),
        text("mark", "状态", wording.MISSING_LABELS),
        text("raw", "原文"),
        text("place", "位置"),
    ),
)
REJECTED = Table(
    "未能导入的文件",
    (
        text("file_name", "文件"),
        text("message", "原因"),
        Column("imported_at", "导入日期", Kind.DATE),
    ),
)
