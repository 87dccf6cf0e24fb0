"""What the tables of the page of correction notices are made of."""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.tables.schema import Column, Kind, Table, text, year

OPEN = "只含未处理完的问题：核对后认定无需修改的不计。"

REPORTS = Table(
    "退回修改单_各乡镇",
    (
        text("township", "乡镇（街道）"),
        Column("errors", wording.SEVERITY_LABELS["error"], unit="处"),
        Column("warnings", wording.SEVERITY_LABELS["warning"], unit="处"),
        Column("notices", wording.SEVERITY_LABELS["notice"], unit="处"),
        text("file_name", "报告文件"),
        Column("report_date", "报告日期", Kind.DATE),
    ),
    notes=(
        OPEN,
        "没有报告的单位不在表内，见“报送进度”。",
    ),
)
FINDINGS = Table(
    "退回修改单_问题清单",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("code", "编号"),
        text("severity", wording.title("severities"), wording.SEVERITY_LABELS),
        text("family_label", "位置"),
        text("instance_label", "行或列"),
        text("title", "规则"),
        text("words", "应为"),
        text("formula", "报告为"),
        text("ask", "请核对修改"),
        text("suggestion", "建议"),
        text("why", "依据"),
    ),
    notes=(OPEN,),
)
