"""Quality: which figures contradict each other, and what was decided about them?"""

from __future__ import annotations

from functools import partial
from html import unescape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import Heading, grid, looks
from dashboard.charts.style.theme import WHOLE_LINE
from dashboard.components import (
    Metric,
    OnScreen,
    Opening,
    Point,
    chart,
    data_table,
    empty_state,
    headline,
    metric_row,
    parts,
    plain_table,
    take_along,
)
from dashboard.components.review.finding_groups import choose, finding_groups
from dashboard.components.shown import on_screen
from dashboard.data.caveats import caveat_notes
from dashboard.data.decisions.findings import findings_of
from dashboard.exports import Export
from dashboard.exports.page.pieces import Listing
from dashboard.labels import wording
from dashboard.navigation.choices import choose_one
from dashboard.navigation.registry import Page
from dashboard.queries import ALL_ROWS, Version, ask, fetch, version
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.checking import quality as declared

PAGE = Page(
    title="数据质量",
    question="哪些数字互相矛盾，作了什么决定？",
    icon=":material/rule:",
    section="核对",
    position=10,
    in_meetings=True,
)
SEVERITIES = {"all": "全部", **wording.SEVERITY_LABELS}
SHOWN_ROWS = 100
NOT_CHECKABLE = wording.RULE_OUTCOME_LABELS["not_checkable"]
STATES = {**wording.REVIEW_LABELS, "all": "全部"}


def render(selection: Selection) -> None:
    """Draw the page."""
    found = findings_of(selection)
    passed = rows(ask("rules_passed", **selection.parameters))[0]
    if not passed["reports"] and found.empty:
        empty_state("所选范围内没有可以核对的报告")
        return
    headline(sentence(found, selection))
    metric_row(metrics(found, passed, selection))
    fixed = {name: code for name, code in choices().items() if code != "all"}
    shown = fitting(found, **fixed)
    if shown.empty:
        empty_state("没有符合条件的问题", "可改选级别、处理状态，或放宽年度和乡镇。")
    finding_groups(shown, found, selection, alike_in=tuple(fixed))
    below = {
        "规则 × 乡镇": partial(matrix, found, selection),
        "全部核对结果": OnScreen(partial(outcomes, selection)),
        "读取存疑": partial(doubts, selection),
    }
    parts(below, key="quality")


def doubts(selection: Selection) -> None:
    """Draw what was not read in the reports, or not with confidence."""
    data_table(ask("reading_doubts", **selection.parameters), declared.DOUBTS, selection)


def outcomes(selection: Selection) -> None:
    """Draw how the rules came out, the first rows of them, and the buttons that take all along."""
    shown = ask("detail_outcomes", **selection.parameters, page_rows=SHOWN_ROWS, skipped=0)
    total = 0 if shown.empty else int(shown["rows_in_all"].iloc[0])
    on_screen(Listing(shown, declared.OUTCOMES, preview(len(shown), total)))
    plain_table(shown, declared.OUTCOMES)
    with st.container(horizontal=True, vertical_alignment="center"):
        whole = partial(all_outcomes, version(), selection)
        take_along(whole, declared.OUTCOMES, selection, total)
    if total > len(shown):
        part = preview(len(shown), total)
        st.caption(f"{part}；排序和表内搜索只在这些行之内，导出的是全部各行。")


def preview(shown: int, total: int) -> str:
    """Return which rows are shown, where not all are."""
    return f"预览前 {shown} 行，共 {wording.number(total)} 行" if total > shown else ""


def all_outcomes(path: Version, selection: Selection) -> Export:
    """Return how every rule came out for every report, to be taken along."""
    frame = fetch(path, "detail_outcomes", **selection.parameters, page_rows=ALL_ROWS, skipped=0)
    return Export(frame, declared.OUTCOMES, selection, source(), caveat_notes(selection))


