"""What the table of the definitions page is made of."""

from __future__ import annotations

from dashboard.tables.schema import Table, text

CATALOGUE = Table(
    "口径与规则",
    (
        text("part", "部分"),
        text("group", "归类"),
        text("code", "编号"),
        text("title", "名称"),
        text("grade", "级别"),
        text("unit", "单位"),
        text("says", "口径（公式）"),
        text("why", "依据与说明"),
        text("example", "举例"),
        text("ask", "对乡镇的要求"),
    ),
    notes=("与计算所用的定义是同一份数据；规则的举例是违反该规则的数字。",),
)
