"""What the tables of the county's total are made of."""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.tables.schema import Column, Table, text

BY_CELL = Table(
    "全县汇总",
    (
        text("table", "表"),
        text("label", "项目"),
        Column("total", "合计", mark="mark"),
        Column("numbers", "填数字", unit="个"),
        Column("nil", "填斜杠", unit="个"),
        *(
            Column(mark, wording.MARK_LABELS[mark], unit="个")
            for mark in ("blank", "absent", "unreadable")
        ),
    ),
    notes=(
        "合计只加已报单位的数字；斜杠不增加合计，空白、缺项、无法识别的不按 0 计，另列个数。",
        "“现行有效”是年末存量，可以在单位之间相加，不能在年度之间相加。",
    ),
)
BY_UNIT = Table(
    "全县汇总_单格明细",
    (
        text("township", "单位"),
        text("type", "类型"),
        Column("value", "数字", mark="mark"),
        text("raw", "原文"),
    ),
)
