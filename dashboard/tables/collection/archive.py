"""What the tables of the archive of files are made of."""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.tables.schema import Column, Table, text, year

UNITS = Table(
    "文件档案",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("status", "报送", wording.STATUS_LABELS),
        Column("versions", "文件", unit="份"),
        text("file_name", "现用的文件"),
        text("imported_at", "最近导入"),
        text("decided", "由谁选定或撤回"),
    ),
    notes=(
        "报来的每一份文件都保存；没有人选定的，用最后导入的一份。",
        "选定或撤回之后又导入的文件，以后来的为准。",
    ),
)
CHANGES = Table(
    "文件档案_变化",
    (
        text("label", "项目"),
        text("before", "原来一份", wording.MISSING_LABELS),
        text("after", "这一份", wording.MISSING_LABELS),
    ),
)
