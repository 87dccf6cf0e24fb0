"""What the table of people's acts is made of."""

from __future__ import annotations

from dashboard.labels.acts import KINDS
from dashboard.tables.schema import Table, text, year

LOG = Table(
    "修改记录",
    (
        text("at", "时间"),
        text("who", "处理人"),
        text("kind", "内容", KINDS),
        text("township", "乡镇（街道）"),
        year(),
        text("subject", "对象"),
        text("before", "原为"),
        text("after", "改为"),
        text("why", "理由"),
        text("standing", "撤销情况"),
        text("act_id", "编号"),
    ),
    notes=(
        "每次操作一个编号；撤销也是一次操作，可以再撤销。",
        "导入和文件核收没有编号：已忽略的在“报送进度”恢复，已收下的在“文件档案”撤回或改归。",
    ),
)
