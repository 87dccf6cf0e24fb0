"""What the tables of the county's total are made of."""

from __future__ import annotations

from dashboard.labels import wording
from dashboard.tables.schema import Column, Table, text
from etl.definitions.states import vocabularies

BY_CELL = Table(
    "全县汇总",
    (
        text("label", "项目"),
        Column("total", "合计", mark="mark"),
        Column("deducted", "扣除重复", unit="件", is_explained_elsewhere=True),
        Column("numbers", "填数字", unit="个"),
        Column("nil", "填斜杠", unit="个"),
        *(
            Column(mark, wording.MARK_LABELS[mark], unit="个")
            for mark in ("blank", "absent", "unreadable")
        ),
        text("table", "表"),
    ),
    notes=(
        "合计只加已报单位的数字；斜杠不增加合计，空白、缺项、无法识别的不按 0 计，另列个数。",
        "“扣除重复”是几个单位联合制发、各自都计入的文件，由人登记；合计已扣除，空着的没有登记。",
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
COMPARED = Table(
    "县级与各单位对照",
    (
        text("label", "项目"),
        text("state", "结果", wording.COUNTY_CELL_LABELS),
        Column("published", "公布数", mark="mark"),
        Column("total", "各单位之和", mark="total_mark"),
        Column("deducted", "其中扣除重复", unit="件", is_explained_elsewhere=True),
        Column("difference", "公布数减合计", is_explained_elsewhere=True),
        Column("unknown", "没有数的单位", unit="个"),
        Column("missing", "缺报单位", unit="个"),
        text("title", "表"),
    ),
    notes=(
        "合计包括名册中的全部单位，与页面上方选择的类型无关；斜杠不增加合计，空白、缺项不按 0 计。",
        "登记过的联合发文已扣除重复；没有登记的联合发文、单位事后更正、收费金额进位时，公布数与合计可以不同，"
        "不一定有误。",
        *(f"{state.label}：{state.meaning}" for state in vocabularies()["county_cells"].states),
    ),
)
OF_PREFECTURE = Table(
    "市级与各县对照",
    (
        text("label", "项目"),
        text("state", "结果", wording.PREFECTURE_CELL_LABELS),
        Column("published", "公布数", mark="mark"),
        Column("total", "各县之和", mark="total_mark"),
        Column("difference", "公布数减合计", is_explained_elsewhere=True),
        Column("summed", "按单位合计", unit="个"),
        Column("unknown", "没有数", unit="个"),
        Column("missing", "没有公布的", unit="个"),
        text("title", "表"),
    ),
    notes=(
        "合计为各县（区、市）公布的数与市级单位的数之和，与页面上方选择的类型无关；"
        "没有公布的县按已收到的各单位之和。斜杠不增加合计，空白、缺项不按 0 计。",
        "“按单位合计”是没有公布、按已收到的各单位之和计入的县；“没有数”“没有公布的”是县（区、市）和市级单位的个数。",
        "缺县时公布数也不应小于合计；各县和市级单位都已公布、每格都有数时，两者才应相等。",
        *(f"{state.label}：{state.meaning}" for state in vocabularies()["prefecture_cells"].states),
    ),
)
BY_COUNTY = Table(
    "市级与各县对照_逐县",
    (
        text("label", "项目"),
        text("part", "县或市级单位"),
        Column("value", "数字", mark="mark"),
        text("origin", "来源", wording.PART_ORIGIN_LABELS),
        Column("published", "市级公布数", mark="published_mark"),
        text("state", "结果", wording.PREFECTURE_CELL_LABELS),
        text("title", "表"),
    ),
    notes=tuple(f"{s.label}：{s.meaning}" for s in vocabularies()["part_origins"].states),
)
