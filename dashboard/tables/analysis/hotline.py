"""What the tables of the hotline page are made of."""

from __future__ import annotations

from dashboard.charts import looks
from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year

GROUPS = {
    "ranked": "参加排名",
    "few": "受理不足 10 件，不排名",
    "doubtful": "答复多于受理，待核对",
    "stated_only": "只有报告自述率",
    "unknown": "数据不全",
}
ABOUT = "approximate"
BY_YEAR = Table(
    "热线办理_按年度",
    (
        year(),
        Column("received", "受理", unit="件", approximate=ABOUT, indicator="hotline_received"),
        Column("answered", "答复", unit="件", approximate=ABOUT, indicator="hotline_answered"),
        Column("rate", "答复率", Kind.RATE, approximate=ABOUT, indicator="hotline_answer_rate"),
        Column("units", "两项都有", unit="个"),
        Column("stated_units", "自述答复率", unit="个"),
        Column("told_units", "提到热线", unit="个"),
        Column("units_filed", "已报", unit="个"),
        Column("units_expected", "应报", unit="个"),
    ),
    ("hotline_answer_rate",),
    ("受理、答复只合计两项都有数的报告，因此两者可以相除；自述率不参与计算。",),
    ("rate",),
)
BY_TOWNSHIP = Table(
    "热线办理_按乡镇",
    (
        text("township", "乡镇（街道）"),
        text("type", "类型"),
        year(),
        Column("received", "受理", unit="件", mark="received_mark",
               approximate="received_approximate", indicator="hotline_received"),
        Column("answered", "答复", unit="件", mark="answered_mark",
               approximate="answered_approximate", indicator="hotline_answered"),
        Column("rate", "答复率", Kind.RATE, approximate=ABOUT, indicator="hotline_answer_rate"),
        Column("stated_rate", "报告自述率", Kind.RATE, mark="stated_mark"),
        Column("difference_points", "自述减计算", Kind.AMOUNT, "百分点"),
        text("evidence", "正文原句"),
        text("rank_group", "排名", GROUPS),
        Column("low", "95%区间下限", Kind.RATE),
        Column("high", "95%区间上限", Kind.RATE),
    ),
    ("hotline_received", "hotline_answered", "hotline_answer_rate"),
    (
        "区间为 95% 威尔逊区间：件数越少，区间越宽，答复率越不能当作绩效。",
        "受理不足 10 件的不排名，不足 30 件的在图中用灰色。",
    ),
    ("received", "answered"),
    drawn=(Drawing(("rate", "stated_rate")),),
    by_residents=(("received", "hotline_per_head"),),
)  # fmt: skip
COVERAGE = Table(
    "热线办理_报告说了多少",
    (
        year(),
        *(Column(kind, look.label, unit="个") for kind, look in looks.HOTLINE_TOLD.items()),
    ),
    charted=tuple(looks.HOTLINE_TOLD),
    is_stacked=True,
)
