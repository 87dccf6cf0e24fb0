"""Assessment by an office's own rubric: which points does each unit lose, and on what ground?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.components import (
    Finding,
    data_table,
    empty_state,
    finding_list,
    headline,
    open_unit,
    remark,
)
from dashboard.components.display.export_buttons import FORMATS
from dashboard.components.letters.return_ledger import open_case
from dashboard.components.own_file_form import NO_YEAR, named, own_file_form
from dashboard.components.review.finding_groups import open_finding
from dashboard.components.review.findings import MOST_PLACES
from dashboard.data.office.files import has_rubric, in_force, rubric_content, rubric_of
from dashboard.data.office.scores import Assessment, assessments
from dashboard.exports import Export
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.navigation.choices import choose_linked
from dashboard.navigation.registry import Page
from dashboard.queries.result import Row
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.checking import assessment as declared
from etl.domain.errors import ReportError
from etl.storage.own_files.kept import RUBRIC, Which
from etl.storage.own_files.rubric import Rubric, sample

PAGE = Page(
    title="考核评分",
    question="按本单位的评分表，哪个单位扣了几分，依据是什么？",
    icon=":material/grading:",
    section="核对",
    position=50,
    is_listed=has_rubric,
)
OPENS: dict[str, Callable[[str], None]] = {
    "finding": open_finding, "return": open_case, "filing": open_unit,
}  # fmt: skip
TYPES = ("xlsx", "csv", "xls", "et", "ods")


def render(selection: Selection) -> None:
    """Draw the page."""
    which, since = Which(RUBRIC, selection.county_id, selection.to_year), None
    try:
        file, since = in_force(which)
        rubric = rubric_of(file) if file else None
    except ReportError as error:
        st.error(literal(error), icon=":material/error:")
        rubric = None
    if rubric:
        found = assessments(rubric, selection, date.today())
        headline(answer(found, selection.to_year))
        if since != selection.to_year:
            remark(lent_by(since, selection.to_year))
        scored(found, rubric, selection)
        with st.expander(f"{selection.to_year} 年度的评分表", icon=":material/rule:"):
            data_table(lines_of(rubric), declared.RUBRIC, selection)
            own_file_form(which, TYPES, rubric_content)
        return
    empty_state(
        f"{selection.to_year} 年度没有启用考核评分",
        "上传本单位的评分表后启用，以后年度没有自己的评分表时沿用；全部停用后本页从目录中隐去。",
    )
    own = declared.SAMPLE
    names = [column.name for column in own.columns]
    example = Export(pd.DataFrame(sample()[1:], columns=names), own, selection, source())
    st.download_button(
        "下载示例评分表", example.xlsx, f"{own.name}.xlsx", FORMATS["xlsx"].mime,
        on_click="ignore", icon=":material/download:", help="照列名改写后上传",
    )  # fmt: skip
    own_file_form(which, TYPES, rubric_content)


def lent_by(since: int | None, year: int) -> str:
    """Return that a year is assessed by the rubric of a year before."""
    lender = named(since).strip() or NO_YEAR
    return (
        f"{year} 年度没有自己的评分表，暂按 {lender}的评分表评分；上传或沿用为本年度的之后，"
        "以前年度的改动不再影响它。"
    )


def answer(found: Sequence[Assessment], year: int) -> str:
    """Return how many units have a score, and of how many something is open."""
    scores = sum(one.total is not None for one in found)
    unsure = sum(bool(one.unsure) for one in found)
    missing = sum(one.total is None and one.lacking == "no_report" for one in found)
    rest = [f"{wording.STATUS_LABELS['missing']} {missing} 个，没有总分"] if missing else []
    rest += [f"{unsure} 个有未能判断的事项"] if unsure else []
    return "，".join([f"{year} 年度 {scores} 个单位已评分", *rest])


def scored(found: Sequence[Assessment], rubric: Rubric, selection: Selection) -> None:
    """Draw the scores, what took points off, and the way to each ground of one unit."""
    table = declared.scores(rubric)
    frame = pd.DataFrame([line_of(one, rubric) for one in found])
    figures = [column.name for column in table.columns if column.mark]
    data_table(frame.astype(dict.fromkeys(figures, "float64")), table, selection)
    lines = [line for one in found for line in deduction_lines(one)]
    st.subheader(f"扣分明细：{len(lines)} 处", anchor=False)
    columns = [column.name for column in declared.DEDUCTIONS.columns]
    data_table(pd.DataFrame(lines, columns=columns), declared.DEDUCTIONS, selection)
    known = {one.unit["place_id"]: one for one in found if one.deductions}
    names = {place_id: one.unit["township"] for place_id, one in known.items()}
    chosen = choose_linked("查看一个单位的扣分依据", names, key="unit_assessed")
    if chosen is not None:
        grounds = [finding for item in rubric.points for finding in grounds_of(item, known[chosen])]
        finding_list(grounds, nothing="没有扣分。")


def lines_of(rubric: Rubric) -> pd.DataFrame:
    """Return a rubric as a table that can be uploaded again."""
    lines = [
        {
            "item": line.item, "points": str(rubric.points[line.item]),
            "matter": line.matter.label, "rules": "、".join(sorted(line.rules)),
            "deduct": str(line.deduct or ""), "most": str(line.most or ""), "note": line.note,
        }
        for line in rubric.lines
    ]  # fmt: skip
    return pd.DataFrame(lines)


def line_of(one: Assessment, rubric: Rubric) -> Row:
    """Return a unit's line of the table of scores."""
    line: Row = {
        "township": one.unit["township"], "status": one.unit["status"], "total": one.total,
        "total_mark": "number" if one.total is not None else one.lacking,
        "unsure": "；".join(one.unsure),
    }  # fmt: skip
    for number, (item, score) in enumerate(one.scores.items()):
        lacking = "by_hand" if rubric.is_by_hand(item) else one.lacking
        line[f"item_{number}"] = score
        line[f"item_{number}_mark"] = "number" if score is not None else lacking
    return line


def deduction_lines(one: Assessment) -> list[Row]:
    """Return a line for each ground that takes points off a unit."""
    return [
        {
            "township": one.unit["township"], "item": taken.line.item,
            "matter": taken.line.matter.label, "points": float(taken.points),
            "ground": taken.ground.what, "note": taken.line.note,
        }
        for taken in one.deductions
    ]  # fmt: skip


def grounds_of(item: str, one: Assessment) -> Iterator[Finding]:
    """Yield what took points off an item, each ground a way to where it stands.

    As many stand together as a finding shows ways.
    """
    taken = [deduction for deduction in one.deductions if deduction.line.item == item]
    points = sum(deduction.points for deduction in taken)
    for start in range(0, len(taken), MOST_PLACES):
        title = f"{item}（续）" if start else f"{item}：扣 {points} 分"
        yield Finding(
            ":material/remove_circle:", "orange", title, "",
            places=[
                (f"−{d.points} {d.ground.what}", partial(OPENS[d.ground.kind], d.ground.ref))
                for d in taken[start : start + MOST_PLACES]
            ],
        )  # fmt: skip
