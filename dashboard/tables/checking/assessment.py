"""What the tables of the assessment are made of; the items are those of the office's rubric."""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.tables.schema import Column, Kind, Table, text
from etl.storage.own_files.rubric import Rubric, headings

CERTAIN = (
    "只扣依据确定的：数字之间的错误（核对后不采纳的除外）、经人确认的问题、报送和退回的日期。"
    "缺项、雷同和疑点要经人确认；从图片识别、读取存疑的报告，错误也要经人确认。"
    "没有确认的不扣分，列为未能判断。一处问题只扣一次。"
)
APART = "考核评分按本单位上传的评分表计算，与数据质量各自独立。"
MISSED = "没有报送的单位没有总分，不等于 0 分；评分表有“未报送”一项的，只评这一项。"


def scores(rubric: Rubric) -> Table:
    """Return the table of scores, a column for each item of the rubric."""
    points = sum(p for item, p in rubric.points.items() if not rubric.is_by_hand(item))
    return Table(
        "考核评分",
        (
            text("township", "乡镇（街道）"),
            text("status", wording.title("filing"), wording.STATUS_LABELS),
            Column("total", "得分", Kind.AMOUNT, f"满分 {points}", mark="total_mark"),
            text("unsure", "未能判断，没有扣分"),
            *(
                Column(f"item_{n}", item, Kind.AMOUNT, f"{most} 分", mark=f"item_{n}_mark")
                for n, (item, most) in enumerate(rubric.points.items())
            ),
        ),
        notes=(APART, CERTAIN, MISSED),
    )


DEDUCTIONS = Table(
    "考核评分_扣分明细",
    (
        text("township", "乡镇（街道）"),
        text("item", "考核项目"),
        text("matter", "扣分情形"),
        Column("points", "扣分", Kind.AMOUNT, "分"),
        text("ground", "扣分依据"),
        text("note", "评分表的说明"),
    ),
    notes=(APART, CERTAIN, "扣完一项的分值或上限之后，其余的依据照列，扣 0 分。"),
)
RUBRIC = Table("考核评分表", tuple(text(name, label) for name, label in headings().items()))
SAMPLE = Table("示例考核评分表", RUBRIC.columns, notes=("示例，不是任何单位的考核办法。",))