@cached
def sentence(found: pd.DataFrame, selection: Selection) -> str:
    """Return how many errors of the last chosen year are still open."""
    year = selection.to_year
    errors = found[(found["year"] == year) & (found["severity"] == "error")]
    still = errors[errors["state"] == "open"]
    if errors.empty:
        return f"{year} 年度没有发现错误"
    if still.empty:
        return f"{year} 年度 {len(errors)} 个错误都已处理"
    units = f"{still['series_id'].nunique()} 个{selection.units}"
    return f"{year} 年度 {units}有 {len(still)} 个错误待处理"


@cached
def metrics(found: pd.DataFrame, passed: Any, selection: Selection) -> list[Metric]:
    """Return the numbers of findings by severity, and how many rules hold."""
    counted = []
    for severity, label in wording.SEVERITY_LABELS.items():
        of_it = found[found["severity"] == severity]
        still = of_it[of_it["state"] == "open"]
        latest = (still["year"] == selection.to_year).sum()
        note = f"共发现 {len(of_it)} 个（{selection.years}）"
        if selection.from_year < selection.to_year:
            note = f"其中 {selection.to_year} 年度 {latest} 个；{note}"
        counted.append(
            Metric(
                f"待处理的{label}",
                f"{len(still)} 个",
                note=note,
                help=wording.definition_help(severity),
                compared=False,
            )
        )
    rate = passed["held"] / passed["checked"] if passed["checked"] else None
    share = wording.share(passed["held"], passed["checked"])
    held = Metric(
        f"勾稽通过率（{selection.to_year} 年度）",
        wording.rate(rate),
        note=f"{share}；{NOT_CHECKABLE} {passed['not_checked']}",
        help=f"“错误”级规则中成立的÷能核对的；{NOT_CHECKABLE}的不计入分子分母",
        compared=False,
    )
    return [*counted, held]


def choices() -> dict[str, str]:
    """Draw the choices of severity and state, and return what is chosen of each."""
    offered = {"severity": ("级别", SEVERITIES), "state": ("处理", STATES)}
    with st.container(horizontal=True):
        return {
            name: choose_one(told, list(codes), key=name, label=codes.__getitem__)
            for name, (told, codes) in offered.items()
        }


@cached
def fitting(found: pd.DataFrame, **fixed: str) -> pd.DataFrame:
    """Return the findings that are what was chosen."""
    for name, code in fixed.items():
        found = found[found[name] == code]
    return Answer(found)


def matrix(found: pd.DataFrame, selection: Selection) -> None:
    """Draw how every troubled rule came out for every township."""
    cells = ask("rule_matrix", **selection.parameters)
    if cells.empty:
        empty_state(f"{selection.to_year} 年度没有不成立的规则")
        return
    rules, townships = cells["rule"].nunique(), cells["township"].nunique()
    title = f"{selection.to_year} 年度 {rules} 条规则在 {townships} 个{selection.units}的结果"
    heading = Heading(title, "", "只列有不成立或待人工核对的规则；格中数字为处数", width=WHOLE_LINE)
    figure = grid(with_reasons(cells), looks.RULE_OUTCOMES, heading, row="rule", column="township")
    opens = Opening("点击查看这个问题", partial(open_finding, found))
    chart(figure, "数据质量_规则矩阵", selection.last_year, alt=title, opens=opens)


@cached
def with_reasons(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the tiles with the reason why something could not be checked, in words."""
    reasons = [f"：{wording.REASON_LABELS[r]}" if r else "" for r in cells["reason"]]
    return Answer(cells.assign(note=reasons))


def open_finding(found: pd.DataFrame, point: Point, selection: Selection) -> None:
    """Open the first finding of the rule and township that a tile stands for."""
    _, rule = point["customdata"]
    for row in rows(found[found["year"] == selection.to_year]):
        if [row["code"], row["township"]] == [rule.partition(" ")[0], unescape(point["x"])]:
            choose([row["finding_id"]])
            return
