"""Reviews and lawsuits: how many were there, how did they end, and where?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts import (
    Group,
    Heading,
    Part,
    covered,
    grouped_columns,
    looks,
    marked_editions,
    ranking,
    reaching,
    stacked_columns,
)
from dashboard.charts.style import theme
from dashboard.components import (
    TOWNSHIP,
    chart,
    empty_state,
    headline,
    indicator_metrics,
    metric_row,
    remark,
    tables,
)
from dashboard.labels import wording
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, rows
from dashboard.queries.selection import Selection
from dashboard.tables.analysis import reviews as declared

PAGE = Page(
    title="复议诉讼",
    question="有多少复议和诉讼，结果如何，发生在哪些乡镇？",
    icon=":material/gavel:",
    section="分析",
    position=60,
    in_meetings=True,
)
METRICS = {
    "reviews_total": "行政复议",
    "lawsuits_total": "行政诉讼",
    "reviews_corrected_rate": "复议纠错率",
    "dispute_rate": "争议率",
}
OPEN = (
    Group("pending_reviews", "行政复议", theme.PENDING_REVIEW),
    Group("pending_lawsuits", "行政诉讼", theme.PENDING_LAWSUIT),
)
PANEL_HEIGHT, PANEL_WIDTH = 170, 16


def render(selection: Selection) -> None:
    """Draw the page."""
    years = ask("reviews_by_year", **selection.parameters)
    if years.empty:
        empty_state("所选范围内没有应报送的单位")
        return
    marks = ask("reviews_marks", **selection.parameters)
    headline(answer(rows(years)[-len(declared.KINDS) :], rows(marks)[-1]))
    metric_row(indicator_metrics(METRICS, selection))
    panels(years, selection)
    left, right = st.columns(2, gap="medium")
    with left:
        filled(marks, selection)
        pending(selection)
    with right:
        corrected(selection)
        disputed(selection)
    below(years, marks, selection)


def answer(latest: list[Row], told: Row) -> str:
    """Return how many cases there were, how many were corrected, and in how many units."""
    year = told["year"]
    filed = latest[0]["units_filed"]
    if not filed:
        return f"{year} 年度还没有报告"
    if all(wording.is_missing(kind["total"]) for kind in latest):
        slashes = f"，{told['nil']} 个填斜杠" if told["nil"] else ""
        return f"{year} 年度没有报告填写复议、诉讼的数字（已报 {filed} 个单位{slashes}）"
    review, lawsuits = cases(latest[:1], "行政复议"), cases(latest[1:], "行政诉讼")
    among = f"{filed} 个已报单位中 {told['some']} 个有案件"
    return f"{year} 年度{review}，{lawsuits}；{among}"


def cases(kinds: list[Row], name: str) -> str:
    """Return the cases of some kinds, with those that ended in a correction."""
    given = [kind["total"] for kind in kinds if not wording.is_missing(kind["total"])]
    if len(given) < len(kinds):
        return f"{name}没有完整的数字"
    put_right = [k["corrected"] for k in kinds if not wording.is_missing(k["corrected"])]
    of_which = f"（纠正 {wording.number(sum(put_right))} 件）" if sum(put_right) else ""
    return f"{name} {wording.number(sum(given))} 件{of_which}"


def panels(years: pd.DataFrame, selection: Selection) -> None:
    """Draw how the cases of each kind ended, in panels of one height and one scale."""
    if years["total"].isna().all():
        empty_state("所选年度没有复议诉讼的数字", "表四没有填写，或只填了斜杠；见下方填报情况。")
        return
    top = float(years["total"].max())
    parts = looks.REVIEW_RESULTS | ({"gap": looks.GAP} if years["gap"].sum() > 0 else {})
    columns = st.columns(len(declared.KINDS), gap="medium", vertical_alignment="bottom")
    for column, (kind, name) in zip(columns, declared.KINDS.items(), strict=True):
        with column:
            panel(of_kind(years, kind), name, parts, top, selection)
    told_excess(years)


@cached
def of_kind(years: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the years of one kind of cases."""
    return Answer(years[years["kind"] == kind])


@cached
def in_words(rates: pd.DataFrame) -> pd.DataFrame:
    """Return the rates with the kinds of cases in words."""
    return Answer(rates.assign(kind=rates["kind"].map(declared.CONCLUDED)))


def panel(
    years: pd.DataFrame,
    name: str,
    parts: Mapping[str, Part],
    top: float,
    selection: Selection,
) -> None:
    """Draw how the cases of one kind ended."""
    latest = rows(years)[-1]
    heading = Heading(
        f"{name} {wording.number(latest['total'], '件', mark='absent')}",
        "件",
        f"{latest['year']} 年：{ended(latest)}；年份下为填数字的单位",
        height=PANEL_HEIGHT,
        width=PANEL_WIDTH,
    )
    figure = covered(reaching(stacked_columns(years, parts, heading), top), years)
    figure = marked_editions(figure, [int(year) for year in years["year"]])
    alt = f"{name}：{latest['year']} 年{ended(latest)}"
    chart(figure, f"复议诉讼_{name}", selection, alt=alt)


