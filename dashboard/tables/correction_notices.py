"""What the tables of the page of correction notices are made of."""

from __future__ import annotations

from dashboard.tables.schema import Column, Kind, Table, text, year

SEVERITY_LABELS = {"error": "错误", "warning": "警告", "notice": "提示"}
OPEN = "只含未处理完的问题：核对后认定无需修改的不计。"

REPORTS = Table(
    "退回修改单_各乡镇",
    (
        text("township", "乡镇（街道）"),
        Column("errors", "错误", unit="处"),
        Column("warnings", "警告", unit="处"),
        Column("notices", "提示", unit="处"),
        text("file_name", "报告文件"),
        Column("report_date", "报告日期", Kind.DATE),
    ),
    notes=(
        OPEN,
        "警告在修改单中称为“疑点”，请乡镇核实。",
        "没有报告的单位不在表内，见“报送进度”。",
    ),
)
FINDINGS = Table(
    "退回修改单_问题清单",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("code", "编号"),
        text("severity", "程度", SEVERITY_LABELS),
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
