"""What the tables of the township page are made of."""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year
from etl.definitions.prose_words import doubts

READINGS = {
    "printed": "表格原样读取",
    "by_arithmetic": "按勾稽关系定列",
    "position_lost": "列位不明",
    "by_position": "无完整项目名称，按行的位置读取",
    "not_read": "未读取的文字处",
    "statistics_table": "统计表",
    "sentence": "正文句子",
    "all_of_received": "正文：“均已”办结",
    "sum_of_parts": "正文分项相加",
    "sole_channel": "唯一公开渠道",
    "corrected": "已更正",
    "confirmed": "由人确认",
}
MERGED = "撤并前几个单位的数合计；有一个单位没有数的，不合计。"

FILINGS = Table(
    "乡镇档案_报送",
    (
        year(),
        text("township", "当年名称"),
        text("status", "报送", wording.STATUS_LABELS),
        Column("report_date", "报告日期", Kind.DATE),
        Column("deadline", "期限", Kind.DATE),
        Column("days_late", wording.STATUS_LABELS["late"], unit="天"),
        text("edition", "版式"),
        Column("errors", wording.SEVERITY_LABELS["error"], unit="处", mark="filed_mark"),
        Column("findings", "全部发现", unit="处", mark="filed_mark"),
        text("note", "备注"),
        text("file_name", "文件"),
    ),
)
YEARS = Table(
    "乡镇档案_各年",
    (
        year(),
        text("zero_kind", "零申请情形", wording.ZERO_LABELS),
        Column(
            "proactive_total", "主动公开总数", unit="条",
            mark="proactive_total_mark", approximate="approximate",
        ),
        Column(
            "hotline_received", "热线受理", unit="件", mark="hotline_received_mark",
            approximate="hotline_received_approximate",
        ),
        Column(
            "hotline_answered", "热线答复", unit="件", mark="hotline_answered_mark",
            approximate="hotline_answered_approximate",
        ),
        Column("hotline_rate", "热线答复率", Kind.RATE, approximate="hotline_rate_approximate"),
        Column("received_new", "新收申请", unit="件", mark="received_new_mark"),
        Column("handled_total", "办理总计", unit="件", mark="handled_total_mark"),
        Column("carried_out", "结转下年", unit="件", mark="carried_out_mark"),
    ),
    ("hotline_answer_rate",),
    (MERGED,),
    ("proactive_total",),
    drawn=(Drawing(("hotline_received", "hotline_answered")), Drawing(("received_new",))),
    by_residents=(
        ("proactive_total", "disclosed_per_head"), ("hotline_received", "hotline_per_head"),
        ("received_new", "applications_per_head"),
    ),
)  # fmt: skip
CHANGES = Table(
    "乡镇档案_较上年",
    (
        text("label", "项目"),
        year(),
        Column("value", "本年", mark="mark", approximate="approximate"),
        Column("value_before", "上年"),
        Column("change", "增减"),
        Column("change_rate", "增减率", Kind.RATE),
        Column("rate", "率", Kind.RATE),
        Column("rate_points", "率的变化", Kind.AMOUNT, "百分点"),
    ),
    ("hotline_answer_rate",),
    (MERGED, "上年不足 10 的不算增减率；率的变化用百分点。"),
)
CANDIDATES = Table(
    "乡镇档案_待确认",
    (
        text("label", "可能是"),
        Column("value", "数字"),
        text("others", "文中另有"),
        text("reason", "为什么没有采用", doubts()),
        text("evidence", "正文原句"),
        text("place", "位置"),
    ),
    notes=("这些数字没有把握，没有采用，也不计入任何合计；请对照原件确认。",),
)
CANDIDATES_OF_ALL = Table(
    "待确认的数字",
    (text("township", "乡镇（街道）"), year(), *CANDIDATES.columns, text("file_name", "文件")),
    notes=CANDIDATES.notes,
)
CELLS = Table(
    "乡镇档案_报告数字",
    (
        text("label", "项目"),
        text("raw", "原文"),
        Column("value", "数字", mark="mark", approximate="approximate"),
        text("reading", "怎样读到", READINGS),
        text("place", "位置"),
        text("evidence", "正文原句"),
        text("corrected", "更正说明"),
    ),
    notes=("“原文”为报告所印；“数字”为统计所用。选中一行，可对照原件。",),
)
