"""What the tables of the reviews page are made of."""

from __future__ import annotations

from dashboard.charts import looks
from dashboard.tables.schema import Column, Drawing, Kind, Table, text, year

KINDS = {
    "administrative_review": "行政复议",
    "lawsuit_direct": "未经复议直接起诉",
    "lawsuit_after_review": "复议后起诉",
}
CONCLUDED = {"administrative_review": "行政复议", "lawsuits": "行政诉讼"}
PRINTED = {"review": "复议", "direct": "直接起诉", "after": "复议后起诉"}
RESULTS = {part: look.label for part, look in looks.REVIEW_RESULTS.items()}
SLASHES = "斜杠与数字并列时按 0 计；全是斜杠的报告不计入，另列个数。"
PENDING = "尚未审结的案件会再次计入下一年的总计，各年总计不能相加；审结的案件各年可以相加。"

BY_YEAR = Table(
    "复议诉讼_结果",
    (
        year(),
        text("kind", "类型", KINDS),
        *(Column(part, label, unit="件") for part, label in RESULTS.items()),
        Column("gap", "差额", unit="件"),
        Column("total", "总计", unit="件"),
        Column("excess", "分项超出总计", unit="件"),
        Column("townships", "有案件的乡镇", unit="个"),
        Column("units", "填数字的单位", unit="个"),
        Column("nil_units", "填斜杠", unit="个"),
        Column("units_expected", "应报", unit="个"),
    ),
    ("reviews_total", "lawsuits_total"),
    (SLASHES, PENDING, "差额按每份报告计算：分项之和少于总计的部分；多于总计的列为“超出”。"),
    drawn=(Drawing((*RESULTS, "gap"), of="kind", is_apart=True, is_stacked=True),),
)
CORRECTED = Table(
    "复议诉讼_纠错率",
    (
        text("kind", "类型", CONCLUDED),
        Column("numerator", "结果纠正", unit="件"),
        Column("denominator", "已审结", unit="件"),
        Column("rate", "纠错率", Kind.RATE, indicator="reviews_corrected_rate"),
        Column("low", "95% 区间下限", Kind.RATE),
        Column("high", "95% 区间上限", Kind.RATE),
        Column("reports", "填数字的报告", unit="份"),
    ),
    ("reviews_corrected_rate", "lawsuits_corrected_rate"),
    ("所选各年合计；分母只含已审结的案件（总计－尚未审结），从不用总计。",),
    ("rate",),
)
MARKS = Table(
    "复议诉讼_填报情况",
    (
        year(),
        *(Column(part, look.label, unit="个") for part, look in looks.REVIEW_CELLS.items()),
    ),
    notes=("指表四三类案件的“总计”：任一类大于 0 为有案件，三类都是斜杠为填斜杠。",),
    charted=tuple(looks.REVIEW_CELLS),
    is_stacked=True,
)
PENDING_BY_YEAR = Table(
    "复议诉讼_尚未审结",
    (
        year(),
        Column("pending_reviews", "年末尚未审结的复议", unit="件"),
        Column("pending_lawsuits", "年末尚未审结的诉讼", unit="件"),
        Column("compared", "可与上年核对", unit="处"),
        Column("unaccounted", "少于上年尚未审结", unit="处"),
        Column("units", "填数字的单位", unit="个"),
        Column("units_expected", "应报", unit="个"),
    ),
    notes=("上年尚未审结的案件应计入本年总计；本年总计少于上年尚未审结的，列为一处。",),
    charted=("pending_reviews", "pending_lawsuits"),
)
DISPUTED = Table(
    "复议诉讼_有案件的乡镇",
    (
        text("township", "乡镇（街道）"),
        *(Column(part, label, unit="件") for part, label in RESULTS.items()),
        Column("cases", "合计", unit="件"),
        Column("years_given", "填数字的年度", unit="个"),
    ),
    notes=("审结的为所选各年合计，尚未审结的只取最后一年年末。", PENDING),
    charted=tuple(RESULTS),
    is_stacked=True,
)
BY_TOWNSHIP = Table(
    "复议诉讼_按乡镇",
    (
        text("township", "乡镇（街道）"),
        text("type", "类型"),
        year(),
        *(
            Column(f"{kind}_{part}", f"{name}·{label}", unit="件", mark=f"{kind}_{part}_mark")
            for kind, name in PRINTED.items()
            for part, label in {"total": "总计", **RESULTS}.items()
        ),
    ),
    ("reviews_total", "lawsuits_total"),
)
