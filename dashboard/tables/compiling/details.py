"""What can be taken along from the details page, and what each table is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import pandas as pd

from dashboard.labels import wording
from dashboard.tables.compiling import wide
from dashboard.tables.schema import Column, Kind, Table, text, year
from etl.definitions import load

PARTS_OF_REPORTS = {
    "narrative": "正文",
    "article_20": "表二",
    "applications": "表三",
    "reviews": "表四",
}
INDICATORS = {key: indicator.title for key, indicator in load().indicators.items()}
UNITS = {key: indicator.unit for key, indicator in load().indicators.items()}
YES = {True: "是", False: ""}
SURE = Column("confidence", "识别把握", Kind.RATE, is_explained_elsewhere=True)
TOWNSHIP, TYPE = text("township", "乡镇（街道）"), text("type", "类型")
AS_NAMED_THEN = "乡镇（街道）按当年名称逐个列出，不并入后来的承接单位。"


@dataclass(frozen=True, slots=True)
class Detail:
    """One choice of the page: its table, the question that answers it, and which filters it has.

    `columns` are those of the chosen parts where they depend on them, `shaped` turns the answer
    into what the table is made of.
    """

    title: str
    query: str
    table: Table
    has_parts: bool = False
    has_marks: bool = False
    columns: Callable[[Table, Collection[str]], Table] | None = None
    shaped: Callable[[pd.DataFrame, Table], pd.DataFrame] | None = None


FIGURES = Table(
    "明细_数字长表",
    (
        TOWNSHIP,
        year(),
        text("table_id", "出处", PARTS_OF_REPORTS),
        text("label", "项目"),
        text("raw", "原文"),
        Column("value", "数值", is_explained_elsewhere=True),
        text("mark", "标记", wording.MARK_LABELS),
        text("unit", "单位"),
        text("approximate", "约数", YES),
        text("place", "原文位置"),
        text("evidence", "依据（原句）"),
        text("corrected", "更正理由"),
        SURE,
        text("address", "地址"),
        text("file_name", "文件"),
        TYPE,
    ),
    notes=(
        "一数一行；没有数字的，“数值”为空，“标记”说明原因，不等于 0。",
        "“原文”为报告所印；有更正的，“数值”为更正后的数字。",
        AS_NAMED_THEN,
    ),
)
WIDE = Table(
    "明细_数字宽表",
    (TOWNSHIP, year(), TYPE, text("status", "报送", wording.STATUS_LABELS),
     text("edition", "表式（年版）")),
    notes=(
        "一个单位一年一行，一个项目一列；没有数字的按填报模板的写法：斜杠为“/”，空白留空，"
        "报告中没有的为“(缺项)”，无法识别的照原文，未报送的单位各列为“未报送”。",
        "约数按所写数字列出，是否约数见长表。",
        AS_NAMED_THEN,
    ),
)  # fmt: skip
ITEMS = Table(
    "明细_主动公开分项",
    (
        TOWNSHIP,
        year(),
        text("axis", "口径", {"category": "按类别", "channel": "按渠道"}),
        text("label", "所印名称"),
        text("parent", "上级"),
        text("field", "归入领域"),
        Column("count", "数量"),
        text("unit", "单位"),
        text("approximate", "约数", YES),
        text("place", "原文位置"),
        text("evidence", "依据（原句）"),
        SURE,
        text("file_name", "文件"),
        TYPE,
    ),
    notes=("报告没有分项说明的单位没有行；“归入领域”为空的名称尚未归类。", AS_NAMED_THEN),
)
FILINGS = Table(
    "明细_报送",
    (
        TOWNSHIP,
        year(),
        text("status", "报送", wording.STATUS_LABELS),
        Column("deadline", "期限", Kind.DATE, is_explained_elsewhere=True),
        Column("report_date", "报告日期", Kind.DATE, is_explained_elsewhere=True),
        Column("days_late", wording.STATUS_LABELS["late"], unit="天", is_explained_elsewhere=True),
        text("edition", "表式（年版）"),
        Column("period_from", "统计起", Kind.DATE, is_explained_elsewhere=True),
        Column("period_to", "统计止", Kind.DATE, is_explained_elsewhere=True),
        text("file_name", "文件"),
        text("format", "格式"),
        Column("imported_at", "导入日期", Kind.DATE, is_explained_elsewhere=True),
        text("sha256", "文件校验值（SHA-256）"),
        TYPE,
    ),
    notes=("名册中应报送的单位每年一行；日期为空是没有报告，或报告未写明。", AS_NAMED_THEN),
)
FINDINGS = Table(
    "明细_问题",
    (
        TOWNSHIP,
        year(),
        text("code", "规则编号"),
        text("family_label", "类别"),
        text("title", "规则"),
        text("severity", wording.title("severities"), wording.SEVERITY_LABELS),
        text("outcome", "结果", wording.RULE_OUTCOME_LABELS),
        text("instance_label", "所涉行列"),
        text("words", "算式"),
        text("formula", "报告中的数"),
        text("suggestion", "建议"),
        text("why", "依据"),
        text("ask", "请乡镇"),
        text("state", "处理", wording.REVIEW_LABELS),
        text("who", "处理人"),
        text("reason", "理由"),
        Column("decided_at", "处理日期", Kind.DATE),
        text("finding_id", "问题编号"),
    ),
    notes=("决定随涉及的数字有效；数字改变后，问题重新变为待处理。", AS_NAMED_THEN),
)
OUTCOMES = Table(
    "明细_规则结果",
    (
        TOWNSHIP,
        year(),
        text("code", "规则编号"),
        text("family_label", "类别"),
        text("title", "规则"),
        text("severity", wording.title("severities"), wording.SEVERITY_LABELS),
        text("outcome", "结果", wording.RULE_OUTCOME_LABELS),
        text("reason", wording.title("reasons"), wording.REASON_LABELS),
        Column("broken", wording.RULE_OUTCOME_LABELS["broken"], unit="处"),
        Column("unsure", wording.RULE_OUTCOME_LABELS["unsure"], unit="处"),
        Column("held", wording.RULE_OUTCOME_LABELS["holds"], unit="处"),
        TYPE,
    ),
    notes=("每份报告每条规则一行；一条规则核对多处的，取最差的结果。", AS_NAMED_THEN),
)
INDICATOR_VALUES = Table(
    "明细_指标",
    (
        TOWNSHIP,
        year(),
        text("indicator_id", "指标", INDICATORS),
        Column("amount", "数值", is_explained_elsewhere=True),
        Column("rate", "比率", Kind.RATE, is_explained_elsewhere=True),
        text("unit", "单位"),
        Column("numerator", "分子"),
        Column("denominator", "分母", is_explained_elsewhere=True),
        text("approximate", "约数", YES),
        Column("nil_terms", "按 0 计的斜杠", unit="个"),
        Column("units_filed", "已报", unit="个单位"),
        Column("units_expected", "应报", unit="个单位"),
        TYPE,
    ),
    tuple(INDICATORS),
    (
        "只列出组成部分都有数字（或与数字并列的斜杠）的指标；没有列出的不等于 0。",
        "撤并前的单位并入今天的承接单位合计。",
    ),
)
SECTIONS = Table(
    "明细_正文",
    (
        TOWNSHIP,
        year(),
        Column("position", "序"),
        text("heading", "标题"),
        text("body", "正文"),
        text("place", "原文位置"),
        text("file_name", "文件"),
        TYPE,
    ),
    notes=(AS_NAMED_THEN,),
)


def with_units(frame: pd.DataFrame, _: Table) -> pd.DataFrame:
    """Return indicators with their units."""
    return frame.assign(unit=frame["indicator_id"].map(UNITS))


DETAILS = {
    "figures": Detail("数字（长表）", "detail_figures", FIGURES, has_parts=True, has_marks=True),
    "wide": Detail(
        "数字（宽表）",
        "detail_reports_wide",
        WIDE,
        has_parts=True,
        columns=wide.widened,
        shaped=wide.spread,
    ),
    "items": Detail("主动公开分项", "detail_items", ITEMS),
    "indicators": Detail("指标", "detail_indicators", INDICATOR_VALUES, shaped=with_units),
    "filings": Detail("报送", "detail_filings", FILINGS),
    "findings": Detail("问题", "detail_findings", FINDINGS),
    "outcomes": Detail("规则结果", "detail_outcomes", OUTCOMES),
    "sections": Detail("正文各节", "detail_sections", SECTIONS),
}