def ended(latest: Row) -> str:
    """Return how the cases of one kind ended in the last year."""
    if wording.is_missing(latest["total"]):
        return "没有报告填写数字"
    if not latest["total"]:
        return "没有案件"
    results = [
        f"{label.removeprefix('结果')} {wording.number(latest[part])}"
        for part, label in declared.RESULTS.items()
        if latest[part] > 0
    ]
    return "、".join(results) or "结果未填"


def told_excess(years: pd.DataFrame) -> None:
    """Name the years in which results exceed their total."""
    excess = [row for row in rows(years) if not wording.is_missing(row["excess"])]
    if excess:
        told = "、".join(
            f"{row['year']} 年{declared.KINDS[row['kind']]} {wording.number(row['excess'], '件')}"
            for row in excess
        )
        remark(f"分项之和超出总计：{told}（按报告计，图中照分项画出）")


def filled(marks: pd.DataFrame, selection: Selection) -> None:
    """Draw who had a case, who said that there was none, and who said nothing."""
    latest = rows(marks)[-1]
    kinds = [
        f"{latest[kind]} 个{look.label}"
        for kind, look in looks.REVIEW_CELLS.items()
        if latest[kind]
    ]
    title = f"{latest['year']} 年度：{'，'.join(kinds)}"
    heading = Heading(title, "个单位", "表四三类案件的“总计”", height=200)
    figure = stacked_columns(marks, looks.REVIEW_CELLS, heading)
    chart(figure, "复议诉讼_填报情况", selection, alt=title)


def pending(selection: Selection) -> None:
    """Draw what was open at the end of each year, and whether the next year counts it."""
    years = ask("reviews_pending", **selection.parameters)
    if years["units"].sum() == 0:
        return
    missed = int(years["unaccounted"].sum())
    result = f"{missed} 处未计入下一年总计" if missed else "都计入了下一年总计"
    told = result if years["compared"].sum() else "没有相邻两年可核对"
    explained = f"相邻两年可核对 {int(years['compared'].sum())} 处；年份下为填数字的单位"
    heading = Heading(f"年末尚未审结：{told}", "件", explained, height=200)
    figure = covered(grouped_columns(years, OPEN, heading), years)
    chart(figure, "复议诉讼_尚未审结", selection, alt=heading.title)


def corrected(selection: Selection) -> None:
    """Draw the shares of concluded cases that were corrected, with how unsure they are."""
    rates = ask("reviews_corrected", **selection.parameters)
    if rates.empty:
        empty_state("没有已审结的案件，纠错率无从计算", "纠错率只按已审结的案件计算。")
        return
    named = in_words(rates)
    told = "，".join(
        f"{row['kind']} {wording.share(row['numerator'], row['denominator'])}"
        for row in rows(named)
    )
    title = f"纠错率（{selection.years}合计）：{told}"
    note = "结果纠正÷已审结；横线为 95% 置信区间，案件少时区间很宽"
    figure = ranking(named, Heading(title, "件", note), color=theme.CORRECTED, row="kind")
    chart(figure, "复议诉讼_纠错率", selection, alt=title)


def disputed(selection: Selection) -> None:
    """Draw the townships that had cases."""
    found = ask("reviews_disputed", **selection.parameters)
    if found.empty:
        empty_state("所选年度没有填报了案件的乡镇", "其余乡镇填的是 0、斜杠，或没有说明。")
        return
    title = f"{len(found)} 个{selection.units}有过案件（{selection.years}）"
    note = "审结的为各年合计，尚未审结的为最后一年年末"
    heading = Heading(title, "件", note, height=24 * len(found) + 40, width=theme.TITLE_WIDTH - 3)
    drawn = looks.REVIEW_RESULTS
    figure = stacked_columns(found, drawn, heading, along="township", horizontal=True)
    chart(figure, "复议诉讼_有案件的乡镇", selection, alt=title, opens=TOWNSHIP)


def below(years: pd.DataFrame, marks: pd.DataFrame, selection: Selection) -> None:
    """Draw the tables behind the charts."""
    chosen = selection.parameters
    shown = {
        "逐个乡镇": (partial(ask, "reviews_townships", **chosen), declared.BY_TOWNSHIP),
        "各年结果": (lambda: years, declared.BY_YEAR),
        "纠错率": (partial(ask, "reviews_corrected", **chosen), declared.CORRECTED),
        "尚未审结": (partial(ask, "reviews_pending", **chosen), declared.PENDING_BY_YEAR),
        "有案件的乡镇": (partial(ask, "reviews_disputed", **chosen), declared.DISPUTED),
        "填报情况": (lambda: marks, declared.MARKS),
    }
    tables(shown, selection, key="reviews")
