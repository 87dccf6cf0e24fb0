"""What the list of units, and what saving would change in it, are made of."""

from __future__ import annotations

from dashboard.tables.schema import Column, Kind, Table, text
from etl.storage.unit_register.unit_rows import headings

UNITS = Table("单位名册", tuple(text(name, label) for name, label in headings().items()))
CHANGES = Table(
    "保存前检查",
    (
        text("what", "变化"),
        text("township", "单位名称"),
        text("place_id", "代码"),
        text("parts", "内容"),
        Column("reports", "已有报告", Kind.COUNT, unit="年"),
    ),
)
