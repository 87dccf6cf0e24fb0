"""What the tables of the submissions page are made of."""

from __future__ import annotations

from dataclasses import replace

from dashboard.labels import wording
from dashboard.tables import overview
from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year

DUE = (
    "期限以县里设定的为准；未设定的为次年 1 月 31 日。报告日期取自报告落款；"
    "落款没有日期的，按网页注明的发布日期判断是否按期，表中另列。"
)

CHASE = Table(
    "报送进度_催报名单",
    (
        text("township", "乡镇（街道）"),
        text("reason", "情况", wording.STATUS_LABELS),
        Column("days_since", "已过期限", unit="天"),
        Column("deadline", "期限", Kind.DATE),
        text("file_name", "没有导入的文件"),
        text("message", "原因和处理办法"),
        text("type", "类型"),
        text("carried_on_by", "现由（承接单位）"),
    ),
    notes=(
        DUE,
        "名册中当年有效、还没有报告的单位；撤并前的单位分别列出。",
        f"{wording.STATUS_LABELS['rejected']}：文件名写有该单位和年度，但文件没有通过导入。",
        f"{wording.STATUS_LABELS['waiting']}：文件可能是该单位的，由人核对后才收下。",
        f"{wording.STATUS_LABELS['withdrawn']}：报来的报告已由人撤回，在“文件档案”中可以恢复。",
    ),
)
CELLS = Table(
    "报送进度_逐年",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("state", "报送", wording.STATUS_LABELS),
        Column("days_late", wording.STATUS_LABELS["late"], unit="天"),
        Column("errors", wording.SEVERITY_LABELS["error"], unit="处"),
        Column("report_date", "报告日期", Kind.DATE),
        Column("filed_on", "判断按期所用日期", Kind.DATE),
        text("dated_by", "日期来源", wording.DATE_SOURCES),
        Column("deadline", "期限", Kind.DATE),
        Column("units_filed", "已报", unit="个"),
        Column("units_expected", "应报", unit="个"),
    ),
    notes=(DUE, "撤并、更名的单位按今天的单位合并为一行；逾期天数取其中最晚的一份。"),
    drawn=(Drawing(by="year", of="state", is_stacked=True),),
)
BY_YEAR = replace(overview.BY_YEAR, name="报送进度_按年度", notes=(DUE,))
HISTORY = Table(
    "报送进度_导入记录",
    (
        text("imported_at", "导入时间"),
        text("file_name", "文件"),
        text("outcome", "结果", wording.IMPORT_LABELS),
        text("message", "原因和处理办法"),
        text("township", "乡镇（街道）"),
        year(),
        Column("reports", "报告", unit="份"),
        text("who", "经办人"),
    ),
    notes=("每个文件名只列最近一次导入的结果；无法判断单位的文件在每个县都列出。",),
)
