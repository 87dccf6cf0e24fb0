"""What the tables of frozen years are made of."""

from __future__ import annotations

from dashboard.tables.schema import Table, text, year
from etl.definitions.unit_kinds import unit_kinds

KINDS = {kind.id: kind.label for kind in unit_kinds().values()} | {"": "全县各类单位"}
FROZEN = Table(
    "定稿",
    (
        text("id", "编号"),
        year(),
        text("name", "名称"),
        text("at", "时间"),
        text("who", "定稿人"),
        text("why", "理由"),
        text("state", "与现在相比"),
        text("sha256", "数据包的 SHA-256"),
    ),
)
REVISIONS = Table(
    "修订记录",
    (
        text("township", "单位"),
        text("label", "项目"),
        text("before", "原为"),
        text("after", "改为"),
        text("why", "原因"),
        text("step", "在哪两个状态之间"),
        text("kind", "种类", KINDS),
    ),
    notes=(
        "公布的数字：各单位报告所印的每个数字，各类单位和全县的合计（联合发文只计一次），报送情况、错误、零申请和各项指标、比率"
        "（合计与总览、通报同一口径）；原句、文字的改动不列。",
        "核对出的错误按规则计，人工不采纳的没有减去，所以可能多于通报所写的处数。",
        "原因是在两个状态之间作出的操作；没有操作的，是程序或口径有更新。",
    ),
)
FIGURES = Table(
    "定稿_全部数字",
    (
        text("township", "单位"),
        text("label", "项目"),
        text("shown", "数值"),
        text("raw", "原文"),
        text("corrected", "更正理由"),
        text("file_name", "文件"),
        text("kind", "种类", KINDS),
    ),
)
