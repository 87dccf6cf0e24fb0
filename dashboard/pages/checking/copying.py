"""Copied narratives: which reports repeat last year's or another township's, and what of it?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.charts import Group, Heading, covered, grouped_columns
from dashboard.charts.style.colors import FREE
from dashboard.charts.style.theme import WHOLE_LINE
from dashboard.components import chart, data_table, empty_state, headline
from dashboard.components.review.side_by_side import Text, side_by_side
from dashboard.labels import wording
from dashboard.navigation.choices import choose_one
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.result import Row, rows, rows_by
from dashboard.queries.selection import Selection
from dashboard.tables.checking import copying as declared

PAGE = Page(
    title="雷同比对",
    question="哪些报告照抄上年或别的乡镇，照抄了哪些？",
    icon=":material/content_copy:",
    section="核对",
    position=30,
)
THRESHOLDS = (0.5, 0.65, 0.8)
ANY = "any"
GROUPS = (
    Group("previous", "与本单位上年雷同", FREE[0]),
    Group("sibling", "与同年乡镇雷同", FREE[2]),
)


def render(selection: Selection) -> None:
    """Draw the page."""
    at_least = choose_one(
        "相似度高于", THRESHOLDS, key="similarity", label=lambda share: f"{share:.0%}"
    )
    chosen = selection.parameters | {"at_least": at_least}
    years, pairs = ask("similar_by_year", **chosen), ask("similar_pairs", **chosen)
    if years.empty:
        empty_state("所选范围内没有应报送的单位")
        return
    headline(answer(rows(years)[-1], at_least))
    comparison(pairs, selection)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        st.markdown(f"**{selection.to_year} 年度相似度高于 {at_least:.0%} 的报告**")
        data_table(pairs, declared.PAIRS, selection)
    with right:
        if years["units"].any():
            over_the_years(years, at_least, selection)
    with st.expander("各年份数（可排序、导出）"):
        data_table(years, declared.BY_YEAR, selection)


def answer(latest: Row, at_least: float) -> str:
    """Return how many reports of the last year are copied, and how many could be compared."""
    year = latest["year"]
    if not latest["units_expected"]:
        return f"{year} 年度还没有报告"
    if not latest["units"]:
        return f"{year} 年度没有可以比较的正文"
    told = [
        f"{relation}比较 {latest[f'compared_{column}']} 份，"
        f"{wording.number(latest[column], '份')}相似度高于 {at_least:.0%}"
        for column, relation in (("previous", "与上年"), ("sibling", "与同年乡镇"))
        if latest[f"compared_{column}"]
    ]
    return f"{year} 年度{'；'.join(told)}"


def over_the_years(years: pd.DataFrame, at_least: float, selection: Selection) -> None:
    """Draw how many reports were copied in each year."""
    title = f"{selection.scope}各年正文相似度高于 {at_least:.0%} 的报告"
    heading = Heading(title, "份", "年份下为正文能比较的报告", height=240, width=WHOLE_LINE)
    figure = covered(grouped_columns(years, GROUPS, heading), years)
    chart(figure, "雷同比对", selection, alt=title)


def comparison(pairs: pd.DataFrame, selection: Selection) -> None:
    """Draw two reports beside each other: a pair that was found, or any two of the county."""
    reports = rows_by(ask("narratives_to_choose", **selection.parameters), "report")
    if len(reports) < 2:
        empty_state("还没有两份可以对照的正文", "结构化表格没有正文；导入报告原文后可以对照。")
        return
    found = {f"{pair['report']}_{pair['other_report']}": pair for pair in rows(pairs)}
    chosen = chosen_pair(found)
    left, right = chosen_reports(reports) if chosen is None else (
        found[chosen]["report"], found[chosen]["other_report"]
    )  # fmt: skip
    side_by_side(text_of(left, reports, selection), text_of(right, reports, selection))


def chosen_pair(found: dict[str, Row]) -> str | None:
    """Draw the choice of a pair and return it; None means any two reports."""
    options = [*found, ANY]
    chosen = st.selectbox(
        "对照",
        options,
        format_func=lambda pair: "任选两份报告" if pair == ANY else named(found[pair]),
        key="pair",
        bind="query-params",
        placeholder="请选择",
    )
    return chosen if chosen in found else None


def chosen_reports(reports: dict[str, Row]) -> tuple[str, str]:
    """Draw the choice of two reports and return them."""
    codes = list(reports)
    picked = [
        column.selectbox(
            title,
            codes,
            index=place,
            format_func=lambda code: name_of(reports[code]),
            key=key,
            bind="query-params",
            placeholder="请选择",
        )
        for place, (column, title, key) in enumerate(
            zip(st.columns(2, gap="medium"), ("左边", "右边"), ("left", "right"), strict=True)
        )
    ]
    left, right = (code if code in reports else codes[n] for n, code in enumerate(picked))
    return left, right


def named(pair: Row) -> str:
    """Return a pair in words."""
    relation = declared.RELATIONS[pair["relation"]]
    other = f"{pair['other_township']} {pair['other_year']} 年"
    return (
        f"{pair['township']} {pair['year']} 年 · {relation} · {other} · "
        f"{wording.rate(pair['similarity'])}"
    )


def name_of(report: Row) -> str:
    """Return a report in words."""
    return f"{report['township']} {report['year']} 年"


def text_of(report: str, reports: dict[str, Row], selection: Selection) -> Text:
    """Return the text of a report."""
    told = rows(ask("narrative_of_report", narrative=report, **selection.parameters))
    return Text(
        name_of(reports[report]), tuple((row["heading"], flush(row["body"])) for row in told)
    )


def flush(body: str) -> str:
    """Return a text with its lines at the margin."""
    return "\n".join(line.strip() for line in body.splitlines())
