"""Submissions: who has reported, who is late, whom to chase, and what came of every file?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts import Heading, looks, state_matrix
from dashboard.components import (
    TOWNSHIP,
    Metric,
    OnScreen,
    archive_choice,
    chart,
    data_table,
    deadline_in_force,
    empty_state,
    headline,
    import_button,
    metric_row,
    parts,
    self_check_forms,
    waiting_list,
)
from dashboard.components.letters.reminder import reminder
from dashboard.labels import wording
from dashboard.navigation.choices import choose_one
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows, rows_by
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.collection import submissions as declared
from dashboard.tables.schema import Table

PAGE = Page(
    title="报送进度",
    question="谁报了，谁晚了，还要催谁？",
    icon=":material/inbox:",
    section="收集",
    position=10,
    in_meetings=True,
)
OUTCOMES = {"": "全部", **wording.IMPORT_LABELS}


def render(selection: Selection) -> None:
    """Draw the page."""
    opened_year(selection, date.today())
    years = ask("submission_status_by_year", **selection.parameters)
    if years.empty or selection.to_year not in set(years["year"]):
        empty_state("所选范围内没有应报送的单位")
        import_button()
        waiting_list()
        return
    today = date.today()
    to_chase = ask("townships_to_chase", today=today, **selection.parameters)
    latest = rows_by(years, "year")[selection.to_year]
    headline(answer(latest, to_chase))
    metric_row(figures(selection))
    left, right = st.columns([11, 9], gap="medium")
    with left:
        matrix(selection)
    with right:
        import_button()
        waiting_list()
        deadline_in_force(selection, today)
        chase(to_chase, selection, today)
        self_check_forms(selection)
    chased(to_chase, selection)
    below(years, selection)


def opened_year(selection: Selection, today: date) -> None:
    """Draw the year that is being collected, until its first report comes."""
    year = today.year - 1
    if source().is_sample or year <= selection.to_year:
        return
    collected = replace(selection, from_year=year, to_year=year)
    to_chase = ask("units_to_collect", today=today, **collected.parameters)
    if to_chase.empty:
        return
    headline(f"正在收集 {year} 年度：应报 {len(to_chase)} 个，还没有收下报告")
    left, right = st.columns([11, 9], gap="medium")
    with left:
        chase(to_chase, collected, today)
    with right:
        deadline_in_force(collected, today)
        self_check_forms(collected)
    chased(to_chase, collected, replace(declared.CHASE, name=f"{year} 年度催报名单"))
    st.caption(f"以下是已有报告的年度，截至 {selection.to_year} 年。")


def answer(latest: Row, to_chase: pd.DataFrame) -> str:
    """Return who is still to be chased in the last chosen year."""
    late = f"，其中{wording.STATUS_LABELS['late']} {latest['late']} 个" if latest["late"] else ""
    rejected, withdrawn, waiting = latest["rejected"], latest["withdrawn"], latest["waiting"]
    of_which = [f"{rejected} 个的文件未能导入"] * bool(rejected)
    of_which += [f"{withdrawn} 个的报告{wording.STATUS_LABELS['withdrawn']}"] * bool(withdrawn)
    refused = f"（其中 {'，'.join(of_which)}）" if of_which else ""
    chased = len(to_chase) - waiting
    rest = "，".join(
        [f"还要催 {chased} 个{refused}"] * bool(chased)
        + [f"{wording.STATUS_LABELS['waiting']} {waiting} 个"] * bool(waiting)
    )
    head = f"{latest['year']} 年度应报 {latest['expected']} 个，已报 {latest['filed']} 个"
    return f"{head}{late}，{rest or '全部报齐'}"


def figures(selection: Selection) -> list[Metric]:
    """Return how many units reported, in time or not, beside the year before."""
    chosen = selection.parameters | {"from_year": selection.to_year - 1}
    by_year = rows_by(ask("submission_status_by_year", **chosen), "year")
    now, before = by_year[selection.to_year], by_year.get(selection.to_year - 1)
    status = wording.STATUS_LABELS
    labels = {"filed": "已报"} | {of: status[of] for of in ("on_time", "late", "missing")}
    expected = now["expected"]
    notes = {
        "filed": f"应报 {expected} 个，报送率 {wording.rate(now['filed'] / expected)}",
        "on_time": f"占应报的 {wording.rate(now['on_time'] / expected)}",
        "missing": "；".join(
            f"另有{status[of]} {now[of]} 个"
            for of in ("waiting", "rejected", "withdrawn")
            if now[of]
        ),
        "late": f"另有 {now['undated']} 个{status['undated']}" if now["undated"] else "",
    }
    filed = [
        Metric(
            label,
            wording.number(now[name], "个"),
            wording.change(now[name] - before[name], "个") if before else None,
            note=notes.get(name, ""),
            help=declared.DUE,
        )
        for name, label in labels.items()
    ]
    return [*filed, error_metric(selection)]


def error_metric(selection: Selection) -> Metric:
    """Return how many reports break a rule that none may break, beside the year before."""
    defined = wording.definition_help("with_errors")
    chosen = selection.parameters | {"from_year": selection.to_year - 1}
    by_year = rows_by(ask("submission_errors_by_year", **chosen), "year")
    now, before = by_year[selection.to_year], by_year.get(selection.to_year - 1)
    if not now["filed"]:
        return Metric("有错误", wording.missing("no_report"), help=defined)
    compared = before if before and before["filed"] else None
    change = now["with_errors"] - compared["with_errors"] if compared else None
    return Metric(
        "有错误",
        wording.number(now["with_errors"], "个"),
        wording.change(change, "个"),
        note=f"已报 {now['filed']} 个，错误共 {now['errors']} 处",
        help=defined,
    )


def matrix(selection: Selection) -> None:
    """Draw every township and year, those to be chased first."""
    cells = ask("submission_matrix", **selection.parameters)
    title = matrix_title(cells, selection)
    figure = state_matrix(
        cells, looks.FILING_STATES, Heading(title), marked=("errors", looks.WITH_ERRORS)
    )
    chart(figure, "报送进度", selection, alt=title, opens=TOWNSHIP)


@cached
def matrix_title(cells: pd.DataFrame, selection: Selection) -> str:
    """Return in how many of the years every township reported in time."""
    open_states = ("missing", "partly_missing", "rejected", "waiting", "withdrawn")
    lacking = cells[cells["state"].isin(open_states)]["township"].nunique()
    late = cells[cells["state"] == "late"]["township"].nunique()
    parts = [
        f"{lacking} 个曾有缺报" if lacking else "没有缺报",
        f"{late} 个曾逾期" if late else "没有逾期",
    ]
    among = f"{selection.years} {cells['township'].nunique()} 个{selection.units}"
    return f"{among}：{'，'.join(parts)}"


def chase(to_chase: pd.DataFrame, selection: Selection, today: date) -> None:
    """Draw the words to send to those who are to be chased."""
    if to_chase.empty:
        st.success(
            f"{selection.to_year} 年度全部报齐，没有要催的单位。", icon=":material/check_circle:"
        )
        return
    st.markdown(f"**催报名单：{len(to_chase)} 个**（点右上角复制下面的文字）")
    st.code(
        reminder(rows(to_chase), selection.to_year, today, selection.units),
        language=None,
        wrap_lines=True,
    )


def chased(to_chase: pd.DataFrame, selection: Selection, table: Table = declared.CHASE) -> None:
    """Draw the list to chase as a table, as wide as the page: what came of a file is long."""
    if to_chase.empty:
        return
    data_table(to_chase, table, selection, height=min(38 + 35 * len(to_chase), 265))
    archive_choice(rows(to_chase[to_chase["reason"] == "withdrawn"]), key="chase")


def below(years: pd.DataFrame, selection: Selection) -> None:
    """Draw what became of every file, and the tables behind the figures."""
    cells = partial(ask, "submission_matrix", **selection.parameters)
    shown = {
        "导入记录": OnScreen(partial(history, selection)),
        "逐年报送": lambda: data_table(cells(), declared.CELLS, selection),
        "各年合计": lambda: data_table(years, declared.BY_YEAR, selection),
    }
    parts(shown, key="submissions")


def history(selection: Selection) -> None:
    """Draw what became of every file."""
    outcome = choose_one("结果", tuple(OUTCOMES), key="outcome", label=OUTCOMES.__getitem__)
    chosen = (outcome,) if outcome else ()
    found = ask("import_history", outcomes=chosen, **selection.parameters)
    if found.empty:
        empty_state(
            "没有这样的导入记录",
            "示例县由程序生成，没有经过导入。" if source().is_sample else "请在上方选择其他结果。",
        )
    else:
        data_table(found, declared.HISTORY, selection)
        archive_choice(rows(found.dropna(subset=["township", "year"])), key="history")
