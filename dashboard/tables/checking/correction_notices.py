"""What the tables of the page of correction notices are made of."""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.tables.schema import Column, Kind, Table, text, year

OPEN = "只含未处理完的问题：核对后认定无需修改的不计。"

REPORTS = Table(
    "退回修改单_各乡镇",
    (
        text("township", "乡镇（街道）"),
        Column("errors", wording.SEVERITY_LABELS["error"]),
        Column("warnings", wording.SEVERITY_LABELS["warning"]),
        Column("notices", wording.SEVERITY_LABELS["notice"]),
        text("file_name", "报告文件"),
        Column("report_date", "报告日期", Kind.DATE),
    ),
    notes=(
        "错误、疑点、提示的单位是处。",
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
LEDGER = Table(
    "退回台账",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("state", wording.title("returns"), wording.RETURN_LABELS),
        Column("due", "重报期限", Kind.DATE),
        Column("days_over", "已过期限", unit="天", is_explained_elsewhere=True),
        Column("points", "退回的问题", unit="处"),
        *(
            Column(state, wording.POINT_LABELS[state], unit="处", is_explained_elsewhere=True)
            for state in ("gone", "left", "dropped", "new")
        ),
        text("returned_at", "退回时间"),
        text("returned_by", "退回人"),
        text("refiled_at", "重报时间"),
        text("refiled_file", "重报的文件"),
        text("moved", "改归"),
        text("closed_at", "办结时间"),
        text("closed_by", "办结人"),
        text("outcome", "办理结果"),
        text("file_name", "退回的文件"),
    ),
    notes=(
        "退回以后又收到并采用的一份为重报；不再出现、未改正由退回的问题与重报的一份核对得出，没有重报的为空；不再出现的，可能已改正，也可能因数字缺失而无法核对。",
        "逾期报送无从修改，不作为退回的问题。",
    ),
)
POINTS = Table(
    "退回的问题",
    (
        text("state", wording.title("points"), wording.POINT_LABELS),
        text("severity", wording.title("severities"), wording.SEVERITY_LABELS),
        text("where", "位置"),
        text("title", "问题"),
    ),
)
