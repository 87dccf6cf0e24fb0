"""What the tables of the page on proactive disclosure are made of."""

from __future__ import annotations

from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year

FIELDS_NOTE = "领域按报告所写类别归入；认不出的列为“未归类”，原标签见类别明细。"
GAP_NOTE = "未说明类别＝总数减各类别之和，按每份报告计算；类别之和多于总数的另列，不作负数抵减。"
CHANNEL_NOTE = "同一条信息可以在多个渠道发布，各渠道不能相加，也不应与总数相比。"
LEFT_OUT_NOTE = "已报未计入：后来合并的几个单位中，有的当年没有这项数字，其余单位所报的不计入合计。"
ABOUT = text("about", "约数")

BY_TOWNSHIP = Table(
    "主动公开_按乡镇",
    (
        text("township", "乡镇（街道）"),
        text("type", "类型"),
        year(),
        Column(
            "proactive_total", "主动公开总数", unit="条",
            mark="proactive_total_mark", approximate="approximate",
        ),
        ABOUT,
        Column("before_total", "上年", unit="条"),
        Column("change", "较上年", unit="条"),
        Column("change_rate", "增减", Kind.RATE),
        Column("explained", "写明类别", unit="条"),
        Column("unexplained", "未说明类别", unit="条"),
        Column("excess", "类别超出总数", unit="条"),
    ),
    ("proactive_total",),
    (GAP_NOTE, "上年不足 10 条的不计算增减百分比。"),
    drawn=(Drawing(("proactive_total",), is_last=True),),
    by_residents=(("proactive_total", "disclosed_per_head"),),
)  # fmt: skip
BY_YEAR = Table(
    "主动公开_按年度",
    (
        year(),
        Column(
            "part",
            "主动公开总数",
            unit="条",
            approximate="approximate",
            indicator="proactive_total",
        ),
        ABOUT,
        Column("units", "写明总数", unit="个"),
        Column("units_filed", "已报", unit="个"),
        Column("units_expected", "应报", unit="个"),
        Column("left_part", "已报未计入", unit="条", approximate="left_approximate"),
    ),
    ("proactive_total",),
    ("≈ 表示合计中含有约数。", LEFT_OUT_NOTE),
    ("part",),
)
BY_FIELD = Table(
    "主动公开_按领域",
    (
        year(),
        text("label", "领域"),
        Column("value", "条数", unit="条", approximate="approximate"),
        Column("share", "占比", Kind.RATE),
        Column("reports", "报告", unit="份"),
        Column("change", "较上年", unit="条"),
        Column("compared", "可比单位", unit="个"),
    ),
    notes=(FIELDS_NOTE, GAP_NOTE, "较上年只比较两年都写明总数和类别的可比单位。"),
    drawn=(Drawing(("value",), by="label", is_last=True), Drawing(("value",), of="label")),
)
PARTS = Table(
    "主动公开_类别与总数",
    (
        year(),
        Column("total", "总数之和", unit="条"),
        Column("explained", "写明类别之和", unit="条"),
        Column("unexplained", "未说明类别", unit="条"),
        Column("excess", "类别超出总数", unit="条"),
        Column("with_total", "写明总数", unit="份"),
        Column("with_categories", "写明类别", unit="份"),
        Column("without_total", "只有类别", unit="份"),
        Column("excess_reports", "类别超出", unit="份"),
        Column("units_expected", "应报", unit="份"),
    ),
    notes=(GAP_NOTE,),
)
ITEM_COLUMNS = (
    text("township", "乡镇（街道）"),
    year(),
    text("label", "报告所写"),
    Column("count", "数量", approximate="approximate"),
    ABOUT,
    text("unit", "单位"),
    text("parent", "上级类别"),
    text("evidence", "正文原句"),
)
CATEGORY_ITEMS = Table(
    "主动公开_类别明细",
    (*ITEM_COLUMNS[:3], text("field", "领域"), *ITEM_COLUMNS[3:]),
    notes=(FIELDS_NOTE,),
)
CHANNEL_ITEMS = Table("主动公开_渠道明细", ITEM_COLUMNS, notes=(CHANNEL_NOTE,))
BY_CHANNEL = Table(
    "主动公开_按渠道",
    (
        year(),
        text("label", "渠道（报告所写）"),
        Column("value", "发布", unit="条", approximate="approximate"),
        ABOUT,
        Column("units", "写明此渠道", unit="个"),
        Column("told_units", "写明渠道", unit="个"),
        Column("units_expected", "应报", unit="个"),
        Column("change", "较上年", unit="条"),
        Column("compared", "可比单位", unit="个"),
    ),
    notes=(CHANNEL_NOTE, "较上年只比较两年都写明这个渠道的可比单位。"),
    drawn=(Drawing(("value",), by="label", is_last=True), Drawing(("value",), of="label")),
)
EDITIONS_NOTE = "2019 版与 2021 版表式的项目不同，分行列出，不能连成一条线比较。"
ARTICLE_20 = Table(
    "第二十条_按年度",
    (
        year(),
        text("edition", "表式"),
        text("label", "项目"),
        Column("value", "合计", Kind.AMOUNT),
        text("unit", "单位"),
        Column("units", "填数字", unit="个"),
        Column("nil_units", "填斜杠", unit="个"),
        Column("units_expected", "应报", unit="个"),
    ),
    notes=(EDITIONS_NOTE,),
    drawn=(Drawing(("value",), of="label", is_apart=True),),
)
ARTICLE_20_TOWNSHIPS = Table(
    "第二十条_按乡镇",
    (
        text("township", "乡镇（街道）"),
        text("type", "类型"),
        year(),
        text("edition", "表式"),
        text("label", "项目"),
        Column("value", "数量", Kind.AMOUNT, mark="value_mark"),
        text("unit", "单位"),
    ),
    notes=(EDITIONS_NOTE,),
)
