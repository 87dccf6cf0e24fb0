"""Overview: who has reported, what do the figures say, and what needs attention today?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts import Heading, looks, stacked_columns
from dashboard.components import (
    Finding,
    chart,
    empty_state,
    figures_by_year,
    finding_list,
    headline,
    key_figures,
    key_figures_by_year,
    open_unit,
    subheading,
    tables,
)
from dashboard.components.letters.return_ledger import open_case
from dashboard.components.parts import open_part
from dashboard.components.review.finding_groups import open_finding
from dashboard.data.decisions.findings import findings_of
from dashboard.data.decisions.returns import Case, cases_of
from dashboard.labels import wording
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.tables import overview as declared
from dashboard.tables.checking.quality import DOUBTS

PAGE = Page(
    title="总览",
    question="报得怎么样，数字说明什么，今天要处理什么？",
    icon=":material/dashboard:",
    section="",
    position=10,
    in_meetings=True,
)
BY_UNIT = ("overdue", "refiled", "errors", "doubts", "unread", "issues")
"""Kinds that are mended unit by unit, each on a page that the name opens."""
ATTENTION = {
    "missing": (wording.STATUS_LABELS["missing"], ":material/cancel:", "red", "submissions"),
    "waiting": (wording.STATUS_LABELS["waiting"], ":material/rule:", "red", "submissions"),
    "rejected": (wording.STATUS_LABELS["rejected"], ":material/upload_file:", "red", "submissions"),
    "withdrawn": (wording.STATUS_LABELS["withdrawn"], ":material/undo:", "red", "submissions"),
    "overdue": ("退回后逾期未重报", ":material/assignment_late:", "red", "correction_notices"),
    "refiled": ("已重报待办结", ":material/assignment_turned_in:", "orange", "correction_notices"),
    "contradictory": (
        wording.ZERO_LABELS["contradictory"],
        ":material/sync_problem:",
        "red",
        "zero_applications",
    ),
    "late": ("逾期报送", ":material/schedule:", "orange", "submissions"),
    "errors": ("待处理的错误", ":material/error:", "red", "quality"),
    "candidates": ("待确认的数字", ":material/fact_check:", "orange", "candidates"),
    "doubts": ("待处理的疑点、提示", ":material/rule:", "orange", "quality"),
    "unread": ("空白或无法识别的单元格", ":material/help:", "blue", None),
    "issues": ("读取存疑", ":material/search:", "blue", None),
}


def render(selection: Selection) -> None:
    """Draw the page."""
    years = ask("submission_status_by_year", **selection.parameters)
    if years.empty:
        empty_state("所选范围内没有应报送的单位")
        return
    latest = rows(years)[-1]
    headline(filing_sentence(latest))
    key_figures(selection)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        # While reports come in, who has filed is what matters; afterwards the figures are.
        if latest["lacking"]:
            filings(years, selection)
            key_figures_by_year(selection, int(latest["year"]))
        else:
            key_figures_by_year(selection, None)
            filings(years, selection)
    with right:
        attention(selection)
    below(years, selection)


def filings(years: pd.DataFrame, selection: Selection) -> None:
    """Draw who has filed over the years."""
    title = coverage_title(years)
    figure = stacked_columns(years, looks.FILING, Heading(title, "个单位", height=250))
    chart(figure, "报送情况", selection, alt=title)


def filing_sentence(latest: Row) -> str:
    """Return how many have reported in the last chosen year."""
    status = wording.STATUS_LABELS
    late = [f"{status[of]} {latest[of]} 个" for of in ("late", "undated") if latest[of]]
    detail = f"（其中{'、'.join(late)}）" if late else ""
    rest = "，".join(f"{status[of]} {latest[of]} 个" for of in declared.LACKING if latest[of])
    return (
        f"{latest['year']} 年度应报 {latest['expected']} 个，"
        f"已报 {latest['filed']} 个{detail}，{rest or '全部报齐'}"
    )


def coverage_title(years: pd.DataFrame) -> str:
    """Return in how many of the years everyone has reported."""
    complete = sum(row["lacking"] == 0 for row in rows(years))
    if len(years) == 1:
        return f"{years['year'].iloc[0]} 年度{'全部报齐' if complete else '没有报齐'}"
    if complete == len(years):
        return f"{len(years)} 个年度全部报齐"
    return f"{len(years)} 个年度中 {complete} 个全部报齐"


def attention(selection: Selection) -> None:
    """Draw what needs attention in the last chosen year, each line a way to where it is mended."""
    subheading("今天需要关注", f"（{selection.to_year} 年度）")
    found = rows(ask("attention", **selection.parameters))
    listed = [(row["kind"], row["subject"], partial(open_kind, row)) for row in found]
    listed += undecided(findings_of(selection.last_year))
    listed += [
        (case.state, sent_back(case), partial(open_case, case.one.report))
        for case in by_unit(cases_of(selection.last_year, date.today()))
    ]
    kinds = {kind: [(s, go) for of, s, go in listed if of == kind] for kind in ATTENTION}
    finding_list(
        [finding(kind, subjects) for kind, subjects in kinds.items() if subjects],
        nothing="没有需要处理的事项。",
    )


def open_kind(row: Row) -> None:
    """Open the page of a township where it tells what needs attention."""
    if row["kind"] == "issues":
        open_part("township", DOUBTS.name)
    open_unit(row["series_id"])


@cached
def undecided(found: pd.DataFrame) -> list[tuple[str, str, Callable[[], None]]]:
    """Return by township the findings that nobody has decided, errors apart from the others."""
    open_ones: dict[tuple[str, str], list[str]] = {}
    for row in rows(found):
        if row["state"] == "open":
            kind = "errors" if row["severity"] == "error" else "doubts"
            open_ones.setdefault((kind, row["township"]), []).append(row["finding_id"])
    return [
        (kind, f"{township}（{len(ids)} 个）", partial(open_finding, ids[0]))
        for (kind, township), ids in open_ones.items()
    ]


def by_unit(cases: Sequence[Case]) -> list[Case]:
    """Return the most pressing case of each unit in each state: units are counted, not reports."""
    first: dict[tuple[str, str], Case] = {}
    for case in cases:
        first.setdefault((case.state, case.one.place_id), case)
    return [*first.values()]


def sent_back(case: Case) -> str:
    """Return a unit whose report was sent back, with the days that it is late."""
    late = f"（{case.days_over} 天）" if case.state == "overdue" else ""
    return f"{case.township}{late}"


def finding(kind: str, subjects: Sequence[tuple[str, Callable[[], None]]]) -> Finding:
    """Return one kind of trouble with the names concerned."""
    title, icon, color, page = ATTENTION[kind]
    name = f"{title} {len(subjects)} 个{'单位' if kind in BY_UNIT else ''}"
    if kind in BY_UNIT:
        return Finding(icon, color, name, "", page, places=subjects)
    return Finding(icon, color, name, wording.names([s for s, _ in subjects]), page)


def below(years: pd.DataFrame, selection: Selection) -> None:
    """Draw the tables behind the figures."""
    chosen = selection.parameters
    shown = {
        "各年报送": (lambda: years, declared.BY_YEAR),
        "主要数字": (partial(figures_by_year, selection), declared.FIGURES),
        "逐个单位": (partial(ask, "submissions_of_year", **chosen), declared.BY_UNIT),
        "待核对单元格": (partial(ask, "cells_to_check", **chosen), declared.CELLS),
        "未能导入的文件": (partial(ask, "rejected_imports"), declared.REJECTED),
    }
    tables(shown, selection, key="overview")
